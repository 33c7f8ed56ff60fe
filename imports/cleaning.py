"""From cells to values: every cell goes through its column's own cleaning, once for each different writing."""

from __future__ import annotations

from collections.abc import Sequence
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
from organisations.choices import DatePrecision, Status
from organisations.columns import Column, Kind
from organisations.terms import Terms
from thai.text import normalise

CLEAR = "-"
_REMEMBERED = 20_000
_NULLED = {Kind.DATE, Kind.INTEGER, Kind.MONEY, Kind.PLACE}
# Kinds whose cell a spreadsheet program may have turned into a day by itself: 1/2 becomes 1 February.
_NEVER_DAYS = {Kind.TEXT, Kind.LONG_TEXT, Kind.NUMBER, Kind.PHONE, Kind.INTEGER, Kind.MONEY, Kind.PERSON}

DATE_CELL = _(
    "The spreadsheet program has turned this cell into a date. Format the column as text and type the value again."
)
REQUIRED_CLEARED = _("This column may not be emptied. Delete the “-” to leave it as it is, or type a value.")

Outcome = tuple[Any, ...] | Problem


class Cleaner:
    """Cleans rows of one file. Remembers what each writing meant, since most cells of a register repeat."""

    def __init__(self, headings: Sequence[Heading], terms: Terms) -> None:
        self._columns = [(heading.position, heading.column) for heading in headings if heading.column]
        self._terms = terms
        self._memory: dict[str, dict[Cell, Outcome]] = {column.key: {} for _position, column in self._columns}

    def row(self, number: int, cells: Cells) -> Row:
        """The row with the values of its cells and the problems of those that could not be read."""
        row = Row(number, [as_text(cell) for cell in cells])
        for position, column in self._columns:
            cell = cells[position] if position < len(cells) else None
            text = normalise(as_text(cell)) if cell is not None else ""
            if not text:
                continue
            if text == CLEAR:
                self._clear(row, column)
                continue
            row.cells[column.key] = cell
            if column.kind is Kind.PLACE:
                continue  # the three levels are read together, see checks.places
            outcome = self._outcome(column, cell)
            if isinstance(outcome, Problem):
                row.problems.append(outcome)
            else:
                row.read.update(zip(column.feeds, outcome, strict=True))
        return row

    def _clear(self, row: Row, column: Column) -> None:
        if column.kind is Kind.CODE:
            return
        if column.required:
            row.problems.append(Problem(column.key, "required_cleared", REQUIRED_CLEARED, value=CLEAR))
            return
        row.cleared.add(column.key)
        row.read.update(cleared_values(column))

    def _outcome(self, column: Column, cell: Cell) -> Outcome:
        memory = self._memory[column.key]
        key: Cell = f"\0{cell['d']}" if isinstance(cell, dict) else cell
        # 1 and True are one key of a dict, but not one cell.
        if isinstance(cell, bool):
            return self._cleaned(column, cell)
        if key not in memory:
            if len(memory) >= _REMEMBERED:
                memory.clear()
            memory[key] = self._cleaned(column, cell)
        return memory[key]

    def _cleaned(self, column: Column, cell: Cell) -> Outcome:
        value: Any = cell
        if isinstance(cell, dict):
            if column.kind in _NEVER_DAYS:
                return Problem(column.key, "date_cell", DATE_CELL, value=as_text(cell))
            value = date.fromisoformat(cell["d"])
        elif isinstance(cell, bool):
            value = str(cell).upper()
        try:
            return tuple(_json(part) for part in column.clean(value, self._terms))
        except ValidationError as error:
            return problems.of_validation(error, column=column.key, value=as_text(cell)[:200])


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
