from __future__ import annotations

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from places.models import Province, Region
from plans.models import Indicator

NEVER_CHANGES = pgtrigger.Protect(name="reported_never_changes", operation=pgtrigger.Update | pgtrigger.Delete)


class ReportedFigure(models.Model):
    """What an indicator said of a place when its period was closed: the figure that was reported.

    The place is a province, a region, the whole country, or (`without_province`) what carries no province. `taken_at`
    is the moment as of which the history of the records gives the same figure. Null is "no figure", never 0.
    """

    # Protected: an indicator that was reported stays in its plan, and stays what it is (plans.applying).
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="reported")
    period = models.CharField(_("period"), max_length=7)
    province = models.ForeignKey(Province, models.PROTECT, null=True, related_name="+", db_index=False)
    region = models.ForeignKey(Region, models.PROTECT, null=True, related_name="+", db_index=False)
    without_province = models.BooleanField(default=False)
    reading = models.CharField(
        max_length=10,
        default="",
        blank=True,
        help_text="sum: the other figure where the plan asks for both",
    )
    number = models.DecimalField(max_digits=30, decimal_places=6, null=True)
    reached = models.BooleanField(null=True)
    text = models.TextField(blank=True)
    records = models.PositiveIntegerField()
    taken_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "period", "province", "region", "without_province", "reading"],
                nulls_distinct=False,
                name="one_reported_figure_per_place",
            )
        ]
        triggers = [NEVER_CHANGES]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.period}"
