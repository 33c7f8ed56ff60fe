"""Adding and changing agencies that no plan's document has brought."""

from __future__ import annotations

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import Right, require
from plans.models import Agency

CIRCLE = _("An agency cannot be part of itself. Choose another one above it.")


@transaction.atomic
def add_agency(*, agency: Agency, by: User) -> Agency:
    """Keep a new agency. Raises PermissionDenied, ValidationError where it would stand above itself."""
    return _keep(agency, "add", by)


@transaction.atomic
def change_agency(*, agency: Agency, by: User) -> Agency:
    """Write the changed values of an agency. Raises PermissionDenied, ValidationError where it stands above itself."""
    Agency.objects.select_for_update(of=("self",)).get(pk=agency.pk)
    return _keep(agency, "change", by)


def _keep(agency: Agency, action: str, by: User) -> Agency:
    require(by, Right.EDIT_PLANS)
    if agency.pk is not None and agency.parent is not None and agency.parent.is_within(agency):
        raise ValidationError({"parent": CIRCLE})
    if agency.pk is None:
        agency.created_by = by
    agency.updated_by = by
    with pghistory.context(user=by.pk, action=action):
        agency.save()
    return agency
