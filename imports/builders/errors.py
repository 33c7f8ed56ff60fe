"""The rows that could not be taken in as a workbook: as they were, marked, with why; ready to mend and upload again."""

from __future__ import annotations

from collections.abc import Iterator

from core import workbooks
from core.formats import language
from core.spreadsheets import neutralised
from imports.books import book_of
from imports.books.book import Book
from imports.headings import ROW_NUMBER, WHY
from imports.models import Import, ImportRow, Verdict
from imports.preview import heading_of
from imports.problems import ERROR, sentence


def pieces(imported: Import) -> Iterator[bytes]:
    """The workbook, streamed: row number and reasons first, then the columns of the file under its own headings."""
    here = 1 if language() == "en" else 0
    headings = [ROW_NUMBER[here], WHY[here], *(_safe(str(one["heading"])) for one in _columns(imported))]
    return workbooks.pieces(book_of(imported).sheet, headings, _rows(imported), numbers={0})


def personal_columns(imported: Import) -> list[str]:
    """Keys of the file's columns that hold personal data."""
    fields = book_of(imported).by_key
    keys = [one["column"] for one in imported.headings]
    return [key for key in keys if key in fields and fields[key].personal]


def error_rows(imported: Import) -> int:
    return int(imported.counts.get(Verdict.ERROR, 0))


def _rows(imported: Import) -> Iterator[workbooks.Row]:
    columns, book = _columns(imported), book_of(imported)
    rows = ImportRow.objects.filter(imported=imported, verdict=Verdict.ERROR).order_by("number")
    for row in rows.values_list("number", "raw", "problems").iterator(chunk_size=1000):
        yield _row(book, columns, *row)


def _row(
    book: Book, columns: list[dict[str, int | str]], number: int, raw: list[str], problems: list[dict[str, str]]
) -> list[str]:
    worst: dict[str, bool] = {}
    reasons = []
    for problem in problems:
        key, is_error = problem["column"], problem["severity"] == ERROR
        worst[key] = worst.get(key, False) or is_error
        heading = heading_of(key, book)
        reasons.append(f"{heading}: {sentence(problem)}" if heading else sentence(problem))
    cells = []
    for column in columns:
        at = int(column["at"])
        text = _safe(raw[at]) if at < len(raw) else ""
        key = str(column["column"])
        cells.append(workbooks.Marked(text, is_warning=not worst[key]) if key and key in worst else text)
    return [str(number), _safe("\n".join(reasons)), *cells]


def _columns(imported: Import) -> list[dict[str, int | str]]:
    """The file's columns with their place in a row, without those that an earlier such workbook brought."""
    every = [{**one, "at": place} for place, one in enumerate(imported.headings)]
    return [one for one in every if one["column"] not in ("why", "row_number")]


def _safe(text: str) -> str:
    """What begins with an apostrophe is none already, and is read back as it was."""
    return text if text.startswith("'") else neutralised(text)
