from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.history import track
from core.models import Stamped
from places.models import Province
from plans.models import Indicator


@track()
class Value(Stamped):
    """A typed-in observation of an indicator that no record kind computes.

    A percentage is kept as numerator and denominator, so it is never summed or averaged wrongly.
    """

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="values")
    period = models.CharField(_("period"), max_length=7)
    province = models.ForeignKey(Province, models.PROTECT, null=True, blank=True, related_name="+")
    number = models.DecimalField(max_digits=18, decimal_places=2, null=True, blank=True)
    numerator = models.DecimalField(max_digits=18, decimal_places=2, null=True, blank=True)
    denominator = models.DecimalField(max_digits=18, decimal_places=2, null=True, blank=True)
    reached = models.BooleanField(null=True, blank=True)
    text = models.TextField(blank=True)
    note = models.TextField(_("notes"), blank=True)

    class Meta:
        verbose_name = _("typed value")
        verbose_name_plural = _("typed values")
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "period", "province"],
                nulls_distinct=False,
                name="one_value_per_place",
            )
        ]
