"""Figures of indicators that are computed from records: the aggregate of exactly the records that `records` gives."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import reduce
from operator import or_
from typing import Any

from django.db import connection
from django.db.models import Aggregate, Count, DecimalField, IntegerField, Q, QuerySet, Value
from django.db.models.functions import Cast

from indicators.figures.cut import Cut
from indicators.figures.figure import Content, days_of, plan_begins
from indicators.history import standing_at
from indicators.measures import Measure
from plans.models import Indicator
from thai.periods import Period

SUMS: DecimalField[Any, Any] = DecimalField(max_digits=20, decimal_places=2)
# The value of a figure and how many records it is made of.
Counted = tuple[Content, int]


def records(
    measure: Measure, indicator: Indicator, period: Period, cut: Cut, today: date, at: datetime | None = None
) -> QuerySet[Any]:
    """Exactly the records that make the figure of a period that has begun; as of `at`, rows of their history."""
    return _standing(measure, cut, at).filter(_condition(measure, indicator, period, today))


def values_of(
    indicators: Sequence[tuple[Measure, Indicator]],
    periods: Sequence[Period],
    cut: Cut,
    today: date,
    at: datetime | None = None,
) -> list[dict[Period, Counted]]:
    """Value and number of records of periods that have begun, for several indicators of one plan, in one query."""
    if not periods or not indicators:
        return [{} for _indicator in indicators]
    asked = []
    for position, (measure, indicator) in enumerate(indicators):
        conditions = _conditions(measure, indicator, periods, today)
        columns = {
            # One type for all, so that they stand in one table; what is counted becomes whole again below.
            name: Cast(column, SUMS) if name.startswith("figure_") else column
            for name, column in _columns(measure, conditions, at).items()
        }
        rows = _standing(measure, cut, at).filter(_any(conditions)).order_by()
        asked.append(rows.annotate(which=Value(position)).values("which").annotate(**columns))
    nothing: Counted = (0, 0)
    found: list[dict[Period, Counted]] = [dict.fromkeys(periods, nothing) for _indicator in indicators]
    for row in asked[0].union(*asked[1:], all=True) if len(asked) > 1 else asked[0]:
        measure = indicators[row["which"]][0]
        for period, (value, count) in _unpack(row, periods).items():
            found[row["which"]][period] = (int(value) if measure.whole and value is not None else value, count)
    return found


def values_by(
    measure: Measure,
    indicator: Indicator,
    periods: Sequence[Period],
    cut: Cut,
    today: date,
    *keys: str,
    at: datetime | None = None,
) -> list[dict[Any, dict[Period, Counted]]]:
    """The same for each value of each field `keys` of the records, in one query; values that no record has are absent.

    The key "" gives the whole, under "".
    """
    if not periods:
        return [{} for _key in keys]
    conditions = _conditions(measure, indicator, periods, today)
    fields = [key for key in keys if key]
    columns = {"which": Grouping(*fields), **_columns(measure, conditions, at)}
    rows = _standing(measure, cut, at).filter(_any(conditions)).order_by().values(*fields).annotate(**columns)
    sql, parameters = rows.query.sql_with_params()
    # Django groups by all fields at once; here each is a grouping of its own, and the rows are read but once.
    head, together = sql.rsplit(" GROUP BY ", 1)
    each = [f"({one})" for one in together.split(", ")]
    sets = ", ".join([*each, *(["()"] if "" in keys else [])])
    found: dict[str, dict[Any, dict[Period, Counted]]] = {key: {} for key in keys}
    with connection.cursor() as cursor:
        cursor.execute(f"{head} GROUP BY GROUPING SETS ({sets})", parameters)
        names = [column.name for column in cursor.description]
        for row in cursor.fetchall():
            told = dict(zip(names, row, strict=True))
            key = _grouped_by(told["which"], fields)
            found[key][row[fields.index(key)] if key else ""] = _unpack(told, periods)
    return [found[key] for key in keys]


class Grouping(Aggregate):
    """PostgreSQL's GROUPING: a bit for each field, the first one highest, set where a row is not grouped by it."""

    function = "GROUPING"
    output_field = IntegerField()
    arity = None


def _grouped_by(bits: int, fields: Sequence[str]) -> str:
    """The field that a row is grouped by, "" for the row of all."""
    return next((key for at, key in enumerate(reversed(fields)) if not bits >> at & 1), "")


def _standing(measure: Measure, cut: Cut, at: datetime | None) -> QuerySet[Any]:
    standing = standing_at(measure.model, at) if at else measure.model.objects.standing()
    return standing.filter(cut.condition)


def _condition(measure: Measure, indicator: Indicator, period: Period, today: date) -> Q:
    return measure.condition(days_of(period, today), indicator.cumulation, plan_begins(indicator))


def _conditions(measure: Measure, indicator: Indicator, periods: Iterable[Period], today: date) -> list[Q]:
    return [_condition(measure, indicator, period, today) for period in periods]


def _any(conditions: Sequence[Q]) -> Q:
    return reduce(or_, conditions)


def _columns(measure: Measure, conditions: Sequence[Q], at: datetime | None) -> dict[str, Any]:
    columns: dict[str, Any] = {}
    for position, condition in enumerate(conditions):
        columns[f"figure_{position}"] = measure.aggregate(condition, at)
        columns[f"count_{position}"] = Count("pk", filter=condition)
    return columns


def _unpack(row: dict[str, Any], periods: Sequence[Period]) -> dict[Period, Counted]:
    return {period: (row[f"figure_{position}"], row[f"count_{position}"]) for position, period in enumerate(periods)}
