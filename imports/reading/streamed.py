"""Long xlsx sheets, read while they are unpacked: calamine gets them in pieces of some hundred rows.

It has a whole sheet in memory before it gives the first row. So rows that are unpacked are put into a workbook of
their own, with the same styles and days. Where a sheet cannot be cut like that NotPlainError is raised, and it is read
whole instead, from the row on where that was met (workbooks.py). The archive has been checked before.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from itertools import islice, pairwise
from pathlib import Path
from typing import IO
from xml.etree import ElementTree
from xml.sax.saxutils import unescape

import python_calamine as calamine

from imports.reading import limits
from imports.reading.layout import Cell, Cells, plain

# Bytes of a sheet from which on it is worth it: those of some 3,000 organisations.
FROM = 8_000_000
_PIECE = 512 * 1024
# Bytes of a row, and of what stands before the first.
_LONGEST = 8 * 1024 * 1024
_BOOK, _RELATED = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_STRINGS = "xl/sharedStrings.xml"
# What calamine needs beside a sheet.
_ABOUT_ALL = ("_rels/.rels", _BOOK, _RELATED, "xl/styles.xml")
_OPENING = re.compile(rb"<worksheet\b[^<>]*>")
_ENCODING = re.compile(rb"""encoding\s*=\s*["'](?!utf-8["'])""", re.IGNORECASE)
_ROW, _NUMBER = b"<row", re.compile(rb' r="([0-9]{1,7})"')
# A text that is referred to by number comes as the number behind a sign that no file is expected to have.
_REFERRED, _MARKED = b't="s"><v>', b't="str"><v>\xee\x80\x80'
_MARK = "\ue000"
_TEXT = re.compile(r'\s*<si>(?:<t(?: xml:space="preserve")?>([^<]+)</t>|<t/>)')
# Spaces at the ends of a text that nothing says to preserve are no part of it.
_SPACED = re.compile(r"<t>\s|\s</t>")
_REFERENCE = re.compile("&(?!(?:amp|lt|gt|quot|apos);)")
_QUOTES = {"&quot;": '"', "&apos;": "'"}
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


class NotPlainError(Exception):
    """The file is not one that is read here."""


@dataclass(frozen=True)
class About:
    """A sheet, as calamine's metadata tell it, and its part of the archive."""

    name: str
    visible: calamine.SheetVisibleEnum
    part: str

    @property
    def typ(self) -> calamine.SheetTypeEnum:
        return calamine.SheetTypeEnum.WorkSheet


class Workbook:
    """A checked xlsx file; as calamine's as far as workbooks.py asks. `last_rows`: see archive.check.

    Raises NotPlainError.
    """

    def __init__(self, path: Path, last_rows: Mapping[str, int]) -> None:
        self.path, self.last_rows = path, last_rows
        with zipfile.ZipFile(path) as archive:
            sizes = {entry.filename: entry.file_size for entry in archive.infolist()}
            if not any(sizes[part] >= FROM for part in last_rows):
                raise NotPlainError
            self.sheets_metadata = _sheets(archive)
            self._about_all = {name: archive.read(name) for name in _ABOUT_ALL if name in sizes}
            self._has_strings = _STRINGS in sizes
        if not all(about.part in last_rows for about in self.sheets_metadata):
            raise NotPlainError

    def get_sheet_by_name(self, name: str) -> Sheet:
        return Sheet(self, next(about for about in self.sheets_metadata if about.name == name))

    @cached_property
    def strings(self) -> list[Cell]:
        """Texts that cells refer to by number."""
        found: list[Cell] = []
        if self._has_strings:
            with zipfile.ZipFile(self.path) as archive, archive.open(_STRINGS) as stream:
                for some in _pieces(stream, b"<si>", b"</si>", b"</sst>"):
                    found += map(_text, _decoded(some).split("</si>")[:-1])
        return found

    def of(self, about: About, opening: bytes, rows: bytes) -> calamine.CalamineSheet:
        """Some rows of a sheet as a sheet of their own."""
        file = BytesIO()
        with zipfile.ZipFile(file, "w") as archive:
            for name, content in self._about_all.items():
                archive.writestr(name, content)
            archive.writestr(about.part, b"%b<sheetData>%b</sheetData></worksheet>" % (opening, rows))
        file.seek(0)
        try:
            return calamine.load_workbook(file).get_sheet_by_name(about.name)
        except calamine.CalamineError as error:
            raise NotPlainError from error


class Sheet:
    """One sheet, whose columns begin with A; as calamine's as far as workbooks.py asks."""

    def __init__(self, book: Workbook, about: About) -> None:
        self.name = about.name
        self._book, self._about = book, about
        first = [cells for _n, cells in islice(self._read(limits.COLUMNS), limits.HEADING_SEARCH_ROWS)]
        used = [place for cells in first for place, cell in enumerate(cells) if cell is not None]
        self.width = max(used, default=-1) + 1
        self.total_height = self.height = book.last_rows[about.part]
        if 0 not in used or self.height > limits.ROWS + limits.HEADING_SEARCH_ROWS:
            raise NotPlainError
        self.start, self.end = (0, 0), (self.height - 1, self.width - 1)

    def numbered(self) -> Iterator[tuple[int, Cells]]:
        """The rows in which something stands, under their numbers. Raises NotPlainError, also in the midst of them."""
        return self._read(self.width)

    def _read(self, width: int) -> Iterator[tuple[int, Cells]]:
        before = 0
        with zipfile.ZipFile(self._book.path) as archive, archive.open(self._about.part) as stream:
            pieces = _pieces(stream, b"<sheetData>", b"</row>", b"</sheetData>")
            opening = _OPENING.search(next(pieces))
            if opening is None:
                raise NotPlainError
            for rows in pieces:
                numbers = [before, *map(_number, rows.split(_ROW)[1:])]
                if any(one >= after for one, after in pairwise(numbers)):
                    raise NotPlainError
                before = numbers[-1]
                yield from self._cells(opening[0], rows, width)

    def _cells(self, opening: bytes, rows: bytes, width: int) -> Iterator[tuple[int, Cells]]:
        referred = rows.count(b't="s"')
        # No text of the file may look like one that is marked, written by its number either.
        if _holds(rows, b"\xee", _MARKED[-3:]) or (referred and (referred != rows.count(_REFERRED) or b"&#" in rows)):
            raise NotPlainError
        sheet = self._book.of(self._about, opening, rows.replace(_REFERRED, _MARKED) if referred else rows)
        if sheet.start is None:
            return
        first, left = sheet.start
        before: Cells = [None] * left
        after: Cells = [None] * (width - left - sheet.width)
        if left + sheet.width > width:
            raise NotPlainError
        for number, cells in enumerate(sheet.to_python(skip_empty_area=True), first + 1):
            # Nearly all cells are texts, and millions come by.
            found = [(cell or None) if type(cell) is str else plain(cell) for cell in cells]
            if referred:
                found = [self._meant(cell) if type(cell) is str and cell[0] == _MARK else cell for cell in found]
            yield number, [*before, *found, *after]

    def _meant(self, cell: str) -> Cell:
        try:
            return self._book.strings[int(cell[1:])]
        except (ValueError, IndexError) as error:
            raise NotPlainError from error


def _pieces(stream: IO[bytes], beginning: bytes, end: bytes, last: bytes) -> Iterator[bytes]:
    """What stands before the first `beginning`, if that stands by itself, then all up to `last` in pieces that end
    with `end`. Raises NotPlainError."""
    head = rest = b""
    while beginning not in rest:
        data = stream.read(_PIECE)
        if not data or len(rest) > _LONGEST:
            raise NotPlainError
        rest += data
    head, rest = rest[: rest.index(beginning)], rest[rest.index(beginning) :]
    if _ENCODING.search(head[:200]):
        raise NotPlainError
    if beginning == b"<sheetData>":
        yield head
        rest = rest.removeprefix(beginning)
    while True:
        over = rest.find(last)
        upto = over if over >= 0 else rest.rfind(end) + len(end)
        if over >= 0 or upto >= len(end):
            some, rest = rest[:upto], rest[upto:]
            # Comments, and texts that are not what they look like.
            if _holds(some, b"!", b"<!") or _holds(some, b"?", b"<?"):
                raise NotPlainError
            yield some
        if over >= 0:
            return
        data = stream.read(_PIECE)
        if not data or len(rest) > _LONGEST:
            raise NotPlainError
        rest += data


def _holds(some: bytes, seldom: bytes, what: bytes) -> bool:
    """Whether `what` stands somewhere; looked for only where its one byte `seldom` does, which is far quicker found."""
    return seldom in some and what in some


def _number(row: bytes) -> int:
    """The number of a row, which begins behind its name."""
    found = _NUMBER.match(row)
    if found is None:
        raise NotPlainError
    return int(found[1])


def _decoded(some: bytes) -> str:
    try:
        return some.decode()
    except UnicodeDecodeError as error:
        raise NotPlainError from error


def _text(piece: str) -> str | None:
    """A text that cells refer to, as far as it is a plain one."""
    found = _TEXT.match(piece)
    if found is None or piece.count("<") != (3 if found[1] else 2):
        raise NotPlainError
    # Excel's own escapes, and ends of lines of other systems.
    if "_x" in piece or "\r" in piece or ("<t>" in piece and _SPACED.search(piece)):
        raise NotPlainError
    text: str | None = found[1]
    if text is None or "&" not in text:
        return text
    if _REFERENCE.search(text):
        raise NotPlainError
    return unescape(text, _QUOTES)


def _sheets(archive: zipfile.ZipFile) -> list[About]:
    try:
        book = ElementTree.fromstring(archive.read(_BOOK))  # noqa: S314 - without entities: archive.check
        related = ElementTree.fromstring(archive.read(_RELATED))  # noqa: S314 - as above
        targets = {one.get("Id", ""): (one.get("Type", ""), one.get("Target", "")) for one in related}
        found = []
        for sheet in book.iter(f"{_MAIN}sheet"):
            kind, target = targets[sheet.get(_ID, "")]
            if not kind.endswith("/worksheet"):
                raise NotPlainError
            is_visible = sheet.get("state", "visible") == "visible"
            part = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
            visible = calamine.SheetVisibleEnum
            found.append(About(sheet.get("name", ""), visible.Visible if is_visible else visible.Hidden, part))
    except (ElementTree.ParseError, KeyError) as error:
        raise NotPlainError from error
    return found
