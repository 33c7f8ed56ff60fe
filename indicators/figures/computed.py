"""Figures of indicators that are computed from records: the aggregate of exactly the records that `records` gives.

Counting each record for each period again would take most of a page's time. So the days that the periods ask of are
cut into stretches (`Stretches`): a record counts for a run of neighbouring stretches, from `lo` up to, not including,
`hi`. PostgreSQL reads every record once and groups by runs, of which there are few; the periods are added up here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.db.models import DateField, F, Func, IntegerField, QuerySet, Value

from indicators.figures.cut import Cut
from indicators.figures.figure import Content, days_of, plan_begins
from indicators.history import standing_at
from indicators.measures import Days, Measure
from plans.models import Indicator
from thai.periods import Period

# The value of a figure and how many records it is made of.
Counted = tuple[Content, int]
NOTHING: Counted = (0, 0)
# So many periods are asked for at once: a stretch is a bit of a bigint, and a period makes two at most.
AT_ONCE = 30


def records(
    measure: Measure, indicator: Indicator, period: Period, cut: Cut, today: date, at: datetime | None = None
) -> QuerySet[Any]:
    """Exactly the records that make the figure of a period that has begun; as of `at`, rows of their history."""
    return _standing(measure, cut, at).filter(measure.touching(_asked(measure, indicator, period, cut, today)))


def values_of(
    indicators: Sequence[tuple[Measure, Indicator, Cut]],
    periods: Sequence[Period],
    today: date,
    at: datetime | None = None,
) -> list[dict[Period, Counted]]:
    """Value and number of records of periods that have begun, for several indicators of one plan, in one query."""
    found: list[dict[Period, Counted]] = [{} for _indicator in indicators]
    for some in _by_turns(periods if indicators else ()):
        readings = [_Reading(measure, indicator, some, cut, today, (), at) for measure, indicator, cut in indicators]
        parts = [reading.sql() for reading in readings]
        columns = "which, parts, mask, lo, hi, figure::numeric AS figure, count"
        union = " UNION ALL ".join(
            f"SELECT {position} AS indicator, {columns} FROM ({sql}) AS counted"  # noqa: S608 - our own SQL
            for position, (sql, _parameters) in enumerate(parts)
        )
        rows = _rows(union, [value for _sql, given in parts for value in given])
        for position, reading in enumerate(readings):
            own = [row for row in rows if row["indicator"] == position]
            found[position] |= reading.added(own).get(("", ""), dict.fromkeys(some, NOTHING))
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
    found: list[dict[Any, dict[Period, Counted]]] = [{} for _key in keys]
    for some in _by_turns(periods):
        reading = _Reading(measure, indicator, some, cut, today, keys, at)
        for (key, part), counted in reading.added(_rows(*reading.sql())).items():
            found[keys.index(key)].setdefault(part, {}).update(counted)
    return found


@dataclass(frozen=True)
class Stretches:
    """Stretches of days in order, none overlapping, and for each period those it is made of: from, up to (not in)."""

    days: tuple[Days, ...]
    of: dict[Period, tuple[int, int]]

    @classmethod
    def between(cls, asked: dict[Period, Days]) -> Stretches:
        """Cut the days that the periods ask of wherever one of them begins or ends."""
        cuts = sorted({day for days in asked.values() for day in (days.first, days.last + timedelta(days=1))})
        pieces = (Days(first, after - timedelta(days=1)) for first, after in pairwise(cuts))
        kept = tuple(
            piece
            for piece in pieces
            if any(days.first <= piece.first and piece.last <= days.last for days in asked.values())
        )
        spans = {}
        for period, days in asked.items():
            inside = [at for at, piece in enumerate(kept) if days.first <= piece.first and piece.last <= days.last]
            spans[period] = (inside[0], inside[-1] + 1)
        return cls(kept, spans)


class _Reading:
    """One reading of a measure's records: the SQL that groups them by runs of stretches, and the sums of its rows."""

    def __init__(
        self,
        measure: Measure,
        indicator: Indicator,
        periods: Sequence[Period],
        cut: Cut,
        today: date,
        keys: Sequence[str],
        at: datetime | None,
    ) -> None:
        self.measure, self.cut, self.at = measure, cut, at
        self.keys: Sequence[str] = keys or ("",)
        self.fields = [key for key in self.keys if key]
        asked = {period: _asked(measure, indicator, period, cut, today) for period in periods}
        self.stretches = Stretches.between(asked)

    def sql(self) -> tuple[str, list[Any]]:
        """Rows of `which` grouping, its `parts`, the run `lo`, `hi` or the `mask` of a thing's runs, figure, count."""
        read, parameters = self._records().query.sql_with_params()
        parts = [f"part_{position}" for position in range(len(self.fields))]
        which = f"GROUPING({', '.join(parts)})" if parts else "0"
        shown = f"ARRAY[{', '.join(f'{part}::text' for part in parts)}]" if parts else "ARRAY[]::text[]"
        value = f"sum({self.measure.summed})" if self.measure.summed else "count(*)"
        figure = "0::bigint" if self.measure.thing else value
        runs = f"""SELECT {which} AS which, {shown} AS parts, NULL::bigint AS mask, lo, hi, {figure} AS figure, count(*) AS count
            FROM read WHERE lo < hi GROUP BY {self._sets(parts, "lo, hi")}"""  # noqa: S608, E501 - our own SQL
        if not self.measure.thing:
            return f"WITH read AS ({read}) {runs}", list(parameters)
        also = "".join(f", {part}" for part in parts)
        merged, into, given = self._stands_for()
        things = f"""SELECT {which} AS which{also}, bit_or((1::bigint << hi) - (1::bigint << lo)) AS mask
            FROM read{merged} WHERE lo < hi GROUP BY {self._sets(parts, into)}"""  # noqa: S608 - our own SQL
        masks = f"""SELECT which, {shown} AS parts, mask, NULL::integer AS lo, NULL::integer AS hi, count(*) AS figure,
            0::bigint AS count FROM ({things}) AS things GROUP BY which{also}, mask"""  # noqa: S608 - our own SQL
        return f"WITH read AS MATERIALIZED ({read}) {runs} UNION ALL {masks}", [*parameters, *given]

    def _stands_for(self) -> tuple[str, str, list[Any]]:
        """A join to what things count as, the thing that counts, and the join's parameters."""
        pairs = self.measure.stands_for(self.at)
        if pairs is None:
            return "", "thing", []
        sql, given = pairs.query.sql_with_params()
        return (
            f" LEFT JOIN ({sql}) AS merged (gone, survivor) ON gone = thing",
            "coalesce(survivor, thing)",
            list(given),
        )

    def _records(self) -> QuerySet[Any]:
        """What is read of each record that counts for some stretch."""
        days = self.stretches.days
        begins, ends, end_counts = self.measure.reach
        exclusive = 0 if end_counts else 1
        lo = _bucket(begins, [one.last + timedelta(days=1) for one in days])
        hi = _bucket(ends, [one.first + timedelta(days=exclusive) for one in days], endless=len(days))
        rows = _standing(self.measure, self.cut, self.at)
        rows = rows.filter(self.measure.touching(Days(days[0].first, days[-1].last))).order_by()
        columns: dict[str, Any] = {f"part_{position}": F(key) for position, key in enumerate(self.fields)}
        columns |= {"lo": lo, "hi": hi} | ({"thing": F(self.measure.thing)} if self.measure.thing else {})
        return rows.annotate(**columns).values(*columns, *([self.measure.summed] if self.measure.summed else []))

    def _sets(self, parts: Sequence[str], also: str) -> str:
        sets = [f"({part}, {also})" for part in parts] + ([f"({also})"] if "" in self.keys else [])
        return f"GROUPING SETS ({', '.join(sets)})"

    def added(self, rows: Sequence[dict[str, Any]]) -> dict[tuple[str, Any], dict[Period, Counted]]:
        """By key and part, what the rows add up to for each period."""
        sums: dict[tuple[str, Any], dict[Period, list[Any]]] = {}
        for row in rows:
            key = _grouped_by(row["which"], self.fields)
            part = row["parts"][self.fields.index(key)] if key else ""
            own = sums.setdefault((key, part), {period: [0, 0] for period in self.stretches.of})
            for period in self._counting(row):
                own[period][0] += row["figure"]
                own[period][1] += row["count"]
        # The union has one type for all; what is counted becomes whole again.
        kind: Callable[[Any], Any] = int if self.measure.whole else lambda value: value
        return {
            place: {period: (kind(figure), count) for period, (figure, count) in own.items()}
            for place, own in sums.items()
        }

    def _counting(self, row: dict[str, Any]) -> Iterator[Period]:
        """The periods of which a row's run (or one of its thing's runs) has a stretch."""
        for period, (first, end) in self.stretches.of.items():
            if row["mask"] is not None:
                counts = row["mask"] & ((1 << end) - (1 << first))
            else:
                counts = row["lo"] < end and row["hi"] > first
            if counts:
                yield period


