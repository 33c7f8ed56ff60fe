"""What an indicator says: its figure for a period, nationwide, by place, by disaggregation, over time.

A figure is a query: `records` gives exactly the records, and every number here is their aggregate. All functions read
as of now, or with `at` as of a moment that has passed; `today` decides what of a running period has come to pass.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from indicators.figures import computed, places, typed
from indicators.figures.cut import NOWHERE, Cut
from indicators.figures.figure import Figure, State, state_of
from indicators.figures.places import ByPlace, ByValue, Part
from indicators.figures.refs import RecordRef, refs_of
from indicators.figures.reported import Reported
from indicators.figures.stated import Stated, stated_of
from indicators.history import events_of
from indicators.measures import Dimension, Measure, measure_of
from indicators.models import Value
from plans.choices import Cumulation
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
    "Reported",
    "State",
    "Stated",
    "by_place_and_values",
    "by_province",
    "by_value",
    "figure",
    "overview",
    "record_refs",
    "records",
    "records_of",
    "series",
    "series_of",
    "stated_of",
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
    at: datetime | None = None,
) -> Figure:
    """The figure of a period. `province` (or NOWHERE) and `region` are rows or codes, `by` is a dimension's name."""
    return series_of(indicator, [period], Cut.of(province, region, by, value), today=today, at=at)[0]


def series(indicator: Indicator, periods: Sequence[Period], province: Any = None, region: Any = None) -> list[Figure]:
    """The figures of several periods, in their order, in two queries."""
    return series_of(indicator, periods, Cut.of(province, region))


def series_of(
    indicator: Indicator,
    periods: Sequence[Period],
    cut: Cut,
    *,
    today: date | None = None,
    at: datetime | None = None,
    stated: Stated | None = None,
) -> list[Figure]:
    """The same for any cut. Raises ValueError for a dimension that the indicator's measure does not have."""
    return _series([indicator], periods, cut, _day(today, at), at, stated)[0]


def overview(
    indicators: Iterable[Indicator],
    periods: Sequence[Period],
    *,
    province: Any = None,
    today: date | None = None,
    at: datetime | None = None,
) -> list[list[Figure]]:
    """For each indicator the figures of the periods: one query for the computed ones of a plan, one for the typed."""
    return _series(list(indicators), periods, Cut.of(province), _day(today, at), at)


def by_province(
    indicator: Indicator,
    period: Period,
    by: str | None = None,
    value: str | None = None,
    *,
    today: date | None = None,
    at: datetime | None = None,
    stated: Stated | None = None,
) -> ByPlace:
    """The figure in all 77 provinces, the regions, without a province, and nationwide."""
    cut = _checked(indicator, Cut.of(None, None, by, value))
    return places.by_place(indicator, period, cut, _day(today, at), at, stated)


def by_place_and_values(
    indicator: Indicator,
    period: Period,
    dimensions: Sequence[Dimension],
    cut: Cut,
    *,
    today: date | None = None,
    at: datetime | None = None,
    stated: Stated | None = None,
) -> tuple[ByPlace, list[ByValue]]:
    """The figure in every place for the values of a cut, and by every value of some dimensions in its place."""
    return places.by_place_and_values(
        indicator, period, dimensions, _checked(indicator, cut), _day(today, at), at, stated
    )


def by_value(
    indicator: Indicator,
    period: Period,
    by: str,
    province: Any = None,
    region: Any = None,
    *,
    today: date | None = None,
    at: datetime | None = None,
) -> ByValue:
    """The figure by every value of the dimension `by`."""
    cut = Cut.of(province, region)
    measure = measure_of(indicator)
    dimension = measure.dimension(by) if measure else None
    if dimension is None:
        raise ValueError(f"Indicator {indicator.code} cannot be split by “{by}”.")
    return places.by_value(indicator, period, dimension, cut, _day(today, at), at)


def records(
    indicator: Indicator,
    period: Period,
    province: Any = None,
    region: Any = None,
    by: str | None = None,
    value: str | None = None,
    *,
    today: date | None = None,
    at: datetime | None = None,
) -> QuerySet[Any]:
    """Exactly the records that a figure is made of, unordered: records of its kind, or typed values.

    With `at` they are rows of history, whose `pgh_obj_id` is the record's key.
    """
    return records_of(indicator, period, Cut.of(province, region, by, value), today=today, at=at)


