"""Figures of indicators that are computed from records: the aggregate of exactly the records that `records` gives."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import reduce
from operator import or_
from typing import Any

from django.db import connection
from django.db.models import Aggregate, Count, F, IntegerField, Q, QuerySet, Value

from indicators.figures.cut import Cut
from indicators.figures.figure import Content, days_of, plan_begins
from indicators.history import standing_at
from indicators.measures import Measure
from plans.models import Indicator
from thai.periods import Period

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
    parts, parameters = [], []
    columns = ", ".join(f"figure_{at}, count_{at}" for at in range(len(periods)))
    for position, (measure, indicator) in enumerate(indicators):
        sql, given = _statement(measure, indicator, periods, cut, today, (), at)
        parts.append(f"SELECT {position} AS indicator, {columns} FROM ({sql}) AS counted")  # noqa: S608 - Django's own SQL
        parameters += given
    nothing: Counted = (0, 0)
    found: list[dict[Period, Counted]] = [dict.fromkeys(periods, nothing) for _indicator in indicators]
    for row in _rows(" UNION ALL ".join(parts), parameters):
        measure = indicators[row["indicator"]][0]
        for period, (value, count) in _unpack(row, periods).items():
            # The union has one type for all; what is counted becomes whole again.
            found[row["indicator"]][period] = (
                int(value) if isinstance(value, Decimal) and measure.whole else value,
                count,
            )
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
    fields = [key for key in keys if key]
    found: dict[str, dict[Any, dict[Period, Counted]]] = {key: {} for key in keys}
    for row in _rows(*_statement(measure, indicator, periods, cut, today, keys, at)):
        key = _grouped_by(row["which"], fields)
        part = row[f"part_{fields.index(key)}"] if key else ""
        found[key][part] = _unpack(row, periods)
    return [found[key] for key in keys]


def _statement(
    measure: Measure,
    indicator: Indicator,
    periods: Sequence[Period],
    cut: Cut,
    today: date,
    keys: Sequence[str],
    at: datetime | None,
) -> tuple[str, list[Any]]:
    """SQL that counts, for the groupings `keys` of the records or for all of them, every period in one reading.

    Django groups by all fields at once; here each is a grouping of its own. What counts once however many records it
    has is brought to one row first: sorting the records for each period, as count(DISTINCT) does, takes far longer.
    """
    conditions = _conditions(measure, indicator, periods, today)
    fields = {f"part_{position}": F(key) for position, key in enumerate(key for key in keys if key)}
    thing = measure.thing(at)
    names = [*fields, *(["thing"] if thing else [])]
    columns: dict[str, Any] = {"which": Grouping(*fields)} if fields else {}
    columns |= _columns(measure, conditions, at, is_distinct=thing is not None)
    rows = _standing(measure, cut, at).filter(_any(conditions)).order_by()
    rows = rows.annotate(**fields, **({"thing": thing} if thing else {})).values(*names).annotate(**columns)
    if not names:
        rows = rows.annotate(whole=Value(1)).values("whole").annotate(**columns)
    sql, parameters = rows.query.sql_with_params()
    if fields:
        head, together = sql.rsplit(" GROUP BY ", 1)
        places = together.split(", ")
        also = places[len(fields) :]
        sets = [[place, *also] for place in places[: len(fields)]] + ([also] if "" in keys else [])
        sql = f"{head} GROUP BY GROUPING SETS ({', '.join('(' + ', '.join(one) + ')' for one in sets)})"
    if thing:
        sql = _once(sql, [*fields, *(["which"] if fields else [])], len(periods))
    return sql, list(parameters)


def _once(sql: str, names: Sequence[str], periods: int) -> str:
    """Count the rows of things, each with how many of its records count for each period."""
    counted = [
        f"count(*) FILTER (WHERE count_{at} > 0) AS figure_{at}, coalesce(sum(count_{at}), 0)::bigint AS count_{at}"
        for at in range(periods)
    ]
    grouped = f" GROUP BY {', '.join(names)}" if names else ""
    return f"SELECT {', '.join([*names, *counted])} FROM ({sql}) AS things{grouped}"  # noqa: S608 - Django's own SQL


def _rows(sql: str, parameters: Sequence[Any]) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


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


def _columns(
    measure: Measure, conditions: Sequence[Q], at: datetime | None, *, is_distinct: bool = False
) -> dict[str, Any]:
    columns: dict[str, Any] = {}
    for position, condition in enumerate(conditions):
        if not is_distinct:
            columns[f"figure_{position}"] = measure.aggregate(condition, at)
        columns[f"count_{position}"] = Count("pk", filter=condition)
    return columns


def _unpack(row: dict[str, Any], periods: Sequence[Period]) -> dict[Period, Counted]:
    return {period: (row[f"figure_{position}"], row[f"count_{position}"]) for position, period in enumerate(periods)}
