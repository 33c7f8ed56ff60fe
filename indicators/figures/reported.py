"""Figures as they were reported: kept when their period was closed (figures.keeping)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Q

from indicators.figures.cut import NOWHERE, Cut
from indicators.figures.figure import Content, Number, difference
from indicators.models import ReportedFigure
from plans.models import Indicator
from thai.periods import Period

# Decimal places to which a reported number is kept.
PLACES = 6


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
    rows = ReportedFigure.objects.filter(
        indicator__in=list(indicators),
        period__in=[str(period) for period in periods],
        reading=cut.reading if cut else "",
    ).order_by()
    if cut is not None:
        of_cut = Q(
            province=cut.province if cut.province not in ("", NOWHERE) else None,
            region=cut.region or None,
            without_province=cut.province == NOWHERE,
        )
        rows = rows.filter(of_cut | Q(period=str(whole)) if whole else of_cut)
    names = ("indicator_id", "period", "without_province", "province_id", "region_id")
    return {
        (indicator, code, NOWHERE if nowhere else province or region or ""): Reported(
            reached if reached is not None else text or number, records, taken_at
        )
        for indicator, code, nowhere, province, region, reached, text, number, records, taken_at in rows.values_list(
            *names, "reached", "text", "number", "records", "taken_at"
        )
    }
