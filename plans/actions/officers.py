from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pghistory
from django.db import transaction

from accounts.permissions import Right, require
from plans.models import Agency, AgencyMember


@transaction.atomic
def set_agencies(*, user: Any, agencies: Iterable[Agency], by: Any) -> None:
    """Make `agencies` all that a user reports for."""
    require(by, Right.MANAGE_USERS)
    wanted = {agency.pk for agency in agencies}
    kept = set(AgencyMember.objects.filter(user=user).values_list("agency_id", flat=True))
    with pghistory.context(user=by.pk, action="set_agencies"):
        AgencyMember.objects.filter(user=user, agency__in=kept - wanted).delete()
        AgencyMember.objects.bulk_create(AgencyMember(user=user, agency_id=pk) for pk in sorted(wanted - kept))
