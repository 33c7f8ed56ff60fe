from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from django.db.models import Q

from core.names import in_reader_language
from indicators.figures.cut import Cut
from plans.models import Indicator, Target
from thai.periods import Period

# Indicator id, period, province code (None for the nation).
TargetKey = tuple[int, str, str | None]


def targets_of(
    indicators: Iterable[Indicator], periods: Iterable[Period], cut: Cut | None = None, whole: Period | None = None
) -> dict[TargetKey, Decimal | str]:
    """The targets that the plan states, numbers or words, in one query. An absent one is not stated, which is not 0.

    Of every place, or of that of a cut; `whole` is a period of which every place is read all the same.
    """
    rows = Target.objects.filter(indicator__in=list(indicators), period__in=[str(period) for period in periods])
    if cut is not None:
        of_cut = Q(province=cut.province or None) if cut.may_have_target else Q(pk__in=[])
        rows = rows.filter(of_cut | Q(period=str(whole)) if whole else of_cut)
    return {
        (indicator, period, province): value if value is not None else in_reader_language(note_th, note_en)
        for indicator, period, province, value, note_th, note_en in rows.order_by().values_list(
            "indicator_id", "period", "province_id", "value", "note_th", "note_en"
        )
    }
