"""A change of many records at once: what was asked for, how far it is, and what each record held before."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.models import Job, JobQuerySet, JobState
from organisations.choices import BulkKind, BulkPhase, Outcome


class BulkActionQuerySet(JobQuerySet["BulkAction"]):
    def listed(self) -> BulkActionQuerySet:
        """With their owners, the latest first; what administrators do to the lists of terms stands there.

        Previews that nobody confirmed are among them, but for those that were thrown away.
        """
        thrown_away = Q(phase=BulkPhase.CHECK, state=JobState.CANCELLED)
        found = self.exclude(kind=BulkKind.MERGE_TERM).exclude(thrown_away)
        return found.select_related("owner").order_by("-created_at")

    def merges(self, taxonomy: str) -> BulkActionQuerySet:
        """Mergers of terms of one list, the latest first."""
        found = self.filter(kind=BulkKind.MERGE_TERM, parameters__taxonomy=taxonomy)
        return found.select_related("owner").order_by("-created_at")


class BulkAction(Job):
    """One change of many records. First looked at, then applied, as the worker finds the records it means; later
    perhaps undone, while what it wrote still stands.
    """

    kind = models.CharField(max_length=8, choices=BulkKind.choices)
    parameters = models.JSONField(default=dict, help_text="see organisations/bulk/changes.py")
    query = models.TextField(blank=True, help_text="what stood behind the question mark of the list")
    why = models.CharField(_("reason"), max_length=300, blank=True)
    meant = models.JSONField(default=dict, help_text="which organisations, see organisations/bulk/meant.py")
    phase = models.CharField(max_length=5, choices=BulkPhase.choices, default=BulkPhase.APPLY)
    seen = models.JSONField(default=dict, help_text="what the preview found, see organisations/bulk/preview.py")
    blocked = models.JSONField(
        default=dict, help_text="what stands in the way of undoing, see organisations/bulk/undoing.py"
    )
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        db_index=False,
        help_text="who asked for the present phase, where it was not the owner",
    )
    applied_at = models.DateTimeField(null=True, editable=False)
    undone_at = models.DateTimeField(null=True, editable=False)

    objects = BulkActionQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.get_kind_display()

    def get_absolute_url(self) -> str:
        return reverse("organisations:bulk_action", args=[self.pk])

    @property
    def by(self) -> Any:
        """In whose name, and with whose rights, the worker writes."""
        return self.actor or self.owner

    @property
    def is_preview(self) -> bool:
        """Whether it was only looked at so far, or is being looked at."""
        return self.phase == BulkPhase.CHECK

    @property
    def may_be_confirmed(self) -> bool:
        return self.is_preview and self.state == JobState.DONE

    @property
    def may_be_stopped(self) -> bool:
        """What is at work, and a preview. A merger of terms goes to its end, or half the records would keep the old."""
        if self.is_preview:
            return self.state != JobState.CANCELLED
        return not self.is_over and self.kind != BulkKind.MERGE_TERM

    @property
    def may_go_on(self) -> bool:
        """What did not get to its end; a preview is begun anew instead where it was thrown away."""
        stopped = self.state == JobState.CANCELLED and not self.is_preview
        return self.state == JobState.FAILED or stopped

    @property
    def may_be_undone(self) -> bool:
        """A mail that is sent stays sent; the rest can be put back, also what did not get to its end."""
        if self.is_preview or self.kind == BulkKind.REMIND:
            return False
        return self.is_over and self.undone_at is None


class BulkRow(models.Model):
    """One record of a bulk action. `before` and `after` hold the columns that the action writes, as JSON."""

    action = models.ForeignKey(BulkAction, models.CASCADE, related_name="rows", db_index=False)
    subject = models.CharField(max_length=60, help_text="label of the model")
    record = models.BigIntegerField()
    outcome = models.CharField(max_length=8, choices=Outcome.choices, default=Outcome.WAITING)
    refusal = models.CharField(max_length=20, blank=True, help_text="code of organisations/bulk/wording.py")
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["action", "subject", "record"], name="one_bulk_row_per_record")]
        indexes = [
            models.Index(fields=["action", "outcome", "id"]),
            models.Index(fields=["action", "id"], condition=Q(outcome=""), name="bulk_row_waiting"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.record}"
