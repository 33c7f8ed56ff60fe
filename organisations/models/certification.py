"""The way of an organisation through certification as a public-benefit organisation (Act of B.E. 2546)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.history import track
from core.models import Stamped
from organisations.choices import Certification
from organisations.models.organisation import Organisation


@track()
class CertificationStep(Stamped):
    """One dated step. The organisation's columns hold where it stands; these rows tell how it came there.

    A step entered by mistake stays, and the next one says why it goes back.
    """

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="certification_steps")
    step = models.CharField(_("step"), max_length=9, choices=Certification.choices)
    taken_on = models.DateField(_("date"))
    number = models.CharField(_("document number"), max_length=60, blank=True)
    reason = models.TextField(_("reason"), blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.get_step_display()} ({self.taken_on})"
