"""A merge of two records, with everything that is needed to take it back."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.history import track
from organisations.models.organisation import Organisation


class MergeQuerySet(models.QuerySet["Merge"]):
    def standing(self) -> MergeQuerySet:
        """Merges that nobody took back."""
        return self.filter(undone_at=None)

    def shown(self) -> MergeQuerySet:
        """With what a page says of each."""
        return self.select_related("merged", "survivor", "made_by", "undone_by").defer("journal")


@track(fields=["made_at", "undone_at"])
class Merge(models.Model):
    """`merged` was merged into `survivor`.

    `journal`: every row that was touched, in order: {"model": label, "pk": …, "before": {column: value} or None for a
    row that was made, "after": {column: value} or None for a row that was taken away}. `kept`: what an undoing left as
    it was, because somebody had changed it since.
    """

    survivor = models.ForeignKey(Organisation, models.PROTECT, related_name="merges", verbose_name=_("survivor"))
    merged = models.ForeignKey(
        Organisation, models.PROTECT, related_name="merges_away", verbose_name=_("merged record")
    )
    why = models.CharField(_("reason"), max_length=300, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    journal = models.JSONField(default=list)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    kept = models.JSONField(default=list)

    objects = MergeQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(survivor=F("merged")), name="merge_of_two"),
            models.CheckConstraint(
                condition=Q(undone_at=None, undone_by=None) | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="merge_undone_at_by",
            ),
            models.UniqueConstraint(fields=["merged"], condition=Q(undone_at=None), name="one_standing_merge"),
        ]

    def __str__(self) -> str:
        return f"{self.merged} → {self.survivor}"
