"""Writes about the forum: a follow-up is added, never changed; a proposal's text is the document's."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.permissions import Right, require
from forum.models import FollowUp, FollowUpStatus, Proposal, ProposalAgency, ProposalProject
from plans.models import Agency, Node


@transaction.atomic
def add_follow_up(
    *, proposal: Proposal, on: datetime.date, status: FollowUpStatus, text: str, link: str = "", by: Any
) -> FollowUp:
    """Put on record what was done about `proposal` on a day that is not in the future.

    Raises PermissionDenied without the right, ValueError for a day to come.
    """
    require(by, Right.EDIT_FORUM)
    if on > timezone.localdate():
        raise ValueError("a follow-up cannot lie in the future")
    return FollowUp.objects.create(
        proposal=proposal, on=on, status=status, text=text, link=link, created_by=by, updated_by=by
    )


@transaction.atomic
def set_parts(*, proposal: Proposal, agencies: Iterable[Agency], projects: Iterable[Node], by: Any) -> None:
    """Say which agencies are to act on `proposal` and which projects work on it."""
    require(by, Right.EDIT_FORUM)
    _replace(ProposalAgency, proposal, "agency_id", {agency.pk for agency in agencies})
    _replace(ProposalProject, proposal, "node_id", {node.pk for node in projects})


def _replace(
    through: type[ProposalAgency] | type[ProposalProject], proposal: Proposal, key: str, wanted: set[int]
) -> None:
    kept = set(through.objects.filter(proposal=proposal).values_list(key, flat=True))
    through.objects.filter(proposal=proposal, **{f"{key}__in": kept - wanted}).delete()
    through.objects.bulk_create(through(proposal=proposal, **{key: pk}) for pk in sorted(wanted - kept))
