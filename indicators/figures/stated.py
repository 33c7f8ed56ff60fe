"""What stands beside figures and is not counted: targets, and what was reported when periods were closed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from indicators.figures.cut import Cut
from indicators.figures.reported import Reported, ReportedKey, place_of, reported_of
from indicators.figures.targets import TargetKey, targets_of
from plans.models import Indicator
from thai.periods import Period


@dataclass(frozen=True)
class Stated:
    targets: dict[TargetKey, Decimal | str] = field(default_factory=dict)
    reported: dict[ReportedKey, Reported] = field(default_factory=dict)

    def target(self, indicator: Indicator, period: Period, cut: Cut) -> Decimal | str | None:
        """The target of a cut, where one may be stated for it."""
        if not cut.may_have_target:
            return None
        return self.targets.get((indicator.pk, str(period), cut.province or None))

    def of(self, indicator: Indicator, period: Period, cut: Cut) -> Reported | None:
        """What was reported of a cut; of parts by the values of a dimension nothing was kept."""
        if cut.values or (cut.province and cut.region):
            return None
        return self.reported.get((indicator.pk, str(period), place_of(cut)))


def stated_of(
    indicators: Iterable[Indicator],
    periods: Iterable[Period],
    cut: Cut | None = None,
    *,
    whole: Period | None = None,
    has_reported: bool = True,
) -> Stated:
    """Of several indicators and periods in two queries, for every place or that of a cut.

    `whole` is a period of which every place is read all the same. `has_reported` False: figures
    of another moment are asked for, beside which nothing reported stands.
    """
    indicators, periods = list(indicators), list(periods)
    may_have_target = cut is None or whole is not None or cut.may_have_target
    return Stated(
        targets_of(indicators, periods, cut, whole) if may_have_target else {},
        reported_of(indicators, periods, cut, whole) if has_reported and not (cut and cut.values) else {},
    )
