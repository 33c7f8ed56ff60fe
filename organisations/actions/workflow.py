"""The steps of a record on its way to the public, and of an organisation through its life."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Right, require
from organisations.actions.errors import WrongStateError
from organisations.choices import State, Status
from organisations.models import Organisation
from organisations.permissions import require_edit

REQUIRED = ("name_th", "legal_form", "province_id", "issues")


def missing_fields(organisation: Organisation) -> list[str]:
    """Names of the fields without which a record cannot be submitted (the required columns of the template)."""
    return [name.removesuffix("_id") for name in REQUIRED if not getattr(organisation, name)]


@transaction.atomic
def submit(*, organisation: Organisation, by: Any) -> Organisation:
    """A draft or returned record goes to the ministry's queue. Raises WrongStateError, ValidationError (incomplete)."""
    row = _locked(organisation)
    require_edit(by, row.province_id)
    _from(row, {State.DRAFT, State.RETURNED})
    if missing_fields(row):
        raise ValidationError(_("Some required answers are still missing. Fill in every section marked so."))
    return _to(row, "submit", by, state=State.SUBMITTED, state_reason="")


@transaction.atomic
def verify(*, organisation: Organisation, by: Any) -> Organisation:
    """The record becomes public. Also straight from a draft: imported ones are nobody's to submit."""
    row = _locked(organisation)
    require(by, Right.VERIFY_ORGANISATIONS)
    require_edit(by, row.province_id)
    _from(row, {State.DRAFT, State.SUBMITTED, State.RETURNED})
    return _to(row, "verify", by, state=State.VERIFIED, state_reason="", verified_at=timezone.now(), verified_by=by)


@transaction.atomic
def send_back(*, organisation: Organisation, reason: str, by: Any) -> Organisation:
    """A submitted record goes back to its province, with the reason that its coordinator reads."""
    row = _locked(organisation)
    require(by, Right.VERIFY_ORGANISATIONS)
    require_edit(by, row.province_id)
    _from(row, {State.SUBMITTED})
    if not reason.strip():
        raise ValidationError({"reason": _("Say what is to be mended, so that the province can mend it.")})
    return _to(row, "send_back", by, state=State.RETURNED, state_reason=reason.strip())


@transaction.atomic
def set_status(*, organisation: Organisation, status: Status, reason: str = "", by: Any) -> Organisation:
    """Active, dormant or dissolved; the latter two with their reason."""
    row = _locked(organisation)
    require_edit(by, row.province_id)
    if status != Status.ACTIVE and not reason.strip():
        raise ValidationError({"status_reason": _("Say why the organisation is dormant or dissolved.")})
    return _to(row, "set_status", by, status=status, status_reason=reason.strip())


@transaction.atomic
def confirm(*, organisation: Organisation, on: date | None = None, by: Any) -> Organisation:
    """The organisation says that its record is still right."""
    row = _locked(organisation)
    require_edit(by, row.province_id)
    return _to(row, "confirm", by, confirmed_on=on or timezone.localdate())


def _locked(organisation: Organisation) -> Organisation:
    return Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)


def _from(row: Organisation, states: Collection[State]) -> None:
    if row.state not in states:
        raise WrongStateError(row)


def _to(row: Organisation, action: str, by: Any, **values: Any) -> Organisation:
    for name, value in values.items():
        setattr(row, name, value)
    row.version += 1
    row.updated_by = by
    with pghistory.context(user=by.pk, action=action, reason=str(values.get("state_reason", ""))):
        row.save()
    return row
