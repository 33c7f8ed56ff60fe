"""What an indicator says: its figure for a period, nationwide, by place, by disaggregation, over time.

A figure is a query: `records` gives exactly the records, and every number here is their aggregate. All functions read
as of now; `today` decides what of a running period has come to pass.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from indicators.figures import computed, places, typed
from indicators.figures.cut import NOWHERE, Cut
from indicators.figures.figure import Figure, State, state_of
from indicators.figures.places import ByPlace, ByValue, Part
from indicators.figures.refs import RecordRef, refs_of
from indicators.figures.targets import TargetKey, targets_of
from indicators.measures import measure_of
from indicators.models import Value
from plans.models import Indicator
from thai.periods import Period

__all__ = [
    "NOWHERE",
    "ByPlace",
    "ByValue",
    "Cut",
    "Figure",
    "Part",
    "RecordRef",
    "State",
    "by_province",
    "by_value",
    "figure",
    "overview",
    "record_refs",
    "records",
    "records_of",
    "series",
    "series_of",
]


def figure(
    indicator: Indicator,
    period: Period,
    province: Any = None,
    region: Any = None,
    by: str | None = None,
    value: str | None = None,
    *,
    today: date | None = None,
) -> Figure:
    """The figure of a period. `province` (or NOWHERE) and `region` are rows or codes, `by` is a dimension's name."""
    return series_of(indicator, [period], Cut.of(province, region, by, value), today=today)[0]


def series(indicator: Indicator, periods: Sequence[Period], province: Any = None, region: Any = None) -> list[Figure]:
    """The figures of several periods, in their order, in two queries."""
    return series_of(indicator, periods, Cut.of(province, region))


def series_of(indicator: Indicator, periods: Sequence[Period], cut: Cut, *, today: date | None = None) -> list[Figure]:
    """The same for any cut. Raises ValueError for a dimension that the indicator's measure does not have."""
    return _series([indicator], periods, cut, today or timezone.localdate())[0]


def overview(
    indicators: Iterable[Indicator], periods: Sequence[Period], *, province: Any = None, today: date | None = None
) -> list[list[Figure]]:
    """For each indicator the figures of the periods: one query a computed indicator, one for all typed ones."""
    return _series(list(indicators), periods, Cut.of(province), today or timezone.localdate())


def by_province(
    indicator: Indicator,
    period: Period,
    by: str | None = None,
    value: str | None = None,
    *,
    today: date | None = None,
) -> ByPlace:
    """The figure in all 77 provinces, the regions, without a province, and nationwide."""
    cut = _checked(indicator, Cut.of(None, None, by, value))
    return places.by_place(indicator, period, cut, today or timezone.localdate())


def by_value(
    indicator: Indicator,
    period: Period,
    by: str,
    province: Any = None,
    region: Any = None,
    *,
    today: date | None = None,
) -> ByValue:
    """The figure by every value of the dimension `by`."""
    cut = Cut.of(province, region)
    measure = measure_of(indicator)
    dimension = measure.dimension(by) if measure else None
    if dimension is None:
        raise ValueError(f"Indicator {indicator.code} cannot be split by “{by}”.")
    return places.by_value(indicator, period, dimension, cut, today or timezone.localdate())


def records(
    indicator: Indicator,
    period: Period,
    province: Any = None,
    region: Any = None,
    by: str | None = None,
    value: str | None = None,
    *,
    today: date | None = None,
) -> QuerySet[Any]:
    """Exactly the records that a figure is made of, unordered: records of its kind, or typed values."""
    return records_of(indicator, period, Cut.of(province, region, by, value), today=today)


def records_of(indicator: Indicator, period: Period, cut: Cut, *, today: date | None = None) -> QuerySet[Any]:
    """The same for any cut; none for a period that has no figure."""
    _checked(indicator, cut)
    today = today or timezone.localdate()
    measure = measure_of(indicator)
    has_figure = state_of(indicator, period, today) in (State.FINAL, State.RUNNING)
    if measure is None:
        rows = typed.fetch([indicator], [period]).get(indicator.pk, []) if has_figure else []
        made_of = typed.made_of(indicator, period, cut, rows)
        return Value.objects.filter(pk__in=[row.pk for row in made_of])
    if not has_figure:
        return measure.model.objects.none()
    return computed.records(measure, indicator, period, cut, today)


def record_refs(
    indicator: Indicator, period: Period, province: Any = None, *, today: date | None = None
) -> list[RecordRef]:
    """Ids and versions of the records behind a figure, for a snapshot."""
    return refs_of(records(indicator, period, province, today=today))


def _checked(indicator: Indicator, cut: Cut) -> Cut:
    measure = measure_of(indicator)
    for name, _value in cut.values:
        if measure is None or measure.dimension(name) is None:
            raise ValueError(f"Indicator {indicator.code} cannot be split by “{name}”.")
    return cut


def _series(indicators: Sequence[Indicator], periods: Sequence[Period], cut: Cut, today: date) -> list[list[Figure]]:
    wanted = sorted({*periods, *(period.previous() for period in periods)})
    kept = [indicator for indicator in indicators if measure_of(indicator) is None]
    rows = typed.fetch(kept, wanted) if kept else {}
    goals = targets_of(indicators, periods) if cut.may_have_target else {}
    return [_one(indicator, periods, wanted, _checked(indicator, cut), today, rows, goals) for indicator in indicators]


def _one(
    indicator: Indicator,
    periods: Sequence[Period],
    wanted: Sequence[Period],
    cut: Cut,
    today: date,
    rows: dict[int, list[Value]],
    goals: dict[TargetKey, Any],
) -> list[Figure]:
    states = {period: state_of(indicator, period, today) for period in wanted}
    begun = [period for period, state in states.items() if state in (State.FINAL, State.RUNNING)]
    measure = measure_of(indicator)
    if measure is None:
        values = typed.values(indicator, begun, cut, rows.get(indicator.pk, []))
    else:
        values = computed.values(measure, indicator, begun, cut, today)
    return [
        Figure(
            indicator=indicator,
            period=period,
            cut=cut,
            state=states[period],
            value=values.get(period, typed.NO_FIGURE)[0],
            records=values.get(period, typed.NO_FIGURE)[1],
            target=goals.get((indicator.pk, str(period), cut.province or None)),
            previous=values.get(period.previous(), typed.NO_FIGURE)[0] if period in values else None,
        )
        for period in periods
    ]
