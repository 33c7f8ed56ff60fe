"""csv in the encodings and with the delimiters that Thai offices use."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from imports.reading import limits
from imports.reading.layout import ENOUGH, Cell, Cells, Known, as_text, heading_row, is_blank, no_headings
from imports.reading.problems import UnreadableFileError

DELIMITERS = (",", ";", "\t", "|")
_SAMPLE = 64 * 1024
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def read(path: Path, known: Known) -> Iterator[dict[str, Any]]:
    """As workbooks.read; the first part also tells "encoding" and "delimiter"."""
    encoding = encoding_of(path)
    delimiter, numbered_from = _delimiter(path, encoding, known)
    rows = _rows(path, encoding, delimiter, numbered_from)
    first = list(islice(((n, cells) for n, cells in rows if not is_blank(cells)), limits.HEADING_SEARCH_ROWS))
    position, score = heading_row([cells for _n, cells in first], known)
    if score < ENOUGH:
        raise no_headings([cells for _n, cells in first])
    number, headings = first[position]
    yield {
        "sheet": "",
        "other_sheets": [],
        "row": number,
        "first_column": 0,
        "headings": [as_text(cell) for cell in headings],
        "encoding": encoding,
        "delimiter": delimiter,
    }
    for n, cells in first[position + 1 :]:
        yield {"n": n, "c": cells}
    for n, cells in rows:
        yield {"n": n, "c": cells}


def encoding_of(path: Path) -> str:
    """utf-8-sig, utf-8, utf-16, utf-16-le, utf-16-be or cp874 (Windows Thai, of which TIS-620 is a part).

    Raises UnreadableFileError for what is no text at all.
    """
    with path.open("rb") as file:
        head = file.read(_SAMPLE)
        for bom, encoding in _BOMS:
            if head.startswith(bom):
                return encoding
        if b"\0" in head:
            return _utf16_without_bom(head)
    for encoding in ("utf-8", "cp874"):
        if _decodes(path, encoding):
            return encoding
    raise UnreadableFileError("not_text")


def _utf16_without_bom(head: bytes) -> str:
    """In UTF-16 the upper byte of a Latin letter is 0 and of a Thai one 0x0E: told by where those bytes stand."""
    odd, even = head[1::2], head[0::2]
    for upper, encoding in ((odd, "utf-16-le"), (even, "utf-16-be")):
        if len(upper) > 4 and (upper.count(0) + upper.count(0x0E)) / len(upper) > 0.9:
            return encoding
    raise UnreadableFileError("not_text")


def _decodes(path: Path, encoding: str) -> bool:
    try:
        with path.open(encoding=encoding, newline="") as file:
            while file.read(limits.MEGABYTE):
                pass
    except UnicodeDecodeError:
        return False
    return True


def _delimiter(path: Path, encoding: str, known: Known) -> tuple[str, int]:
    """The delimiter under which most headings are known, and the number of the first row.

    A first line "sep=;" tells Excel the delimiter; Excel shows it no row number.
    """
    with path.open(encoding=encoding, newline="") as file:
        try:
            start = file.readline(20).strip().strip('"').lower()
        except UnicodeError as error:
            raise UnreadableFileError("not_text") from error
    if start == "sep=" or (start.startswith("sep=") and len(start) == 5):
        return (start[4:] or "\t"), 0
    best, best_score = ",", -1
    for delimiter in DELIMITERS:
        rows = islice(_rows(path, encoding, delimiter, 1), limits.HEADING_SEARCH_ROWS * 2)
        _position, score = heading_row([cells for _n, cells in rows], known)
        if score > best_score:
            best, best_score = delimiter, score
    return best, 1


def _rows(path: Path, encoding: str, delimiter: str, numbered_from: int) -> Iterator[tuple[int, Cells]]:
    """Records under the numbers that a spreadsheet program gives them: blank lines count, lines in quotes do not."""
    csv.field_size_limit(limits.CELL_CHARACTERS)
    with path.open(encoding=encoding, newline="") as file:
        try:
            for number, record in enumerate(csv.reader(_lines(file), delimiter=delimiter), start=numbered_from):
                if number > limits.ROWS + limits.HEADING_SEARCH_ROWS:
                    raise UnreadableFileError("too_many_rows", limit=limits.ROWS)
                if len(record) > limits.COLUMNS:
                    raise UnreadableFileError("too_many_columns", limit=limits.COLUMNS)
                if number > 0:
                    yield number, _cells(record)
        except csv.Error as error:
            raise UnreadableFileError("broken_csv") from error
        except UnicodeError as error:
            raise UnreadableFileError("not_text") from error


def _cells(record: Iterable[str]) -> list[Cell]:
    return [text.replace("\0", "") or None for text in record]


def _lines(file: io.TextIOBase) -> Iterator[str]:
    """Lines, but never an endless one."""
    while line := file.readline(limits.LINE_CHARACTERS):
        if len(line) >= limits.LINE_CHARACTERS:
            raise UnreadableFileError("broken_csv")
        yield line
