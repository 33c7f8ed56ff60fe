"""When a period's reports may be written and when they are due, unless staff decide otherwise."""

from datetime import date, timedelta

from thai.periods import Period

DAYS_TO_REPORT = 30


def window(period: Period) -> tuple[date, date]:
    """(opens, due): open from the first day of its last month, due 30 days after its end."""
    return period.last_day.replace(day=1), period.last_day + timedelta(days=DAYS_TO_REPORT)