def records_of(
    indicator: Indicator, period: Period, cut: Cut, *, today: date | None = None, at: datetime | None = None
) -> QuerySet[Any]:
    """The same for any cut; none for a period that has no figure."""
    _checked(indicator, cut)
    today = _day(today, at)
    measure = measure_of(indicator)
    has_figure = state_of(indicator, period, today) in (State.FINAL, State.RUNNING)
    if measure is None:
        rows = typed.fetch([indicator], [period], at).get(indicator.pk, []) if has_figure else []
        made_of = typed.made_of(indicator, period, cut, rows)
        return (events_of(Value) if at else Value.objects.all()).filter(pk__in=[row.pk for row in made_of])
    if not has_figure:
        return (events_of(measure.model) if at else measure.model.objects).none()
    return computed.records(measure, indicator, period, cut, today, at)


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


def _day(today: date | None, at: datetime | None) -> date:
    return today or (timezone.localtime(at).date() if at else timezone.localdate())


def _series(
    indicators: Sequence[Indicator],
    periods: Sequence[Period],
    cut: Cut,
    today: date,
    at: datetime | None = None,
    stated: Stated | None = None,
) -> list[list[Figure]]:
    wanted = sorted({*periods, *(period.previous() for period in periods)})
    kept = [indicator for indicator in indicators if measure_of(indicator) is None]
    rows = typed.fetch(kept, wanted, at) if kept else {}
    stated = stated or stated_of(indicators, periods, cut, has_reported=at is None)
    counted = _counted(indicators, wanted, cut, today, at)
    return [_one(indicator, periods, wanted, cut, today, counted, rows, stated) for indicator in indicators]


def _begun(indicator: Indicator, periods: Sequence[Period], today: date) -> list[Period]:
    return [one for one in periods if state_of(indicator, one, today) in (State.FINAL, State.RUNNING)]


# The figures of each period by the indicator's key, and whether it is the other reading of one that has two.
Computed = dict[tuple[int, bool], dict[Period, computed.Counted]]


def _counted(
    indicators: Sequence[Indicator], wanted: Sequence[Period], cut: Cut, today: date, at: datetime | None
) -> Computed:
    """The figures of the computed ones: one query for each plan. Beside a state that is asked for stands its sum."""
    plans: dict[int, list[tuple[Measure, Indicator, Cut]]] = {}
    for indicator in indicators:
        if measure := measure_of(indicator):
            plans.setdefault(indicator.plan_id, []).append((measure, indicator, _checked(indicator, cut)))
            if indicator.cumulation == Cumulation.BOTH and not cut.reading:
                plans[indicator.plan_id].append((measure, indicator, replace(cut, reading=Cumulation.SUM)))
    found: Computed = {}
    for asked in plans.values():
        begun = _begun(asked[0][1], wanted, today)
        values = computed.values_of(asked, begun, today, at)
        found |= {
            (indicator.pk, own is not cut): value
            for (_measure, indicator, own), value in zip(asked, values, strict=True)
        }
    return found


def _one(
    indicator: Indicator,
    periods: Sequence[Period],
    wanted: Sequence[Period],
    cut: Cut,
    today: date,
    counted: Computed,
    rows: dict[int, list[Value]],
    stated: Stated,
) -> list[Figure]:
    states = {period: state_of(indicator, period, today) for period in wanted}
    if measure_of(indicator) is None:
        begun = _begun(indicator, wanted, today)
        values = typed.values(indicator, begun, _checked(indicator, cut), rows.get(indicator.pk, []))
    else:
        values = counted[indicator.pk, False]
    over = counted.get((indicator.pk, True), {})
    return [
        Figure(
            indicator=indicator,
            period=period,
            cut=cut,
            state=states[period],
            value=values.get(period, typed.NO_FIGURE)[0],
            records=values.get(period, typed.NO_FIGURE)[1],
            target=stated.target(indicator, period, cut),
            previous=values.get(period.previous(), typed.NO_FIGURE)[0] if period in values else None,
            reported=stated.of(indicator, period, cut),
            over=over.get(period, typed.NO_FIGURE)[0],
        )
        for period in periods
    ]
