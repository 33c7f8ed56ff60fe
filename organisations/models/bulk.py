"""A change of many records at once: what was asked for, how far it is, and what each record held before."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.models import Job, JobQuerySet, JobState
from organisations.choices import BulkKind, BulkPhase, Outcome


class BulkActionQuerySet(JobQuerySet["BulkAction"]):
    def listed(self) -> BulkActionQuerySet:
        """With their owners, the latest first; what administrators do to the lists of terms stands there."""
        return self.exclude(kind=BulkKind.MERGE_TERM).select_related("owner").order_by("-created_at")

    def merges(self, taxonomy: str) -> BulkActionQuerySet:
        """Mergers of terms of one list, the latest first."""
        found = self.filter(kind=BulkKind.MERGE_TERM, parameters__taxonomy=taxonomy)
        return found.select_related("owner").order_by("-created_at")


class BulkAction(Job):
    """One change of many records. First applied; later perhaps undone, while what it wrote still stands."""

    kind = models.CharField(max_length=8, choices=BulkKind.choices)
    parameters = models.JSONField(default=dict, help_text="see organisations/bulk/changes.py")
    query = models.TextField(blank=True, help_text="what stood behind the question mark of the list")
    why = models.CharField(_("reason"), max_length=300, blank=True)
    phase = models.CharField(max_length=5, choices=BulkPhase.choices, default=BulkPhase.APPLY)
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
    def may_be_undone(self) -> bool:
        """A mail that is sent stays sent; the rest can be put back, also what a failed action had done."""
        over = self.state in {JobState.DONE, JobState.FAILED}
        return over and self.kind != BulkKind.REMIND and self.undone_at is None


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
