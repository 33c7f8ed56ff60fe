"""What a person may do with an import: start it, commit it, undo it, try again, cancel."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Right, require
from core import jobs
from core.models import JobState
from imports import mapping
from imports.books import BOOKS
from imports.decisions import count, may_decide
from imports.models import Duplicates, Import, ImportRow, Phase
from imports.tasks import run_import


class NotNowError(Exception):
    """The step does not fit the state of the import; the message is a sentence for its owner."""


@transaction.atomic
def start(
    *, file: File[bytes], name: str, verified: bool = False, book: str = "organisations", ring: bool = True, by: Any
) -> Import:
    """Keep an uploaded file as it is and have it checked; without `ring` the caller does the work itself.

    `book`: the slug of one of imports.books. Raises PermissionDenied.
    """
    require(by, Right.IMPORT_SPREADSHEETS)
    if verified:
        require(by, Right.VERIFY_ORGANISATIONS)
    imported = Import(owner=by, file_name=name[:255], sha256=digest(file), verified=verified, book=book)
    imported.file.save(f"{imported.pk}{suffix(name)}", file, save=False)
    imported.save()
    if ring:
        jobs.enqueue(imported, run_import)
    return imported


@transaction.atomic
def commit(*, imported: Import, leave_out_errors: bool, duplicates: Duplicates, ring: bool = True, by: Any) -> Import:
    """Have a checked import written. Raises PermissionDenied; NotNowError where errors are not to be left out."""
    row = _locked(imported, by)
    if row.committed_at is not None or not (row.is_preview or _failed_commit(row)):
        raise NotNowError(_("This import has been written or is being worked on. Look at it again."))
    if row.counts.get("error") and not leave_out_errors:
        raise NotNowError(
            _("The file still has errors. Mend them and upload it anew, or choose to leave those rows out.")
        )
    row.duplicates = duplicates
    if not row.to_write:
        raise NotNowError(_("There is nothing to import: no row is new or changed."))
    row.leave_out_errors = leave_out_errors
    row.phase = Phase.COMMIT
    return _queue(row, ring=ring)


@transaction.atomic
def map_columns(*, imported: Import, columns: Mapping[int, str], ring: bool = True, by: Any) -> Import:
    """Say what the columns of a file are (place in Import.headings → key of a column, "" to skip it).

    It is kept for the next file of this shape, and the file is checked anew. Raises PermissionDenied; NotNowError.
    """
    row = _locked(imported, by)
    if not row.may_map:
        raise NotNowError(_("This import has been written or is being worked on. Look at it again."))
    row.mapping = mapping.remember(row.headings, columns, by, BOOKS[row.book])
    row.mapping_is_remembered = False
    row.decided = {}
    return _queue(row, ring=ring)


@transaction.atomic
def decide(*, imported: Import, decisions: Mapping[int, str], by: Any) -> int:
    """Say of single rows what they mean: ImportRow key → a Duplicates value, "" for what is decided for all alike.

    Rows of which the duplicate finder says nothing are left alone, and a row without a record of ours cannot change
    one. Returns how many rows are decided on now. Raises PermissionDenied; NotNowError.
    """
    row = _locked(imported, by)
    if not row.is_preview:
        raise NotNowError(_("This import has been written or is being worked on. Look at it again."))
    chosen = []
    for one in row.rows.filter(pk__in=decisions):
        if may_decide(one, decisions[one.pk]):
            one.decision = decisions[one.pk]
            chosen.append(one)
    ImportRow.objects.bulk_update(chosen, ["decision"])
    return count(row)


@transaction.atomic
def undo(*, imported: Import, reason: str, the_rest: bool = False, ring: bool = True, by: Any) -> Import:
    """Have a committed import taken back: whole, or with `the_rest` all that nothing stands in the way of.

    Raises PermissionDenied; NotNowError.
    """
    row = _locked(imported, by)
    if row.verified:
        require(by, Right.VERIFY_ORGANISATIONS)
    if row.committed_at is None or not row.is_over:
        raise NotNowError(_("Only an import that was written can be undone. Look at it again."))
    if row.is_undone:
        raise NotNowError(_("This import is undone already."))
    row.undo_reason, row.undo_the_rest, row.undone_by = reason[:300], the_rest, by
    row.phase = Phase.UNDO
    return _queue(row, ring=ring)


@transaction.atomic
def retry(*, imported: Import, by: Any) -> Import:
    """Have a failed import tried once more."""
    row = _locked(imported, by)
    if row.state != JobState.FAILED:
        raise NotNowError(_("This import has been written or is being worked on. Look at it again."))
    return _queue(row, ring=True)


@transaction.atomic
def cancel(*, imported: Import, by: Any) -> Import:
    """Stop an import that is not written yet; a worker on it notices and writes nothing."""
    row = _locked(imported, by)
    if row.committed_at is not None or row.state == JobState.CANCELLED:
        raise NotNowError(_("This import has been written or is being worked on. Look at it again."))
    row.state = JobState.CANCELLED
    row.lease_token = row.lease_until = None
    row.save()
    return row


def _queue(row: Import, *, ring: bool) -> Import:
    row.state = JobState.QUEUED
    row.attempts = row.progress_done = row.progress_total = 0
    row.stage = row.reason = ""
    row.failure = {}
    row.finished_at = row.lease_until = row.lease_token = None
    row.save()
    if ring:
        jobs.enqueue(row, run_import)
    return row


def _failed_commit(row: Import) -> bool:
    return row.state == JobState.FAILED and row.phase == Phase.COMMIT


def _locked(imported: Import, by: Any) -> Import:
    require(by, Right.IMPORT_SPREADSHEETS)
    return Import.objects.select_for_update(of=("self",)).get(pk=imported.pk)


def digest(file: File[bytes]) -> str:
    """SHA-256 of a file, as hex digits; the file is left at its beginning."""
    sum_ = hashlib.sha256()
    for piece in file.chunks():
        sum_.update(piece)
    file.seek(0)
    return sum_.hexdigest()


def suffix(name: str) -> str:
    """The ending of a file name, if it is one that we know."""
    ending = f".{name.rpartition('.')[2].lower()}"
    return ending if ending in {".xlsx", ".xls", ".ods", ".csv", ".txt", ".tsv"} else ""
