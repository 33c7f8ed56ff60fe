"""Why a record was returned to its province, field by field."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.history import track
from core.models import Stamped
from organisations.models.organisation import Organisation


class ReturnReasonQuerySet(models.QuerySet["ReturnReason"]):
    def open(self) -> ReturnReasonQuerySet:
        """Those that the province has not answered by submitting again."""
        return self.filter(settled_at=None)


@track()
class ReturnReason(Stamped):
    """What is to be mended in one field, or in a section that is kept in a table of its own (people, money)."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="return_reasons", db_index=False)
    field = models.CharField(max_length=40)
    reason = models.TextField(_("reason"))
    settled_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = ReturnReasonQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "field"],
                condition=models.Q(settled_at=None),
                name="one_open_reason_per_field",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.field}: {self.reason}"
