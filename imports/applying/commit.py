"""The commit of an import: all of it or nothing, once, however often the task is delivered."""

from __future__ import annotations

import pghistory
from django.db import transaction
from django.utils import timezone

from core.jobs import pulse, report_progress
from imports import decisions
from imports.applying import new, tables
from imports.applying.obstacles import marks
from imports.applying.prepare import StaleError, moment_of_check, prepare
from imports.applying.write import lock, write
from imports.checking import check_file
from imports.models import Import, Phase


def commit_file(imported: Import) -> None:
    """Write a checked import that this worker holds. Where the registry has moved on, check it anew instead.

    Raises JobCancelled when the job is no longer ours; nothing is written then.
    """
    if imported.committed_at is not None:
        return
    try:
        prepare(imported)
        report_progress(imported, stage="writing")
        with pghistory.context(
            user=imported.owner_id,
            through="import",
            action="import",
            imported=str(imported.pk),
            file=imported.file_name,
        ):
            _write(imported)
    except StaleError:
        _check_again(imported)
    tables.drop()


def _write(imported: Import) -> None:
    with pulse(imported) as report, new.to_add(imported) as rows, transaction.atomic():
        lock()
        # First what is changed: its statements tell the transaction who writes, which COPY cannot say by itself.
        changed = write(imported.pk)
        written = {"new": new.add(imported, rows, since=moment_of_check(imported), report=report), "changed": changed}
        # Whoever lost the lease meanwhile must not commit: this row decides, in the same transaction.
        report_progress(imported, done=imported.progress_total)
        Import.objects.filter(pk=imported.pk).update(committed_at=timezone.now(), written=written, marks=marks())


def _check_again(imported: Import) -> None:
    """Back to the preview, with a note that says why."""
    Import.objects.filter(pk=imported.pk).update(phase=Phase.CHECK)
    imported.phase = Phase.CHECK
    made = decisions.made(imported)
    check_file(imported)
    decisions.make_again(imported, made)
    imported.refresh_from_db(fields=["notes"])
    notes = [note for note in imported.notes if note["code"] != "registry_changed"]
    Import.objects.filter(pk=imported.pk).update(notes=[{"code": "registry_changed", "params": {}}, *notes])
