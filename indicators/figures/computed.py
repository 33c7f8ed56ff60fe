"""Figures of indicators that are computed from records: the aggregate of exactly the records that `records` gives."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Count, Q

from indicators.figures.cut import Cut
from indicators.figures.figure import Content, days_of, plan_begins
from indicators.measures import Measure
from indicators.querysets import RecordQuerySet
from plans.models import Indicator
from thai.periods import Period

# The value of a figure and how many records it is made of.
Counted = tuple[Content, int]


def records(measure: Measure, indicator: Indicator, period: Period, cut: Cut, today: date) -> RecordQuerySet:
    """Exactly the records that make the figure of a period that has begun."""
    return _standing(measure, cut).filter(_condition(measure, indicator, period, today))


def values(
    measure: Measure, indicator: Indicator, periods: Sequence[Period], cut: Cut, today: date
) -> dict[Period, Counted]:
    """Value and number of records of several periods that have begun, in one query."""
    if not periods:
        return {}
    conditions = _conditions(measure, indicator, periods, today)
    row = _standing(measure, cut).filter(_any(conditions)).aggregate(**_columns(measure, conditions))
    return _unpack(row, periods)


def values_by(
    measure: Measure, indicator: Indicator, periods: Sequence[Period], cut: Cut, today: date, key: str
) -> dict[Any, dict[Period, Counted]]:
    """The same for each value of a field of the records, in one query; values that no record has are absent."""
    if not periods:
        return {}
    conditions = _conditions(measure, indicator, periods, today)
    rows = _standing(measure, cut).filter(_any(conditions)).order_by().values(key)
    return {row[key]: _unpack(row, periods) for row in rows.annotate(**_columns(measure, conditions))}


def _standing(measure: Measure, cut: Cut) -> RecordQuerySet:
    return measure.model.objects.standing().filter(cut.condition)


def _condition(measure: Measure, indicator: Indicator, period: Period, today: date) -> Q:
    return measure.condition(days_of(period, today), indicator.cumulation, plan_begins(indicator))


def _conditions(measure: Measure, indicator: Indicator, periods: Iterable[Period], today: date) -> list[Q]:
    return [_condition(measure, indicator, period, today) for period in periods]


def _any(conditions: Sequence[Q]) -> Q:
    return reduce(or_, conditions)


def _columns(measure: Measure, conditions: Sequence[Q]) -> dict[str, Any]:
    columns: dict[str, Any] = {}
    for position, condition in enumerate(conditions):
        columns[f"figure_{position}"] = measure.aggregate(condition)
        columns[f"count_{position}"] = Count("pk", filter=condition)
    return columns


def _unpack(row: dict[str, Any], periods: Sequence[Period]) -> dict[Period, Counted]:
    return {period: (row[f"figure_{position}"], row[f"count_{position}"]) for position, period in enumerate(periods)}
