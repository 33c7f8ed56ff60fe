from __future__ import annotations

import datetime

import pgtrigger
from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.history import track
from core.models import Stamped
from places.models import Province
from plans.choices import ProgressState, ProgressStatus, WindowState
from plans.models.agency import Agency
from plans.models.evidence import KeptEvidence
from plans.models.plan import Node, Plan
from plans.querysets import PlanPeriodQuerySet, ProgressQuerySet, WindowExceptionQuerySet
from thai.periods import Period

# An accepted report of a closed period is what the committee was told: the database itself keeps it as it was.
FROZEN = pgtrigger.Protect(
    name="closed_never_changes",
    operation=pgtrigger.Update | pgtrigger.Delete,
    condition=pgtrigger.Q(old__state="closed"),
)
FROZEN_PERIOD = pgtrigger.Protect(
    name="closed_period_never_changes",
    operation=pgtrigger.Update | pgtrigger.Delete,
    condition=pgtrigger.Q(old__closed_at__isnull=False),
)
FROZEN_EVIDENCE = pgtrigger.Trigger(
    name="evidence_of_closed_never_changes",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    declare=[("report", "bigint")],
    func="""
        IF TG_OP = 'INSERT' THEN report := NEW.progress_id; ELSE report := OLD.progress_id; END IF;
        IF EXISTS (SELECT 1 FROM plans_progress WHERE id = report AND state = 'closed') THEN
            RAISE EXCEPTION 'pgtrigger: evidence of a closed report never changes';
        END IF;
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
    """,
)


FROZEN_PART = pgtrigger.Trigger(
    name="part_of_closed_period_never_changes",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    declare=[("part", "plans_supportingpart%ROWTYPE")],
    func="""
        IF TG_OP = 'DELETE' THEN part := OLD; ELSE part := NEW; END IF;
        IF EXISTS (
            SELECT 1 FROM plans_planperiod AS kept JOIN plans_node AS node ON node.plan_id = kept.plan_id
            WHERE node.id = part.node_id AND kept.period = part.period AND kept.closed_at IS NOT NULL
        ) THEN
            RAISE EXCEPTION 'pgtrigger: parts of a closed period never change';
        END IF;
        RETURN part;
    """,
)


