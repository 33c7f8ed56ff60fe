"""A report's way: draft, submitted, returned or accepted, and what a lead agency writes into it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Right, require
from plans.actions.errors import ConflictError, NotNowError
from plans.choices import ProgressState, WindowState
from plans.models import Node, PlanPeriod, Progress
from plans.permissions import require_report

# What the lead agency writes; everything else is set by the steps below.
WRITTEN = (
    "status",
    "percent",
    "progress",
    "constraints_text",
    "outputs",
    "outcomes",
    "impact",
    "next_steps",
    "received",
    "disbursed",
)
# What a report must say before it can be sent.
NEEDED = ("status", "percent", "progress")
IN_THE_AGENCYS_HANDS = (ProgressState.DRAFT, ProgressState.RETURNED)


def lock_period(node: Node, period: str) -> PlanPeriod:
    """The reporting period of a node, held so that nobody closes it meanwhile. Raises NotNowError."""
    found = PlanPeriod.objects.select_for_update().filter(plan=node.plan_id, period=period).first()
    if found is None or not node.reports_in(node.plan.period(period)):
        raise NotNowError(_("This project does not report for this period."))
    return found


def lock_report(report: Progress, version: int | None) -> Progress:
    """The report as it is now, held for the change. Raises ConflictError where it is not the one that was read."""
    row = Progress.objects.select_for_update(of=("self",)).select_related("node__plan", "node__level").get(pk=report.pk)
    if version is not None and version != row.version:
        raise ConflictError(row)
    return row


def window_for(window: PlanPeriod, node: Node, row: Progress | None, by: Any) -> WindowState:
    """Where the window stands for one person's report, with the exceptions given to the person's agencies.

    What the ministry has returned is awaited, so it may be mended after the last day too.
    """
    state = window.window_state()
    if state == WindowState.SHUT:
        state = window.window_state(until=window.exceptions.for_report(node, by).last_day())
    if state == WindowState.SHUT and row is not None and row.state == ProgressState.RETURNED:
        return WindowState.LATE
    return state


def require_open(window: PlanPeriod, node: Node, row: Progress | None, by: Any) -> None:
    """Raise NotNowError, saying why, unless this report may be written now."""
    match window_for(window, node, row, by):
        case WindowState.CLOSED:
            raise NotNowError(_("This period is closed. What is wrong in it is corrected by a new, dated entry."))
        case WindowState.NOT_OPEN:
            raise NotNowError(_("Reporting for this period has not opened yet."))
        case WindowState.SHUT:
            raise NotNowError(_("The last day for reports of this period has passed. Ask the ministry for more time."))


@transaction.atomic
def save_progress(
    *, node: Node, period: str, values: Mapping[str, Any], version: int | None = None, by: Any
) -> Progress:
    """Write the draft of a project's report; what `values` leaves out stays as it is, null is "not reported".

    `version`: of the report when its form was opened (0: there was none); raises ConflictError where it has moved on,
    NotNowError where the period is not open or the report is not in the agency's hands, PermissionDenied for others.
    """
    require_report(by, node)
    window = lock_period(node, period)
    row = Progress.objects.select_for_update(of=("self",)).filter(node=node, period=period, corrects=None).first()
    require_open(window, node, row, by)
    if version is not None and version != (row.version if row else 0):
        raise ConflictError(row or Progress(node=node, period=period, version=0))
    with pghistory.context(user=by.pk, action="save_progress"):
        if row is None:
            row = Progress(node=node, period=period, version=0, created_by=by)
        return write(row, values, by=by)


def write(row: Progress, values: Mapping[str, Any], *, by: Any) -> Progress:
    """Put what the agency wrote into a report that is in its hands. Raises ValidationError for what cannot be."""
    if row.state not in IN_THE_AGENCYS_HANDS:
        raise NotNowError(_("This report was sent to the ministry. Ask the ministry to return it, and change it then."))
    for name in WRITTEN:
        if name in values:
            setattr(row, name, values[name])
    row.version += 1
    row.updated_by = by
    row.full_clean(exclude=["corrects"])
    row.save()
    return row


def missing_answers(row: Progress) -> list[str]:
    """The fields that must be filled before this report can be sent."""
    return [name for name in NEEDED if getattr(row, name) in (None, "")]


@transaction.atomic
def submit_progress(*, progress: Progress, version: int | None = None, by: Any) -> Progress:
    """Send a report to the ministry. Raises ValidationError by field where something needed is missing."""
    require_report(by, progress.node)
    window = lock_period(progress.node, progress.period)
    row = lock_report(progress, version)
    if not row.correction_reason:
        require_open(window, row.node, row, by)
    if row.state not in IN_THE_AGENCYS_HANDS:
        raise NotNowError(_("This report was sent to the ministry already."))
    if missing := missing_answers(row):
        raise ValidationError({name: _("Fill this in before you send the report.") for name in missing})
    with pghistory.context(user=by.pk, action="submit_progress"):
        return _step(row, ProgressState.SUBMITTED, by=by, submitted_at=timezone.now(), submitted_by=by)


@transaction.atomic
def accept_progress(*, progress: Progress, version: int | None = None, by: Any) -> Progress:
    """The ministry takes a report as it is. In a closed period that makes the correction the one in force, for good."""
    require(by, Right.REVIEW_PROGRESS)
    window = lock_period(progress.node, progress.period)
    row = lock_report(progress, version)
    _must_wait_for_review(row)
    state = ProgressState.CLOSED if window.is_closed else ProgressState.ACCEPTED
    with pghistory.context(user=by.pk, action="accept_progress"):
        return _step(row, state, by=by, reviewed_at=timezone.now(), reviewed_by=by, review_note="", review_notes={})


@transaction.atomic
def return_progress(
    *, progress: Progress, reason: str = "", notes: Mapping[str, str] | None = None, version: int | None = None, by: Any
) -> Progress:
    """The ministry gives a report back to its agency, with the reason. An accepted one too, until its period closes.

    `notes`: what should change at each field, by its name; with at least one of them `reason` may be left out.
    """
    require(by, Right.REVIEW_PROGRESS)
    said = {name: text.strip() for name, text in (notes or {}).items() if name in WRITTEN and text.strip()}
    if not reason.strip() and not said:
        raise ValidationError({"reason": _("Say what the agency should change.")})
    lock_period(progress.node, progress.period)
    row = lock_report(progress, version)
    if row.state != ProgressState.ACCEPTED:
        _must_wait_for_review(row)
    with pghistory.context(user=by.pk, action="return_progress", reason=reason.strip()):
        return _step(
            row,
            ProgressState.RETURNED,
            by=by,
            reviewed_at=timezone.now(),
            reviewed_by=by,
            review_note=reason.strip(),
            review_notes=said,
        )


def _must_wait_for_review(row: Progress) -> None:
    if row.state != ProgressState.SUBMITTED:
        raise NotNowError(_("This report does not wait for review."))


def _step(row: Progress, state: ProgressState, *, by: Any, **stamps: Any) -> Progress:
    row.state = state
    for name, value in stamps.items():
        setattr(row, name, value)
    row.version += 1
    row.updated_by = by
    row.save()
    return row
