"""What waits for those who report progress and those who check it: for start pages, and for reminders."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from accounts.permissions import Right
from core.navigation import address
from plans.choices import AgencyRole, ProgressState, WindowState
from plans.models import Agency, Node, NodeAgency, Plan, PlanPeriod, Progress, SupportingPart, WindowException
from plans.querysets import SENT
from plans.summaries import extended_to
from thai.periods import Period


@dataclass(frozen=True)
class DueReport:
    """A project's report that is not in and may be written now: due on a day, overdue or not, perhaps returned."""

    node: Node
    period: Period
    due_on: date
    overdue: bool
    returned: bool

    @property
    def url(self) -> str:
        return address("plans:progress_edit", self.node.plan.code, self.node.number, str(self.period))


def due_reports(user: Any, today: date | None = None) -> list[DueReport]:
    """The reports of the user's own agencies that are not in and that may be written, the oldest first; six queries.

    A form that is shut is not listed, but one that the ministry returned is: it is awaited. More time counts only where
    it was given to an agency of the user.
    """
    if user.can(Right.WHOLE_COUNTRY) or not user.can(Right.REPORT_PROGRESS):
        return []
    today = today or timezone.localdate()
    nodes = list(
        Node.objects.reportable_by(user)
        .select_related("plan", "level")
        .with_agencies()
        .prefetch_related("plan__plan_agencies")
    )
    own = set(Agency.objects.of(user).values_list("pk", flat=True))
    states = {
        (node, period): state
        for node, period, state in Progress.objects.filter(node__in=nodes, corrects=None).values_list(
            "node_id", "period", "state"
        )
    }
    found = []
    for window in _begun(today).filter(plan__in={node.plan_id for node in nodes}).order_by("period", "plan_id"):
        for node in nodes:
            state = states.get((node.pk, window.period), "")
            if node.plan_id != window.plan_id or state in SENT or not node.reports_in(node.plan.period(window.period)):
                continue
            until = extended_to(window, node, own)
            returned = state == ProgressState.RETURNED
            if window.window_state(today, until=until) != WindowState.SHUT or returned:
                period = node.plan.period(window.period)
                overdue = window.is_overdue(today, until=until)
                found.append(DueReport(node, period, window.due_day(until), overdue, returned))
    return found


def parts_to_add(user: Any, today: date | None = None) -> int:
    """How many parts of reports the user's agencies, which support a project, have not written and may write now."""
    if user.can(Right.WHOLE_COUNTRY) or not user.can(Right.REPORT_PROGRESS):
        return 0
    today = today or timezone.localdate()
    own = Agency.objects.of(user).values("pk")
    supporting = NodeAgency.objects.filter(agency__in=own, role=AgencyRole.SUPPORTING)
    supported = list(supporting.filter(node__level__reports_progress=True).select_related("node__plan", "node__level"))
    if not supported:
        return 0
    written = set(SupportingPart.objects.filter(agency__in=own).values_list("node_id", "period", "agency_id"))
    windows: dict[int, list[PlanPeriod]] = {}
    for window in _begun(today).filter(plan__in={part.node.plan_id for part in supported}):
        windows.setdefault(window.plan_id, []).append(window)
    return sum(
        (part.node_id, window.period, part.agency_id) not in written
        and part.node.reports_in(part.node.plan.period(window.period))
        and window.is_open(today, until=_given(window, part.agency_id))
        for part in supported
        for window in windows.get(part.node.plan_id, [])
    )


@dataclass(frozen=True)
class ToCheck:
    """So many reports of one period wait for the ministry, on the page of their plan."""

    plan: Plan
    period: Period
    count: int

    @property
    def url(self) -> str:
        return f"{address('plans:plan', self.plan.code)}?period={self.period}#progress"


def to_check(user: Any) -> list[ToCheck]:
    """Reports that were sent and not looked at yet, corrections too, by plan and period; two queries."""
    if not user.can(Right.REVIEW_PROGRESS):
        return []
    rows = (
        Progress.objects.filter(state=ProgressState.SUBMITTED)
        .order_by("node__plan__code", "period")
        .values_list("node__plan", "period")
        .annotate(count=Count("*"))
    )
    counted = list(rows)
    plans = Plan.objects.in_bulk({plan for plan, _period, _count in counted})
    return [ToCheck(plans[plan], plans[plan].period(period), count) for plan, period, count in counted]


def overdue(user: Any, today: date | None = None) -> list[tuple[Plan, int]]:
    """The plans of which reports are overdue, and how many, for the ministry."""
    if not user.can(Right.REVIEW_PROGRESS):
        return []
    today = today or timezone.localdate()
    late = Counter(node.plan for _window, node, due_on in not_in(today, date.min) if due_on < today)
    return sorted(late.items(), key=lambda item: item[0].code)


def not_in(on: date, oldest: date) -> Iterator[tuple[PlanPeriod, Node, date]]:
    """(window, project, due day) of every report awaited on a day, due since `oldest`; four questions a plan."""
    extended = WindowException.objects.in_force().filter(until__gte=oldest).values("period")
    awaited = PlanPeriod.objects.filter(Q(due_on__gte=oldest) | Q(pk__in=extended), closed_at=None, opens_on__lte=on)
    windows: dict[int, list[PlanPeriod]] = {}
    for row in awaited.with_extensions().order_by("period"):
        windows.setdefault(row.plan_id, []).append(row)
    for plan in Plan.objects.filter(pk__in=windows).prefetch_related("plan_agencies").order_by("code"):
        sent = set(Progress.objects.sent().filter(node__plan=plan).values_list("node_id", "period"))
        for node in plan.nodes.reporting().select_related("level").with_agencies():
            node.plan = plan
            for window in windows[plan.pk]:
                if (node.pk, window.period) not in sent and node.reports_in(plan.period(window.period)):
                    due_on = window.due_day(extended_to(window, node))
                    if due_on >= oldest:
                        yield window, node, due_on


def _begun(today: date) -> Any:
    """Windows that have opened and are not closed for good, with the exceptions given."""
    return PlanPeriod.objects.filter(closed_at=None, opens_on__lte=today).with_extensions()


def _given(window: PlanPeriod, agency: int) -> date | None:
    """The last day of the exceptions given to one agency."""
    given: list[dict[str, Any]] = getattr(window, "extensions", [])
    return max((date.fromisoformat(each["until"]) for each in given if each["agency"] == agency), default=None)
