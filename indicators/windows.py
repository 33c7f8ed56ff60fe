"""Whether the records of a period may still be entered: the windows of the plans that count them.

A window that staff have shut (plans.models.PlanPeriod) is shut for the provinces too, unless more time was given to
one; it opens again for no one, so a record of a closed period is a correction (indicators.actions.records). Staff, who
keep the records of the whole country, are never shut out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext

from accounts.permissions import Right, has_right
from core.formats import as_date
from indicators.kinds import Kind, kind_of
from indicators.models import Record
from plans.choices import WindowState
from plans.models import Indicator, Plan, PlanPeriod, WindowException
from thai.periods import Period

# What may change without any figure becoming another one.
BESIDE_THE_FIGURE = {
    "created_at", "created_by_id", "updated_at", "updated_by_id", "verified_at", "verified_by_id", "evidence_link",
    "note", "withdrawn_reason",
}  # fmt: skip


def shut_for(states: Sequence[Record], by: Any) -> list[PlanPeriod]:
    """The windows that are shut for this person and of whose figures the record is (or was) part.

    `states`: the record as it was, if it was, and as it is to be. Where only its days change, those periods alone
    matter in which it counts on other days.
    """
    if has_right(by, Right.WHOLE_COUNTRY):
        return []
    kind = kind_of(states[0])
    provinces = {state.province_id for state in states if state.province_id}
    begins, ends, _end_counts = kind.measure.reach
    is_other = len(states) > 1 and _content(states[0], {begins, ends}) != _content(states[1], {begins, ends})
    found = []
    for window in _past(kind):
        # A record that moves from one province to another needs time in both.
        if provinces and not any(_is_shut(window, province) for province in provinces):
            continue
        parts = [_part_of(kind, state, window) for state in states]
        if any(parts) and (is_other or len(states) == 1 or parts[0] != parts[1]):
            found.append(window)
    return found


# What pages that show windows show of them, and of who set one.
SHOWN = (
    *("plan", "period", "opens_on", "due_on", "closes_on", "contact", "window_reason"),
    *("window_set_by__name", "window_set_by__username", "window_set_by__email"),
    *("closed_at", "closed_by", "closed_reason"),
)


@dataclass(frozen=True)
class ProvinceWindow:
    """How a window stands for one province, with the time that was given to it."""

    window: PlanPeriod
    province: str
    state: WindowState
    due_on: date
    more_time: date | None

    @property
    def period(self) -> Period:
        return Period.parse(self.window.period, self.window.plan.period_calendar)


def of_province(kinds: Iterable[Kind], province: str, plan: Plan | None = None) -> list[ProvinceWindow]:
    """The windows of plans that count these kinds of records that have begun and are not closed for good.

    `plan`: only those of one plan.
    """
    today = timezone.localdate()
    counting = Indicator.objects.filter(plan=OuterRef("plan"), measure__in=[kind.measure.name for kind in kinds])
    given = WindowException.objects.in_force().filter(period=OuterRef("pk"), province=province).order_by("-until")
    rows: Any = PlanPeriod.objects.filter(Exists(counting), closed_at=None, opens_on__lte=today)
    rows = rows.annotate(more_time=Subquery(given.values("until")[:1])).select_related("window_set_by")
    rows = rows.only(*SHOWN)
    if plan is None:
        rows = rows.select_related("plan").defer("plan__document").order_by("plan__code", "period")
    else:
        rows = list(rows.filter(plan=plan).order_by("period"))
        for row in rows:
            row.plan = plan
    return [
        ProvinceWindow(
            window=row,
            province=province,
            state=row.window_state(today, until=row.more_time),
            due_on=row.due_day(row.more_time),
            more_time=row.more_time,
        )
        for row in rows
    ]


def say_shut(window: PlanPeriod) -> str:
    """Who shut the form, why, since when, and whom to ask."""
    return gettext(
        "Records of %(period)s were taken until the end of %(day)s. Set by %(who)s: %(reason)s "
        "Ask the ministry for more time: %(contact)s."
    ) % {
        "period": window.period,
        "day": as_date(window.closes_on, style="full"),
        "who": window.window_set_by or "–",
        "reason": window.window_reason,
        "contact": window.contact or window.window_set_by or "–",
    }


def say_closed(window: PlanPeriod) -> str:
    """Who closed the period, when and why, and what to do."""
    return gettext(
        "The period %(period)s was closed on %(day)s by %(who)s: %(reason)s "
        "Say in the notes why this comes after it was closed."
    ) % {
        "period": window.period,
        "day": as_date(timezone.localdate(window.closed_at), style="full") if window.closed_at else "–",
        "who": window.closed_by or "–",
        "reason": window.closed_reason,
    }


def _past(kind: Kind) -> list[PlanPeriod]:
    """The windows whose last day has passed, of plans that count this kind of records."""
    today = timezone.localdate()
    shut = PlanPeriod.objects.filter(closed_at=None, closes_on__lt=today, plan__indicators__measure=kind.measure.name)
    return list(shut.select_related("plan", "window_set_by").prefetch_related("exceptions").distinct())


def _is_shut(window: PlanPeriod, province: str) -> bool:
    return window.window_state(until=_given(window, province)) == WindowState.SHUT


def _given(window: PlanPeriod, province: str) -> date | None:
    """The last day of the exceptions in force that were given to a province; no query after prefetching them."""
    given = (each for each in window.exceptions.all() if each.province_id == province and each.ended_at is None)
    return max((each.until for each in given), default=None)


def _part_of(kind: Kind, record: Record, window: PlanPeriod) -> tuple[date, date] | None:
    """The days of the window's period on which a record counts, first and last; None where on none."""
    period = Period.parse(window.period, window.plan.period_calendar)
    begins, ends = kind.measure.span(record)
    first, last = max(begins, period.first_day), min(ends or period.last_day, period.last_day)
    return (first, last) if first <= last else None


def _content(record: Record, but: set[str]) -> dict[str, Any]:
    """What a record says, without its days and what stands beside the figure."""
    fields = (field.attname for field in record._meta.concrete_fields)
    return {name: getattr(record, name) for name in fields if name not in but | BESIDE_THE_FIGURE}
