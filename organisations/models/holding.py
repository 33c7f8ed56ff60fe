"""A change of a verified record's identity that waits for the ministry (see organisations.holding)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.history import track
from organisations.choices import Decision
from organisations.models.organisation import Organisation


class HeldChangeQuerySet(models.QuerySet["HeldChange"]):
    def waiting(self) -> HeldChangeQuerySet:
        """Those that nobody has decided on."""
        return self.filter(decision=Decision.WAITING)


@track()
class HeldChange(models.Model):
    """One identity field of one record: what is verified, what is wanted instead, who asked, who decided and why.

    `verified` and `wanted` are values by column, as JSON: a few fields are of several columns (a date and how exact it
    is, the parts of an address).
    """

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="held_changes", db_index=False)
    field = models.CharField(max_length=40)
    verified = models.JSONField(encoder=DjangoJSONEncoder)
    wanted = models.JSONField(_("wanted instead"), encoder=DjangoJSONEncoder)
    reason = models.TextField(_("reason"), blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    asked_at = models.DateTimeField()
    decision = models.CharField(_("decision"), max_length=9, choices=Decision.choices, default=Decision.WAITING)
    decision_reason = models.TextField(_("reason"), blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = HeldChangeQuerySet.as_manager()

    if TYPE_CHECKING:
        organisation_id: int
        asked_by_id: Any

    class Meta:
        ordering = ["asked_at", "id"]
        indexes = [
            models.Index(fields=["organisation", "decision"]),
            models.Index(fields=["asked_at"], condition=models.Q(decision="waiting"), name="held_change_waiting"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "field"],
                condition=models.Q(decision="waiting"),
                name="one_waiting_change_per_field",
            ),
            models.CheckConstraint(
                condition=models.Q(decision="waiting", decided_at__isnull=True, decided_by__isnull=True)
                | (~models.Q(decision="waiting") & models.Q(decided_at__isnull=False, decided_by__isnull=False)),
                name="held_change_decided_at_and_by",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id}: {self.field}"
