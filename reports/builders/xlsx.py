"""Excel by XlsxWriter: one sheet a table, numbers as numbers, and no formula ever."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _
from django.utils.translation import override
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from reports.builders.layout import Digits, chapter_numbers
from reports.builders.record_rows import RecordRows
from reports.content.blocks import As, Cell, Chapter, Column, Document, Facts, KeyFigures, Paragraph, Table
from reports.content.records import RecordSheet
from reports.content.writing import shown

FONT = "Sarabun"
FORMATS = {
    As.NUMBER: "#,##0;−#,##0;0",
    As.MONEY: "#,##0.00;−#,##0.00;0.00",
    As.CHANGE: "+#,##0.##;−#,##0.##;0",
    As.PERCENT: '0"%"',
    As.DATE: "[$-D07041E]d mmm yyyy",
}
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
LONGEST_NAME = 31


def build(
    document: Document, *, made_at: datetime, digits: Digits = "arabic", records: Iterable[RecordSheet] = ()
) -> bytes:
    """The workbook of a document and the records behind it, dated `made_at`.

    Digits are numbers' own, so `digits` changes nothing here.
    """
    file = io.BytesIO()
    # Texts never become formulas, links or numbers, whatever sign they begin with.
    safe = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with (
        override(document.language),
        xlsxwriter.Workbook(file, {"in_memory": True, **safe}) as book,
    ):
        book.set_properties(
            {
                "title": f"{document.title} {document.period}",
                "author": document.issuer,
                "subject": document.plan,
                "comments": document.digest,
                "created": made_at.replace(tzinfo=None),
            }
        )
        book.set_size(2400, 1600)
        # The table of XlsxWriter itself: what stands there is written with the file.
        rows = RecordRows(book.str_table._get_shared_string_index)
        _Book(book, document, rows).write(records)
    return rows.put_into(file.getvalue())


class _Book:
    def __init__(self, book: Workbook, document: Document, rows: RecordRows) -> None:
        self.book, self.document, self.rows = book, document, rows
        self.names: set[str] = set()
        base = {"font_name": FONT, "font_size": 14, "valign": "top", "text_wrap": True}
        self.text = book.add_format(base)
        self.title = book.add_format({**base, "bold": True, "font_size": 18, "text_wrap": False})
        self.label = book.add_format({**base, "bold": True})
        self.quiet = book.add_format({**base, "font_color": "#4d5666", "text_wrap": False})
        head = {**base, "bold": True, "bg_color": "#1c3068", "font_color": "#ffffff", "border": 1, "valign": "vcenter"}
        self.head = book.add_format(head)
        self.group = book.add_format({**head, "align": "center"})
        self.cells = {
            (kind, strong): book.add_format(
                {
                    **base,
                    "border": 1,
                    "border_color": "#c3cad6",
                    **({"num_format": FORMATS[kind]} if kind in FORMATS else {}),
                    **({"align": "right"} if kind not in (As.TEXT, As.DATE) else {}),
                    **({"bold": True, "bg_color": "#e7ecf8"} if strong else {}),
                }
            )
            for kind in As
            for strong in (False, True)
        }

    def write(self, records: Iterable[RecordSheet]) -> None:
        self._cover()
        for chapter in self.document.chapters:
            for block in chapter.blocks:
                if isinstance(block, Table):
                    self._table(chapter, block)
        for sheet in records:
            self._records(sheet)

    def _sheet(self, name: str) -> Worksheet:
        sheet = self.book.add_worksheet(self._name(name))
        sheet.set_paper(9)  # A4
        sheet.set_margins(left=1.18, right=0.79, top=0.98, bottom=0.87)
        sheet.fit_to_pages(1, 0)
        foot = f"{self.document.digest[:12]} · {_('Data cut off on')} {self.document.cut_off}"
        sheet.set_footer(f"&L&10{foot}&R&10&P / &N")
        return sheet

    def _name(self, wanted: str) -> str:
        """A name that spreadsheet programs take, used once."""
        name = _FORBIDDEN.sub("-", wanted).strip()[:LONGEST_NAME]
        number = 2
        while name.casefold() in self.names:
            tail = f" {number}"
            name = name[: LONGEST_NAME - len(tail)] + tail
            number += 1
        self.names.add(name.casefold())
        return name

    def _cover(self) -> None:
        document = self.document
        sheet = self._sheet(_("Summary"))
        sheet.set_column(0, 0, 44)
        sheet.set_column(1, 1, 60)
        sheet.write_string(0, 0, document.title, self.title)
        rows = [
            (_("Plan"), document.plan),
            (_("Period"), document.period),
            *([(_("Province"), document.place)] if document.place else []),
            (_("Issued by"), document.issuer),
            (_("Data cut off on"), document.cut_off),
            (_("Seal (SHA-256)"), document.digest),
        ]
        row = 2
        for label, text in rows:
            sheet.write_string(row, 0, label, self.label)
            sheet.write_string(row, 1, text, self.text)
            row += 1
        for label, text in self._sentences():
            row += 1
            sheet.write_string(row, 0, label, self.label)
            sheet.write_string(row, 1, text, self.text)

    def _sentences(self) -> Iterator[tuple[str, str]]:
        """The texts of the first chapter."""
        for block in self.document.chapters[0].blocks:
            if isinstance(block, Paragraph):
                yield "", block.text
            elif isinstance(block, KeyFigures):
                yield from ((figure.label, f"{figure.value} ({figure.remark})") for figure in block.figures)
            elif isinstance(block, Facts):
                yield from block.rows

    def _table(self, chapter: Chapter, table: Table) -> None:
        sheet = self._sheet(table.sheet)
        numbers = dict(
            zip(
                (each.code for each in self.document.chapters),
                chapter_numbers(self.document.chapters, self.document.language),
                strict=True,
            )
        )
        sheet.write_string(0, 0, table.caption, self.title)
        sheet.write_string(1, 0, f"{numbers[chapter.code]} {chapter.title} · {self.document.period}", self.quiet)
        first = 3
        grouped = any(column.group for column in table.columns)
        if grouped:
            self._groups(sheet, first, table.columns)
            first += 1
        for at, column in enumerate(table.columns):
            sheet.write_string(first, at, column.title, self.head)
            sheet.set_column(at, at, _width(table, at))
        for below, row in enumerate(table.rows, first + 1):
            for at, (cell, column) in enumerate(zip(row.cells, table.columns, strict=True)):
                self._cell(sheet, below, at, cell, column, strong=row.strong)
        last = first + len(table.rows)
        sheet.freeze_panes(first + 1, 1)
        sheet.repeat_rows(first - (1 if grouped else 0), first)
        sheet.print_area(0, 0, last + (2 if table.note else 0), len(table.columns) - 1)
        if sum(_width(table, at) for at in range(len(table.columns))) > 100:
            sheet.set_landscape()
        if table.note:
            sheet.write_string(last + 2, 0, table.note, self.quiet)

    def _records(self, records: RecordSheet) -> None:
        """A long list: plain cells without lines, which a spreadsheet program filters and counts."""
        sheet = self._sheet(records.name)
        sheet.write_string(0, 0, records.caption, self.title)
        number = _("%(count)s records, each in the version that was counted") % {"count": f"{records.count:,}"}
        sheet.write_string(1, 0, f"{number} · {self.document.cut_off}", self.quiet)
        for at, title in enumerate(records.columns):
            sheet.write_string(3, at, title, self.head)
            sheet.set_column(at, at, max(14.0, len(title) * 1.25 + 2))
        # XlsxWriter numbers the files of its sheets from 1.
        self.rows.write(f"xl/worksheets/sheet{sheet.index + 1}.xml", records.rows, 5)
        last = 3 + records.count
        sheet.autofilter(3, 0, last, len(records.columns) - 1)
        sheet.freeze_panes(4, 1)
        sheet.repeat_rows(3)
        sheet.print_area(0, 0, last, len(records.columns) - 1)
        if len(records.columns) > 4:
            sheet.set_landscape()

    def _groups(self, sheet: Worksheet, row: int, columns: tuple[Column, ...]) -> None:
        start = 0
        while start < len(columns):
            end = start
            while end + 1 < len(columns) and columns[start].group and columns[end + 1].group == columns[start].group:
                end += 1
            if end > start:
                sheet.merge_range(row, start, row, end, columns[start].group, self.group)
            else:
                sheet.write_string(row, start, columns[start].group, self.group)
            start = end + 1

    def _cell(self, sheet: Worksheet, row: int, at: int, cell: Cell, column: Column, *, strong: bool) -> None:
        value: Any = cell.value
        written = self.cells[column.kind, strong]
        if isinstance(value, date):
            sheet.write_datetime(row, at, datetime(value.year, value.month, value.day), written)  # noqa: DTZ001 - a day
        elif isinstance(value, int | Decimal) and not isinstance(value, bool):
            sheet.write_number(row, at, value, written)
        else:
            sheet.write_string(row, at, shown(cell, column.kind), written)


def _width(table: Table, at: int) -> float:
    """As wide as the longest text of a column, within reason; Thai marks above and below take no width."""
    texts = [table.columns[at].title, *(shown(row.cells[at], table.columns[at].kind) for row in table.rows)]
    longest = max(len(re.sub(r"[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]", "", text)) for text in texts)
    return min(60.0, max(10.0, longest * 1.25 + 2))
