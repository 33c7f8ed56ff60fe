"""Changing many records at once, and taking it back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import RIGHTS, Right, has_right, require
from core import jobs
from core.models import JobState
from organisations.bulk.changes import MANY
from organisations.bulk.meant import Meant
from organisations.choices import BulkKind, BulkPhase, Status, Taxonomy
from organisations.models import BulkAction
from organisations.tasks import run_bulk
from organisations.terms import current_terms


@transaction.atomic
def preview_bulk(
    *, kind: BulkKind, parameters: Mapping[str, Any], meant: Meant, query: str = "", why: str = "", by: Any
) -> BulkAction:
    """Have a worker write down the organisations that are `meant`, and see what would become of them.

    `parameters`: see organisations/bulk/changes.py. `query`: the list's address, for the mails that name it. Nothing
    changes before `confirm_bulk`. Raises PermissionDenied, and ValidationError where the parameters do not fit.
    """
    require(by, Right.BULK_CHANGE)
    _check(kind, parameters)
    action = BulkAction.objects.create(
        owner=by,
        kind=kind,
        parameters=dict(parameters),
        meant=meant.kept(),
        query=query,
        why=why[:300],
        phase=BulkPhase.CHECK,
    )
    jobs.enqueue(action, run_bulk)
    return action


@transaction.atomic
def confirm_bulk(*, action: BulkAction, by: Any) -> BulkAction:
    """Have a worker change the organisations of a preview: those it wrote down, whatever the list finds by now.

    Each is looked at again; what the preview's owner may not change by then is left out, with its reason. Raises
    PermissionDenied, for others than the owner too, and ValidationError where it is no preview any more.
    """
    row = _locked(action)
    require(by, Right.BULK_CHANGE)
    if row.owner_id != by.pk:
        raise PermissionDenied(_("Your account may not do this."))
    if not row.may_be_confirmed:
        raise ValidationError(_("This action is at work, or done already."))
    _check(BulkKind(row.kind), row.parameters)
    return _again(row, phase=BulkPhase.APPLY, by=by)


@transaction.atomic
def cancel_bulk(*, action: BulkAction, by: Any) -> BulkAction:
    """Throw a preview away, or stop an action: the worker notices before it writes its next batch.

    What is done by then stays; it can go on, or be undone. Raises PermissionDenied, and ValidationError where there is
    nothing to stop.
    """
    row = _locked(action)
    _require_own(row, by)
    if not row.may_be_stopped:
        raise ValidationError(_("This action is over, or must go to its end."))
    row.state = JobState.CANCELLED
    row.finished_at = timezone.now()
    row.lease_until = row.lease_token = None
    row.save()
    return row


@transaction.atomic
def undo_bulk(*, action: BulkAction, despite: bool = False, by: Any) -> BulkAction:
    """Have a worker put back what the action changed.

    Where records were changed again since, the worker writes them to `action.blocked` and puts nothing back; `despite`
    puts back the others. Raises PermissionDenied, and ValidationError where there is nothing to undo.
    """
    row = _locked(action)
    _require_own(row, by)
    if not row.may_be_undone:
        raise ValidationError(_("This cannot be undone: it is still at work, was a mail, or is undone already."))
    return _again(row, phase=BulkPhase.UNDO if despite else BulkPhase.LOOK, by=by)


@transaction.atomic
def retry_bulk(*, action: BulkAction, by: Any) -> BulkAction:
    """Let an action that failed or was stopped go on where it is."""
    row = _locked(action)
    _require_own(row, by)
    if not row.may_go_on:
        raise ValidationError(_("This action is at work, or done already."))
    return _again(row, phase=BulkPhase(row.phase), by=by)


def _locked(action: BulkAction) -> BulkAction:
    return BulkAction.objects.select_for_update(of=("self",)).get(pk=action.pk)


def _require_own(row: BulkAction, by: Any) -> None:
    """One's own action, or anybody's where one works for the whole country; mergers of terms are administrators'."""
    require(by, Right.MANAGE_TAXONOMIES if row.kind == BulkKind.MERGE_TERM else Right.BULK_CHANGE)
    if row.owner_id != by.pk and not has_right(by, Right.WHOLE_COUNTRY):
        raise PermissionDenied(_("Your account may not do this."))


def _again(row: BulkAction, *, phase: BulkPhase, by: Any) -> BulkAction:
    row.phase, row.actor = phase, by
    row.state = JobState.QUEUED
    row.attempts = row.progress_done = row.progress_total = 0
    row.stage = row.reason = ""
    row.blocked = {}
    row.finished_at = row.lease_until = row.lease_token = None
    row.save()
    jobs.enqueue(row, run_bulk)
    return row


def _check(kind: BulkKind, parameters: Mapping[str, Any]) -> None:
    terms = current_terms()
    problem = ValidationError(_("Choose a value of the list."))
    match kind:
        case BulkKind.ADD_TERM | BulkKind.REMOVE_TERM:
            taxonomy = parameters.get("taxonomy")
            entry = terms.get(Taxonomy(taxonomy), parameters["code"]) if taxonomy in MANY else None
            if entry is None or (kind == BulkKind.ADD_TERM and entry.is_retired):
                raise problem
        case BulkKind.SET_LEVEL:
            entry = terms.get(Taxonomy.LEVEL, parameters["code"])
            if entry is None or entry.is_retired:
                raise problem
        case BulkKind.STATUS:
            if parameters["status"] not in Status.values:
                raise problem
            if parameters["status"] != Status.ACTIVE and not parameters["status_reason"]:
                raise ValidationError(_("Say why the organisations are dormant or dissolved."))
        case BulkKind.ASSIGN:
            if parameters["person"] is not None and not assignable().filter(pk=parameters["person"]).exists():
                raise ValidationError(_("Choose one of the people of the list."))
        case BulkKind.MERGE_TERM:
            raise ValueError("Terms are merged by actions.merge_terms.")


def assignable() -> Any:
    """Who may be made responsible for records: those who may change some."""
    roles = [role for role, rights in RIGHTS.items() if Right.EDIT_ORGANISATIONS in rights]
    return User.objects.filter(is_active=True, role__in=roles).order_by("name", "pk")
