"""An uploaded spreadsheet and its rows, as read; nothing of the registry changes until commit."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.history import track
from core.models import Job, JobQuerySet, JobState
from core.triggers import kept, references
from imports.fields import KeptJSONField
from imports.messages import EXPLAINABLE, FAILURES, STAGES, UNREADABLE

# What hangs on an import by the hundred thousand: an import is never deleted.
OF_AN_IMPORT = references(imported_id="imports_import.id")


class Phase(models.TextChoices):
    CHECK = "check", _("Dry run")
    COMMIT = "commit", _("Import")
    UNDO = "undo", _("Undo")


class Verdict(models.TextChoices):
    NEW = "new", _("New")
    CHANGED = "changed", _("Changes")
    SAME = "same", _("Same")
    DUPLICATE = "duplicate", _("Possible duplicate")
    ERROR = "error", _("Error")


class Duplicates(models.TextChoices):
    """What to do with rows that look like an organisation we have: the owner decides for all alike."""

    SKIP = "skip", _("Leave them out")
    NEW = "new", _("Add them as new organisations")
    UPDATE = "update", _("Change the organisations that we have")


class ImportQuerySet(JobQuerySet["Import"]):
    def with_file(self, sha256: str) -> ImportQuerySet:
        """Imports of the very same file, latest first."""
        return self.filter(sha256=sha256).order_by("-created_at")

    def listed(self) -> ImportQuerySet:
        """For the list of imports: with their owners, latest first."""
        return self.select_related("owner").order_by("-created_at")


@track(fields=["state", "phase", "committed_at"])
class Import(Job):
    """One file: first checked (dry run), then, when its owner says so, committed whole."""

    book = models.CharField(
        _("book"), max_length=20, default="organisations", db_default="organisations", help_text="see imports.books"
    )
    phase = models.CharField(max_length=6, choices=Phase.choices, default=Phase.CHECK)
    file = models.FileField(_("file"), upload_to="imports/")
    file_name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64, db_index=True)
    verified = models.BooleanField(_("the file is already verified"), default=False)
    leave_out_errors = models.BooleanField(_("import what is right and leave the errors out"), default=False)
    duplicates = models.CharField(
        _("possible duplicates"), max_length=6, choices=Duplicates.choices, default=Duplicates.SKIP
    )
    sheet = models.CharField(max_length=100, blank=True)
    headings = models.JSONField(default=list, help_text="[{letter, heading, column}]; column is empty where skipped")
    mapping = models.JSONField(default=dict, help_text="heading_key → column, as a person said; empty to skip it")
    mapping_is_remembered = models.BooleanField(default=False, help_text="said of an earlier file of this shape")
    counts = models.JSONField(default=dict, help_text="verdict → rows")
    notes = models.JSONField(default=list, help_text="[{code, params}]: what was noticed about the file itself")
    failure = models.JSONField(default=dict, help_text="{code, params} of a failed job")
    decided = models.JSONField(
        default=dict, help_text="verdict → decision → rows that somebody decided on by themselves"
    )
    written = models.JSONField(default=dict, help_text="new and changed → rows, once committed")
    checked_at = models.DateTimeField(null=True, editable=False, help_text="when the dry run began to look")
    committed_at = models.DateTimeField(null=True, editable=False)
    marks = models.JSONField(default=dict, help_text="table of events → its last event when the import had written")
    undone_at = models.DateTimeField(null=True, editable=False)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+")
    undo_reason = models.CharField(_("reason"), max_length=300, blank=True)
    undo_the_rest = models.BooleanField(default=False, help_text="undo what can be undone, and leave what cannot")
    undone = models.JSONField(default=dict, help_text="removed and restored → organisations")

    objects = ImportQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        triggers = [kept("import_is_kept", "id")]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return reverse("imports:detail", args=[self.pk])

    @property
    def is_preview(self) -> bool:
        """Whether the dry run is over and its owner may look and decide."""
        return self.state == JobState.DONE and self.phase == Phase.CHECK

    @property
    def total(self) -> int:
        """Rows of the file."""
        return sum(self.counts.values())

    @property
    def to_write(self) -> int:
        """Rows that a commit would write as things stand now."""
        changed, duplicate = (self.decided.get(verdict, {}) for verdict in (Verdict.CHANGED, Verdict.DUPLICATE))
        rows: int = self.counts.get(Verdict.NEW, 0) + self.counts.get(Verdict.CHANGED, 0)
        rows -= changed.get(Duplicates.SKIP, 0)
        if self.duplicates == Duplicates.SKIP:
            return rows + int(duplicate.get(Duplicates.NEW, 0) + duplicate.get(Duplicates.UPDATE, 0))
        return rows + int(self.counts.get(Verdict.DUPLICATE, 0) - duplicate.get(Duplicates.SKIP, 0))

    @property
    def is_undone(self) -> bool:
        """Whether nothing of what it wrote is left."""
        if self.undone_at is None:
            return False
        return not any(some.filter(undone=False).exists() for some in (self.touched, self.touched_records))

    @property
    def may_map(self) -> bool:
        """Whether a person may still say what its columns are."""
        failed = self.state == JobState.FAILED and self.failure.get("code") in EXPLAINABLE
        return bool(self.headings) and (failed or self.is_preview)

    @property
    def failure_sentence(self) -> str:
        """Why the job failed and what to do, in the reader's language."""
        code = self.failure.get("code") or self.reason
        message = FAILURES.get(code, FAILURES["gave_up"])
        return gettext(message) % self.failure.get("params", {})

    @property
    def may_succeed_yet(self) -> bool:
        """Whether trying again may help: not for a file that cannot be read."""
        return self.failure.get("code") not in UNREADABLE

    @property
    def stage_label(self) -> str:
        """What the worker does now, in the reader's language."""
        label = STAGES.get(self.stage, STAGES[""])
        return gettext(label)


