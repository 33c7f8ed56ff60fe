"""The steps of certification under the 2546 Act, in the order of the law."""

from __future__ import annotations

from datetime import date
from typing import Any

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Right, require
from organisations.actions.workflow import locked
from organisations.certification import is_in_order
from organisations.choices import Certification
from organisations.models import CertificationStep, Organisation
from organisations.permissions import require_edit


@transaction.atomic
def certify(
    *,
    organisation: Organisation,
    step: Certification,
    taken_on: date,
    number: str = "",
    reason: str = "",
    by: Any,
) -> CertificationStep:
    """One dated step; the record's columns then say where it stands.

    A step out of order (one left out, or back to an earlier one) needs its reason. Raises ValidationError by field.
    """
    row = locked(organisation)
    require(by, Right.VERIFY_ORGANISATIONS)
    require_edit(by, row.province_id)
    number, reason = number.strip(), reason.strip()
    problems: dict[str, Any] = {}
    if taken_on > timezone.localdate():
        problems["taken_on"] = _("This day is still to come. Enter the step when it has been taken.")
    in_order = is_in_order(Certification(row.certification), step)
    if not in_order and not reason:
        problems["reason"] = _(
            "This step is out of order. Say why, such as an earlier step that was entered by mistake."
        )
    elif step == Certification.REFUSED and not reason:
        problems["reason"] = _("Say why the organisation is not certified.")
    last = row.certification_steps.last()
    if last is not None and in_order and taken_on < last.taken_on:
        problems["taken_on"] = _("This is before the step that was taken last. Check the date.")
    if problems:
        raise ValidationError(problems)
    with pghistory.context(user=by.pk, action="certify", reason=reason):
        taken = CertificationStep.objects.create(
            organisation=row,
            step=step,
            taken_on=taken_on,
            number=number,
            reason=reason,
            created_by=by,
            updated_by=by,
        )
        _stand(row, taken)
        row.version += 1
        row.updated_by = by
        row.save()
    return taken


def _stand(row: Organisation, taken: CertificationStep) -> None:
    """The columns of the record: where it stands, and the certificate, if it has one."""
    row.certification = taken.step
    if taken.step in (Certification.NONE, Certification.RECEIVED, Certification.REFUSED):
        row.certificate_number, row.certified_on = "", None
    elif taken.step == Certification.CERTIFIED:
        row.certified_on = taken.taken_on
        row.certificate_number = taken.number or row.certificate_number
    elif taken.step == Certification.CERTIFICATE_SENT:
        row.certificate_number = taken.number or row.certificate_number
