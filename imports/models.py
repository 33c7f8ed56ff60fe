"""An uploaded spreadsheet and its rows, as read; nothing of the registry changes until commit."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.history import track
from core.models import Job, JobQuerySet


class Phase(models.TextChoices):
    CHECK = "check", _("Dry run")
    COMMIT = "commit", _("Import")


class Verdict(models.TextChoices):
    NEW = "new", _("New")
    CHANGED = "changed", _("Changed")
    SAME = "same", _("Same")
    DUPLICATE = "duplicate", _("Possible duplicate")
    ERROR = "error", _("Error")


@track(fields=["state", "phase", "committed_at"])
class Import(Job):
    """One file: first checked (dry run), then, when its owner says so, committed whole."""

    phase = models.CharField(max_length=6, choices=Phase.choices, default=Phase.CHECK)
    file = models.FileField(_("file"), upload_to="imports/")
    file_name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64, db_index=True)
    verified = models.BooleanField(_("the file is already verified"), default=False)
    counts = models.JSONField(default=dict, help_text="verdict → rows")
    notes = models.JSONField(default=list, help_text="what was noticed about the file itself")
    committed_at = models.DateTimeField(null=True, editable=False)

    objects = JobQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return reverse("imports:detail", args=[self.pk])


class ImportRow(models.Model):
    """A row as the spreadsheet program shows it, how it was read, and what it would do."""

    imported = models.ForeignKey(Import, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(help_text="row number that the spreadsheet program shows")
    raw = models.JSONField(help_text="heading → cell text")
    read = models.JSONField(default=dict, help_text="field → value, ready to write")
    verdict = models.CharField(max_length=9, choices=Verdict.choices)
    problems = models.JSONField(default=list, help_text="[{column, code, params, severity}]")
    changes = models.JSONField(default=dict, help_text="field → [old, new]")
    organisation = models.ForeignKey("organisations.Organisation", models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["imported", "number"], name="one_row_per_number")]
        indexes = [models.Index(fields=["imported", "verdict", "number"])]
