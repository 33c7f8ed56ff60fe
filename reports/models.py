"""A report: a job, the frozen data it is made of, and its files."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.history import track
from core.models import Job, JobQuerySet
from places.models import Province
from plans.models import Plan


class ReportKind(models.TextChoices):
    """Values are the words of `build_report` and of the addresses."""

    HALF_YEAR = "half-year", _("Half-year progress report")
    MID_PLAN = "mid-plan", _("Mid-plan report")
    END_OF_PLAN = "end-of-plan", _("End-of-plan report")
    PROVINCIAL = "provincial", _("Provincial yearly report")
    FORUM = "forum", _("Forum follow-up report")


class ReportFormat(models.TextChoices):
    HTML = "html", "HTML"
    PDF = "pdf", "PDF"
    DOCX = "docx", "Word"
    XLSX = "xlsx", "Excel"


@track(fields=["state", "digest"])
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

    objects = JobQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.period}"

    def get_absolute_url(self) -> str:
        return reverse("reports:detail", args=[self.pk])


class ReportFile(models.Model):
    """One format of a finished report; `name` is what a download is called."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="files")
    format = models.CharField(max_length=4, choices=ReportFormat.choices)
    file = models.FileField(upload_to="reports/")
    name = models.CharField(max_length=200)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "format"], name="one_file_per_format")]
