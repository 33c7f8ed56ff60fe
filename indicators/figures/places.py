"""One figure by place and by the values of its disaggregations."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from indicators.figures import computed, typed
from indicators.figures.cut import NOWHERE, Cut
from indicators.figures.figure import Content, Number, State, difference, state_of
from indicators.figures.targets import targets_of
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


def by_place(indicator: Indicator, period: Period, cut: Cut, today: date) -> ByPlace:
    """The figure of `period` in every place; `cut` may hold values of dimensions, not a place."""
    provinces = list(Province.objects.select_related("region"))
    regions = sorted({province.region for province in provinces}, key=lambda region: region.order)
    now, before = _begun(indicator, period, today)
    measure = measure_of(indicator)
    if measure is None:
        counted = _typed_places(indicator, now + before, provinces, regions)
    else:
        counted = _computed_places(measure, indicator, now + before, cut, today, provinces)
    targets = targets_of([indicator], [period]) if not cut.values else {}

    def part(code: str, label: str = "", place: Province | Region | None = None) -> Part:
        def content(periods: list[Period]) -> computed.Counted:
            nothing = (0, 0) if measure and periods else typed.NO_FIGURE
            return counted.get(code, {}).get(periods[0], nothing) if periods else nothing

        value, records = content(now)
        province = place.code if isinstance(place, Province) else None
        target = targets.get((indicator.pk, str(period), province)) if code == "" or province else None
        return Part(code, label, value, records, content(before)[0], target, place)

    parts = [part(province.code, province.name, province) for province in provinces]
    nowhere, nation = part(NOWHERE), part("")
    return ByPlace(
        provinces=parts,
        regions=[part(region.code, region.name, region) for region in regions],
        nowhere=nowhere,
        nation=nation,
        repeated=_repeated([*parts, nowhere], nation.value) if measure else None,
    )


def by_value(indicator: Indicator, period: Period, dimension: Dimension, cut: Cut, today: date) -> ByValue:
    """The figure of `period` and `cut` by every value of a dimension, in one query (two where values overlap)."""
    measure = measure_of(indicator)
    now, before = _begun(indicator, period, today)
    if measure is None or not now:
        return ByValue(dimension)
    counted = computed.values_by(measure, indicator, now + before, cut, today, dimension.name)
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
    if measure.additive:
        return ByValue(dimension, parts, 0)
    whole = computed.values(measure, indicator, now, cut, today)[period][0]
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


Counts = dict[str, dict[Period, computed.Counted]]


def _computed_places(
    measure: Measure, indicator: Indicator, periods: list[Period], cut: Cut, today: date, provinces: list[Province]
) -> Counts:
    grouped = computed.values_by(measure, indicator, periods, cut, today, "province")
    counts: Counts = {code or NOWHERE: row for code, row in grouped.items()}
    if not measure.additive:
        by_region = computed.values_by(measure, indicator, periods, cut, today, "province__region")
        counts |= {code: row for code, row in by_region.items() if code}
        counts[""] = computed.values(measure, indicator, periods, cut, today)
        return counts
    region_of = {province.code: province.region_id for province in provinces}
    for code, row in list(counts.items()):
        for whole in {"", region_of.get(code, "")}:
            for period, (value, records) in row.items():
                sums: Any = counts.setdefault(whole, {}).get(period, (0, 0))
                counts[whole][period] = (sums[0] + value, sums[1] + records)
    return counts


def _typed_places(
    indicator: Indicator, periods: list[Period], provinces: list[Province], regions: list[Region]
) -> Counts:
    rows = typed.fetch([indicator], periods).get(indicator.pk, [])
    cuts = {"": Cut()} | {region.code: Cut(region=region.code) for region in regions}
    cuts |= {province.code: Cut(province=province.code) for province in provinces}
    return {code: typed.values(indicator, periods, cut, rows) for code, cut in cuts.items()}
