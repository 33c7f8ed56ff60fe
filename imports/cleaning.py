"""From cells to values: every cell goes through its column's own cleaning, once for each different writing."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_noop as _

from imports import problems
from imports.headings import Heading
from imports.problems import Problem
from imports.reading import Cell, Cells, as_text
from imports.rows import Row
from organisations.cells import TIDY_NUMBERS
from organisations.choices import DatePrecision, Status
from organisations.columns import Column, Kind
from organisations.terms import Terms
from organisations.validators import split_title
from thai.text import normalise

CLEAR = "-"
# What a column's writings may cost in memory; a column of which hardly any repeats is not remembered.
_REMEMBERED = 4_000
# Of these there are no more than so many, and they are short.
_REMEMBERED_OF = {Kind.DATE: 24_000, Kind.PLACE: 12_000}
# Kinds whose tidy values are Latin letters, digits and signs without a space: normalised, and no “-”.
_TOLD_AT_A_LOOK = {Kind.PHONE, Kind.EMAIL, Kind.URL, Kind.POSTCODE}
_NULLED = {Kind.DATE, Kind.INTEGER, Kind.MONEY, Kind.PLACE}
# Kinds whose cell a spreadsheet program may have turned into a day by itself: 1/2 becomes 1 February.
_NEVER_DAYS = {Kind.TEXT, Kind.LONG_TEXT, Kind.NUMBER, Kind.PHONE, Kind.INTEGER, Kind.MONEY, Kind.PERSON}

DATE_CELL = _(
    "The spreadsheet program has turned this cell into a date. Format the column as text and type the value again."
)
REQUIRED_CLEARED = _("This column may not be emptied. Delete the “-” to leave it as it is, or type a value.")


@dataclass(frozen=True, slots=True)
class _Blank:
    """Nothing to see stands in the cell."""


@dataclass(frozen=True, slots=True)
class _Clear:
    """The cell says that the value is to be taken away."""


_BLANK, _CLEAR = _Blank(), _Clear()
# Values by feed, or why there are none.
Outcome = dict[str, Any] | Problem | _Blank | _Clear


class _Reader:
    """Reads the cells of one column, and remembers what each writing meant, since most cells of a register repeat."""

    def __init__(self, column: Column, terms: Terms) -> None:
        self.column = column
        self.terms = terms
        self.memory: dict[Cell, Outcome] = {}
        self._tidy = column.tidy
        self._tidy_at_a_look = column.tidy if column.kind in _TOLD_AT_A_LOOK else None
        self._longest = column.max_length or sys.maxsize
        self._most = _REMEMBERED_OF.get(column.kind, _REMEMBERED)
        self._rows_before = 0
        self._remembers = True

    def read(self, cell: Cell, rows: int) -> Outcome:
        """What a cell means that is not remembered; `rows`: how many were read by now."""
        outcome = self._outcome(cell)
        # A day is no key of a dict; 1 and True are one key, but not one cell.
        if self._remembers and not isinstance(cell, dict | bool):
            if len(self.memory) >= self._most:
                self.memory.clear()
                self._remembers = rows - self._rows_before > 2 * self._most
                self._rows_before = rows
            self.memory[cell] = outcome
        return outcome

    def _outcome(self, cell: Cell) -> Outcome:
        if type(cell) is int and (written := TIDY_NUMBERS.get(self.column.kind)) and 0 <= cell <= written.most:
            return {self.column.feeds[0]: written.value(cell)}
        at_a_look = self._tidy_at_a_look
        if at_a_look is not None and type(cell) is str and len(cell) <= self._longest and at_a_look(cell):
            return {self.column.feeds[0]: cell}
        text = normalise(as_text(cell))
        if not text:
            return _BLANK
        if text == CLEAR:
            return _CLEAR
        if self.column.kind is Kind.PLACE:
            return {}  # the three levels are read together, see checks.places_read
        if text is cell and self._tidy is not None and len(text) <= self._longest and self._tidy(text):
            return {self.column.feeds[0]: text}
        if text is cell and self.column.kind is Kind.PERSON and text[0] != "'" and len(text) <= self._longest:
            return dict(zip(self.column.feeds, split_title(text), strict=True))
        value: Any = cell
        if isinstance(cell, dict):
            if self.column.kind in _NEVER_DAYS:
                return Problem(self.column.key, "date_cell", DATE_CELL, value=as_text(cell))
            value = date.fromisoformat(cell["d"])
        elif isinstance(cell, bool):
            value = str(cell).upper()
        try:
            values = self.column.clean(value, self.terms)
        except ValidationError as error:
            return problems.of_validation(error, column=self.column.key, value=as_text(cell)[:200])
        return {feed: _json(part) for feed, part in zip(self.column.feeds, values, strict=True)}


class Cleaner:
    """Cleans rows of one file."""

    def __init__(self, headings: Sequence[Heading], terms: Terms) -> None:
        readers = [(heading.position, _Reader(heading.column, terms)) for heading in headings if heading.column]
        # Millions of cells come by: what is looked up for each of them lies ready.
        self._width = max((position for position, _reader in readers), default=-1) + 1
        self._columns = [
            (position, reader.column.key, reader.memory.get, reader.read, reader.column) for position, reader in readers
        ]
        self._rows = 0

    def row(self, number: int, cells: Cells) -> Row:
        """The row with the values of its cells and the problems of those that could not be read."""
        self._rows += 1
        row = Row(number, [cell if type(cell) is str else "" if cell is None else as_text(cell) for cell in cells])
        given, read = row.cells, row.read
        if len(cells) < self._width:
            cells = [*cells, *[None] * (self._width - len(cells))]
        for position, key, remembered, reads, column in self._columns:
            cell = cells[position]
            if cell is None:
                continue
            outcome = remembered(cell) if type(cell) in _REMEMBERED_TYPES else None
            if outcome is None:
                outcome = reads(cell, self._rows)
            if type(outcome) is dict:
                given[key] = cell
                read.update(outcome)
            elif isinstance(outcome, Problem):
                given[key] = cell
                row.problems.append(outcome)
            elif outcome is _CLEAR:
                _clear(row, column)
        return row


_REMEMBERED_TYPES = frozenset({str, int, float})


def _clear(row: Row, column: Column) -> None:
    if column.kind is Kind.CODE:
        return
    if column.required:
        row.problems.append(Problem(column.key, "required_cleared", REQUIRED_CLEARED, value=CLEAR))
        return
    row.cleared.add(column.key)
    row.read.update(cleared_values(column))


def cleared_values(column: Column) -> dict[str, Any]:
    """What the feeds of a column hold once it is cleared."""
    if column.kind is Kind.DATE:
        return dict(zip(column.feeds, (None, DatePrecision.DAY.value), strict=True))
    if column.kind is Kind.STATUS:
        return dict.fromkeys(column.feeds, Status.ACTIVE.value)
    if column.is_multiple:
        return {feed: [] for feed in column.feeds}
    return dict.fromkeys(column.feeds, None if column.kind in _NULLED else "")


def _json(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    return value
