from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from core.names import in_reader_language
from plans.models import Indicator, Target
from thai.periods import Period

# Indicator id, period, province code (None for the nation).
TargetKey = tuple[int, str, str | None]


def targets_of(indicators: Iterable[Indicator], periods: Iterable[Period]) -> dict[TargetKey, Decimal | str]:
    """The targets that the plan states, numbers or words, in one query. An absent one is not stated, which is not 0."""
    rows = Target.objects.filter(indicator__in=list(indicators), period__in=[str(period) for period in periods])
    return {
        (row.indicator_id, row.period, row.province_id): row.value
        if row.value is not None
        else in_reader_language(row.note_th, row.note_en)
        for row in rows
    }
