"""What supporting agencies add to a project's report."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pghistory
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from plans.actions.errors import NotNowError
from plans.actions.progress import lock_period
from plans.choices import WindowState
from plans.models import Agency, Node, SupportingPart
from plans.permissions import agencies_to_add_for

# What a supporting agency writes.
ADDED = ("progress", "outputs", "constraints_text", "next_steps")


@transaction.atomic
def save_part(
    *, node: Node, period: str, agency: Agency, values: Mapping[str, str], version: int | None = None, by: Any
) -> SupportingPart:
    """Write a supporting agency's part of a project's report; empty stays "not reported".

    The window holds for it as for the report, with the exceptions given to the agency itself. Raises PermissionDenied
    for an agency that is not the user's or does not support the project, NotNowError where the window is not open or
    somebody else changed the part since its form was opened (`version`, 0: there was none).
    """
    if agency not in agencies_to_add_for(by, node):
        message = _("Only officers of the project's supporting agencies and the ministry add to its report.")
        raise PermissionDenied(message)
    window = lock_period(node, period)
    until = window.exceptions.filter(agency=agency).last_day()
    match window.window_state(until=until):
        case WindowState.CLOSED:
            raise NotNowError(_("This period is closed. What is wrong in it is corrected by a new, dated entry."))
        case WindowState.NOT_OPEN:
            raise NotNowError(_("Reporting for this period has not opened yet."))
        case WindowState.SHUT:
            raise NotNowError(_("The last day for reports of this period has passed. Ask the ministry for more time."))
    row = SupportingPart.objects.select_for_update(of=("self",)).filter(node=node, period=period, agency=agency).first()
    if version is not None and version != (row.version if row else 0):
        raise NotNowError(_("Somebody else changed this part meanwhile. Read it once more before you write."))
    if row is None:
        row = SupportingPart(node=node, period=period, agency=agency, version=0, created_by=by)
    for name in ADDED:
        if name in values:
            setattr(row, name, values[name].strip())
    row.version += 1
    row.updated_by = by
    with pghistory.context(user=by.pk, action="save_part"):
        row.save()
    return row
