"""Entering, changing and withdrawing KPI records. Nothing is deleted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, TypeVar

import pghistory
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Right, has_right
from indicators import windows
from indicators.actions.errors import ConflictError, WithdrawnError
from indicators.kinds import closed_periods, kind_of
from indicators.models import Network, NetworkMember, Record
from indicators.permissions import require_edit, require_typing
from organisations.models import Organisation

R = TypeVar("R", bound=Record)


@transaction.atomic
def add_record(*, record: R, members: Iterable[Organisation] = (), by: Any) -> R:
    """Keep a new record; `members` of a network.

    Raises PermissionDenied outside the user's provinces, ValidationError where a closed period needs a note, or where
    records of a period are taken no longer.
    """
    require_edit(by, record.province_id)
    _require_organisation(record, by)
    require_note(record, [record])
    require_window([record], by)
    record.created_by = record.updated_by = by
    with pghistory.context(user=by.pk, action="add"):
        record.save(force_insert=True)
        _write_members(record, members)
    return record


@transaction.atomic
def change_record(
    *, record: R, members: Iterable[Organisation] | None = None, seen_at: datetime | None = None, by: Any
) -> R:
    """Write the changed values of a record; `members` None leaves a network's members.

    `seen_at`: its updated_at when the form was opened; raises ConflictError where it has moved on.
    Raises PermissionDenied outside the user's provinces (those it leaves and those it enters), WithdrawnError,
    ValidationError where a closed period needs a note, or where records of a period are taken no longer.
    """
    before = lock_record(record, by)
    if seen_at is not None and before.updated_at != seen_at:
        raise ConflictError(before)
    require_edit(by, record.province_id)
    if getattr(before, "organisation_id", None) != getattr(record, "organisation_id", None):
        _require_organisation(record, by)
    require_note(record, [before, record])
    require_window([before, record], by)
    record.updated_by = by
    # What was looked at is not what stands there now.
    record.verified_at = record.verified_by = None
    with pghistory.context(user=by.pk, action="change"):
        record.save(force_update=True)
        if members is not None:
            _write_members(record, members)
    return record


@transaction.atomic
def verify_record(*, record: R, by: Any) -> R:
    """Say that staff looked at a record and its evidence. A change afterwards takes that away again.

    Raises PermissionDenied for all but those who keep the records of the whole country, WithdrawnError.
    """
    require_typing(by)
    row = lock_record(record, by)
    if row.verified_at is None:
        row.verified_at, row.verified_by, row.updated_by = timezone.now(), by, by
        with pghistory.context(user=by.pk, action="verify"):
            row.save(update_fields=["verified_at", "verified_by", "updated_by", "updated_at"])
    return row


@transaction.atomic
def withdraw_record(*, record: R, reason: str, by: Any) -> R:
    """Take a record out of every figure, with the reason; it stays readable.

    Raises PermissionDenied outside the user's provinces, WithdrawnError, ValidationError without a reason, or where
    records of a period are taken no longer.
    """
    row = lock_record(record, by)
    if not reason.strip():
        raise ValidationError(_("Say why the record is withdrawn."))
    require_window([row], by)
    row.withdrawn_at, row.withdrawn_reason, row.updated_by = timezone.now(), reason.strip(), by
    with pghistory.context(user=by.pk, action="withdraw", reason=row.withdrawn_reason):
        row.save(update_fields=["withdrawn_at", "withdrawn_reason", "updated_by", "updated_at"])
    return row


def lock_record(record: R, by: Any) -> R:
    """The record as it is now, held for a change.

    Raises PermissionDenied outside the user's provinces, WithdrawnError.
    """
    row: Any = type(record).objects.select_for_update(of=("self",)).get(pk=record.pk)
    require_edit(by, row.province_id)
    if row.withdrawn_at:
        raise WithdrawnError(row)
    locked: R = row
    return locked


def _require_organisation(record: Record, by: Any) -> None:
    """A coordinator keeps records of organisations of their own provinces only."""
    organisation: Organisation | None = getattr(record, "organisation", None)
    if organisation is None or has_right(by, Right.WHOLE_COUNTRY):
        return
    if organisation.province_id not in by.province_codes:
        raise PermissionDenied(_("Your account keeps the records of other provinces."))


def require_note(record: Record, states: Iterable[Record]) -> None:
    """What changes the figure of a closed period must say why, beside it. Raises ValidationError where it does not."""
    kind = kind_of(record)
    closed = closed_periods(kind, [kind.measure.span(state) for state in states])
    if closed and not record.note.strip():
        raise ValidationError({"note": [windows.say_closed(period) for period in closed[:1]]})


def require_window(states: Sequence[Record], by: Any) -> None:
    """Raise ValidationError, saying who shut the form, why and whom to ask, where a period takes records no longer.

    `states`: the record as it was (if it was) and as it is to be.
    """
    shut = windows.shut_for(states, by)
    if shut:
        raise ValidationError(windows.say_shut(shut[0]), code="shut")


def _write_members(record: Record, members: Iterable[Organisation]) -> None:
    if not isinstance(record, Network):
        return
    wanted = {member.pk for member in members}
    kept = set(record.memberships.values_list("organisation_id", flat=True))
    record.memberships.filter(organisation__in=kept - wanted).delete()
    NetworkMember.objects.bulk_create(
        NetworkMember(network=record, organisation_id=organisation) for organisation in sorted(wanted - kept)
    )
