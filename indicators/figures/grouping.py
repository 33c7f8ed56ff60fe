"""The SQL that reads the records of a measure once and groups them by runs of stretches (figures.computed)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import DateField, F, Func, IntegerField, QuerySet, Value

from indicators.figures.cut import Cut
from indicators.history import standing_at
from indicators.measures import Days, Measure


# Pages ask the same again and again, and putting the question together takes longer than many an answer.
@lru_cache(maxsize=512)
def sql(
    measure: Measure, cut: Cut, days: tuple[Days, ...], keys: tuple[str, ...], at: datetime | None
) -> tuple[str, Sequence[Any]]:
    """Rows of `which` grouping, its `parts`, the run `lo`, `hi` or the `mask` of a thing's runs, figure, count.

    `keys` are the fields to group by, each by itself, "" for all records together.
    """
    fields = [key for key in keys if key]
    read, parameters = _records(measure, cut, days, fields, at).query.sql_with_params()
    parts = [f"part_{position}" for position in range(len(fields))]
    which = f"GROUPING({', '.join(parts)})" if parts else "0"
    shown = f"ARRAY[{', '.join(f'{part}::text' for part in parts)}]" if parts else "ARRAY[]::text[]"
    value = f"sum({measure.summed})" if measure.summed else "count(*)"
    figure = "0::bigint" if measure.thing else value
    whole = "" in keys
    runs = f"""SELECT {which} AS which, {shown} AS parts, NULL::bigint AS mask, lo, hi, {figure} AS figure, count(*) AS count
        FROM read WHERE lo < hi GROUP BY {_sets(parts, "lo, hi", whole)}"""  # noqa: S608, E501 - our own SQL
    if not measure.thing:
        return f"WITH read AS ({read}) {runs}", parameters
    also = "".join(f", {part}" for part in parts)
    merged, into, given = _stands_for(measure, at)
    things = f"""SELECT {which} AS which{also}, bit_or((1::bigint << hi) - (1::bigint << lo)) AS mask
        FROM read{merged} WHERE lo < hi GROUP BY {_sets(parts, into, whole)}"""  # noqa: S608 - our own SQL
    masks = f"""SELECT which, {shown} AS parts, mask, NULL::integer AS lo, NULL::integer AS hi, count(*) AS figure,
        0::bigint AS count FROM ({things}) AS things GROUP BY which{also}, mask"""  # noqa: S608 - our own SQL
    return f"WITH read AS MATERIALIZED ({read}) {runs} UNION ALL {masks}", (*parameters, *given)


def standing(measure: Measure, cut: Cut, at: datetime | None) -> QuerySet[Any]:
    """The records of a measure within a cut, whatever their days; as of `at`, rows of their history."""
    rows = standing_at(measure.model, at) if at else measure.model.objects.standing()
    return rows.filter(cut.condition)


def runs(measure: Measure, days: Sequence[Days]) -> dict[str, Any]:
    """The run of stretches of `days` for which a record counts, as expressions: from "lo" up to, not including, "hi".

    It counts for none where they are not in this order.
    """
    begins, ends, end_counts = measure.reach
    exclusive = 0 if end_counts else 1
    return {
        "lo": _bucket(begins, [one.last + timedelta(days=1) for one in days]),
        "hi": _bucket(ends, [one.first + timedelta(days=exclusive) for one in days], endless=len(days)),
    }


def _records(
    measure: Measure, cut: Cut, days: tuple[Days, ...], fields: Sequence[str], at: datetime | None
) -> QuerySet[Any]:
    """What is read of each record that counts for some stretch."""
    rows = standing(measure, cut, at).filter(measure.touching(Days(days[0].first, days[-1].last))).order_by()
    columns: dict[str, Any] = {f"part_{position}": F(key) for position, key in enumerate(fields)}
    columns |= runs(measure, days) | ({"thing": F(measure.thing)} if measure.thing else {})
    return rows.annotate(**columns).values(*columns, *([measure.summed] if measure.summed else []))


def _bucket(field: str, edges: Sequence[date], endless: int | None = None) -> Any:
    """How many of the days `edges` (in order) are not after the field's day; `endless` where it has none."""
    days: Any = Func(Value(list(edges), ArrayField(DateField())), template="%(expressions)s::date[]")
    bucket: Any = Func(F(field), days, function="width_bucket", output_field=IntegerField())
    if endless is None:
        return bucket
    found: Any = Func(bucket, Value(endless), function="coalesce", output_field=IntegerField())
    return found


def _stands_for(measure: Measure, at: datetime | None) -> tuple[str, str, Sequence[Any]]:
    """A join to what things count as, the thing that counts, and the join's parameters."""
    pairs = measure.stands_for(at)
    if pairs is None:
        return "", "thing", ()
    query, given = pairs.query.sql_with_params()
    return (
        f" LEFT JOIN ({query}) AS merged (gone, survivor) ON gone = thing",
        "coalesce(survivor, thing)",
        given,
    )


def _sets(parts: Sequence[str], also: str, whole: bool) -> str:
    sets = [f"({part}, {also})" for part in parts] + ([f"({also})"] if whole else [])
    return f"GROUPING SETS ({', '.join(sets)})"
