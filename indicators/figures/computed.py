"""Figures of indicators that are computed from records: the aggregate of exactly the records that `records` gives.

Counting each record for each period again would take most of a page's time. So the days that the periods ask of are
cut into stretches (`Stretches`): a record counts for a run of neighbouring stretches, from `lo` up to, not including,
`hi`. PostgreSQL reads every record once and groups by runs, of which there are few; the periods are added up here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from indicators.figures import grouping
from indicators.figures.cut import Cut
from indicators.figures.figure import Content, days_of, plan_begins
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
    return grouping.standing(measure, cut, at).filter(measure.touching(_asked(measure, indicator, period, cut, today)))


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
            own = [row for at, *row in rows if at == position]
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

    def has(self, period: Period, lo: int, hi: int) -> bool:
        """Whether a record that counts for a run of stretches counts for a period."""
        first, upto = self.of[period]
        return max(lo, first) < min(hi, upto)


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

    def sql(self) -> tuple[str, Sequence[Any]]:
        """As `grouping.sql`, for this reading."""
        return grouping.sql(self.measure, self.cut, self.stretches.days, tuple(self.keys), self.at)

    def added(self, rows: Iterable[Sequence[Any]]) -> dict[tuple[str, Any], dict[Period, Counted]]:
        """By key and part, what the rows add up to for each period."""
        spans = [_bits(*span) for span in self.stretches.of.values()]
        counting: dict[int, list[int]] = {}  # the places of the periods of which a run has a stretch
        sums: dict[tuple[str, Any], tuple[list[Any], list[int]]] = {}
        for which, parts, mask, lo, hi, figure, count in rows:
            run = _bits(lo, hi) if mask is None else mask
            if run not in counting:
                counting[run] = [place for place, span in enumerate(spans) if run & span]
            key = _grouped_by(which, self.fields)
            part = parts[self.fields.index(key)] if key else ""
            if (key, part) not in sums:
                sums[key, part] = [0] * len(spans), [0] * len(spans)
            figures, counts = sums[key, part]
            for place in counting[run]:
                figures[place] += figure
                counts[place] += count
        # The union has one type for all; what is counted becomes whole again.
        kind: Callable[[Any], Any] = int if self.measure.whole else lambda value: value
        return {
            place: dict(zip(self.stretches.of, zip(map(kind, figures), counts, strict=True), strict=True))
            for place, (figures, counts) in sums.items()
        }


def _bits(lo: int, hi: int) -> int:
    """A run of stretches with a bit for each, as the database makes its masks."""
    return (1 << hi) - (1 << lo)


def _by_turns(periods: Sequence[Period]) -> Iterator[Sequence[Period]]:
    for first in range(0, len(periods), AT_ONCE):
        yield periods[first : first + AT_ONCE]


def _rows(sql: str, parameters: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()


def _grouped_by(bits: int, fields: Sequence[str]) -> str:
    """The field that a row is grouped by, "" for the row of all: GROUPING sets the bit of each it is not grouped by."""
    return next((key for at, key in enumerate(reversed(fields)) if not bits >> at & 1), "")


def _asked(measure: Measure, indicator: Indicator, period: Period, cut: Cut, today: date) -> Days:
    """The days of which a record counts for the period if it counts for any of them."""
    return measure.days(days_of(period, today), cut.reading_of(indicator), plan_begins(indicator))
