"""Why a figure is not any more what was reported: the records that were entered, changed or withdrawn afterwards."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from indicators.figures import computed, typed
from indicators.figures.cut import Cut
from indicators.history import as_it_stood, revived, touched_since
from indicators.measures import Measure, measure_of
from indicators.models import Value
from plans.models import Indicator
from thai.periods import Period


class Reason(StrEnum):
    ENTERED = "entered"  # after the period was closed
    WITHDRAWN = "withdrawn"
    COUNTS_NOW = "counts_now"  # changed so that it counts for this period and place
    COUNTS_NO_MORE = "counts_no_more"
    CHANGED = "changed"  # counts then and now, for something else


@dataclass(frozen=True)
class Restatement:
    """One record that makes the difference: as it counted when the figure was reported, and as it counts now."""

    key: int
    then: Any | None
    now: Any | None
    reason: Reason

    @property
    def record(self) -> Any:
        """The record in its latest form that counted."""
        return self.now if self.now is not None else self.then


def restatements_of(
    indicator: Indicator, period: Period, cut: Cut, since: datetime, today: date, then_today: date
) -> list[Restatement]:
    """The records by which a figure differs from what it was at the moment `since`, by their keys.

    `then_today` is the day of that moment, which decides what of a running period had come to pass.
    """
    measure = measure_of(indicator)
    if measure is None:
        return _typed(indicator, period, cut, since)
    joins = ["province", "organisation"] if measure.counts == "organisation_id" else ["province"]
    touched = touched_since(measure.model, since)
    was = computed.records(measure, indicator, period, cut, then_today, since).filter(pgh_obj_id__in=touched)
    then = {record.pk: record for record in revived(measure.model, was.select_related(*joins))}
    now = {
        record.pk: record
        for record in computed.records(measure, indicator, period, cut, today)
        .filter(pk__in=touched)
        .select_related(*joins)
    }
    differing = [
        key for key in sorted({*then, *now}) if _counted(measure, then.get(key)) != _counted(measure, now.get(key))
    ]
    existed = set(
        as_it_stood(measure.model, since).filter(pgh_obj_id__in=differing).values_list("pgh_obj_id", flat=True)
    )
    withdrawn = set(
        measure.model.objects.filter(pk__in=differing).exclude(withdrawn_at=None).values_list("pk", flat=True)
    )
    return [
        Restatement(
            key, then.get(key), now.get(key), _reason(then.get(key), now.get(key), key in existed, key in withdrawn)
        )
        for key in differing
    ]


def _counted(measure: Measure, record: Any | None) -> Any:
    """What a record stands for in the figure; None where it does not count."""
    if record is None:
        return None
    return getattr(record, measure.counts) if measure.counts else True


def _reason(then: Any | None, now: Any | None, existed: bool, is_withdrawn: bool) -> Reason:
    if then is not None and now is not None:
        return Reason.CHANGED
    if then is None:
        return Reason.COUNTS_NOW if existed else Reason.ENTERED
    return Reason.WITHDRAWN if is_withdrawn else Reason.COUNTS_NO_MORE


def _typed(indicator: Indicator, period: Period, cut: Cut, since: datetime) -> list[Restatement]:
    def made_of(at: datetime | None) -> dict[int, Any]:
        rows = typed.fetch([indicator], [period], at).get(indicator.pk, [])
        chosen: Iterable[Any] = typed.made_of(indicator, period, cut, rows)
        return {row.pk: row for row in (revived(Value, chosen) if at else chosen)}

    then, now = made_of(since), made_of(None)
    names = ("number", "numerator", "denominator", "reached", "text")

    def content(row: Any | None) -> Any:
        return row and tuple(getattr(row, name) for name in names)

    return [
        Restatement(key, then.get(key), now.get(key), _reason(then.get(key), now.get(key), False, False))
        for key in sorted({*then, *now})
        if content(then.get(key)) != content(now.get(key))
    ]
