"""A report: a job, the frozen data it is made of, its files, and who took them."""

from __future__ import annotations

from typing import Any

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.history import track
from core.models import Job, JobState
from places.models import Province
from plans.models import Plan
from reports.choices import FINAL, Numerals, ReportFormat, ReportKind, Standing
from reports.querysets import ReportQuerySet
from thai.periods import Period

# What those who ask for a report choose and write.
WORDS = ("introduction", "summary", "left_out", "order", "narratives", "digits")
# The database itself keeps what was sealed, and what was issued with all its files.
SEALED = pgtrigger.Protect(
    name="sealed_never_changes",
    operation=pgtrigger.Update,
    condition=pgtrigger.Q(old__digest__gt="")
    & (
        pgtrigger.Q(old__digest__df=pgtrigger.F("new__digest"))
        | pgtrigger.Q(old__snapshot__df=pgtrigger.F("new__snapshot"))
        | pgtrigger.Q(old__cut_off__df=pgtrigger.F("new__cut_off"))
    ),
)
KEPT = pgtrigger.Protect(
    name="issued_is_kept",
    operation=pgtrigger.Delete,
    condition=pgtrigger.Q(old__standing__in=[str(standing) for standing in FINAL]),
)
FILES_KEPT = pgtrigger.Trigger(
    name="files_of_issued_never_change",
    when=pgtrigger.Before,
    operation=pgtrigger.Update | pgtrigger.Delete,
    func="""
        IF EXISTS (SELECT 1 FROM reports_report WHERE id = OLD.report_id AND standing IN ('issued', 'superseded')) THEN
            RAISE EXCEPTION 'pgtrigger: a file of an issued report never changes';
        END IF;
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
    """,
)


# The name from before the standing was kept.
@track(fields=["state", "digest", "standing"], model_name="ReportStateDigestEvent")
class Report(Job):
    kind = models.CharField(_("kind"), max_length=11, choices=ReportKind.choices)
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="reports", verbose_name=_("plan"))
    period = models.CharField(_("period"), max_length=7)
    province = models.ForeignKey(
        Province,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("province"),
    )
    cut_off = models.DateTimeField(null=True, editable=False, help_text="the moment the data were frozen")
    snapshot = models.JSONField(null=True, editable=False, help_text="all that the formats are made from")
    digest = models.CharField(
        max_length=64,
        blank=True,
        editable=False,
        help_text="SHA-256 of the canonical snapshot",
    )

    standing = models.CharField(
        _("standing"), max_length=10, choices=Standing.choices, default=Standing.DRAFT, editable=False
    )
    edition = models.PositiveSmallIntegerField(_("edition"), default=1, editable=False)
    why = models.TextField(_("why a new edition"), blank=True)
    introduction = models.TextField(_("introduction"), blank=True)
    digits = models.CharField(_("numerals"), max_length=6, choices=Numerals.choices, default=Numerals.ARABIC)
    summary = models.TextField(
        _("executive summary"), blank=True, help_text="in place of the sentences that are computed"
    )
    left_out = ArrayField(
        models.CharField(max_length=10), default=list, blank=True, verbose_name=_("sections left out")
    )
    order = ArrayField(
        models.CharField(max_length=10),
        default=list,
        blank=True,
        verbose_name=_("order of the sections"),
        help_text="codes of sections; empty: as the kind of report has them",
    )
    narratives = models.JSONField(
        _("introductions of sections"), default=dict, blank=True, help_text="by the code of the section"
    )
    issued_at = models.DateTimeField(null=True, editable=False)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+", db_index=False
    )

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        indexes = [models.Index(fields=["digest"])]
        triggers = [SEALED, KEPT]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "plan", "period", "province"],
                condition=Q(standing=Standing.ISSUED),
                nulls_distinct=False,
                name="one_issued_edition",
            ),
            # However many ask, one is built.
            models.UniqueConstraint(
                fields=["kind", "plan", "period", "province"],
                condition=Q(state__in=[JobState.QUEUED, JobState.RUNNING]),
                nulls_distinct=False,
                name="one_build_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.period}"

    def get_absolute_url(self) -> str:
        return reverse("reports:detail", args=[self.pk])

    @property
    def wishes(self) -> dict[str, Any]:
        """What is frozen beside the data: words and choices of those who asked for the report."""
        return {name: getattr(self, name) for name in ("edition", "why", *WORDS)}

    @property
    def kept_period(self) -> Period:
        """The period it is for, in the plan's own calendar."""
        return Period.parse(self.period, calendar=self.plan.period_calendar)


class ReportFile(models.Model):
    """One format of a finished report; `name` is what a download is called."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="files")
    format = models.CharField(max_length=10, choices=ReportFormat.choices)
    file = models.FileField(upload_to="reports/", max_length=200)
    name = models.CharField(max_length=200)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)

    class Meta:
        ordering = ["id"]
        triggers = [FILES_KEPT]
        constraints = [models.UniqueConstraint(fields=["report", "format"], name="one_file_per_format")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("reports:file", args=[self.report_id, self.format])


class Download(models.Model):
    """Somebody took a file: who and when."""

    file = models.ForeignKey(ReportFile, models.PROTECT, related_name="downloads")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.user} – {self.file}"
