from __future__ import annotations

from datetime import date
from typing import Any

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Right, require
from plans.actions.errors import NotNowError
from plans.models import PlanPeriod


@transaction.atomic
def set_window(*, period: PlanPeriod, opens_on: date, due_on: date, by: Any) -> PlanPeriod:
    """Set when a period's reports may be written and when they are due. Raises NotNowError once it is closed."""
    require(by, Right.EDIT_PLANS)
    row = PlanPeriod.objects.select_for_update().get(pk=period.pk)
    if row.is_closed:
        raise NotNowError(_("This period is closed already."))
    if due_on < opens_on:
        raise ValidationError({"due_on": _("The due day must not be before the day that reporting opens.")})
    with pghistory.context(user=by.pk, action="set_window"):
        row.opens_on, row.due_on, row.updated_by = opens_on, due_on, by
        row.save()
    return row
