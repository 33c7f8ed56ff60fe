"""Where the table begins: titles, logos and notes may stand above its headings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from math import isfinite
from typing import Any

from imports.reading.problems import UnreadableFileError
from thai.text import fold_signs, search_key

Cell = str | int | float | bool | dict[str, str] | None
Cells = list[Cell]

# Fewer headings than this are chance: a title may hold the word จังหวัด.
ENOUGH = 2
# A row that is wider is none that anybody would explain cell by cell.
MOST_HEADINGS = 80


@dataclass(frozen=True)
class Known:
    """The headings that may be met, by their keys (see heading_key), and sheets that are never the table."""

    headings: frozenset[str]
    other_sheets: frozenset[str] = field(default_factory=frozenset)


def heading_key(text: object) -> str:
    """What is compared of a heading: no spaces, case, punctuation or tone marks (as organisations.terms.key_of)."""
    return fold_signs(search_key(text)) if isinstance(text, str) else ""


def _keys(cell: Cell) -> set[str]:
    """A heading as it stands, and without what is in brackets: งบประมาณ (บาท)."""
    return {heading_key(cell), heading_key(cell.split("(")[0])} if isinstance(cell, str) else set()


def heading_row(rows: Sequence[Cells], known: Known) -> tuple[int, int]:
    """(position of the row with the most known headings, their number); the first of equals; (-1, 0) for none."""
    best, best_score = -1, 0
    for position, cells in enumerate(rows):
        score = sum(not known.headings.isdisjoint(_keys(cell)) for cell in cells)
        if score > best_score:
            best, best_score = position, score
    return best, best_score


def no_headings(rows: Sequence[Cells], first_column: int = 0) -> UnreadableFileError:
    """What to say of a table without known headings: what was seen, and the row that a person may explain."""
    if not rows:
        return UnreadableFileError("empty")
    likely = next((cells for cells in rows if sum(isinstance(cell, str) and cell != "" for cell in cells) > ENOUGH), [])
    headings = [as_text(cell)[:200].replace("\0", "") for cell in likely[:MOST_HEADINGS]]
    return UnreadableFileError("no_headings", seen=preview(rows[0]), headings=headings, first_column=first_column)


def is_blank(cells: Cells) -> bool:
    """Whether nothing at all stands in a row."""
    return all(cell is None or cell == "" or (isinstance(cell, str) and not cell.strip()) for cell in cells)


def as_text(cell: Cell) -> str:
    """A cell as one reads it; a day in ISO form."""
    if cell is None:
        return ""
    return cell.get("d", "") if isinstance(cell, dict) else str(cell)


def preview(cells: Cells) -> str:
    """The first cells of a row, for a sentence that tells what was found instead of headings."""
    return ", ".join(as_text(cell)[:30] for cell in cells if as_text(cell).strip())[:120]


def plain(cell: Any) -> Cell:
    """A cell of calamine's as JSON has it; a day as {"d": ISO}, whatever year it claims."""
    if isinstance(cell, str):
        return cell or None
    if isinstance(cell, bool):
        return cell
    if isinstance(cell, float):
        if not isfinite(cell):
            return str(cell)  # for which JSON has no word
        return int(cell) if cell.is_integer() and abs(cell) < 1e15 else cell
    if isinstance(cell, datetime):
        return {"d": cell.date().isoformat()}
    if isinstance(cell, date):
        return {"d": cell.isoformat()}
    if isinstance(cell, time | timedelta):
        return str(cell)
    return int(cell)
