"""A row of the file on its way through reading, checks, matching and verdict; no check touches the spreadsheet."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from imports.problems import ERROR, Problem
from imports.reading import Cell


@dataclass(slots=True)
class Existing:
    """An organisation of the registry as a row is compared with: its values by feed (see organisations.resources)."""

    pk: int
    code: str
    name: str
    state: str
    updated_at: str
    values: dict[str, Any]


@dataclass(slots=True)
class Row:
    """`cells`: column key → typed cell, where one is given; `read`: feed → value, ready for JSON and for writing.

    `reasons`: why the duplicate finder takes the row for `existing` or `candidate`; `is_guessed`: surely, but not by a
    number of its own. `is_checked`: before it was matched, as a row may be that gives no registry code; then `name_key`
    and `contacts` are known. Of such a row that comes from another process (imports.helper), `ready` is what staging.py
    writes of it and `sought` what finding.py looks for; `read` holds finding.SAID alone until the row is
    known to mean a record, and `raw` and `cells` are left out.
    """

    number: int
    raw: list[str]
    cells: dict[str, Cell] = field(default_factory=dict)
    read: dict[str, Any] = field(default_factory=dict)
    cleared: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    existing: Existing | None = None
    candidate: Existing | None = None
    reasons: tuple[str, ...] = ()
    is_guessed: bool = False
    twin: int = 0
    verdict: str = ""
    changes: dict[str, list[str]] = field(default_factory=dict)
    name_key: str = ""
    is_checked: bool = False
    contacts: tuple[str, ...] = ()
    ready: bytes = b""
    sought: tuple[bytes, bytes] | None = None

    @property
    def has_errors(self) -> bool:
        return any(problem.severity == ERROR for problem in self.problems)

    def result(self, feed: str) -> Any:
        """What the registry would hold in `feed` after the row is written."""
        if feed in self.read:
            return self.read[feed]
        return self.existing.values.get(feed) if self.existing else None