class HeadingMapping(models.Model):
    """What a person said of the headings of files of one shape (imports.headings.shape_of)."""

    shape = models.CharField(max_length=64, unique=True)
    columns = models.JSONField(help_text="heading_key → key of a column; empty to skip it")
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    said_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return self.shape


class ImportRowQuerySet(models.QuerySet["ImportRow"]):
    def with_verdict(self, verdict: str) -> ImportRowQuerySet:
        return self.filter(verdict=verdict)

    def to_write(self, imported: Import) -> ImportRowQuerySet:
        """The rows that a commit writes: new, changed, and duplicates where the owner decided so."""
        wanted = Q(verdict__in=[Verdict.NEW, Verdict.CHANGED]) | Q(
            verdict=Verdict.DUPLICATE, decision__in=[Duplicates.NEW, Duplicates.UPDATE]
        )
        if imported.duplicates != Duplicates.SKIP:
            wanted |= Q(verdict=Verdict.DUPLICATE)
        return self.filter(wanted, imported=imported).exclude(decision=Duplicates.SKIP)

    def to_add(self, imported: Import) -> ImportRowQuerySet:
        """Those of them that add an organisation, as ImportRow.is_new says."""
        return self.filter(self._adds(imported))

    def to_change(self, imported: Import) -> ImportRowQuerySet:
        """Those of them that change one."""
        return self.exclude(self._adds(imported))

    @staticmethod
    def _adds(imported: Import) -> Q:
        undecided = [Verdict.NEW, Verdict.DUPLICATE] if imported.duplicates == Duplicates.NEW else [Verdict.NEW]
        return Q(decision=Duplicates.NEW) | Q(decision="", verdict__in=undecided)


