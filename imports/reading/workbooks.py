"""xlsx, xls and ods through calamine, as plain rows."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import python_calamine as calamine

from imports.reading import archive, limits, streamed
from imports.reading.layout import (
    ENOUGH,
    Cells,
    Known,
    as_text,
    heading_key,
    heading_row,
    is_blank,
    no_headings,
    plain,
)
from imports.reading.limits import HEADING_SEARCH_ROWS as DEPTH
from imports.reading.problems import UnreadableFileError

# A sheet with this many known headings is ours; the others need not be opened.
SURELY = 4
Workbook = calamine.CalamineWorkbook | streamed.Workbook
Sheet = calamine.CalamineSheet | streamed.Sheet


def read(path: Path, kind: str, known: Known) -> Iterator[dict[str, Any]]:
    """First {"sheet", "other_sheets", "row", "first_column", "headings", "about"}, then each row below.

    A row is {"n": the number that the spreadsheet program shows, "c": cells}.
    """
    last_rows = archive.check(path) if kind in {"xlsx", "ods"} else {}
    template = archive.template_version(path) if kind == "xlsx" else 0
    read_to = -1
    if kind == "xlsx":
        try:
            for part in _table(streamed.Workbook(path, last_rows), known):
                read_to = part.get("n", 0)
                yield part if read_to else {**part, "template": template}
            return
        except streamed.NotPlainError:
            pass
        except UnreadableFileError:
            if read_to >= 0:
                raise
    try:
        with calamine.load_workbook(str(path)) as workbook:
            parts = _table(workbook, known)
            head = next(parts)
            if read_to < 0:
                yield {**head, "template": template}
            yield from (part for part in parts if part["n"] > read_to)
    except calamine.PasswordError as error:
        raise UnreadableFileError("encrypted") from error
    except calamine.CalamineError as error:
        raise UnreadableFileError("encrypted" if "password" in str(error).lower() else "damaged") from error


def _table(workbook: Workbook, known: Known) -> Iterator[dict[str, Any]]:
    names = _sheet_names(workbook)
    sheet, number = _find(workbook, names, known)
    others = [other for other in names if other != sheet.name and heading_key(other) not in known.other_sheets]
    for n, cells in _rows(sheet):
        if n == number:
            yield {
                "sheet": sheet.name,
                "other_sheets": others,
                "row": n,
                "first_column": sheet.start[1] if sheet.start else 0,
                "headings": [as_text(cell) for cell in cells],
                "about": max(0, sheet.end[0] + 1 - n) if sheet.end else 0,
            }
        elif n > number:
            yield {"n": n, "c": cells}


def _find(workbook: Workbook, names: list[str], known: Known) -> tuple[Sheet, int]:
    """The sheet with the table and the number of its heading row. No sheet is read twice: it may take seconds."""
    best, found = 0, None
    seen: list[Cells] = []
    first_column = 0
    for name in names:
        sheet = _sheet(workbook, name)
        rows = list(islice(((n, cells) for n, cells in _rows(sheet) if not is_blank(cells)), DEPTH))
        position, score = heading_row([cells for _n, cells in rows], known)
        if rows and not seen:
            seen, first_column = [cells for _n, cells in rows], sheet.start[1] if sheet.start else 0
        if score > best:
            best, found = score, (sheet, rows[position][0])
        if score >= SURELY:
            break
    if found is None or best < ENOUGH:
        raise no_headings(seen, first_column)
    return found


def _sheet_names(workbook: Workbook) -> list[str]:
    sheets = [sheet for sheet in workbook.sheets_metadata if sheet.typ == calamine.SheetTypeEnum.WorkSheet]
    if len(sheets) > limits.SHEETS:
        raise UnreadableFileError("too_many_sheets", limit=limits.SHEETS)
    visible = [sheet.name for sheet in sheets if sheet.visible == calamine.SheetVisibleEnum.Visible]
    return visible or [sheet.name for sheet in sheets]


def _sheet(workbook: Workbook, name: str) -> Sheet:
    sheet = workbook.get_sheet_by_name(name)
    if sheet.total_height > limits.ROWS + limits.HEADING_SEARCH_ROWS:
        raise UnreadableFileError("too_many_rows", limit=limits.ROWS)
    if sheet.width > limits.COLUMNS:
        raise UnreadableFileError("too_many_columns", limit=limits.COLUMNS)
    if sheet.width * sheet.height > limits.CELLS:
        raise UnreadableFileError("too_many_rows", limit=limits.ROWS)
    return sheet


def _rows(sheet: Sheet) -> Iterator[tuple[int, Cells]]:
    """Rows under the numbers that the spreadsheet program shows; rows above the used area come as blanks, if at all."""
    if isinstance(sheet, streamed.Sheet):
        yield from sheet.numbered()
    elif sheet.start is not None:
        for number, cells in enumerate(sheet.iter_rows(), start=1):
            # Nearly all cells are texts, and millions come by.
            yield number, [(cell or None) if type(cell) is str else plain(cell) for cell in cells]
