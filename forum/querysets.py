"""Reads of the forum's proposals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Count, OuterRef, Prefetch, Q, Subquery

if TYPE_CHECKING:
    from forum.models import Forum, Proposal  # noqa: F401 - named in forward references


class ForumQuerySet(models.QuerySet["Forum"]):
    def with_counts(self) -> ForumQuerySet:
        """Each with `proposal_count` and `followed_count`, the proposals that have a follow-up; the newest first.

        The order is said here, as in all queries that group: they leave the model's own out.
        """
        counted = self.annotate(
            proposal_count=Count("proposals", distinct=True),
            followed_count=Count("proposals", filter=Q(proposals__follow_ups__isnull=False), distinct=True),
        )
        return counted.order_by("-year")


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def with_state(self) -> ProposalQuerySet:
        """Each with the status and date of its latest follow-up (None where nothing is reported yet), in order."""
        from forum.models import FollowUp  # lazy: models import this module

        latest = FollowUp.objects.filter(proposal=OuterRef("pk")).order_by("-on", "-id")
        stated = self.annotate(
            latest_status=Subquery(latest.values("status")[:1]),
            latest_on=Subquery(latest.values("on")[:1]),
            follow_up_count=Count("follow_ups", distinct=True),
        )
        return stated.order_by("forum_id", "number")

    def with_parts(self) -> ProposalQuerySet:
        """Each with its agencies and projects, in two queries for all."""
        from plans.models import Agency, Node  # lazy: as above

        return self.prefetch_related(
            Prefetch("agencies", Agency.objects.order_by("name_th")),
            Prefetch("projects", Node.objects.select_related("plan").order_by("plan__code", "position")),
        )
