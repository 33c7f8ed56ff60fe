"""The dry run of a small book: every row is read by the form of the book's page; nothing is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone, translation
from django.utils.translation import gettext_noop as _

from core.jobs import report_progress
from core.spreadsheets import restored
from imports import mapping as mapping_of
from imports import problems, staging
from imports.batches import batched
from imports.books.book import SmallBook, data_of, held, told
from imports.builders.template import VERSION
from imports.checking import OWN_SHEETS, OWN_TITLES, fail, file_of, keep_headings, kept
from imports.checks.places_read import NOT_A_PROVINCE
from imports.cleaning import CLEAR, DATE_CELL, REQUIRED_CLEARED
from imports.headings import Headings, read, read_plainly, refuse_incomplete
from imports.models import Import, ImportRow, Verdict
from imports.problems import ERROR, Problem
from imports.reading import Cells, Spreadsheet, UnreadableFileError, as_text, opened
from imports.showing import plain_number
from organisations.columns import Column, Kind
from organisations.terms import Terms, current_terms
from places.reading import read_province
from thai.text import normalise, normalise_lines

BATCH = 100
# Rows go through a form each; a small book has a few thousand at most.
MOST_ROWS = 5_000
_NEVER_DAYS = {Kind.TEXT, Kind.LONG_TEXT, Kind.PHONE, Kind.MONEY, Kind.FOUND, Kind.RECORD}

UNKNOWN = _("There is no record with the number %(value)s. Leave the cell empty for a new one.")
TWICE = _("Row %(row)s means the same record “%(name)s”. Keep one row for each record.")
SEVERAL = _("%(count)s records are alike in this. Give the number of the one that is meant, as an export has it.")
CLOSED = _("This record was withdrawn, so it cannot be changed.")
EMPTY = _("This cell is empty. A new record needs it: type a value.")


@dataclass
class Line:
    """A row on its way. `given`: column → value for the form; `told`: column → how an export would say it."""

    number: int
    raw: list[str]
    texts: dict[str, str] = field(default_factory=dict)
    given: dict[str, Any] = field(default_factory=dict)
    told: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    record: Any = None
    verdict: str = ""
    changes: dict[str, list[str]] = field(default_factory=dict)

    @property
    def has_errors(self) -> bool:
        return any(problem.severity == ERROR for problem in self.problems)

    def drop(self, key: str) -> None:
        """Forget a cell, and whatever was wrong with it."""
        self.given.pop(key, None)
        self.problems = [problem for problem in self.problems if problem.column != key]


def check_book(imported: Import, book: SmallBook) -> None:
    """Do the dry run of a file of a small book. Nothing of the registry changes.

    Raises JobFailed for a file that cannot be read, JobCancelled when the job is no longer ours.
    """
    report_progress(imported, done=0, total=0, stage="reading")
    imported.checked_at = timezone.now()
    Import.objects.filter(pk=imported.pk).update(checked_at=imported.checked_at, failure={})
    staging.empty(imported.pk)
    # Sentences are kept in English and translated for whoever reads them.
    with translation.override(None), file_of(imported) as path:
        headings = book.known_keys | mapping_of.known_headings()
        try:
            with opened(path, headings=headings, other_sheets=OWN_SHEETS) as spreadsheet:
                _check(imported, book, spreadsheet)
        except UnreadableFileError as error:
            keep_headings(imported, error, book)
            own = any(title in str(error.params.get("seen", "")) for title in OWN_TITLES)
            code = "wrong_sheet" if own else error.code
            if code in ("wrong_sheet", "no_headings"):
                such = ", ".join(column.heading for column in book.columns if column.required)
                fail(imported, f"{code}_of_book", **{**error.params, "sheet": book.sheet, "such": such})
            fail(imported, code, **error.params)


def _check(imported: Import, book: SmallBook, spreadsheet: Spreadsheet) -> None:
    headings = _headings(imported, book, spreadsheet)
    checker = Checker(book, headings, imported.owner)
    counts: Counter[str] = Counter({verdict.value: 0 for verdict in Verdict})
    report_progress(imported, total=spreadsheet.about, stage="checking")
    done = 0
    for some in batched(spreadsheet.rows, BATCH):
        done += len(some)
        if done > MOST_ROWS:
            raise UnreadableFileError("too_many_rows", limit=f"{MOST_ROWS:,}")
        lines = checker.lines(some)
        _keep(imported, lines)
        counts.update(line.verdict for line in lines)
        report_progress(imported, done=done, total=max(spreadsheet.about, done) if spreadsheet.about else 0)
    notes = [*_notes(imported, spreadsheet), *headings.notes]
    Import.objects.filter(pk=imported.pk).update(
        sheet=spreadsheet.sheet[:100], notes=notes, counts=dict(counts), progress_total=done
    )


def _headings(imported: Import, book: SmallBook, spreadsheet: Spreadsheet) -> Headings:
    """The headings as a person said, or as was said of an earlier file of this shape. Raises UnreadableFileError."""
    if not imported.mapping:
        imported.mapping = mapping_of.remembered(spreadsheet.headings, book)
        imported.mapping_is_remembered = bool(imported.mapping)
    seen = read_plainly(spreadsheet.headings, spreadsheet.first_column)
    values: dict[str, Any] = {"mapping": imported.mapping, "mapping_is_remembered": imported.mapping_is_remembered}
    Import.objects.filter(pk=imported.pk).update(headings=seen, **values)
    headings = read(spreadsheet.headings, spreadsheet.first_column, imported.mapping, book)
    Import.objects.filter(pk=imported.pk).update(headings=kept(headings))
    refuse_incomplete(headings, book)
    return headings


def _notes(imported: Import, spreadsheet: Spreadsheet) -> Iterator[dict[str, Any]]:
    if imported.mapping_is_remembered:
        yield {"code": "mapping_remembered", "params": {}}
    if spreadsheet.template not in (0, VERSION):
        yield {"code": "old_template", "params": {"version": spreadsheet.template, "current": VERSION}}
    if spreadsheet.other_sheets:
        params = {"sheet": spreadsheet.sheet, "others": ", ".join(spreadsheet.other_sheets[:10])}
        yield {"code": "other_sheets", "params": params}


def _keep(imported: Import, lines: Iterable[Line]) -> None:
    ImportRow.objects.bulk_create(
        ImportRow(
            imported=imported,
            number=line.number,
            raw=[text.replace("\0", "") for text in line.raw],
            read={"given": line.given, "told": line.told},
            verdict=line.verdict,
            problems=[problem.as_json() for problem in line.problems],
            changes=line.changes,
            record=line.record.pk if line.record else None,
            seen_at=line.record.updated_at if line.record else None,
        )
        for line in lines
    )


class Checker:
    """Reads the rows of one file; remembers which records and natural keys the rows above meant."""

    def __init__(self, book: SmallBook, headings: Headings, user: Any) -> None:
        self.book, self.user, self.terms = book, user, current_terms()
        self._columns = [(heading.position, heading.column) for heading in headings.taken if heading.column]
        self._records: dict[int, int] = {}
        self._keys: dict[tuple[str, ...], int] = {}

    def lines(self, rows: Sequence[tuple[int, Cells]]) -> list[Line]:
        """These rows with their verdicts."""
        lines = [self._read(number, cells) for number, cells in rows]
        numbers = {line.given["id"] for line in lines if isinstance(line.given.get("id"), int)}
        known = self.book.records().in_bulk(list(numbers)) if numbers else {}
        exported = cells_of(self.book, known, self.user, self.terms)
        for line in lines:
            self._judge(line, known, exported)
        return lines

    def _read(self, number: int, cells: Cells) -> Line:
        line = Line(number, [as_text(cell) for cell in cells])
        for position, column in self._columns:
            cell = cells[position] if position < len(cells) else None
            text = normalise_lines(restored(as_text(cell))) if cell is not None else ""
            text = text.replace("\0", "")
            if not text.strip():
                continue
            line.texts[column.key] = text
            if normalise(text) == CLEAR:
                self._clear(line, column)
            elif isinstance(cell, dict) and column.kind in _NEVER_DAYS:
                line.problems.append(Problem(column.key, "date_cell", DATE_CELL, value=text))
            else:
                self._clean(line, column, cell if type(cell) in (int, float) else text)
        return line

    def _clear(self, line: Line, column: Column) -> None:
        if column.required:
            line.problems.append(Problem(column.key, "required_cleared", REQUIRED_CLEARED, value=CLEAR))
        elif column.kind is not Kind.RECORD:
            line.given[column.key] = [] if column.is_multiple else ""

    def _clean(self, line: Line, column: Column, value: Any) -> None:
        """The cell as the form takes it: codes for names of lists, days in ISO form, other texts as they are."""
        text = line.texts[column.key]
        if column.kind is Kind.PLACE:
            code = read_province(text).code
            if code is None:
                line.problems.append(
                    Problem(column.key, "place_unknown", NOT_A_PROVINCE, {"value": text[:100]}, value=text[:200])
                )
            else:
                line.given[column.key] = code
            return
        try:
            (cleaned,) = column.clean(value, self.terms)
        except ValidationError as error:
            line.problems.append(problems.of_validation(error, column=column.key, value=text[:200]))
            return
        is_day = column.kind is Kind.DAY
        if column.kind is Kind.MONEY:
            line.texts[column.key] = plain_number(cleaned)
        line.given[column.key] = (
            cleaned.isoformat() if is_day else str(cleaned) if column.kind is Kind.MONEY else cleaned
        )

    def _judge(self, line: Line, known: dict[int, Any], exported: dict[int, dict[str, str]]) -> None:
        number = line.given.pop("id", None)
        if number is not None:
            line.record = known.get(number)
            if line.record is None:
                line.problems.append(Problem("id", "record_unknown", UNKNOWN, {"value": number}, value=str(number)))
        elif not line.problems:
            self._find(line)
            if line.record is not None:
                exported = cells_of(self.book, {line.record.pk: line.record}, self.user, self.terms)
        if line.record is not None:
            self._compare(line, exported[line.record.pk])
        elif not line.has_errors:
            self._new(line)
        line.verdict = self._verdict(line)

    def _find(self, line: Line) -> None:
        """Give the line the record that its natural key means."""
        missing = [name for name in self.book.natural if name not in line.given and self.book.by_key[name].required]
        if missing:
            return
        form = self._form(line, None)
        try:
            cleaned = {name: _answer(form, name) for name in self.book.natural}
        except ValidationError:
            return
        found = list(self.book.alike(cleaned)[:10])
        if len(found) > 1:
            line.problems.append(Problem(self.book.natural[0], "several_alike", SEVERAL, {"count": len(found)}))
        elif found:
            line.record = found[0]

    def _compare(self, line: Line, before: dict[str, str]) -> None:
        """What the line would change of its record; a cell that says what an export says is left alone."""
        for key, text in line.texts.items():
            if key != "id" and text == normalise_lines(before.get(key, "")):
                line.drop(key)
        self._once(line)
        if not line.given or line.has_errors:
            return
        if self.book.is_closed(line.record):
            line.problems.append(Problem("id", "closed", CLOSED, value=str(line.record.pk)))
            return
        form = self._form(line, line.record)
        if self._taken(line, form):
            for key in line.given:
                line.told[key] = told(self.book.by_key[key], form.cleaned_data.get(key), self.terms)
                if normalise_lines(line.told[key]) != normalise_lines(before.get(key, "")):
                    line.changes[key] = [before.get(key, ""), line.told[key]]

    def _new(self, line: Line) -> None:
        for column in self.book.columns:
            if column.required and column.key not in line.given:
                line.problems.append(Problem(column.key, "required", EMPTY))
        if line.has_errors:
            return
        form = self._form(line, None)
        if not self._taken(line, form):
            return
        line.told = {key: told(self.book.by_key[key], form.cleaned_data.get(key), self.terms) for key in line.given}
        key = tuple(line.told.get(name, "") for name in self.book.natural)
        first = self._keys.setdefault(key, line.number)
        if first != line.number:
            params = {"row": first, "name": " ".join(filter(None, key))[:100]}
            line.problems.append(Problem(self.book.natural[0], "record_doubled", TWICE, params))

    def _once(self, line: Line) -> None:
        first = self._records.setdefault(line.record.pk, line.number)
        if first != line.number:
            params = {"row": first, "name": self.book.name_of(line.record)[:100]}
            line.problems.append(Problem("", "record_doubled", TWICE, params))

    def _form(self, line: Line, record: Any) -> Any:
        return form_of(self.book, line.given, record, self.user, self.terms, coming=self._coming)

    @property
    def _coming(self) -> frozenset[str]:
        """The natural keys of one column that rows above bring: agencies are part of one another."""
        return frozenset(key[0] for key in self._keys if len(key) == 1)

    def _taken(self, line: Line, form: Any) -> bool:
        """Whether the form takes the line; what it says against it is put into the line."""
        if form.is_valid():
            try:
                self.book.refuse(form, record=line.record)
            except ValidationError as error:
                form.add_error(None, error)
            else:
                return True
        for name, errors in form.errors.as_data().items():
            key = name if name in self.book.by_key else ""
            for listed in errors:
                for one in listed.error_list:
                    line.problems.append(problems.of_validation(one, column=key, value=line.texts.get(key, "")[:200]))
        return False

    def _verdict(self, line: Line) -> Verdict:
        if line.has_errors:
            return Verdict.ERROR
        if line.record is None:
            return Verdict.NEW
        return Verdict.CHANGED if line.changes else Verdict.SAME


def _answer(form: Any, name: str) -> Any:
    """What one field of a form makes of what was sent, the other fields left alone."""
    field = form.fields[name]
    return field.clean(field.widget.value_from_datadict(form.data, form.files, form.add_prefix(name)))


def form_of(
    book: SmallBook, given: dict[str, Any], record: Any, user: Any, terms: Terms, coming: frozenset[str] = frozenset()
) -> Any:
    """The book's form with a row's values over what its record holds."""
    opened_form = book.form(None, record=record, user=user, terms=terms)
    values = held(opened_form) if record is not None else {}
    form = book.form(data_of({**values, **given}, opened_form), record=record, user=user, terms=terms)
    for one in form.fields.values():
        if hasattr(one, "coming"):
            one.coming = coming
    return form


def cells_of(book: SmallBook, known: dict[int, Any], user: Any, terms: Terms) -> dict[int, dict[str, str]]:
    """What an export says of these records now: key → column → text."""
    if not known:
        return {}
    export = book.export(book.records().filter(pk__in=known).order_by("pk"), user, terms)
    keys = [column.key for column in export.columns]
    rows = export.flat_rows()
    money = {column.key for column in export.columns if column.kind is Kind.MONEY}
    found = {}
    for pk, row in zip(sorted(known), rows, strict=True):
        cells = {key: restored(cell or "") for key, cell in zip(keys, row, strict=True)}
        found[pk] = cells | {key: plain_number(Decimal(cells[key])) for key in money if cells[key]}
    return found
