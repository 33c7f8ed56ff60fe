"""The registry as files: the list's own query under the import template's headings, written while it is read.

What a reader may not see is left empty, never left out, so that every file is a valid import: an empty cell changes
nothing there.
"""

from __future__ import annotations

import csv
import io
import json
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from typing import IO, Any

import xlsxwriter
from django.db.models import FilteredRelation, OuterRef, Q, Subquery
from django.utils import timezone

from accounts.permissions import Right, has_right
from core.spreadsheets import neutralised
from organisations.columns import Cell, Column, Kind
from organisations.models import YearlyBudget
from organisations.querysets import OrganisationQuerySet
from organisations.resources import FURTHER, columns
from organisations.terms import Terms

CHUNK = 1000
# Not for the public where an organisation asked so; notes are the offices' own.
CONTACT = frozenset(
    {"house_number", "village_number", "lane", "road", "subdistrict", "postcode", "phone", "email", "website"}
)
INTERNAL = frozenset({"note"})
Row = list[Cell]


class Export:
    """One export for one reader. `has_people`: whether the columns of people are filled."""

    def __init__(self, found: OrganisationQuerySet, user: Any, terms: Terms) -> None:
        self.columns: tuple[Column, ...] = (*columns(), *FURTHER)
        self.user = user
        self.is_insider = has_right(user, Right.VIEW_UNPUBLISHED)
        self.has_people = has_right(user, Right.EXPORT_PERSONAL_DATA)
        self._everywhere = has_right(user, Right.WHOLE_COUNTRY)
        self._found = found
        self._cells = [_reader(column, terms) for column in self.columns]
        self._personal = [place for place, column in enumerate(self.columns) if column.personal]
        self._contact = [place for place, column in enumerate(self.columns) if column.key in CONTACT]
        self._internal = [place for place, column in enumerate(self.columns) if column.key in INTERNAL]

    @property
    def headings(self) -> list[str]:
        return [column.heading for column in self.columns]

    def rows(self) -> Iterator[Row]:
        """The cells of every organisation, in the list's order; one question, read in pieces."""
        latest = YearlyBudget.objects.filter(organisation=OuterRef("pk")).order_by("-fiscal_year").values("total")[:1]
        sources = [source for column in self.columns for source in column.sources]
        found = self._found.annotate(latest_budget=Subquery(latest))
        if self.has_people:
            found = found.annotate(
                head=FilteredRelation("people", condition=Q(people__kind="head")),
                coordinator=FilteredRelation("people", condition=Q(people__kind="coordinator")),
            )
        else:
            # A column that nobody may see is read as nothing.
            sources = ["code" if source.startswith(("head__", "coordinator__")) else source for source in sources]
        read = found.values_list("province_id", "contact_is_public", *sources)
        spans = _spans(self.columns)
        for values in read.iterator(chunk_size=CHUNK):
            row = [cell(values[first:last]) for cell, (first, last) in zip(self._cells, spans, strict=True)]
            for place in self._hidden(province=values[0], contact_is_public=values[1]):
                row[place] = ""
            yield row

    def _hidden(self, *, province: str, contact_is_public: bool) -> list[int]:
        """Places of the cells that this reader may not see of this organisation."""
        hidden: list[int] = []
        if not self.has_people or not (self._everywhere or province in self.user.province_codes):
            hidden += self._personal
        if not self.is_insider:
            hidden += self._internal
            if not contact_is_public:
                hidden += self._contact
        return hidden


def _spans(of: Sequence[Column]) -> list[tuple[int, int]]:
    """Where each column's values stand in a row, behind the two that decide what is hidden."""
    spans, first = [], 2
    for column in of:
        spans.append((first, first + len(column.sources)))
        first += len(column.sources)
    return spans


def _reader(column: Column, terms: Terms) -> Callable[[Sequence[Any]], Cell]:
    """The column's `cell`, with its names looked up once where there are few."""
    if column.kind is Kind.TERM and column.taxonomy:
        names = {code: entry.name_th for code, entry in terms.of(column.taxonomy).items()}
        return lambda values: names.get(values[0], values[0])
    if column.kind is Kind.TERMS and column.taxonomy:
        names = {code: entry.name_th for code, entry in terms.of(column.taxonomy).items()}
        return lambda values: [names.get(code, code) for code in values[0] or ()]
    if column.kind in (Kind.STATUS, Kind.DATE, Kind.PROVINCES, Kind.PERSON):
        return lambda values: column.cell(values, terms)
    return lambda values: "" if values[0] is None else values[0]


def _flat(cell: Cell) -> str | int | Decimal:
    """A cell as a spreadsheet has it: text that cannot come alive, or a number."""
    if isinstance(cell, str):
        return neutralised(cell) if cell else ""
    if isinstance(cell, list):
        return neutralised("; ".join(cell))
    if isinstance(cell, datetime):
        return timezone.localtime(cell).isoformat(timespec="seconds")
    return "" if cell is None else cell  # type: ignore[return-value]  # dates come as text from their column


def csv_chunks(export: Export) -> Iterator[bytes]:
    """The file in pieces, with the mark by which Excel knows UTF-8."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(export.headings)
    buffer.seek(0)
    yield b"\xef\xbb\xbf" + buffer.read().encode()
    for rows in _batches(export.rows()):
        buffer.seek(0)
        buffer.truncate()
        writer.writerows([[_flat(cell) for cell in row] for row in rows])
        yield buffer.getvalue().encode()


def json_chunks(export: Export) -> Iterator[bytes]:
    """A list of objects under the same headings; several values are a list."""
    yield b"["
    first = True
    for rows in _batches(export.rows()):
        objects = [
            json.dumps(dict(zip(export.headings, row, strict=True)), ensure_ascii=False, default=_plain) for row in rows
        ]
        yield (("" if first else ",") + "\n" + ",\n".join(objects)).encode()
        first = False
    yield b"\n]\n"


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return timezone.localtime(value).isoformat(timespec="seconds")
    return float(value) if value % 1 else int(value)


def xlsx_file(export: Export) -> IO[bytes]:
    """The workbook, at its beginning; its rows are kept on disk while it is made."""
    file = tempfile.TemporaryFile(suffix=".xlsx")  # noqa: SIM115 - the response closes it
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        sheet = book.add_worksheet("องค์กร")
        sheet.freeze_panes(1, 2)
        sheet.set_column(0, len(export.columns) - 1, 18)
        sheet.write_row(0, 0, export.headings, book.add_format({"bold": True}))
        for number, row in enumerate(export.rows(), start=1):
            for place, cell in enumerate(row):
                flat = _flat(cell)
                if isinstance(flat, str):
                    if flat:
                        sheet.write_string(number, place, flat)
                else:
                    sheet.write_number(number, place, flat)
    file.seek(0)
    return file


def _batches(rows: Iterator[Row]) -> Iterator[list[Row]]:
    batch: list[Row] = []
    for row in rows:
        batch.append(row)
        if len(batch) == CHUNK:
            yield batch
            batch = []
    if batch:
        yield batch
