from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from core.names import in_reader_language
from core.reading import rows
from indicators.figures.cut import Cut, is_place
from plans.models import Indicator, Target
from thai.periods import Period

# Indicator id, period, province code (None for the nation).
TargetKey = tuple[int, str, str | None]
SHOWN = ("indicator", "period", "province", "value", "note_th", "note_en")


def targets_of(
    indicators: Iterable[Indicator], periods: Iterable[Period], cut: Cut | None = None, whole: Period | None = None
) -> dict[TargetKey, Decimal | str]:
    """The targets that the plan states, numbers or words, in one query. An absent one is not stated, which is not 0.

    Of every place, or of that of a cut; `whole` is a period of which every place is read all the same.
    """
    condition = "indicator_id = ANY(%s) AND period = ANY(%s)"
    params: list[Any] = [[indicator.pk for indicator in indicators], [*map(str, periods)]]
    if cut is not None:
        condition += f" AND (({is_place('province_id')} AND %s) OR period = %s)"
        params += [*[cut.province or None] * 2, cut.may_have_target, str(whole or "")]
    return {
        (row.indicator_id, row.period, row.province_id): (
            row.value if row.value is not None else in_reader_language(row.note_th, row.note_en)
        )
        for row in rows(Target, condition, params, fields=SHOWN)
    }
