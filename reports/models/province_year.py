"""What a province tells of its year, in its coordinator's words; the figures beside them are counted, not written."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.history import track
from core.models import Stamped
from places.models import Province
from plans.models import Plan
from reports.choices import YearState
from reports.querysets import ProvinceYearQuerySet
from thai.periods import Period

# What the coordinator writes.
WRITTEN = ("achievements", "constraints_text", "lessons", "next_steps", "proposals")


@track()
class ProvinceYear(Stamped):
    """A province's yearly report under a plan: drafted and submitted there, accepted or returned by the ministry."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="province_years", verbose_name=_("plan"))
    year = models.PositiveSmallIntegerField(_("year"))
    province = models.ForeignKey(Province, models.PROTECT, related_name="+", verbose_name=_("province"))
    state = models.CharField(
        _("state"), max_length=9, choices=YearState.choices, default=YearState.DRAFT, editable=False
    )
    achievements = models.TextField(_("What was achieved"), blank=True)
    constraints_text = models.TextField(_("Constraints"), blank=True)
    lessons = models.TextField(_("What was learnt"), blank=True)
    next_steps = models.TextField(_("Plans for the next year"), blank=True)
    proposals = models.TextField(_("Proposals to the committee"), blank=True)
    submitted_at = models.DateTimeField(null=True, editable=False)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+", db_index=False
    )
    reviewed_at = models.DateTimeField(null=True, editable=False)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+", db_index=False
    )
    review_note = models.TextField(_("what the ministry asks to change"), blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ProvinceYearQuerySet.as_manager()

    class Meta:
        ordering = ["plan", "-year", "province"]
        verbose_name = _("yearly report of a province")
        verbose_name_plural = _("yearly reports of provinces")
        constraints = [
            models.UniqueConstraint(fields=["plan", "year", "province"], name="one_report_per_province_and_year"),
            models.CheckConstraint(
                condition=Q(submitted_at__isnull=True, submitted_by__isnull=True)
                | Q(submitted_at__isnull=False, submitted_by__isnull=False),
                name="year_submitted_at_and_by",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_at__isnull=True, reviewed_by__isnull=True)
                | Q(reviewed_at__isnull=False, reviewed_by__isnull=False),
                name="year_reviewed_at_and_by",
            ),
            models.CheckConstraint(
                condition=~Q(state=YearState.RETURNED) | ~Q(review_note=""), name="returned_with_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(state=YearState.DRAFT) | Q(submitted_at__isnull=False), name="not_a_draft_once_submitted"
            ),
            models.CheckConstraint(
                condition=~Q(state=YearState.ACCEPTED) | Q(reviewed_at__gte=F("submitted_at")),
                name="accepted_after_it_was_submitted",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.province} {self.year}"

    @staticmethod
    def label_of(name: str) -> str:
        """What one of the texts is called."""
        field: Any = ProvinceYear._meta.get_field(name)
        return str(field.verbose_name)

    @property
    def texts(self) -> list[tuple[str, str]]:
        """(label, text) of what the coordinator has written, in order."""
        return [(self.label_of(name), getattr(self, name)) for name in WRITTEN]

    def get_absolute_url(self) -> str:
        return reverse("reports:province_year", args=[self.plan.code, self.year, self.province_id])

    @property
    def kept_period(self) -> Period:
        """The year it is for, in the plan's own calendar."""
        return Period(self.year, calendar=self.plan.period_calendar)
