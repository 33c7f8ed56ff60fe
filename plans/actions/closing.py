"""A period's end: closed it never changes, and what was wrong in it is corrected by a new, dated entry."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Right, require
from plans.actions.errors import ConflictError, NotNowError
from plans.actions.progress import WRITTEN, lock_period, write
from plans.choices import ProgressState
from plans.models import Node, PlanPeriod, Progress
from plans.permissions import require_report


@transaction.atomic
def close_period(*, period: PlanPeriod, reason: str, by: Any) -> PlanPeriod:
    """Close a period of a plan for good: its accepted reports are what the committee was told.

    Projects that have not reported stay "not reported". Raises NotNowError while a report waits for review, where the
    period has not ended, or where it is closed already; ValidationError without a reason.
    """
    require(by, Right.REVIEW_PROGRESS)
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the period is closed now.")})
    row = PlanPeriod.objects.select_for_update(of=("self",)).select_related("plan").get(pk=period.pk)
    if row.is_closed:
        raise NotNowError(_("This period is closed already."))
    if timezone.localdate() <= row.plan.period(row.period).last_day:
        raise NotNowError(_("This period has not ended yet."))
    reports = Progress.objects.filter(node__plan=row.plan, period=row.period)
    if reports.filter(state=ProgressState.SUBMITTED).exists():
        raise NotNowError(_("Reports still wait for review. Accept or return each of them first."))
    now = timezone.now()
    with pghistory.context(user=by.pk, action="close_period", reason=reason.strip()):
        reports.filter(state=ProgressState.ACCEPTED).update(
            state=ProgressState.CLOSED, version=F("version") + 1, updated_at=now, updated_by=by
        )
        row.closed_at, row.closed_by, row.closed_reason, row.updated_by = now, by, reason.strip(), by
        row.save()
    return row


@transaction.atomic
def correct_progress(
    *, node: Node, period: str, values: Mapping[str, Any], reason: str, version: int | None = None, by: Any
) -> Progress:
    """Write a correction of a closed period's report, or the report that was never accepted before it closed.

    It is a new row, dated by its making: the closed one stays as it was. The correction goes the same way as a report
    (submit, accept) and is in force when it is accepted. One at a time: a second call changes the one on its way.
    What `values` leaves out is as in the report that is corrected. `version` is that of the row which the form showed.
    """
    require_report(by, node)
    if not reason.strip():
        raise ValidationError({"reason": _("Say what was wrong, and how it is known.")})
    if not lock_period(node, period).is_closed:
        raise NotNowError(_("This period is not closed: change the report itself."))
    rows = list(Progress.objects.select_for_update(of=("self",)).filter(node=node, period=period).order_by("id"))
    latest = rows[-1] if rows else None
    if version is not None and version != (latest.version if latest else 0):
        raise ConflictError(latest or Progress(node=node, period=period, version=0))
    with pghistory.context(user=by.pk, action="correct_progress", reason=reason.strip()):
        if latest is None:
            latest = Progress(node=node, period=period, version=0, created_by=by)
        elif latest.is_frozen:
            latest = _copy(latest, by)
        latest.correction_reason = reason.strip()
        return write(latest, values, by=by)


def _copy(closed: Progress, by: Any) -> Progress:
    kept = {name: getattr(closed, name) for name in WRITTEN}
    return Progress(node=closed.node, period=closed.period, corrects=closed, version=0, created_by=by, **kept)
