from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.history import track
from core.models import Stamped
from core.names import Bilingual, in_reader_language
from places.models import Province
from plans.choices import Cumulation, Direction, IndicatorKind
from plans.models.plan import Node, Plan, Statement


@track()
class Indicator(Bilingual, Stamped):
    """The definition of an indicator, as its plan states it. What was observed is in `indicators`."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="indicators")
    node = models.ForeignKey(Node, models.CASCADE, null=True, blank=True, related_name="indicators")
    goal = models.ForeignKey(Statement, models.SET_NULL, null=True, blank=True, related_name="indicators")
    code = models.CharField(_("code"), max_length=20)
    position = models.PositiveSmallIntegerField()
    name_th = models.TextField(_("Thai name"))
    name_en = models.TextField(_("English name"), blank=True)
    short_th = models.CharField(_("short Thai name"), max_length=200, blank=True)
    short_en = models.CharField(_("short English name"), max_length=200, blank=True)
    unit_th = models.CharField(max_length=60, blank=True)
    unit_en = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=10, choices=IndicatorKind.choices)
    measure = models.SlugField(max_length=40, blank=True, help_text="name of the measure that computes it")
    direction = models.CharField(max_length=4, choices=Direction.choices, default=Direction.UP)
    cumulation = models.CharField(max_length=10, choices=Cumulation.choices, default=Cumulation.STATE)
    disaggregate_by = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    numerator_th = models.TextField(blank=True, help_text="of a percentage: what is counted")
    numerator_en = models.TextField(blank=True)
    denominator_th = models.TextField(blank=True, help_text="of a percentage: out of what")
    denominator_en = models.TextField(blank=True)
    baseline = models.DecimalField(max_digits=18, decimal_places=2, null=True, blank=True)
    baseline_period = models.CharField(max_length=7, blank=True)
    baseline_note = models.TextField(blank=True)
    source_th = models.TextField(_("how it is collected"), blank=True)
    source_en = models.TextField(blank=True)

    class Meta:
        ordering = ["plan", "position"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "code"], name="one_indicator_per_code"),
            models.CheckConstraint(
                condition=models.Q(kind=IndicatorKind.COMPUTED) ^ models.Q(measure=""),
                name="computed_has_a_measure",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name_th}"

    @property
    def short_name(self) -> str:
        """The short name in the reader's language, or the full one where the document gives none."""
        return in_reader_language(self.short_th, self.short_en) or self.name

    @property
    def unit(self) -> str:
        """The unit in the reader's language."""
        return in_reader_language(self.unit_th, self.unit_en)


@track()
class Target(Stamped):
    """What an indicator should reach in a period, nationwide (no province) or in a province.

    A milestone's value is 1 (yes) or 0; a narrative target has words instead of a value.
    """

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="targets")
    period = models.CharField(max_length=7, help_text="2565-H1 or 2565")
    province = models.ForeignKey(Province, models.PROTECT, null=True, blank=True, related_name="+")
    value = models.DecimalField(max_digits=18, decimal_places=2, null=True, blank=True)
    note_th = models.TextField(blank=True)
    note_en = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(value__isnull=False) | ~models.Q(note_th=""), name="target_has_value_or_words"
            ),
            models.UniqueConstraint(
                fields=["indicator", "period", "province"],
                nulls_distinct=False,
                name="one_target_per_place",
            ),
        ]
