"""The headings of a file matched with the declared columns."""

from __future__ import annotations

import difflib
import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from imports.books.book import Book
from imports.books.organisations import ORGANISATIONS
from imports.reading import UnreadableFileError, heading_key
from organisations.columns import Column, Kind

# Columns of the workbook of errors, in Thai and English: where a row stood, and why it was not taken in.
ROW_NUMBER = ("แถวเดิม", "Row in the file")
WHY = ("สิ่งที่ต้องแก้", "What to mend")

# Kinds whose values stand in the template's sheet of lists, beside the provinces.
LISTED = frozenset({Kind.TERM, Kind.TERMS, Kind.STATUS, Kind.CHOICE})

# A slip of one letter in a heading of ordinary length; anything less alike is not ours to guess.
_ALIKE = 0.88
_SHORTEST = 5


@dataclass(frozen=True)
class Heading:
    """One column of the file: its letter in the spreadsheet program, what stands there, and what it was read as."""

    position: int
    letter: str
    text: str
    column: Column | None
    own: str = ""
    """"why" or "row_number" where it is a column of the workbook of errors."""


@dataclass(frozen=True)
class Headings:
    all: tuple[Heading, ...]
    notes: tuple[dict[str, Any], ...]

    @property
    def taken(self) -> list[Heading]:
        """Those whose cells are taken in."""
        # What an export adds feeds nothing.
        return [heading for heading in self.all if heading.column and heading.column.feeds]


def known_keys() -> frozenset[str]:
    """The keys of every heading of the registry that is understood, for finding the table in a sheet."""
    return ORGANISATIONS.known_keys


def read(
    texts: list[str], first_column: int = 0, mapping: Mapping[str, str] | None = None, book: Book = ORGANISATIONS
) -> Headings:
    """Match headings with columns. `mapping`: what a person said, heading_key → key of a column, "" to skip it.

    Raises UnreadableFileError where one is doubled.
    """
    mapping = mapping or {}
    found: dict[int, Column] = {}
    notes: list[dict[str, Any]] = []
    said = {position: mapping[key] for position, key in enumerate(keys_of(texts)) if key in mapping}
    for position, text in enumerate(texts):
        column = book.by_key.get(said[position]) if position in said else book.column_of(text)
        if text.strip() and column:
            _refuse_doubled(found, column, position, first_column)
            found[position] = column
    ours = {position: key for position, text in enumerate(texts) if (key := _own(text))}
    for position, text in enumerate(texts):
        if position in found or position in ours or position in said or not text.strip():
            continue
        letter = letter_of(first_column + position)
        if column := _alike(text, book, taken=set(found.values())):
            found[position] = column
            params = {"letter": letter, "heading": text[:60], "column": column.heading}
            notes.append({"code": "understood_column", "params": params})
        else:
            notes.append({"code": "unknown_column", "params": {"letter": letter, "heading": text[:60]}})
    every = tuple(
        Heading(position, letter_of(first_column + position), text, found.get(position), ours.get(position, ""))
        for position, text in enumerate(texts)
    )
    return Headings(every, tuple(notes))


def keys_of(texts: Iterable[str]) -> list[str]:
    """heading_key of each heading; one that stands there again is told from the first by its number."""
    seen: Counter[str] = Counter()
    found = []
    for key in map(heading_key, texts):
        seen[key] += 1
        found.append(f"{key}#{seen[key]}" if key and seen[key] > 1 else key)
    return found


def read_plainly(texts: list[str], first_column: int = 0) -> list[dict[str, str]]:
    """The headings as Import keeps them, none of them understood yet."""
    return [
        {"letter": letter_of(first_column + position), "heading": text[:200], "column": _own(text)}
        for position, text in enumerate(texts)
    ]


def refuse_incomplete(headings: Headings, book: Book = ORGANISATIONS) -> None:
    """Raise UnreadableFileError where the required columns are missing.

    A file of changes alone may do with what a row is known by; any other needs what a new record needs.
    """
    keys = {heading.column.key for heading in headings.all if heading.column}
    missing = [column.heading for column in book.columns if column.required and column.key not in keys]
    if not missing or book.identity in keys:
        return
    # The template's sheet of lists has the names of lists above their values.
    lists = {column.key for column in book.columns if column.kind in LISTED} | {"province"}
    if len(keys) > 3 and keys <= lists:
        raise UnreadableFileError("wrong_sheet")
    raise UnreadableFileError("missing_columns", columns=", ".join(missing))


def shape_of(texts: Iterable[str], book: Book = ORGANISATIONS) -> str:
    """What files of one shape have in common: a digest of their headings, but for those of the workbook of errors."""
    keys = [key for text in texts if (key := heading_key(text)) and not _own(text)]
    # Files of two books may have the same headings, which mean two things.
    keys += [book.slug] if book is not ORGANISATIONS else []
    return hashlib.sha256("\n".join(keys).encode()).hexdigest()


def _own(text: str) -> str:
    """Of which column of the workbook of errors a heading is, if of any."""
    key = heading_key(text)
    names = {"why": WHY, "row_number": ROW_NUMBER}
    return next((name for name, headings in names.items() if key in map(heading_key, headings)), "")


def _refuse_doubled(found: dict[int, Column], column: Column, position: int, first_column: int) -> None:
    for other, taken in found.items():
        if taken is column:
            raise UnreadableFileError(
                "doubled_columns",
                column=column.heading,
                first=letter_of(first_column + other),
                second=letter_of(first_column + position),
            )


def _alike(text: str, book: Book, taken: set[Column]) -> Column | None:
    key = heading_key(text)
    if len(key) < _SHORTEST:
        return None
    for near in difflib.get_close_matches(key, book.known_keys, n=1, cutoff=_ALIKE):
        column = book.column_of(near)
        if column is not None and column not in taken:
            return column
    return None


def letter_of(position: int) -> str:
    """0 is A, 25 is Z, 26 is AA."""
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
