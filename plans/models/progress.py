from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.history import track
from core.models import Stamped
from plans.choices import ProgressState, ProgressStatus
from plans.models.plan import Node, Plan


@track()
class PlanPeriod(Stamped):
    """A reporting period of a plan: its window, and whether it is closed (and by whom, and why)."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="periods")
    period = models.CharField(_("period"), max_length=7)
    opens_on = models.DateField(_("opens"))
    due_on = models.DateField(_("due"))
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )
    closed_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["plan", "period"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "period"], name="one_window_per_period"),
            models.CheckConstraint(
                condition=models.Q(opens_on__lte=models.F("due_on")),
                name="window_in_order",
            ),
            models.CheckConstraint(
                condition=models.Q(closed_at__isnull=True, closed_by__isnull=True)
                | models.Q(closed_at__isnull=False, closed_by__isnull=False),
                name="closed_at_and_by",
            ),
        ]

    def __str__(self) -> str:
        return self.period


@track()
class Progress(Stamped):
    """A project's report for one half-year. Null is "not reported", never 0.

    A closed one never changes: a correction is a new row that `corrects` it, dated by created_at.
    """

    node = models.ForeignKey(Node, models.PROTECT, related_name="progress")
    period = models.CharField(_("period"), max_length=7)
    corrects = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="corrected_by")
    state = models.CharField(
        max_length=9,
        choices=ProgressState.choices,
        default=ProgressState.DRAFT,
        editable=False,
    )
    status = models.CharField(_("status"), max_length=11, choices=ProgressStatus.choices, blank=True)
    percent = models.PositiveSmallIntegerField(
        _("percent complete"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(100)],
    )
    progress = models.TextField(_("progress"), blank=True)
    constraints_text = models.TextField(_("constraints"), blank=True)
    outputs = models.TextField(_("outputs"), blank=True)
    outcomes = models.TextField(_("outcomes"), blank=True)
    impact = models.TextField(_("impact"), blank=True)
    next_steps = models.TextField(_("next steps"), blank=True)
    received = models.DecimalField(
        _("budget received (baht)"),
        max_digits=15,
        decimal_places=2,
        null=True,
        blank=True,
    )
    disbursed = models.DecimalField(
        _("budget disbursed (baht)"),
        max_digits=15,
        decimal_places=2,
        null=True,
        blank=True,
    )
    submitted_at = models.DateTimeField(null=True, editable=False)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )
    reviewed_at = models.DateTimeField(null=True, editable=False)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )
    review_note = models.TextField(blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["node", "period", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["node", "period"],
                condition=models.Q(corrects__isnull=True),
                name="one_report_per_period",
            ),
            models.CheckConstraint(
                condition=models.Q(percent__isnull=True) | models.Q(percent__lte=100),
                name="percent_to_100",
            ),
            models.CheckConstraint(
                condition=models.Q(received__isnull=True) | models.Q(received__gte=0),
                name="received_not_negative",
            ),
            models.CheckConstraint(
                condition=models.Q(disbursed__isnull=True) | models.Q(disbursed__gte=0),
                name="disbursed_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.node.number} {self.period}"


@track()
class Evidence(Stamped):
    """A file or a link that shows what a report says."""

    progress = models.ForeignKey(Progress, models.CASCADE, related_name="evidence")
    title = models.CharField(_("title"), max_length=200)
    link = models.URLField(_("link"), blank=True)
    file = models.FileField(_("file"), upload_to="evidence/", blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(link="") ^ models.Q(file=""),
                name="evidence_is_link_or_file",
            )
        ]

    def __str__(self) -> str:
        return self.title
