from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.history import track
from core.models import Stamped
from core.names import Bilingual
from plans.choices import AgencyKind
from plans.querysets import AgencyQuerySet


@track()
class Agency(Bilingual, Stamped):
    """A ministry, department, public organisation or other body named in a plan. Agencies nest."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    abbreviation = models.CharField(_("abbreviation"), max_length=40, blank=True)
    name_th = models.CharField(_("Thai name"), max_length=200)
    name_en = models.CharField(_("English name"), max_length=200, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=AgencyKind.choices, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")

    objects = AgencyQuerySet.as_manager()

    class Meta:
        ordering = ["name_th"]
        verbose_name = _("agency")
        verbose_name_plural = _("agencies")

    def __str__(self) -> str:
        return self.abbreviation or self.name_th

    def is_within(self, other: Agency) -> bool:
        """Whether it is `other`, or a part of it at any depth."""
        above: Agency | None = self
        while above is not None and above.pk != other.pk:
            above = above.parent
        return above is not None


@track()
class AgencyMember(models.Model):
    """Which agencies an agency officer reports for."""

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="agency_memberships")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "user"], name="one_membership_per_agency")]
        verbose_name = _("agency officer")
        verbose_name_plural = _("agency officers")

    def __str__(self) -> str:
        return f"{self.user} – {self.agency}"
