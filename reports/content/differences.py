"""What differs between the figures of two documents, as their tables say them."""

from __future__ import annotations

from dataclasses import dataclass

from reports.content.blocks import Document, Table
from reports.content.writing import shown

# These tell of other reports or of the making of this one.
_ASIDE = {"changes", "seal"}
Key = tuple[str, str, str, str, str]


@dataclass(frozen=True)
class Difference:
    """A cell of a table: where it stands, what it said, what it says; "" where it is in one of them alone."""

    code: str
    chapter: str
    table: str
    row: str
    column: str
    before: str
    after: str


def differences(before: Document, after: Document) -> list[Difference]:
    """The cells of tables that are not the same, in the order of the first document, then what only the second has."""
    old, new = _cells(before), _cells(after)
    keys = [*old, *(key for key in new if key not in old)]
    return [
        Difference(*key, before=old.get(key, ""), after=new.get(key, ""))
        for key in keys
        if old.get(key) != new.get(key)
    ]


def _cells(document: Document) -> dict[Key, str]:
    """What each cell says, by chapter, caption of the table, first cell of the row and head of the column."""
    found: dict[Key, str] = {}
    for chapter in document.chapters:
        if chapter.code in _ASIDE:
            continue
        for table in (block for block in chapter.blocks if isinstance(block, Table)):
            for row in table.rows:
                label = shown(row.cells[0], table.columns[0].kind)
                for cell, column in zip(row.cells[1:], table.columns[1:], strict=True):
                    title = f"{column.group} {column.title}".strip()
                    found[chapter.code, chapter.title, table.caption, label, title] = shown(cell, column.kind)
    return found
