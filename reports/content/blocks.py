"""What a report is made of, whatever its format: a document of chapters, a chapter of blocks.

Blocks hold values, not typeset text, so that a spreadsheet gets numbers and a page gets links.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

Value = str | int | Decimal | date | bool | None


class As(StrEnum):
    """How the values of a column are written."""

    TEXT = "text"
    NUMBER = "number"
    MONEY = "money"
    PERCENT = "percent"
    CHANGE = "change"
    DATE = "date"


@dataclass(frozen=True)
class Cell:
    """A value; `url` leads to the records behind it, `missing` is what to say where there is none."""

    value: Value
    url: str = ""
    missing: str = ""


@dataclass(frozen=True)
class Column:
    """`group` is a heading over neighbouring columns, `share` how wide it is among the others (0: as its content)."""

    title: str
    kind: As = As.TEXT
    group: str = ""
    share: int = 0


@dataclass(frozen=True)
class Row:
    cells: tuple[Cell, ...]
    strong: bool = False


@dataclass(frozen=True)
class Heading:
    """Below the chapter's own title: level 2 or 3. `listed`: the table of contents has it, where it is of level 2."""

    text: str
    level: int = 2
    listed: bool = True


class Led(str):
    """A text with figures in it that lead to their records: `pieces` of it, each with its address or ""."""

    __slots__ = ("pieces",)
    pieces: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Paragraph:
    """`text` may be Led, as those of facts."""

    text: str


@dataclass(frozen=True)
class Note:
    """A quiet remark: a definition, how to read a table."""

    text: str


@dataclass(frozen=True)
class Facts:
    """Labelled values: of a project, of the report itself."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class KeyFigure:
    label: str
    value: str
    remark: str = ""
    url: str = ""


@dataclass(frozen=True)
class KeyFigures:
    figures: tuple[KeyFigure, ...]


@dataclass(frozen=True)
class Table:
    """`sheet` names it in a spreadsheet."""

    caption: str
    sheet: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    note: str = ""


@dataclass(frozen=True)
class Bar:
    label: str
    value: Decimal | int | None
    shown: str


@dataclass(frozen=True)
class Bars:
    """A bar chart; its numbers stand in the table after it."""

    caption: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Step:
    """A shade of the map: from `lowest` to `highest`, as written."""

    level: int
    text: str


@dataclass(frozen=True)
class ProvinceMap:
    """The provinces in five shades, by code; its numbers stand in a table."""

    caption: str
    levels: Mapping[str, int]
    legend: tuple[Step, ...]
    summary: str


Block = Heading | Paragraph | Note | Facts | KeyFigures | Table | Bars | ProvinceMap


@dataclass(frozen=True)
class Chapter:
    code: str
    title: str
    blocks: tuple[Block, ...]
    is_annex: bool = False
    is_wide: bool = False


@dataclass(frozen=True)
class Document:
    """A report in one language, ready to be set."""

    language: str
    title: str
    plan: str
    period: str
    place: str
    issuer: str
    cut_off: str
    digest: str
    site: str = ""
    edition: str = ""
    is_brief: bool = False  # two pages for the chair: without cover and contents
    chapters: tuple[Chapter, ...] = field(default_factory=tuple)
