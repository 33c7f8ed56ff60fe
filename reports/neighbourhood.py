"""A province in a year beside its targets, its neighbours, its region and the nation: for its page and its report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from indicators.figures import Part, by_province, overview
from places.models import Province
from places.neighbours import neighbours
from plans.models import Indicator, Plan
from thai.periods import Period

__all__ = ["Beside", "Part", "beside"]


@dataclass(frozen=True)
class Beside:
    """One indicator: what the province reached, was to reach, and what others reached."""

    indicator: Indicator
    mine: Part
    target: Any  # of the province for the year, None where the plan states none
    neighbours: list[Part]
    region: Part
    nation: Part
    place: int | None  # among all provinces that have a number, 1 for the largest


def beside(plan: Plan, period: Period, province: Province, *, today: date) -> list[Beside]:
    """The plan's indicators in their order; those without a figure in the year too."""
    indicators = list(plan.indicators.select_related("plan").order_by("position"))
    mine = overview(indicators, [period], province=province, today=today)
    near = set(neighbours()[province.code])
    found = []
    for indicator, (figure,) in zip(indicators, mine, strict=True):
        places = by_province(indicator, period, today=today)
        parts = {part.code: part for part in places.provinces}
        found.append(
            Beside(
                indicator=indicator,
                mine=parts[province.code],
                target=figure.target,
                neighbours=[part for part in places.provinces if part.code in near],
                region=next(part for part in places.regions if part.code == province.region_id),
                nation=places.nation,
                place=_place(parts[province.code], places.provinces),
            )
        )
    return found


def _place(mine: Part, all_parts: list[Part]) -> int | None:
    """Numbers alone can be put in order; nobody is told a place for having nothing."""
    if isinstance(mine.value, bool | str) or not mine.value:
        return None
    numbers: list[Any] = [part.value for part in all_parts if not isinstance(part.value, bool | str | None)]
    return 1 + sum(number > mine.value for number in numbers)
