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
    kept = set(ProposalAgency.objects.filter(proposal=proposal).values_list("agency_id", flat=True))
    wanted = {agency.pk for agency in agencies}
    ProposalAgency.objects.filter(proposal=proposal, agency__in=kept - wanted).delete()
    ProposalAgency.objects.bulk_create(ProposalAgency(proposal=proposal, agency_id=pk) for pk in sorted(wanted - kept))
    kept = set(ProposalProject.objects.filter(proposal=proposal).values_list("node_id", flat=True))
    wanted = {node.pk for node in projects}
    ProposalProject.objects.filter(proposal=proposal, node__in=kept - wanted).delete()
    ProposalProject.objects.bulk_create(ProposalProject(proposal=proposal, node_id=pk) for pk in sorted(wanted - kept))
