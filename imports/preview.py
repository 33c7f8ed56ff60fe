"""The rows of a dry run as people read them: sentences, headings and links, in the reader's language."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from core.formats import language
from imports.books import book_of
from imports.books.book import Book, SmallBook
from imports.books.organisations import ORGANISATIONS
from imports.models import Duplicates, Import, ImportRow, Verdict
from imports.problems import ERROR, sentence
from imports.showing import in_words
from organisations.models import Organisation
from organisations.resources import columns
from organisations.terms import Terms, current_terms


@dataclass(frozen=True)
class Fault:
    """One problem: the column's letter in the spreadsheet program, its heading, and the sentence."""

    letter: str
    heading: str
    sentence: str
    is_error: bool


@dataclass(frozen=True)
class Line:
    row: ImportRow
    name: str
    code: str
    faults: list[Fault]
    url: str
    changes: list[tuple[str, str, str]]
    as_read: list[tuple[str, str]]
    choices: list[tuple[str, str]]


def lines(imported: Import, rows: Collection[ImportRow]) -> list[Line]:
    """The rows for the page; `rows`, a list of them, must come with their organisations."""
    book = book_of(imported)
    letters = {one["column"]: one["letter"] for one in imported.headings if one["column"]}
    terms = current_terms()
    if isinstance(book, SmallBook):
        return [_record_line(book, row, letters) for row in rows]
    added = _added(imported, rows)
    return [_line(imported, row, letters, terms, added.get(row.number, row.organisation)) for row in rows]


def _added(imported: Import, rows: Collection[ImportRow]) -> Mapping[int, Organisation]:
    """Number of a row → the organisation that it added, and that is still there."""
    if imported.committed_at is None:
        return {}
    touched = imported.touched.filter(number__in=[row.number for row in rows], undone=False)
    return {one.number: one.organisation for one in touched.select_related("organisation") if one.number}


def heading_of(key: str, book: Book = ORGANISATIONS) -> str:
    """The heading of a column in the reader's language; "" for none."""
    column = book.by_key.get(key)
    if column is None:
        return ""
    return column.heading_en if language() == "en" else column.heading


def _line(
    imported: Import, row: ImportRow, letters: dict[str, str], terms: Terms, organisation: Organisation | None
) -> Line:
    return Line(
        row=row,
        name=row.read.get("name_th") or (organisation.name_th if organisation else _("(no name)")),
        code=organisation.code if organisation else row.read.get("code", ""),
        url=organisation.get_absolute_url() if organisation else "",
        faults=[_fault(problem, letters, ORGANISATIONS) for problem in row.problems],
        changes=[(heading_of(key), before, after) for key, (before, after) in row.changes.items()],
        as_read=list(_as_read(row, terms)),
        choices=_choices(row) if imported.is_preview and row.is_decidable else [],
    )


def _record_line(book: SmallBook, row: ImportRow, letters: dict[str, str]) -> Line:
    """A row of a small book: its name is what it is known by."""
    told = row.read["told"]
    named = [told.get(key) or str(row.read["given"].get(key) or "") for key in book.natural]
    return Line(
        row=row,
        name=" · ".join(filter(None, named)) or _first_text(row) or _("(no name)"),
        code=_("Record no. %(number)s") % {"number": row.record} if row.record and book.identity else "",
        url=book.url_of(row.record) if row.record else "",
        faults=[_fault(problem, letters, book) for problem in row.problems],
        changes=[(heading_of(key, book), before, after) for key, (before, after) in row.changes.items()],
        as_read=[(heading_of(key, book), value) for key, value in told.items() if value],
        choices=[],
    )


def _first_text(row: ImportRow) -> str:
    """What a row that could not be read begins with."""
    return next((text[:80] for text in row.raw if text.strip() and not text.strip().isdigit()), "")


def _choices(row: ImportRow) -> list[tuple[str, str]]:
    """What may be decided of one row; a row that only looks like another of the file cannot change anything."""
    usual = _("as decided for all") if row.verdict == Verdict.DUPLICATE else _("change that organisation")
    offered = [(Duplicates.NEW, _("add as a new organisation")), (Duplicates.SKIP, _("leave out"))]
    if row.verdict == Verdict.DUPLICATE and row.organisation_id is not None:
        offered.insert(0, (Duplicates.UPDATE, _("change that organisation")))
    return [("", usual), *((value.value, label) for value, label in offered)]


def _fault(problem: dict[str, Any], letters: dict[str, str], book: Book) -> Fault:
    key = problem["column"]
    return Fault(letters.get(key, ""), heading_of(key, book), sentence(problem), problem["severity"] == ERROR)


def _as_read(row: ImportRow, terms: Terms) -> Iterable[tuple[str, str]]:
    """How every cell was read: names with their codes, days in words."""
    for column in columns():
        if row.read.get(column.feeds[0]) or (column.personal and row.read.get(column.feeds[-1])):
            yield heading_of(column.key), in_words(column, row.read, terms, language())
