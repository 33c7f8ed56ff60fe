"""The dry run: read the file once, check, match and judge every row, and keep the rows for the preview."""

from __future__ import annotations

import tempfile
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connection
from django.utils import timezone, translation

from core.jobs import JobFailed, report_progress
from imports import finding, matching, staging
from imports import mapping as mapping_of
from imports.batches import batched
from imports.beside import Beside
from imports.books.book import Book
from imports.books.organisations import ORGANISATIONS
from imports.builders.template import VERSION
from imports.checks import check, check_unmatched
from imports.cleaning import Cleaner
from imports.comparing import drop_unchanged
from imports.headings import Headings, known_keys, read, read_plainly, refuse_incomplete
from imports.helper import Alone, Helper, Order, get_ready, helped
from imports.models import Import, Verdict
from imports.reading import Spreadsheet, UnreadableFileError, heading_key, opened
from imports.rows import Row
from imports.sheet import Sheet
from imports.verdicts import decide

BATCH = 1000
# Bytes of a file from which on another process is worth its second: those of 10,000 organisations in Excel.
HELPED_FROM = 5_000_000
# The template's sheets that are not the table.
OWN_SHEETS = frozenset(map(heading_key, ("คำอธิบาย", "รายการ")))

# How the template's sheet of help begins.
OWN_TITLES = ("แบบนำเข้าข้อมูลองค์กร", "หัวตาราง")


def check_file(imported: Import) -> None:
    """Do the dry run of an import that this worker holds. Nothing of the registry changes.

    Raises JobFailed for a file that cannot be read, JobCancelled when the job is no longer ours.
    """
    report_progress(imported, done=0, total=0, stage="reading")
    imported.checked_at = timezone.now()
    Import.objects.filter(pk=imported.pk).update(checked_at=imported.checked_at, failure={})
    staging.empty(imported.pk)
    # Sentences are kept in English and translated for whoever reads them.
    with translation.override(None), file_of(imported) as path, _helped(path) as helper:
        try:
            headings = known_keys() | mapping_of.known_headings()
            pipe = helper.pipe if helper else None
            with opened(path, headings=headings, other_sheets=OWN_SHEETS, pipe=pipe) as spreadsheet:
                _check(imported, spreadsheet, helper)
        except UnreadableFileError as error:
            keep_headings(imported, error)
            own = any(title in str(error.params.get("seen", "")) for title in OWN_TITLES)
            fail(imported, "wrong_sheet" if own else error.code, **error.params)


def keep_headings(imported: Import, error: UnreadableFileError, book: Book = ORGANISATIONS) -> None:
    """Of a file without a known heading keep the row that a person may explain; the error keeps the rest."""
    headings: Any = error.params.pop("headings", [])
    first_column: Any = error.params.pop("first_column", 0)
    if headings:
        seen = read_plainly(headings, first_column)
        for one in seen:
            column = book.column_of(one["heading"])
            one["column"] = one["column"] or (column.key if column and column.feeds else "")
        Import.objects.filter(pk=imported.pk).update(headings=seen)


def fail(imported: Import, code: str, **params: Any) -> None:
    """End the job with a reason that is kept as a code and told in the reader's language."""
    Import.objects.filter(pk=imported.pk).update(failure={"code": code, "params": params})
    raise JobFailed(code)


def _check(imported: Import, spreadsheet: Spreadsheet, helper: Helper | None) -> None:
    headings = _headings(imported, spreadsheet)
    sheet = Sheet.of(imported.owner)
    counts: Counter[str] = Counter({verdict.value: 0 for verdict in Verdict})
    report_progress(imported, total=spreadsheet.about, stage="checking")
    done = 0
    finding.begin()
    # While some rows are written, the next are read and cleaned.
    with Beside() as beside:
        for some in batched(_rows(spreadsheet, headings, sheet, helper), BATCH):
            beside.wait()
            judge(some, sheet)
            counts.update(row.verdict for row in some)
            done += len(some)
            report_progress(imported, done=done, total=max(spreadsheet.about, done) if spreadsheet.about else 0)
            beside.write(_keep, staging.lines(imported.pk, some), finding.noted(some))
    finding.find(imported, sheet, counts, helper or Alone())
    finding.end()
    Import.objects.filter(pk=imported.pk).update(
        sheet=spreadsheet.sheet[:100],
        notes=[*_notes(imported, spreadsheet), *headings.notes],
        counts=dict(counts),
        progress_total=done,
    )


