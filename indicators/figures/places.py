"""One figure by place and by the values of its disaggregations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from indicators.figures import computed, typed
from indicators.figures.cut import NOWHERE, Cut
from indicators.figures.figure import Content, Number, State, difference, state_of
from indicators.figures.reported import Reported
from indicators.figures.stated import Stated, stated_of
from indicators.measures import Dimension, Measure, measure_of
from places.models import Province, Region
from plans.models import Indicator
from thai.periods import Period


@dataclass(frozen=True)
class Part:
    """One part of a figure: of a place, or of a value of a dimension. `code` is what an address says of it."""

    code: str
    label: str
    value: Content
    records: int
    previous: Content
    target: Decimal | str | None = None
    place: Province | Region | None = None
    reported: Reported | None = None

    @property
    def is_restated(self) -> bool:
        """Whether the figure has become another one since its period was closed."""
        return self.reported is not None and self.reported.differs_from(self.value)

    @property
    def change(self) -> Number | None:
        return difference(self.value, self.previous)


@dataclass(frozen=True)
class ByPlace:
    """A figure by place: all provinces in Thai order, regions, what carries no province, and the nation.

    `repeated` is how much the provinces and `nowhere` sum to more than the nation: an organisation with seats in two
    provinces counts in both and once in the nation. It is 0 for measures that add up, and None without a figure.
    """

    provinces: list[Part]
    regions: list[Part]
    nowhere: Part
    nation: Part
    repeated: Number | None


@dataclass(frozen=True)
class ByValue:
    """A figure by the values of one dimension, all of them; `repeated` as in ByPlace."""

    dimension: Dimension
    parts: list[Part] = field(default_factory=list)
    repeated: Number | None = None


def by_place(
    indicator: Indicator,
    period: Period,
    cut: Cut,
    today: date,
    at: datetime | None = None,
    stated: Stated | None = None,
) -> ByPlace:
    """The figure of `period` in every place; `cut` may hold values of dimensions, not a place.

    `stated`: targets and reported figures of every place, where a page has read them already.
    """
    measure = measure_of(indicator)
    now, before = _begun(indicator, period, today)
    counted: Counts = {}
    if measure is not None:
        keys = _place_keys(measure)
        found = computed.values_by(measure, indicator, now + before, cut, today, *keys, at=at)
        counted = dict(zip(keys, found, strict=True))
    return _by_place(indicator, period, cut, today, at, stated, counted)


def by_place_and_values(
    indicator: Indicator,
    period: Period,
    dimensions: Sequence[Dimension],
    cut: Cut,
    today: date,
    at: datetime | None = None,
    stated: Stated | None = None,
) -> tuple[ByPlace, list[ByValue]]:
    """The figure in every place for the values of `cut`, and by every value in the place of `cut`.

    In one query where the cut narrows neither; else in two.
    """
    measure = measure_of(indicator)
    now, before = _begun(indicator, period, today)
    everywhere = Cut(values=cut.values, reading=cut.reading)
    if measure is None or not now or not dimensions or cut != Cut(reading=cut.reading):
        splits = by_values(indicator, period, dimensions, cut.place_alone, today, at)
        return by_place(indicator, period, everywhere, today, at, stated), splits
    names = [dimension.name for dimension in dimensions]
    keys = list(dict.fromkeys([*_place_keys(measure), *names, ""]))
    found = computed.values_by(measure, indicator, now + before, everywhere, today, *keys, at=at)
    counted = dict(zip(keys, found, strict=True))
    return (
        _by_place(indicator, period, everywhere, today, at, stated, counted),
        _by_values(period, before, dimensions, counted),
    )


def _by_place(
    indicator: Indicator,
    period: Period,
    cut: Cut,
    today: date,
    at: datetime | None,
    stated: Stated | None,
    by_key: Counts,
) -> ByPlace:
    provinces = list(Province.objects.select_related("region"))
    regions = sorted({province.region for province in provinces}, key=lambda region: region.order)
    now, before = _begun(indicator, period, today)
    measure = measure_of(indicator)
    if measure is None:
        counted = _typed_places(indicator, now + before, provinces, regions, at)
    else:
        counted = _computed_places(by_key, provinces)
    stated = (
        Stated()
        if cut.values
        else stated
        or stated_of([indicator], [period], cut if cut.reading else None, whole=period, has_reported=at is None)
    )

    def part(code: str, label: str = "", place: Province | Region | None = None) -> Part:
        def content(periods: list[Period]) -> computed.Counted:
            nothing = (0, 0) if measure and periods else typed.NO_FIGURE
            return counted.get(code, {}).get(periods[0], nothing) if periods else nothing

        value, records = content(now)
        province = place.code if isinstance(place, Province) else None
        target = stated.targets.get((indicator.pk, str(period), province)) if code == "" or province else None
        reported = stated.reported.get((indicator.pk, str(period), code))
        return Part(code, label, value, records, content(before)[0], target, place, reported)

    parts = [part(province.code, province.name, province) for province in provinces]
    nowhere, nation = part(NOWHERE), part("")
    return ByPlace(
        provinces=parts,
        regions=[part(region.code, region.name, region) for region in regions],
        nowhere=nowhere,
        nation=nation,
        repeated=_repeated([*parts, nowhere], nation.value) if measure else None,
    )


def by_value(
    indicator: Indicator, period: Period, dimension: Dimension, cut: Cut, today: date, at: datetime | None = None
) -> ByValue:
    """The figure of `period` and `cut` by every value of a dimension, in one query."""
    return by_values(indicator, period, [dimension], cut, today, at)[0]


def by_values(
    indicator: Indicator,
    period: Period,
    dimensions: Sequence[Dimension],
    cut: Cut,
    today: date,
    at: datetime | None = None,
) -> list[ByValue]:
    """The same for several dimensions, in one query for them all."""
    measure = measure_of(indicator)
    now, before = _begun(indicator, period, today)
    if measure is None or not now or not dimensions:
        return [ByValue(dimension) for dimension in dimensions]
    keys = [*(dimension.name for dimension in dimensions), ""]
    found = computed.values_by(measure, indicator, now + before, cut, today, *keys, at=at)
    return _by_values(period, before, dimensions, dict(zip(keys, found, strict=True)))


def _by_values(period: Period, before: list[Period], dimensions: Sequence[Dimension], by_key: Counts) -> list[ByValue]:
    whole = by_key[""].get("", {}).get(period, (0, 0))[0]
    return [_by_value(dimension, period, before, by_key[dimension.name], whole) for dimension in dimensions]


def _by_value(
    dimension: Dimension,
    period: Period,
    before: list[Period],
    counted: dict[Any, dict[Period, computed.Counted]],
    whole: Content,
) -> ByValue:
    parts = [
        Part(
            code=str(code),
            label=str(label),
            value=counted.get(code, {}).get(period, (0, 0))[0],
            records=counted.get(code, {}).get(period, (0, 0))[1],
            previous=counted.get(code, {}).get(before[0], (0, 0))[0] if before else None,
        )
        for code, label in dimension.choices.choices
    ]
    return ByValue(dimension, parts, _repeated(parts, whole))


def _begun(indicator: Indicator, period: Period, today: date) -> tuple[list[Period], list[Period]]:
    """The period and the one before it, each as a list that is empty where it has no figure."""
    now, before = (
        [one] if state_of(indicator, one, today) in (State.FINAL, State.RUNNING) else []
        for one in (period, period.previous())
    )
    return now, before if now else []


def _repeated(parts: Iterable[Part], whole: Content) -> Number | None:
    if whole is None:
        return None
    numbers: list[Any] = [part.value for part in parts]
    total: Number = sum(numbers) - whole
    return total


# Counted by place, or by key and then by place or value.
Places = dict[str, dict[Period, computed.Counted]]
Counts = dict[str, dict[Any, dict[Period, computed.Counted]]]


def _place_keys(measure: Measure) -> list[str]:
    """Where one thing may count in several provinces, regions and the nation are counted by themselves."""
    return ["province"] if measure.additive else ["province", "province__region", ""]


def _computed_places(by_key: Counts, provinces: list[Province]) -> Places:
    counts: Places = {code or NOWHERE: row for code, row in by_key.get("province", {}).items()}
    if "province__region" in by_key:
        return counts | {code: row for code, row in by_key["province__region"].items() if code} | by_key[""]
    region_of = {province.code: province.region_id for province in provinces}
    for code, row in list(counts.items()):
        for whole in {"", region_of.get(code, "")}:
            for period, (value, records) in row.items():
                sums: Any = counts.setdefault(whole, {}).get(period, (0, 0))
                counts[whole][period] = (sums[0] + value, sums[1] + records)
    return counts


def _typed_places(
    indicator: Indicator,
    periods: list[Period],
    provinces: list[Province],
    regions: list[Region],
    at: datetime | None,
) -> Places:
    rows = typed.fetch([indicator], periods, at).get(indicator.pk, [])
    cuts = {"": Cut(), NOWHERE: Cut(province=NOWHERE)} | {region.code: Cut(region=region.code) for region in regions}
    cuts |= {province.code: Cut(province=province.code) for province in provinces}
    return {code: typed.values(indicator, periods, cut, rows) for code, cut in cuts.items()}