def _bucket(field: str, edges: Sequence[date], endless: int | None = None) -> Any:
    """How many of the days `edges` (in order) are not after the field's day; `endless` where it has none."""
    days: Any = Func(Value(list(edges), ArrayField(DateField())), template="%(expressions)s::date[]")
    bucket: Any = Func(F(field), days, function="width_bucket", output_field=IntegerField())
    if endless is None:
        return bucket
    found: Any = Func(bucket, Value(endless), function="coalesce", output_field=IntegerField())
    return found


def _by_turns(periods: Sequence[Period]) -> Iterator[Sequence[Period]]:
    for first in range(0, len(periods), AT_ONCE):
        yield periods[first : first + AT_ONCE]


def _rows(sql: str, parameters: Sequence[Any]) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _grouped_by(bits: int, fields: Sequence[str]) -> str:
    """The field that a row is grouped by, "" for the row of all: GROUPING sets the bit of each it is not grouped by."""
    return next((key for at, key in enumerate(reversed(fields)) if not bits >> at & 1), "")


def _standing(measure: Measure, cut: Cut, at: datetime | None) -> QuerySet[Any]:
    standing = standing_at(measure.model, at) if at else measure.model.objects.standing()
    return standing.filter(cut.condition)


def _asked(measure: Measure, indicator: Indicator, period: Period, cut: Cut, today: date) -> Days:
    """The days of which a record counts for the period if it counts for any of them."""
    return measure.days(days_of(period, today), cut.reading_of(indicator), plan_begins(indicator))
