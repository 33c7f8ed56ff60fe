"""Figures as they were reported: kept when their period was closed (figures.keeping)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from core.reading import rows
from indicators.figures.cut import NOWHERE, Cut, is_place
from indicators.figures.figure import Content, Number, difference
from indicators.models import ReportedFigure
from plans.models import Indicator
from thai.periods import Period

# Decimal places to which a reported number is kept.
PLACES = 6
READ = (
    *("indicator", "period", "without_province", "province", "region"),
    *("reached", "text", "number", "records", "taken_at"),
)


@dataclass(frozen=True)
class Reported:
    """What was reported of a period and place, and the moment at which it stood so."""

    value: Content
    records: int
    taken_at: datetime

    def differs_from(self, value: Content) -> bool:
        """Whether the figure as it stands now is another one; numbers are compared as they are kept."""
        if isinstance(value, bool | str | None) or isinstance(self.value, bool | str | None):
            return value != self.value
        return round(Decimal(value), PLACES) != self.value

    def restated_by(self, value: Content) -> Number | None:
        """How much more the figure is now; None where there is nothing to subtract."""
        return difference(value, self.value)


# Indicator id, period, place: a province, NOWHERE, a region, or "" for the nation.
ReportedKey = tuple[int, str, str]


def place_of(cut: Cut) -> str:
    """The place of a cut as keys of reported figures name it."""
    return cut.province or cut.region


def reported_of(
    indicators: Iterable[Indicator], periods: Iterable[Period], cut: Cut | None = None, whole: Period | None = None
) -> dict[ReportedKey, Reported]:
    """What was reported of the periods, in one query; of every place, or of that of a cut. Absent: not closed yet.

    `whole` is a period of which every place is read all the same.
    """
    condition = "indicator_id = ANY(%s) AND period = ANY(%s) AND reading = %s"
    params: list[Any] = [[one.pk for one in indicators], [*map(str, periods)], cut.reading if cut else ""]
    if cut is not None:
        of_cut = f"{is_place('province_id')} AND {is_place('region_id')} AND without_province = %s"
        condition += f" AND ({of_cut} OR period = %s)"
        province = cut.province if cut.province != NOWHERE else None
        params += [*[province or None] * 2, *[cut.region or None] * 2, cut.province == NOWHERE, str(whole or "")]
    found = {}
    for row in rows(ReportedFigure, condition, params, fields=READ):
        place = NOWHERE if row.without_province else row.province_id or row.region_id or ""
        value = row.reached if row.reached is not None else row.text or row.number
        found[row.indicator_id, row.period, place] = Reported(value, row.records, row.taken_at)
    return found
