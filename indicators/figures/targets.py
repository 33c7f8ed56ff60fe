from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from plans.models import Indicator, Target
from thai.periods import Period

# Indicator id, period, province code (None for the nation).
TargetKey = tuple[int, str, str | None]


def targets_of(indicators: Iterable[Indicator], periods: Iterable[Period]) -> dict[TargetKey, Decimal]:
    """The targets that the plan states, in one query; what is absent is not stated, which is not 0."""
    rows = Target.objects.filter(indicator__in=list(indicators), period__in=[str(period) for period in periods])
    return {
        (indicator, period, province): value
        for indicator, period, province, value in rows.values_list("indicator_id", "period", "province_id", "value")
    }