@contextmanager
def _helped(path: Path) -> Iterator[Helper | None]:
    """Another process beside this one, for a long file."""
    # Within a transaction nobody else would see the rows.
    if path.stat().st_size < HELPED_FROM or connection.in_atomic_block:
        yield None
    else:
        with helped() as helper:
            yield helper


def _rows(spreadsheet: Spreadsheet, headings: Headings, sheet: Sheet, helper: Helper | None) -> Iterator[Row]:
    """The rows of a file, checked as far as they may be before they are matched."""
    if helper is None:
        cleaner = Cleaner(headings.taken, sheet.terms)
        return (check_unmatched(row, sheet) for part in spreadsheet.parts for row in cleaner.rows(part))
    taken = {one.position: one.column.key for one in headings.taken if one.column}
    database = str(connection.settings_dict["NAME"])
    helper.begin(Order(taken, sheet.terms, sheet.today, sheet.provinces, database))
    # Most of the time this process waits for rows.
    threading.Thread(target=get_ready, daemon=True).start()
    return helper.rows()


def _keep(database: Any, rows: bytes, some: finding.Noted) -> None:
    staging.write(database, rows)
    finding.note(database, some)


def _headings(imported: Import, spreadsheet: Spreadsheet) -> Headings:
    """The headings as a person said, or as was said of an earlier file of this shape; kept also where they will not do.

    Raises UnreadableFileError.
    """
    if not imported.mapping:
        imported.mapping = mapping_of.remembered(spreadsheet.headings)
        imported.mapping_is_remembered = bool(imported.mapping)
    seen = read_plainly(spreadsheet.headings, spreadsheet.first_column)
    values: dict[str, Any] = {"mapping": imported.mapping, "mapping_is_remembered": imported.mapping_is_remembered}
    Import.objects.filter(pk=imported.pk).update(headings=seen, **values)
    headings = read(spreadsheet.headings, spreadsheet.first_column, imported.mapping)
    Import.objects.filter(pk=imported.pk).update(headings=kept(headings))
    refuse_incomplete(headings)
    return headings


def judge(rows: tuple[Row, ...], sheet: Sheet) -> None:
    """Match some rows with the registry, check them and give each its verdict."""
    matching.attach_by_code(rows)
    for row in rows:
        if not row.is_checked:
            drop_unchanged(row, sheet.terms)
            check(row, sheet)
    matching.attach_likely(rows, sheet)
    for row in rows:
        if row.ready and (row.existing or row.candidate):
            row.read = staging.read_of(row.ready)
        decide(row, sheet)


def kept(headings: Headings) -> list[dict[str, str]]:
    """The headings as Import keeps them."""
    keys = {one.position: one.column.key for one in headings.taken if one.column}
    return [
        {"letter": one.letter, "heading": one.text[:200], "column": keys.get(one.position, one.own)}
        for one in headings.all
    ]


def _notes(imported: Import, spreadsheet: Spreadsheet) -> Iterator[dict[str, Any]]:
    if imported.mapping_is_remembered:
        yield {"code": "mapping_remembered", "params": {}}
    if spreadsheet.template not in (0, VERSION):
        yield {"code": "old_template", "params": {"version": spreadsheet.template, "current": VERSION}}
    if spreadsheet.other_sheets:
        params = {"sheet": spreadsheet.sheet, "others": ", ".join(spreadsheet.other_sheets[:10])}
        yield {"code": "other_sheets", "params": params}


@contextmanager
def file_of(imported: Import) -> Iterator[Path]:
    """The uploaded file as a path, wherever it is stored."""
    with tempfile.TemporaryDirectory(prefix="csoregistry-import-") as folder:
        path = Path(folder) / "file"
        try:
            with imported.file.open("rb") as source, path.open("wb") as target:
                for piece in source.chunks():
                    target.write(piece)
        except OSError:
            fail(imported, "file_lost")
        yield path
