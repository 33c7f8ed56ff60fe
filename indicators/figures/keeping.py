"""Keeping the figures of a period when it is closed: what was reported never changes afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from indicators.figures.cut import NOWHERE, Cut
from indicators.figures.places import ByPlace, Part, by_place
from indicators.measures import MEASURES
from indicators.models import ReportedFigure, Value
from places.models import Province, Region
from plans.choices import Cumulation
from plans.models import Indicator, Plan, PlanPeriod
from thai.periods import Period


@transaction.atomic
def keep_closed(plan: Plan) -> int:
    """Keep the figures of every period of the plan whose reporting periods are all closed, where they are not kept.

    Returns how many figures were kept. Everyone who is writing records meanwhile is waited for, and waits in turn, so
    that what is kept and what the history says of that moment are one.
    """
    indicators = list(Indicator.objects.filter(plan=plan).select_related("plan"))
    periods = _whole_and_closed(plan) if indicators else []
    kept = set(ReportedFigure.objects.filter(indicator__in=indicators).values_list("indicator", "period").distinct())
    missing = [(one, period) for period in periods for one in indicators if (one.pk, str(period)) not in kept]
    if not missing:
        return 0
    with connection.cursor() as cursor:
        models: set[Any] = {Value, *(measure.model for measure in MEASURES.values())}
        tables = ", ".join(sorted(model._meta.db_table for model in models))
        cursor.execute(f"LOCK TABLE {tables} IN SHARE MODE")
        cursor.execute("SELECT clock_timestamp()")
        (taken_at,) = cursor.fetchone()
    rows = [row for one, period in missing for row in _rows(one, period, taken_at)]
    return len(ReportedFigure.objects.bulk_create(rows))


def _whole_and_closed(plan: Plan) -> list[Period]:
    """Years and half-years of the plan of which every reporting period is closed."""
    closed = set(PlanPeriod.objects.filter(plan=plan, closed_at__isnull=False).values_list("period", flat=True))
    reporting = plan.reporting_periods
    periods = [*plan.half_years, *dict.fromkeys(half.year_period for half in plan.half_years)]

    def is_closed(period: Period) -> bool:
        parts = [one for one in reporting if one.first_day <= period.last_day and one.last_day >= period.first_day]
        return bool(parts) and all(str(part) in closed for part in parts)

    return [period for period in periods if is_closed(period)]


def _rows(indicator: Indicator, period: Period, taken_at: datetime) -> Iterator[ReportedFigure]:
    readings = ("", Cumulation.SUM) if indicator.cumulation == Cumulation.BOTH else ("",)
    for reading in readings:
        places: ByPlace = by_place(indicator, period, Cut(reading=reading), _day(taken_at))
        for part in (*places.provinces, *places.regions, places.nowhere, places.nation):
            yield _row(indicator, period, part, reading, taken_at)


def _row(indicator: Indicator, period: Period, part: Part, reading: str, taken_at: datetime) -> ReportedFigure:
    row = ReportedFigure(
        indicator=indicator,
        period=str(period),
        province=part.place if isinstance(part.place, Province) else None,
        region=part.place if isinstance(part.place, Region) else None,
        without_province=part.code == NOWHERE,
        reading=reading,
        records=part.records,
        taken_at=taken_at,
    )
    if isinstance(part.value, bool):
        row.reached = part.value
    elif isinstance(part.value, str):
        row.text = part.value
    else:
        row.number = None if part.value is None else Decimal(part.value)
    return row


def _day(moment: datetime) -> date:
    return timezone.localtime(moment).date()