@track()
class PlanPeriod(Stamped):
    """A reporting period of a plan: its window, and whether it is closed (and by whom, and why)."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="periods")
    period = models.CharField(_("period"), max_length=7)
    opens_on = models.DateField(_("opens"))
    due_on = models.DateField(_("due"))
    closes_on = models.DateField(
        _("closes"), null=True, blank=True, help_text="last day for late reports; empty: until staff close the period"
    )
    window_reason = models.TextField(_("why it closes then"), blank=True)
    window_set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+", db_index=False
    )
    contact = models.CharField(_("whom to ask"), max_length=200, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )
    closed_reason = models.TextField(blank=True)

    objects = PlanPeriodQuerySet.as_manager()

    class Meta:
        ordering = ["plan", "period"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "period"], name="one_window_per_period"),
            models.CheckConstraint(
                condition=models.Q(opens_on__lte=models.F("due_on")),
                name="window_in_order",
            ),
            models.CheckConstraint(
                condition=models.Q(closes_on__isnull=True) | models.Q(closes_on__gte=models.F("due_on")),
                name="window_closes_after_due",
            ),
            models.CheckConstraint(
                condition=models.Q(closed_at__isnull=True, closed_by__isnull=True)
                | models.Q(closed_at__isnull=False, closed_by__isnull=False),
                name="closed_at_and_by",
            ),
        ]
        triggers = [FROZEN_PERIOD]

    def __str__(self) -> str:
        return self.period

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None

    def window_state(self, today: datetime.date | None = None, *, until: datetime.date | None = None) -> WindowState:
        """Where the window stands on a day (today in Bangkok). Every day named counts in full.

        `until`: the last day of an exception; it is then the due day and the last day for the one it was given to.
        """
        today = today or timezone.localdate()
        if self.is_closed:
            return WindowState.CLOSED
        if today < self.opens_on:
            return WindowState.NOT_OPEN
        if today <= self.due_day(until):
            return WindowState.OPEN
        if self.closes_on is None or today <= self.closes_on:
            return WindowState.LATE
        return WindowState.SHUT

    def due_day(self, until: datetime.date | None = None) -> datetime.date:
        """The last day on which a report is on time."""
        return max(self.due_on, until or self.due_on)

    def is_open(self, today: datetime.date | None = None, *, until: datetime.date | None = None) -> bool:
        """Whether reports may be written, on time or late."""
        return self.window_state(today, until=until) in {WindowState.OPEN, WindowState.LATE}

    def is_overdue(self, today: datetime.date | None = None, *, until: datetime.date | None = None) -> bool:
        """Whether a report that is not in yet is late. The due day counts in full."""
        return (today or timezone.localdate()) > self.due_day(until)


@track()
class WindowException(Stamped):
    """More time for one agency or one province, until a day that counts in full. It is ended, never deleted."""

    period = models.ForeignKey(PlanPeriod, models.CASCADE, related_name="exceptions")
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    province = models.ForeignKey(Province, models.PROTECT, null=True, blank=True, related_name="+")
    until = models.DateField(_("until"))
    reason = models.TextField(_("reason"))
    ended_at = models.DateTimeField(null=True, editable=False)

    objects = WindowExceptionQuerySet.as_manager()

    class Meta:
        ordering = ["-until", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(agency__isnull=True) ^ models.Q(province__isnull=True),
                name="exception_for_agency_or_province",
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="exception_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.agency or self.province}: {self.until}"


@track()
class Progress(Stamped):
    """A project's report for one half-year. Null is "not reported", never 0.

    A closed one never changes: a correction is a new row that `corrects` it, dated by created_at.
    """

    node = models.ForeignKey(Node, models.PROTECT, related_name="progress")
    period = models.CharField(_("period"), max_length=7)
    corrects = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="corrected_by")
    correction_reason = models.TextField(_("reason for the correction"), blank=True, editable=False)
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
    review_notes = models.JSONField(
        default=dict, blank=True, editable=False, help_text="what should change at each field, by its name"
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ProgressQuerySet.as_manager()

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
            models.CheckConstraint(
                condition=models.Q(corrects__isnull=True) | ~models.Q(correction_reason=""),
                name="correction_has_a_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(submitted_at__isnull=True, submitted_by__isnull=True)
                | models.Q(submitted_at__isnull=False, submitted_by__isnull=False),
                name="submitted_at_and_by",
            ),
            models.CheckConstraint(
                condition=models.Q(reviewed_at__isnull=True, reviewed_by__isnull=True)
                | models.Q(reviewed_at__isnull=False, reviewed_by__isnull=False),
                name="reviewed_at_and_by",
            ),
        ]
        triggers = [FROZEN]

    def __str__(self) -> str:
        return f"{self.node.number} {self.period}"

    def get_absolute_url(self) -> str:
        return reverse("plans:progress", args=[self.node.plan.code, self.node.number, self.period])

    @property
    def is_frozen(self) -> bool:
        return self.state == ProgressState.CLOSED

    @property
    def kept_period(self) -> Period:
        """The period it is for, in the plan's own calendar."""
        return Period.parse(self.period, calendar=self.node.plan.period_calendar)


@track()
class Evidence(KeptEvidence):
    """A file or a link that shows what a report says."""

    progress = models.ForeignKey(Progress, models.CASCADE, related_name="evidence")

    class Meta:
        triggers = [FROZEN_EVIDENCE]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(link="") ^ models.Q(file=""),
                name="evidence_is_link_or_file",
            )
        ]


@track()
class SupportingPart(Stamped):
    """What a supporting agency adds to a project's report for a period, in its own words."""

    node = models.ForeignKey(Node, models.PROTECT, related_name="supporting_parts")
    period = models.CharField(_("period"), max_length=7)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="supporting_parts")
    progress = models.TextField(_("progress"), blank=True)
    constraints_text = models.TextField(_("constraints"), blank=True)
    outputs = models.TextField(_("outputs"), blank=True)
    next_steps = models.TextField(_("next steps"), blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["node", "period", "id"]
        constraints = [
            models.UniqueConstraint(fields=["node", "period", "agency"], name="one_part_per_agency_and_period")
        ]
        triggers = [FROZEN_PART]

    def __str__(self) -> str:
        return f"{self.node_id} {self.period} {self.agency}"
