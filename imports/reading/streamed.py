"""Long xlsx sheets of plain cells, read while they are unpacked: their rows come at once, and no sheet is in memory.

What spreadsheet programs write of texts and numbers is one grammar, and every tag of a row must be accounted for by it.
Anything else (formulas, days, errors, rich text, other prefixes or encodings) raises NotPlainError, and calamine reads
the sheet instead, from the row on where that was met (workbooks.py). The archive has been checked before.
"""

from __future__ import annotations

import codecs
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import IO
from xml.etree import ElementTree
from xml.sax.saxutils import unescape

from python_calamine import SheetTypeEnum, SheetVisibleEnum

from imports.reading import limits
from imports.reading.layout import Cell, Cells

# Bytes of a sheet from which on it is worth it: those of some 3,000 organisations.
FROM = 8_000_000
_PIECE = 256 * 1024
# Characters of a row, and of what stands before the first.
_LONGEST = 8 * 1024 * 1024
_CELL = re.compile(
    r'<c r="([A-Z]{1,2})([0-9]+)"(?: s="([0-9]+)")?(?: t="(s|n|inlineStr)")?'
    r'(?:/>|>(?:<v>([^<]+)</v>|<is><t(?: xml:space="preserve")?>([^<]+)</t></is>)</c>)'
)
_EMPTY_ROWS = r'(?:\s*<row r="[0-9]+"[^<>]*/>)*\s*'
_ROW = re.compile(rf'{_EMPTY_ROWS}<row r="([0-9]{{1,7}})"[^<>/]*>')
_END = re.compile(rf"{_EMPTY_ROWS}</sheetData>")
_STRING = re.compile(r'\s*<si>(?:<t(?: xml:space="preserve")?>([^<]+)</t>|<t/>)')
# Spaces at the ends of a text that nothing says to preserve are no part of it.
_SPACED = re.compile(r"<t>\s|\s</t>")
_REFERENCE = re.compile("&(?!(?:amp|lt|gt|quot|apos);)")
_QUOTES = {"&quot;": '"', "&apos;": "'"}
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,3})?\Z", re.ASCII)
_WHOLE = 10**15
# Formats of numbers that make no day of a number (ECMA-376, 18.8.30).
_NO_DAYS = frozenset({0, 1, 2, 3, 4, 9, 10, 11, 12, 13, 37, 38, 39, 40, 48, 49})
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_LETTERS = [chr(65 + place) for place in range(26)]
_PLACES = {name: place for place, name in enumerate([*_LETTERS, *(a + b for a in _LETTERS for b in _LETTERS)])}


class NotPlainError(Exception):
    """The file holds more than is read here."""


@dataclass(frozen=True)
class About:
    """A sheet, as calamine's metadata tell it, and its part of the archive."""

    name: str
    visible: SheetVisibleEnum
    part: str

    @property
    def typ(self) -> SheetTypeEnum:
        return SheetTypeEnum.WorkSheet


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
            self.has_strings = "xl/sharedStrings.xml" in sizes
            self.days = _styles_of_days(archive) if "xl/styles.xml" in sizes else frozenset()
        if not all(about.part in last_rows for about in self.sheets_metadata):
            raise NotPlainError

    def get_sheet_by_name(self, name: str) -> Sheet:
        return Sheet(self, next(about for about in self.sheets_metadata if about.name == name))

    @cached_property
    def strings(self) -> list[Cell]:
        """Texts that cells refer to by number."""
        found: list[Cell] = []
        if self.has_strings:
            with zipfile.ZipFile(self.path) as archive, archive.open("xl/sharedStrings.xml") as stream:
                for piece in _pieces(stream, "<si>", "</si>", re.compile(r"\s*</sst>")):
                    string = _STRING.match(piece)
                    if string is None or piece.count("<") != (3 if string[1] else 2):
                        raise NotPlainError
                    text = string[1]
                    found.append(unescape(text, _QUOTES) if text and "&" in text else text)
        return found


