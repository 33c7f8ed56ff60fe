"""From cells to values: every cell goes through its column's own cleaning, once for each different writing."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import zip_longest
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
from organisations.validators import split_normal
from thai.text import is_normal, normalise

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
class _Clear:
    """The cell says that the value is to be taken away."""


_CLEAR = _Clear()
# The value of a column with one feed; the values of one with several; why there are none; None: nothing to see.
Outcome = Any


class _Memory(dict[Cell, Outcome]):
    """What each writing of a column means, asked of `read` where it is met first."""

    def __init__(self, read: Callable[[Cell], Outcome]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, cell: Cell) -> Outcome:
        outcome = self[cell] = self._read(cell)
        return outcome


class _Reader:
    """Reads the cells of one column, and remembers what each writing meant, since most cells of a register repeat."""

    def __init__(self, column: Column, terms: Terms) -> None:
        self.column = column
        self.terms = terms
        self._number = TIDY_NUMBERS.get(column.kind)
        self._at_a_look = _at_a_look(column)
        self._memory = _Memory(self._outcome)
        self._most = _REMEMBERED_OF.get(column.kind, _REMEMBERED)
        self._rows = self._rows_before = 0
        self._remembers = True

    def read(self, cells: Sequence[Cell]) -> Iterable[Outcome]:
        """What some cells mean, in their order."""
        self._rows += len(cells)
        if len(self._memory) >= self._most:
            self._memory.clear()
            self._remembers = self._rows - self._rows_before > 2 * self._most
            self._rows_before = self._rows
        if not self._remembers:
            return map(self._outcome, cells)
        if _NO_KEYS.isdisjoint(map(type, cells)):
            return map(self._memory.__getitem__, cells)
        return [self._outcome(cell) if type(cell) in _NO_KEYS else self._memory[cell] for cell in cells]

    def _outcome(self, cell: Cell) -> Outcome:
        if cell is None:
            return None
        if type(cell) is str:
            found = self._at_a_look(cell)
            if found is not None:
                return found
        elif type(cell) is int and self._number is not None and 0 <= cell <= self._number.most:
            return self._number.value(cell)
        text = normalise(as_text(cell))
        if not text:
            return None
        if text == CLEAR:
            return _CLEAR
        if self.column.kind is Kind.PLACE:
            return ()  # the three levels are read together, see checks.places_read
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
        return _json(values[0]) if len(values) == 1 else tuple(map(_json, values))


# A day is no key of a dict; 1 and True are one key, but not one cell.
_NO_KEYS = frozenset({dict, bool})


def _at_a_look(column: Column) -> Callable[[str], Outcome]:
    """What tells the meaning of a text that is tidy already, as nearly all are, and None of others."""
    longest = column.max_length or sys.maxsize
    tidy = column.tidy or _never

    def latin(text: str) -> Outcome:
        return text if len(text) <= longest and tidy(text) else None

    def plain(text: str) -> Outcome:
        return text if text and text != CLEAR and len(text) <= longest and is_normal(text) and tidy(text) else None

    def person(text: str) -> Outcome:
        is_plain = text and text != CLEAR and text[0] != "'" and len(text) <= longest and is_normal(text)
        return split_normal(text) if is_plain else None

    if column.kind is Kind.PERSON:
        return person
    if column.tidy is None:
        return _never
    return latin if column.kind in _TOLD_AT_A_LOOK else plain


def _never(_text: str) -> Any:
    return None


class Cleaner:
    """Cleans rows of one file."""

    def __init__(self, headings: Sequence[Heading], terms: Terms) -> None:
        taken = [(one.position, one.column) for one in headings if one.column]
        self._readers = [(position, _Reader(column, terms)) for position, column in taken]
        self._columns = [(column, column.key, column.feeds, column.feeds[0]) for _position, column in taken]
        self._width = max((position for position, _column in taken), default=-1) + 1

    def rows(self, part: Sequence[tuple[int, Cells]]) -> list[Row]:
        """Rows with the values of their cells and the problems of those that could not be read. `part`: their numbers
        and cells.

        Cells are read column by column, as most of what a column needs then lies ready, and rows are made one by one.
        """
        wide = [[*cells, *[None] * (self._width - len(cells))] for _number, cells in part]
        by_position = list(zip_longest(*wide))
        columns = [by_position[position] for position, _reader in self._readers]
        meant = [reader.read(by_position[position]) for position, reader in self._readers]
        by_row = zip(part, zip(*columns, strict=True), zip(*meant, strict=True), strict=True)
        return [self._row(number, raw, cells, outcomes) for (number, raw), cells, outcomes in by_row]

    def _row(self, number: int, raw: Cells, cells: Sequence[Cell], outcomes: Sequence[Outcome]) -> Row:
        """A row of its cells, and those of the columns with what they mean."""
        row = Row(number, [cell if type(cell) is str else "" if cell is None else as_text(cell) for cell in raw])
        given, read = row.cells, row.read
        for (column, key, feeds, feed), cell, outcome in zip(self._columns, cells, outcomes, strict=True):
            if outcome is None:
                continue
            kind = type(outcome)
            if kind is tuple:
                given[key] = cell
                read.update(zip(feeds, outcome, strict=False))
            elif kind is Problem:
                given[key] = cell
                row.problems.append(outcome)
            elif kind is _Clear:
                _clear(row, column)
            else:
                given[key] = cell
                read[feed] = outcome
        return row


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
