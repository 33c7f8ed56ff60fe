"""The steps of a record on its way to the public, and of an organisation through its life."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Right, require
from organisations import holding, waiting
from organisations.actions.errors import ConflictError, WrongStateError
from organisations.actions.records import update
from organisations.choices import Decision, State, Status, Waiting
from organisations.models import Organisation, ReturnReason
from organisations.permissions import require_edit

REQUIRED = ("name_th", "legal_form", "province_id", "issues")


def missing_fields(organisation: Organisation) -> list[str]:
    """Names of the fields without which a record cannot be submitted (the required columns of the template)."""
    return [name.removesuffix("_id") for name in REQUIRED if not getattr(organisation, name)]


@transaction.atomic
def submit(*, organisation: Organisation, by: Any) -> Organisation:
    """A draft or returned record goes to the ministry's queue. Raises WrongStateError, ValidationError (incomplete)."""
    row = locked(organisation)
    require_edit(by, row.province_id)
    _from(row, {State.DRAFT, State.RETURNED})
    if missing_fields(row):
        raise ValidationError(_("Some required answers are still missing. Fill in every section marked so."))
    return _to(row, "submit", by, ends=[Waiting.RETURNED], **_state(State.SUBMITTED))


@transaction.atomic
def verify(*, organisation: Organisation, version: int | None = None, by: Any) -> Organisation:
    """The record becomes public. Also straight from a draft: imported ones are nobody's to submit.

    `version`: of the record that was read; raises ConflictError where it has changed since, so that nobody verifies
    what nobody has seen. Raises WrongStateError where somebody else has decided meanwhile.
    """
    row = locked(organisation)
    require(by, Right.VERIFY_ORGANISATIONS)
    require_edit(by, row.province_id)
    _from(row, {State.DRAFT, State.SUBMITTED, State.RETURNED})
    _at(row, version)
    verified = {"verified_at": timezone.now(), "verified_by": by}
    return _to(row, "verify", by, ends=[Waiting.SUBMITTED, Waiting.RETURNED], **_state(State.VERIFIED), **verified)


@transaction.atomic
def send_back(
    *,
    organisation: Organisation,
    reason: str = "",
    fields: Mapping[str, str] | None = None,
    version: int | None = None,
    by: Any,
) -> Organisation:
    """A submitted record goes back to its province, with the reasons that its coordinator reads.

    `reason` for the record as a whole, `fields`: by name of the field, or of a section kept apart (people, money).
    Raises ValidationError where neither says anything, ConflictError and WrongStateError as `verify`.
    """
    row = locked(organisation)
    require(by, Right.VERIFY_ORGANISATIONS)
    require_edit(by, row.province_id)
    _from(row, {State.SUBMITTED})
    _at(row, version)
    reasons = {name: text.strip() for name, text in (fields or {}).items() if text.strip()}
    if not reason.strip() and not reasons:
        raise ValidationError({"reason": _("Say what is to be mended, so that the province can mend it.")})
    row = _to(row, "send_back", by, ends=[Waiting.SUBMITTED], **_state(State.RETURNED, reason.strip()))
    with pghistory.context(user=by.pk, action="send_back"):
        for name, text in reasons.items():
            ReturnReason.objects.create(organisation=row, field=name, reason=text, created_by=by, updated_by=by)
    return row


@transaction.atomic
def decide(
    *,
    organisation: Organisation,
    approve: Collection[str] = (),
    refuse: Mapping[str, str] | None = None,
    version: int | None = None,
    by: Any,
) -> Organisation:
    """Approve or refuse held changes of a verified record, by identity field; each refusal with its reason.

    Raises WrongStateError where one of them waits no longer, ConflictError as `verify`, ValidationError without reason.
    """
    row = locked(organisation)
    require(by, Right.VERIFY_ORGANISATIONS)
    require_edit(by, row.province_id)
    refuse = refuse or {}
    open_changes = holding.waiting_for(row)
    if not {*approve, *refuse} <= open_changes.keys():
        raise WrongStateError(row)
    _at(row, version)
    if not all(reason.strip() for reason in refuse.values()):
        raise ValidationError(_("Say why the change is not approved, so that the province understands it."))
    wanted: dict[str, Any] = {}
    with pghistory.context(user=by.pk, action="decide"):
        for name, reason in refuse.items():
            holding.settle(open_changes[name], Decision.REFUSED, by=by, reason=reason.strip())
        for name in approve:
            wanted |= holding.wanted_values(open_changes[name])
            holding.settle(open_changes[name], Decision.APPROVED, by=by)
        if wanted:
            row = update(organisation=row, values=wanted, action="decide", by=by)
        else:
            row.version += 1
            row.save(update_fields=["version"])
    if not row.held_changes.waiting().exists():
        waiting.settle(row, [Waiting.HELD])
    return row


@transaction.atomic
def set_status(
    *, organisation: Organisation, status: Status, reason: str = "", since: date | None = None, by: Any
) -> Organisation:
    """Active, dormant or dissolved since a day (today); the latter two with their reason."""
    row = locked(organisation)
    require_edit(by, row.province_id)
    if status != Status.ACTIVE and not reason.strip():
        raise ValidationError({"status_reason": _("Say why the organisation is dormant or dissolved.")})
    ends = [Waiting.CONFIRMATION] if status == Status.DISSOLVED else []
    values = {"status": status, "status_reason": reason.strip(), "status_since": since or timezone.localdate()}
    return _to(row, "set_status", by, ends=ends, **values)


@transaction.atomic
def confirm(*, organisation: Organisation, on: date | None = None, by: Any) -> Organisation:
    """The organisation says that its record is still right."""
    row = locked(organisation)
    require_edit(by, row.province_id)
    return _to(row, "confirm", by, ends=[Waiting.CONFIRMATION], confirmed_on=on or timezone.localdate())


def locked(organisation: Organisation) -> Organisation:
    """The record as it is now; nobody else changes it before this transaction ends."""
    return Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)


def _from(row: Organisation, states: Collection[State]) -> None:
    if row.state not in states:
        raise WrongStateError(row)


def _at(row: Organisation, version: int | None) -> None:
    if version is not None and version != row.version:
        raise ConflictError(row)


def _state(state: State, reason: str = "") -> dict[str, Any]:
    return {"state": state, "state_reason": reason, "state_since": timezone.now()}


def _to(row: Organisation, action: str, by: Any, *, ends: Collection[Waiting] = (), **values: Any) -> Organisation:
    for name, value in values.items():
        setattr(row, name, value)
    row.version += 1
    row.updated_by = by
    with pghistory.context(user=by.pk, action=action, reason=str(values.get("state_reason", ""))):
        row.save()
        if row.state != State.RETURNED:
            # Answered by whoever moved the record on; the history keeps them.
            row.return_reasons.open().update(settled_at=timezone.now())
    waiting.settle(row, ends)
    return row
