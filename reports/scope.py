"""What a report is about: its kind, plan, period and province, checked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from forum.models import Forum
from places.models import Province
from plans.models import Plan
from reports.choices import ReportKind
from thai.periods import Period, PeriodError

SPANS = (ReportKind.MID_PLAN, ReportKind.END_OF_PLAN)


class ScopeError(Exception):
    """Such a report cannot be made; `field` is what to change, the message says how."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True)
class Scope:
    """A report that can be made. `period` is the half-year or year it is for, or with which its span ends."""

    kind: str
    plan: Plan
    period: Period
    province: Province | None = None

    @property
    def is_span(self) -> bool:
        """Whether it covers the plan from its beginning to the end of `period`."""
        return self.kind in SPANS

    @property
    def periods(self) -> list[Period]:
        """The plan's reporting periods from its beginning to the end of `period`, oldest first."""
        return [each for each in self.plan.reporting_periods if each.last_day <= self.period.last_day]

    @property
    def first_day(self) -> date:
        """The first day it tells of."""
        return self.plan.span[0].first_day if self.is_span else self.period.first_day


def scope_of(
    kind: str, plan_code: str, period_code: str, province_code: str | None = None, *, today: date | None = None
) -> Scope:
    """The scope that these words name. Raises ScopeError with a sentence for the person who asked."""
    if kind not in ReportKind.values:
        raise ScopeError(
            "kind",
            _("There is no report “%(kind)s”. Choose one of: %(kinds)s.")
            % {"kind": kind, "kinds": ", ".join(ReportKind.values)},
        )
    plan = Plan.objects.filter(code=plan_code).first()
    if plan is None:
        known = ", ".join(Plan.objects.values_list("code", flat=True)) or "–"
        raise ScopeError(
            "plan", _("There is no plan “%(plan)s”. Plans: %(plans)s.") % {"plan": plan_code, "plans": known}
        )
    period = _period(kind, plan, period_code)
    if period.first_day > (today or timezone.localdate()):
        raise ScopeError("period", _("The period %(period)s has not begun yet.") % {"period": period})
    return Scope(kind, plan, period, _province(kind, province_code))


def offered(plans: Iterable[Plan], today: date | None = None) -> list[Period]:
    """Periods that have begun and for which some report of these plans can be asked, latest first."""
    found: dict[str, Period] = {}
    for plan in plans:
        first, last = plan.span
        years = [Period(year, calendar=plan.period_calendar) for year in range(first.year, last.year + 1)]
        for period in (*plan.half_years, *years):
            # Where two plans have a period of one name, it is called as the first plan's is.
            found.setdefault(str(period), period)
    for year in Forum.objects.values_list("year", flat=True):
        found.setdefault(str(year), Period(year))
    begun = [period for period in found.values() if period.first_day <= (today or timezone.localdate())]
    return sorted(begun, key=lambda period: (period.last_day, period.half is None), reverse=True)


def years_of(plan: Plan, today: date | None = None) -> list[Period]:
    """The years of a plan that have begun, latest first: those for which provinces report."""
    first, last = plan.span
    years = [Period(year, calendar=plan.period_calendar) for year in range(last.year, first.year - 1, -1)]
    return [year for year in years if year.first_day <= (today or timezone.localdate())]


def latest_half_year(plan: Plan, today: date) -> Period | None:
    """The latest half-year of a plan that is over; the one most likely to be asked for."""
    over = [period for period in plan.half_years if period.last_day < today]
    return over[-1] if over else None


def _period(kind: str, plan: Plan, code: str) -> Period:
    try:
        period = Period.parse(code, calendar=plan.period_calendar)
    except PeriodError:
        message = _("“%(period)s” is not a period. Write a half-year such as 2565-H1 or a year such as 2565.")
        raise ScopeError("period", message % {"period": code}) from None
    if kind == ReportKind.FORUM:
        if period.half or not Forum.objects.filter(year=period.year).exists():
            held = ", ".join(str(year) for year in Forum.objects.values_list("year", flat=True)) or "–"
            message = _("No forum of “%(period)s” is in the registry. Give the year of a forum: %(years)s.")
            raise ScopeError("period", message % {"period": code, "years": held})
        return period
    first, last = plan.span
    if not first.first_day <= period.first_day <= period.last_day <= last.last_day:
        message = _("The period %(period)s is outside the plan, which runs from %(first)s to %(last)s.")
        raise ScopeError("period", message % {"period": code, "first": first.year, "last": last.year})
    if kind == ReportKind.HALF_YEAR and period.half is None:
        message = _("A half-year report needs a half-year such as %(period)s-H1, not a whole year.")
        raise ScopeError("period", message % {"period": period.year})
    if kind == ReportKind.PROVINCIAL and period.half:
        message = _("A provincial report is for a whole year such as %(year)s, not for a half-year.")
        raise ScopeError("period", message % {"year": period.year})
    if kind == ReportKind.MID_PLAN and period.last_day == last.last_day:
        message = _("A mid-plan report ends before the plan does; for the whole plan ask for its end-of-plan report.")
        raise ScopeError("period", message)
    if kind == ReportKind.END_OF_PLAN and period.last_day != last.last_day:
        message = _("An end-of-plan report is for the plan's last year, %(year)s.")
        raise ScopeError("period", message % {"year": last.year})
    return period


def _province(kind: str, code: str | None) -> Province | None:
    if kind != ReportKind.PROVINCIAL:
        if code:
            raise ScopeError("province", _("Only a provincial report is for one province; leave the province out."))
        return None
    if not code:
        raise ScopeError("province", _("A provincial report needs a province: its code, such as 50."))
    province = Province.objects.select_related("region").filter(code=code).first()
    if province is None:
        raise ScopeError("province", _("There is no province with the code “%(code)s”.") % {"code": code})
    return province
