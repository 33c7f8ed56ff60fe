"""Changing many records at once, and taking it back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import RIGHTS, Right, has_right, require
from core import jobs
from core.models import JobState
from organisations.actions.errors import WrongStateError
from organisations.actions.taxonomies import unmerge
from organisations.actions.workflow import verify
from organisations.bulk import working
from organisations.bulk.changes import MANY
from organisations.choices import BulkKind, BulkPhase, Status, Taxonomy
from organisations.models import BulkAction, Organisation
from organisations.permissions import in_scope
from organisations.querysets import OrganisationQuerySet
from organisations.tasks import run_bulk
from organisations.terms import current_terms


class CountMovedError(Exception):
    """Another number of records is meant than was previewed. `count` are meant now."""

    def __init__(self, count: int) -> None:
        super().__init__(f"{count} records are meant by now.")
        self.count = count


class InTheWayError(Exception):
    """Some records were changed again since. `records` by model label, which would stay as they are."""

    def __init__(self, records: Mapping[str, list[int]]) -> None:
        super().__init__(f"{sum(map(len, records.values()))} records were changed since.")
        self.records = records


@transaction.atomic
def start_bulk(
    *,
    kind: BulkKind,
    parameters: Mapping[str, Any],
    found: OrganisationQuerySet,
    query: str = "",
    expected: int,
    why: str = "",
    by: Any,
) -> BulkAction:
    """Have a worker change the organisations of `found`. `parameters`: see organisations/bulk/changes.py.

    `expected` is the number that the person saw in the preview; raises CountMovedError where it is another by now.
    Raises PermissionDenied, and ValidationError where the parameters do not fit. Records that may not be changed are
    left out, each with its reason.
    """
    require(by, Right.BULK_CHANGE)
    _check(kind, parameters)
    action = BulkAction.objects.create(owner=by, kind=kind, parameters=dict(parameters), query=query, why=why[:300])
    count = working.freeze(action, found)
    if count != expected:
        raise CountMovedError(count)
    BulkAction.objects.filter(pk=action.pk).update(progress_total=count)
    jobs.enqueue(action, run_bulk)
    return action


@transaction.atomic
def undo_bulk(*, action: BulkAction, despite: bool = False, by: Any) -> BulkAction:
    """Have a worker put back what the action changed.

    Raises InTheWayError where records were changed again since; `despite` puts back the others. Raises
    PermissionDenied, and ValidationError where there is nothing to undo.
    """
    row = BulkAction.objects.select_for_update(of=("self",)).get(pk=action.pk)
    require(by, Right.MANAGE_TAXONOMIES if row.kind == BulkKind.MERGE_TERM else Right.BULK_CHANGE)
    if row.owner_id != by.pk and not has_right(by, Right.WHOLE_COUNTRY):
        raise PermissionDenied(_("Your account may not do this."))
    if not row.may_be_undone:
        raise ValidationError(_("This cannot be undone: it is still at work, was a mail, or is undone already."))
    blocked = {} if despite else working.in_the_way(row)
    if blocked:
        raise InTheWayError(blocked)
    if row.kind == BulkKind.MERGE_TERM:
        unmerge(action=row, by=by)
    return _again(row, phase=BulkPhase.UNDO)


@transaction.atomic
def retry_bulk(*, action: BulkAction, by: Any) -> BulkAction:
    """Let a failed action go on where it stopped."""
    row = BulkAction.objects.select_for_update(of=("self",)).get(pk=action.pk)
    require(by, Right.MANAGE_TAXONOMIES if row.kind == BulkKind.MERGE_TERM else Right.BULK_CHANGE)
    if row.state != JobState.FAILED:
        raise ValidationError(_("This action is at work, or done already."))
    return _again(row, phase=BulkPhase(row.phase))


def _again(row: BulkAction, *, phase: BulkPhase) -> BulkAction:
    row.phase = phase
    row.state = JobState.QUEUED
    row.attempts = row.progress_done = row.progress_total = 0
    row.stage = row.reason = ""
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


def _verify(organisation: Organisation, by: Any) -> str:
    """Verify one of many; gives the refusal's code."""
    if not in_scope(by, organisation.province_id):
        return "not_yours"
    try:
        verify(organisation=organisation, by=by)
    except (WrongStateError, ValidationError):
        return "wrong_state"
    return ""


working.done_one_by_one(BulkKind.VERIFY, _verify)
