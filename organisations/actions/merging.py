"""Merging two records of one organisation, and taking that back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Right, require
from organisations.actions.errors import ConflictError, WrongStateError
from organisations.choices import Decision, State
from organisations.merging.fields import Choice, values
from organisations.merging.journal import Journal, Obstacle, obstacles, put_back
from organisations.models import DuplicatePair, Escalation, HeldChange, Merge, Organisation
from organisations.related import Carried, Carry, carried

_STAMPS = frozenset({"id", "created_at", "created_by_id", "updated_at", "updated_by_id"})


class BlockedError(Exception):
    """Values changed since the merge: `obstacles` says which. Undoing in part puts back the rest."""

    def __init__(self, found: list[Obstacle]) -> None:
        super().__init__(f"{len(found)} values changed since the merge.")
        self.obstacles = found


@transaction.atomic
def merge(
    *,
    survivor: Organisation,
    merged: Organisation,
    choices: Mapping[str, str] | None = None,
    versions: tuple[int, int] | None = None,
    why: str = "",
    by: Any,
) -> Merge:
    """Merge one record into another. For the ministry alone, so nothing of it waits for approval.

    `choices`: by name of organisations.merging.fields.GROUPS, by "keep_name" (the other name becomes a former one),
    and by "people:<kind>" or "budgets:<year>" where both records have one; what is not chosen takes its default.
    `versions`: of both when the page was opened. Raises PermissionDenied, WrongStateError where either is merged
    already, ConflictError where either has moved on, ValidationError for a record with itself.
    """
    require(by, Right.VERIFY_ORGANISATIONS)
    require(by, Right.WHOLE_COUNTRY)
    if survivor.pk == merged.pk:
        raise ValidationError(_("Choose two different records."))
    kept, gone = _locked(survivor.pk, merged.pk)
    for row, version in zip((kept, gone), versions or (None, None), strict=True):
        if row.state == State.MERGED:
            raise WrongStateError(row)
        if version is not None and row.version != version:
            raise ConflictError(row)
    journal = Journal()
    chosen = {name: choice for name, choice in (choices or {}).items() if choice in set(Choice)}
    with pghistory.context(user=by.pk, action="merge", reason=why.strip(), merged=gone.code, into=kept.code):
        for rows in carried():
            _carry(rows, kept, gone, chosen, journal)
        _end_what_waits(gone, by, journal)
        written = values(kept, gone, chosen)
        latest = kept.assessments.first()
        written["capacity_level"] = latest.level if latest is not None else kept.capacity_level
        _touch(gone, by)
        moved = {"state": State.MERGED.value, "state_since": timezone.now(), "merged_into_id": kept.pk}
        journal.change(gone, moved)
        _touch(kept, by)
        if not journal.change(kept, written):
            kept.save()
        DuplicatePair.objects.open().touching(gone.pk).delete()
        return Merge.objects.create(
            survivor=kept, merged=gone, why=why.strip()[:300], made_by=by, journal=journal.entries
        )


@transaction.atomic
def undo(*, merge: Merge, partly: bool = False, by: Any) -> Merge:
    """Put both records back as they were. A second time nothing happens.

    Raises PermissionDenied; WrongStateError where the survivor was merged itself (that is to be undone first);
    BlockedError where values were changed since, unless `partly`: then these stay, and all the rest is put back.
    """
    require(by, Right.VERIFY_ORGANISATIONS)
    require(by, Right.WHOLE_COUNTRY)
    row = Merge.objects.select_for_update(of=("self",)).get(pk=merge.pk)
    if row.undone_at is not None:
        return row
    kept, gone = _locked(row.survivor_id, row.merged_id)
    if kept.state == State.MERGED:
        raise WrongStateError(kept)
    found = obstacles(row.journal)
    if found and not partly:
        raise BlockedError(found)
    with pghistory.context(user=by.pk, action="undo_merge", merged=gone.code, into=kept.code):
        put_back(row.journal, found)
        for record in _locked(kept.pk, gone.pk):
            _touch(record, by)
            record.save()
    row.undone_at, row.undone_by = timezone.now(), by
    row.kept = [one.__dict__ for one in found]
    row.save(update_fields=["undone_at", "undone_by", "kept"])
    return row


def _locked(one: int, other: int) -> tuple[Organisation, Organisation]:
    """Both rows, locked in the order of their keys, given in the order asked for."""
    rows = {
        row.pk: row
        for row in Organisation.objects.select_for_update(of=("self",)).filter(pk__in=(one, other)).order_by("pk")
    }
    return rows[one], rows[other]


def _touch(row: Organisation, by: Any) -> None:
    row.version += 1
    row.updated_by = by


def _carry(rows: Carried, kept: Organisation, gone: Organisation, choices: Mapping[str, str], journal: Journal) -> None:
    """Give the survivor the merged record's rows of one kind."""
    if rows.way == Carry.STAY:
        return
    column = f"{rows.field}_id"
    found = rows.model._default_manager.select_for_update(of=("self",)).filter(
        Q(**{column: gone.pk}) | Q(**{column: kept.pk})
    )
    held: dict[Any, Any] = {}
    moving: list[Any] = []
    for row in found.order_by("pk"):
        if getattr(row, column) == kept.pk:
            held[tuple(getattr(row, name) for name in rows.once)] = row
        elif row.pk != kept.pk or rows.model is not Organisation:
            moving.append(row)
    if not rows.once:
        journal.move(moving, column, kept.pk)
        return
    free = [row for row in moving if tuple(getattr(row, name) for name in rows.once) not in held]
    journal.move(free, column, kept.pk)
    for row in moving:
        key = tuple(getattr(row, name) for name in rows.once)
        if key not in held:
            continue
        if rows.way == Carry.DROP:
            journal.drop(row)
        elif choices.get(choice_of(rows, key)) == Choice.MERGED:
            # Its values, not the row: the other's stay with the merged record, and nothing stands twice.
            names = [field.attname for field in row._meta.concrete_fields]
            taken = {name: getattr(row, name) for name in names if name not in {*_STAMPS, column, *rows.once}}
            journal.change(held[key], taken)


def choice_of(rows: Carried, key: tuple[Any, ...]) -> str:
    """The name of the choice between two rows of one kind: people:head, budgets:2565."""
    related = rows.model._meta.get_field(rows.field).remote_field.get_accessor_name()  # type: ignore[union-attr]  # a foreign key
    return f"{related}:{':'.join(map(str, key))}"


def _end_what_waits(gone: Organisation, by: Any, journal: Journal) -> None:
    """Nobody is asked any more about a record that is merged."""
    now = timezone.now()
    for held in HeldChange.objects.waiting().filter(organisation=gone):
        journal.change(held, {"decision": Decision.WITHDRAWN.value, "decided_by_id": by.pk, "decided_at": now})
    for escalation in Escalation.objects.filter(organisation=gone, settled_at=None):
        journal.change(escalation, {"settled_at": now})
