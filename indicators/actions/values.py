"""Typing in the value of an indicator that no records compute."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from indicators.actions.errors import ConflictError
from indicators.models import Value
from indicators.permissions import require_typing
from places.models import Province
from plans.choices import IndicatorKind
from plans.models import Indicator, PlanPeriod
from thai.periods import Period

CONTENT = {
    IndicatorKind.NUMBER: ("number",),
    IndicatorKind.MONEY: ("number",),
    IndicatorKind.PERCENTAGE: ("numerator", "denominator"),
    IndicatorKind.MILESTONE: ("reached",),
    IndicatorKind.NARRATIVE: ("text",),
}


@transaction.atomic
def set_value(
    *,
    indicator: Indicator,
    period: Period,
    province: Province | None = None,
    content: dict[str, Decimal | bool | str | None],
    note: str = "",
    seen_at: datetime | None = None,
    by: Any,
) -> Value:
    """The value of a period, nationwide or of a province; `content` by the fields of CONTENT for the indicator's kind.

    In a closed period it is a correction: what was reported stays beside it, and `note` must say why it comes now.
    Raises PermissionDenied, ValidationError for an indicator that is computed, content that does not fit, or a
    correction without a note, ConflictError where the value was changed after `seen_at`.
    """
    require_typing(by)
    fields = CONTENT.get(IndicatorKind(indicator.kind))
    if fields is None or set(content) != set(fields):
        raise ValidationError(_("This indicator takes other values."))
    if content.get("denominator") == 0:
        raise ValidationError({"denominator": _("The whole cannot be 0.")})
    if not note.strip() and is_closed(indicator, period, lock=True):
        raise ValidationError(
            {
                "note": _("The period %(period)s is closed. Say in the notes why this comes after it was closed.")
                % {"period": period}
            }
        )
    with pghistory.context(user=by.pk, action="set_value", reason=note.strip()):
        row = Value.objects.select_for_update(of=("self",)).filter(
            indicator=indicator, period=str(period), province=province
        ).first()  # fmt: skip
        if row is None:
            row = Value(indicator=indicator, period=str(period), province=province, created_by=by)
        elif seen_at is not None and row.updated_at != seen_at:
            raise ConflictError(row)
        for name, value in content.items():
            setattr(row, name, value)
        row.updated_by, row.note = by, note.strip()
        row.save()
    return row


def is_closed(indicator: Indicator, period: Period, *, lock: bool = False) -> bool:
    """Whether a reporting period that the value is part of is closed; `lock` keeps it from being closed meanwhile."""
    windows = PlanPeriod.objects.filter(plan=indicator.plan)
    windows = windows.select_for_update() if lock else windows
    parts = ((row, Period.parse(row.period, period.calendar)) for row in windows)
    touched = [row for row, part in parts if part.first_day <= period.last_day and part.last_day >= period.first_day]
    return any(row.is_closed for row in touched)
