from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.history import track
from core.models import Stamped
from organisations.models.organisation import Organisation


@track(meta={"indexes": [models.Index(fields=["organisation"], name="capacity_events_of_record")]})
class CapacityAssessment(Stamped):
    """One assessment of an organisation: a score of 1–4 per criterion, and an overall level.

    The criteria (taxonomy `criterion`) and levels (taxonomy `capacity`) are data, because project
    1.3 of the plan is still to set them.
    """

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="assessments")
    assessed_on = models.DateField(_("date"))
    assessor = models.CharField(_("assessor"), max_length=200)
    level = models.CharField(_("overall level"), max_length=40)
    scores = models.JSONField(_("scores"), default=dict, help_text="criterion code → 1–4")

    class Meta:
        ordering = ["-assessed_on", "-id"]

    def __str__(self) -> str:
        return f"{self.organisation} {self.assessed_on}"
