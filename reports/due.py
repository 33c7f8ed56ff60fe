"""When the provinces' yearly reports are due: with the year's last reporting period, or as staff have extended it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from plans.models import Plan, PlanPeriod
from plans.summaries import Timeliness
from reports.models import ProvinceYear, YearState
from thai.periods import Period


@dataclass(frozen=True)
class YearWindow:
    """`due_on`: None where staff have set no window; `extended`: more time, by the code of the province."""

    due_on: date | None
    extended: dict[str, date]

    def due_day(self, province: str) -> date | None:
        """The last day on which a province's report is on time."""
        if self.due_on is None:
            return None
        return max(self.due_on, self.extended.get(province, self.due_on))

    def timeliness(self, province: str, report: ProvinceYear | None, today: date) -> tuple[Timeliness, int]:
        """How a province's report stands to its due day, and days after it: of the sending, or until today."""
        sent = report.submitted_at if report and report.state in (YearState.SUBMITTED, YearState.ACCEPTED) else None
        due = self.due_day(province)
        days = max(0, ((timezone.localdate(sent) if sent else today) - due).days) if due else 0
        if sent:
            return (Timeliness.LATE if days else Timeliness.ON_TIME), days
        return (Timeliness.OVERDUE if days else Timeliness.NOT_DUE), days


def window_of(plan: Plan, year: int) -> YearWindow:
    """The window of a year's provincial reports; two queries."""
    whole = Period(year, calendar=plan.period_calendar)
    last = [period for period in plan.reporting_periods if period.within(whole)][-1:]
    window = PlanPeriod.objects.filter(plan=plan, period__in=[str(period) for period in last]).first()
    if window is None:
        return YearWindow(None, {})
    given = window.exceptions.in_force().exclude(province=None).values_list("province_id", "until").order_by("until")
    return YearWindow(window.due_on, dict(given))
