"""When a period's reports may be written: its window, and more time for one agency or province."""

from __future__ import annotations

from datetime import date
from typing import Any

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Right, require
from places.models import Province
from plans.actions.errors import NotNowError
from plans.models import Agency, PlanPeriod, WindowException

CLOSED = _("This period is closed already.")


@transaction.atomic
def set_window(
    *,
    period: PlanPeriod,
    opens_on: date,
    due_on: date,
    closes_on: date | None = None,
    reason: str = "",
    contact: str = "",
    by: Any,
) -> PlanPeriod:
    """Set when a period's reports may be written, when they are due, and the last day for late ones.

    Without `closes_on` late reports are taken until staff close the period. `reason` and `contact` are told to whoever
    finds the form shut. Raises NotNowError once the period is closed, ValidationError where days are out of order.
    """
    require(by, Right.EDIT_PLANS)
    row = _open_period(period)
    if due_on < opens_on:
        raise ValidationError({"due_on": _("The due day must not be before the day that reporting opens.")})
    if closes_on is not None and closes_on < due_on:
        raise ValidationError({"closes_on": _("The last day for late reports must not be before the due day.")})
    if closes_on is not None and not reason.strip():
        raise ValidationError(
            {"reason": _("Say why late reports are taken no longer: whoever finds the form shut reads it.")}
        )
    row.opens_on, row.due_on, row.closes_on = opens_on, due_on, closes_on
    row.window_reason, row.contact = reason.strip(), contact.strip()
    row.window_set_by = row.updated_by = by
    with pghistory.context(user=by.pk, action="set_window", reason=reason.strip()):
        row.save()
    return row


@transaction.atomic
def add_exception(
    *,
    period: PlanPeriod,
    agency: Agency | None = None,
    province: Province | None = None,
    until: date,
    reason: str,
    by: Any,
) -> WindowException:
    """Give one agency or one province more time, to the end of the day `until`.

    Raises NotNowError once the period is closed for good, ValidationError for a day that gives no more time.
    """
    require(by, Right.EDIT_PLANS)
    row = _open_period(period)
    if (agency is None) == (province is None):
        raise ValidationError({"agency": _("Choose one agency or one province.")})
    if until <= row.due_on or until < timezone.localdate():
        raise ValidationError({"until": _("Choose a day after the due day that has not passed yet.")})
    if not reason.strip():
        raise ValidationError({"reason": _("Say why more time is given.")})
    with pghistory.context(user=by.pk, action="add_exception", reason=reason.strip()):
        return WindowException.objects.create(
            period=row,
            agency=agency,
            province=province,
            until=until,
            reason=reason.strip(),
            created_by=by,
            updated_by=by,
        )


@transaction.atomic
def end_exception(*, exception: WindowException, by: Any) -> WindowException:
    """Take an exception back; from now on the window counts again. It stays in the list as ended."""
    require(by, Right.EDIT_PLANS)
    row = WindowException.objects.select_for_update(of=("self",)).get(pk=exception.pk)
    if row.ended_at is None:
        row.ended_at, row.updated_by = timezone.now(), by
        with pghistory.context(user=by.pk, action="end_exception"):
            row.save()
    return row


def _open_period(period: PlanPeriod) -> PlanPeriod:
    row = PlanPeriod.objects.select_for_update(of=("self",)).get(pk=period.pk)
    if row.is_closed:
        raise NotNowError(CLOSED)
    return row
