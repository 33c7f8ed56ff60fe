"""The commit of a small book: all rows or none, each by the form and the action of the book's page."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pghistory
from django.core.exceptions import ValidationError
from django.db import connection, models, transaction
from django.utils import timezone

from core.jobs import pulse, report_progress
from imports.applying.prepare import StaleError
from imports.applying.write import IMPORT_LOCK
from imports.books.book import SmallBook
from imports.books.checking import check_book, form_of
from imports.models import Import, ImportRow, Phase, TouchedRecord, Verdict
from organisations.terms import Terms, current_terms

REPORTED_EVERY = 50  # rows


def commit_book(imported: Import, book: SmallBook) -> None:
    """Write a checked file of a small book. Where the book has moved on, check the file anew instead.

    Raises JobCancelled when the job is no longer ours; nothing is written then.
    """
    if imported.committed_at is not None:
        return
    report_progress(imported, done=0, total=imported.to_write, stage="writing")
    try:
        with (
            pghistory.context(
                user=imported.owner_id,
                through="import",
                action="import",
                imported=str(imported.pk),
                file=imported.file_name,
            ),
            pulse(imported) as beat,
        ):
            _write(imported, book, beat)
    except StaleError:
        _check_again(imported, book)


@transaction.atomic
def _write(imported: Import, book: SmallBook, beat: Callable[[int], None]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [IMPORT_LOCK])
    terms = current_terms()
    written = {"new": 0, "changed": 0}
    for row in ImportRow.objects.to_write(imported).order_by("number"):
        is_new = row.verdict == Verdict.NEW
        _write_row(imported, book, row, terms, is_new=is_new)
        written["new" if is_new else "changed"] += 1
        if (done := sum(written.values())) % REPORTED_EVERY == 0:
            beat(done)
    # Whoever lost the lease meanwhile must not commit: this row decides, in the same transaction.
    report_progress(imported, done=imported.progress_total)
    Import.objects.filter(pk=imported.pk).update(committed_at=timezone.now(), written=written, marks=marks(book))


def _write_row(imported: Import, book: SmallBook, row: ImportRow, terms: Terms, *, is_new: bool) -> None:
    record = None if is_new else _locked(book, row)
    before = None if record is None else rows_of(book, record.pk)
    form = form_of(book, row.read["given"], record, imported.owner, terms)
    # What was right when it was checked is wrong now, or somebody added the same: look again.
    if not form.is_valid() or (is_new and _is_there(book, form)):
        raise StaleError
    try:
        record = book.write(form, record=record, by=imported.owner)
    except ValidationError as error:
        raise StaleError from error
    TouchedRecord.objects.create(imported=imported, record=record.pk, is_new=is_new, before=before)
    ImportRow.objects.filter(pk=row.pk).update(record=record.pk)


def _locked(book: SmallBook, row: ImportRow) -> Any:
    record = book.records().select_for_update(of=("self",)).filter(pk=row.record).first()
    if record is None or record.updated_at != row.seen_at or book.is_closed(record):
        raise StaleError
    return record


def _is_there(book: SmallBook, form: Any) -> bool:
    return bool(book.alike({name: form.cleaned_data.get(name) for name in book.natural}).exists())


def rows_of(book: SmallBook, record: int) -> dict[str, Any]:
    """A record and its parts as the database writes them in JSON, by table."""
    found = {}
    for model, key in tables(book):
        table = model._meta.db_table
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT coalesce(jsonb_agg(to_jsonb(t) ORDER BY t.id), '[]')::text FROM {table} t WHERE t.{key} = %s",
                [record],
            )
            found[table] = json.loads(cursor.fetchone()[0])
    return found


def tables(book: SmallBook) -> tuple[tuple[type[models.Model], str], ...]:
    """The tables of a record, itself first, with the column that holds its key."""
    return ((book.model, "id"), *book.parts)


def events(model: Any) -> str:
    """The table of a model's history."""
    return str(model.pgh_event_model._meta.db_table)


def marks(book: SmallBook) -> dict[str, int]:
    """The last event of every table of history that the import writes to; asked before its transaction ends."""
    found = {}
    with connection.cursor() as cursor:
        for model, _key in tables(book):
            cursor.execute(f"SELECT coalesce(max(pgh_id), 0) FROM {events(model)}")
            found[events(model)] = int(cursor.fetchone()[0])
    return found


def _check_again(imported: Import, book: SmallBook) -> None:
    """Back to the preview, with a note that says why."""
    Import.objects.filter(pk=imported.pk).update(phase=Phase.CHECK)
    imported.phase = Phase.CHECK
    check_book(imported, book)
    imported.refresh_from_db(fields=["notes"])
    notes = [note for note in imported.notes if note["code"] != "records_changed"]
    Import.objects.filter(pk=imported.pk).update(notes=[{"code": "records_changed", "params": {}}, *notes])