class Sheet:
    """One sheet, whose columns begin with A; as calamine's as far as workbooks.py asks."""

    def __init__(self, book: Workbook, about: About) -> None:
        self.name = about.name
        self._book, self._part = book, about.part
        first = [cells for _n, cells in islice(self._read(limits.COLUMNS), limits.HEADING_SEARCH_ROWS)]
        used = [place for cells in first for place, cell in enumerate(cells) if cell is not None]
        self.width = max(used, default=-1) + 1
        self.total_height = self.height = book.last_rows[about.part]
        if 0 not in used or self.height > limits.ROWS:
            raise NotPlainError
        self.start, self.end = (0, 0), (self.height - 1, self.width - 1)

    def numbered(self) -> Iterator[tuple[int, Cells]]:
        """The rows in which something stands, under their numbers. Raises NotPlainError, also in the midst of them."""
        return self._read(self.width)

    def _read(self, width: int) -> Iterator[tuple[int, Cells]]:
        strings, days = self._book.strings, self._book.days
        before = 0
        with zipfile.ZipFile(self._book.path) as archive, archive.open(self._part) as stream:
            for piece in _pieces(stream, "<sheetData>", "</row>", _END):
                row = _ROW.match(piece)
                if row is None or int(row[1]) <= before:
                    raise NotPlainError
                before, tags = int(row[1]), row[0].count("<")
                cells: Cells = [None] * width
                has_references = "&" in piece
                for letters, digits, style, kind, value, text in _CELL.findall(piece, row.end()):
                    cell: Cell
                    if text:
                        tags += 6
                        cell = unescape(text, _QUOTES) if has_references else text
                    elif value:
                        tags += 4
                        cell = _string(strings, value) if kind == "s" else _number(value)
                        if kind != "s" and (style or "0") in days:
                            raise NotPlainError
                    else:
                        tags += 1
                        continue
                    place = _PLACES[letters]
                    if bool(text) is not (kind == "inlineStr") or digits != row[1] or place >= width:
                        raise NotPlainError
                    cells[place] = cell
                if piece.count("<") != tags:
                    raise NotPlainError
                yield before, cells


def _string(strings: list[Cell], value: str) -> Cell:
    if not (value.isascii() and value.isdigit() and int(value) < len(strings)):
        raise NotPlainError
    return strings[int(value)]


def _number(value: str) -> int | float:
    """As workbooks.py has numbers: whole ones as such."""
    if not _NUMBER.match(value):
        raise NotPlainError
    number = float(value)
    return int(number) if number.is_integer() and abs(number) < _WHOLE else number


def _pieces(stream: IO[bytes], beginning: str, end: str, last: re.Pattern[str]) -> Iterator[str]:
    """What stands before each `end`, from `beginning` on, which belongs to the first one where it is a tag of each.

    `last`: what comes behind them all.
    """
    decode = codecs.getincrementaldecoder("utf-8")("strict").decode
    rest, has_begun = "", False
    while data := stream.read(_PIECE):
        try:
            rest += decode(data)
        except UnicodeDecodeError as error:
            raise NotPlainError from error
        if not has_begun and beginning in rest:
            if 'encoding="' in rest[:200] and 'encoding="utf-8"' not in rest[:200].lower():
                raise NotPlainError
            has_begun = True
            rest = rest[rest.index(beginning) + (len(beginning) if beginning == "<sheetData>" else 0) :]
        if has_begun:
            *whole, rest = rest.split(end)
            for piece in whole:
                # Excel's own escapes, and ends of lines of other systems.
                if "_x" in piece or "\r" in piece or ("<t>" in piece and _SPACED.search(piece)):
                    raise NotPlainError
                if "&" in piece and _REFERENCE.search(piece):
                    raise NotPlainError
                yield piece
            if last.match(rest):
                return
        if len(rest) > _LONGEST:
            raise NotPlainError
    raise NotPlainError


def _sheets(archive: zipfile.ZipFile) -> list[About]:
    try:
        book = ElementTree.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314 - without entities: archive.check
        related = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314 - as above
        targets = {one.get("Id", ""): (one.get("Type", ""), one.get("Target", "")) for one in related}
        found = []
        for sheet in book.iter(f"{_MAIN}sheet"):
            kind, target = targets[sheet.get(_ID, "")]
            if not kind.endswith("/worksheet"):
                raise NotPlainError
            is_visible = sheet.get("state", "visible") == "visible"
            part = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
            found.append(
                About(sheet.get("name", ""), SheetVisibleEnum.Visible if is_visible else SheetVisibleEnum.Hidden, part)
            )
    except (ElementTree.ParseError, KeyError) as error:
        raise NotPlainError from error
    return found


def _styles_of_days(archive: zipfile.ZipFile) -> frozenset[str]:
    """The numbers of styles, as cells give them, in which a number may be a day."""
    try:
        styles = ElementTree.fromstring(archive.read("xl/styles.xml"))  # noqa: S314 - without entities: archive.check
        formats = [int(xf.get("numFmtId", "0")) for xf in styles.iterfind(f"{_MAIN}cellXfs/{_MAIN}xf")]
    except (ElementTree.ParseError, ValueError) as error:
        raise NotPlainError from error
    return frozenset(str(place) for place, number in enumerate(formats) if number not in _NO_DAYS)