class ImportRow(models.Model):
    """A row as the spreadsheet program shows it, how it was read, and what it would do."""

    # one_row_per_number begins with it; OF_AN_IMPORT sees that it is there
    imported = models.ForeignKey(Import, models.CASCADE, related_name="rows", db_index=False, db_constraint=False)
    number = models.PositiveIntegerField(help_text="row number that the spreadsheet program shows")
    raw = KeptJSONField(help_text="the cells as text, in the order of Import.headings")
    read = KeptJSONField(default=dict, help_text="column → value, ready to write; absent where the cell is empty")
    verdict = models.CharField(max_length=9, choices=Verdict.choices)
    problems = models.JSONField(default=list, help_text="[{column, value, code, message, params, severity}]")
    changes = models.JSONField(default=dict, help_text="column → [old, new]")
    decision = models.CharField(
        max_length=6, choices=Duplicates.choices, blank=True, db_default="", help_text="of this row alone"
    )
    # What the row means before the commit; what it added says Touched.
    organisation = models.ForeignKey(
        "organisations.Organisation", models.SET_NULL, null=True, related_name="+", db_index=False
    )
    record = models.BigIntegerField(null=True, help_text="key of the record, in books other than the registry")
    seen_at = models.DateTimeField(null=True, help_text="updated_at of the record when the row was compared")

    objects = ImportRowQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        triggers = OF_AN_IMPORT
        constraints = [models.UniqueConstraint(fields=["imported", "number"], name="one_row_per_number")]
        indexes = [
            models.Index(fields=["imported", "verdict", "number"]),
            models.Index(
                fields=["organisation"], condition=Q(organisation__isnull=False), name="importrow_organisation"
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)

    @property
    def is_decidable(self) -> bool:
        """Whether a person may say which organisation it means: where the duplicate finder thinks that it knows."""
        guessed = any(problem["code"] == "taken" for problem in self.problems)
        return self.verdict == Verdict.DUPLICATE or (self.verdict == Verdict.CHANGED and guessed)

    def is_new(self, imported: Import) -> bool:
        """Whether a commit adds an organisation for it: as decided for this row, or for all."""
        decision = self.decision or (imported.duplicates if self.verdict == Verdict.DUPLICATE else "")
        return decision == Duplicates.NEW if decision else self.verdict == Verdict.NEW

    @property
    def errors(self) -> list[dict[str, Any]]:
        return [problem for problem in self.problems if problem["severity"] == "error"]


class Touched(models.Model):
    """An organisation that an import added or changed, with what stood there before; so an import can be taken back.

    `before`: {"organisation", "people", "budgets"}, rows as the database writes them in JSON; None for a new one.
    """

    imported = models.ForeignKey(Import, models.CASCADE, related_name="touched", db_index=False, db_constraint=False)
    # One that was new and is undone is gone; what was written about it stays.
    organisation = models.ForeignKey(
        "organisations.Organisation", models.DO_NOTHING, related_name="+", db_constraint=False, db_index=False
    )
    number = models.PositiveIntegerField(null=True, help_text="the row of the file that added it")
    is_new = models.BooleanField()
    before = models.JSONField(null=True)
    undone = models.BooleanField(default=False, db_default=False)

    class Meta:
        triggers = OF_AN_IMPORT
        constraints = [models.UniqueConstraint(fields=["organisation", "imported"], name="touched_once")]
        indexes = [models.Index(fields=["imported", "number"], name="touched_by_row")]

    def __str__(self) -> str:
        return f"{self.imported_id} {self.organisation_id}"


class TouchedRecord(models.Model):
    """A record of another book that an import added or changed, as Touched is of the registry.

    `before`: name of a table → its rows of this record, as the database writes them in JSON; None for a new one.
    """

    imported = models.ForeignKey(Import, models.CASCADE, related_name="touched_records", db_index=False)
    record = models.BigIntegerField()
    is_new = models.BooleanField()
    before = models.JSONField(null=True)
    undone = models.BooleanField(default=False, db_default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["imported", "record"], name="record_touched_once")]

    def __str__(self) -> str:
        return f"{self.imported_id} {self.record}"
