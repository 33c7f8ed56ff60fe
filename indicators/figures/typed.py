"""Figures of indicators whose values are typed in.

What was typed for the nation is the nation's figure. Where nothing was, numbers and money add up over the provinces
that reported, and a percentage is the sum of numerators over the sum of denominators; percentages themselves are never
added or averaged. A milestone or a text of a province says nothing about the nation.

What is cumulative adds up from the plan's beginning: of each year before what was typed for it, or for its halves. A
period for which nothing was typed has no figure, whatever was typed before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal

from indicators.figures.computed import Counted
from indicators.figures.cut import NOWHERE, Cut
from indicators.figures.figure import Content
from indicators.history import as_it_stood
from indicators.models import Value
from plans.choices import Cumulation, IndicatorKind
from plans.models import Indicator
from thai.periods import Period

NO_FIGURE: Counted = (None, 0)
_ADDED = {IndicatorKind.NUMBER, IndicatorKind.MONEY, IndicatorKind.PERCENTAGE}


def fetch(
    indicators: Iterable[Indicator], periods: Iterable[Period], at: datetime | None = None
) -> dict[int, list[Value]]:
    """All values of several indicators and periods in one query, by the indicator's id; as of `at`, from history."""
    found: dict[int, list[Value]] = {}
    rows = as_it_stood(Value, at) if at else Value.objects.all()
    indicators, periods = list(indicators), list(periods)
    asked = {
        *periods,
        *(one for each in indicators if _adds_up(each) for period in periods for one in _before(period, each)),
    }
    wanted = rows.filter(indicator__in=indicators, period__in=[str(period) for period in asked])
    for value in wanted.select_related("province").order_by("pk"):
        found.setdefault(value.indicator_id, []).append(value)
    return found


def made_of(indicator: Indicator, period: Period, cut: Cut, rows: Iterable[Value]) -> list[Value]:
    """The rows that make the figure of a period and place; none where there is no such figure."""
    rows = list(rows)
    own = _typed_for(indicator, period, cut, rows)
    if not own or not _adds_up(indicator):
        return own
    found: list[Value] = []
    halves: list[Value] = []
    for earlier in _before(period, indicator):
        typed = _typed_for(indicator, earlier, cut, rows)
        if earlier.half:
            halves += typed
        else:
            # What was typed for the year holds its halves.
            found, halves = found + (typed or halves), []
    return [*found, *halves, *own]


def _adds_up(indicator: Indicator) -> bool:
    return indicator.cumulation == Cumulation.CUMULATIVE and indicator.kind in _ADDED


def _before(period: Period, indicator: Indicator) -> list[Period]:
    """The plan's periods that are over before one begins: of each year its halves, then the year."""
    years = [
        one for half in indicator.plan.half_years for one in ([half] if half.half == 1 else [half, half.year_period])
    ]
    return [one for one in years if one.last_day < period.first_day]


def _typed_for(indicator: Indicator, period: Period, cut: Cut, rows: Iterable[Value]) -> list[Value]:
    rows = [row for row in rows if row.period == str(period)]
    if cut.values:
        return []
    if cut.province:
        return [row for row in rows if (row.province_id or NOWHERE) == cut.province]
    if cut.region:
        return _added(indicator, [row for row in rows if row.province and row.province.region_id == cut.region])
    national = [row for row in rows if row.province_id is None]
    return national or _added(indicator, rows)


def values(indicator: Indicator, periods: Sequence[Period], cut: Cut, rows: Iterable[Value]) -> dict[Period, Counted]:
    """Value and number of typed rows for each period."""
    rows = list(rows)
    return {period: combined(indicator, made_of(indicator, period, cut, rows)) for period in periods}


def combined(indicator: Indicator, rows: Sequence[Value]) -> Counted:
    """The figure of some rows."""
    if not rows:
        return NO_FIGURE
    contents = {
        IndicatorKind.PERCENTAGE: lambda: _percentage(rows),
        IndicatorKind.MILESTONE: lambda: rows[0].reached,
        IndicatorKind.NARRATIVE: lambda: rows[0].text or None,
    }
    content: Content = contents.get(IndicatorKind(indicator.kind), lambda: _sum(rows))()
    return content, len(rows)


def _added(indicator: Indicator, rows: list[Value]) -> list[Value]:
    return rows if indicator.kind in _ADDED else []


def _sum(rows: Sequence[Value]) -> Decimal | None:
    numbers = [row.number for row in rows if row.number is not None]
    return sum(numbers, Decimal()) if numbers else None


def _percentage(rows: Sequence[Value]) -> Decimal | None:
    known = [(row.numerator, row.denominator) for row in rows if row.numerator is not None and row.denominator]
    if not known:
        return None
    return 100 * sum(top for top, _ in known) / sum((bottom for _, bottom in known), Decimal())
