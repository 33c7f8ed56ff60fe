"""What every reader of a section is given, and how it names the rows it has read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from indicators.figures import RecordRef
from reports.scope import Scope


@dataclass(frozen=True)
class Moment:
    """A report's scope, and the moment as of which its data are read."""

    scope: Scope
    cut_off: datetime
    edition: int = 1
    why: str = ""

    @property
    def today(self) -> date:
        """The day of the cut-off, in Bangkok."""
        return self.cut_off.date()


def behind(model: str, rows: Iterable[tuple[int, int | None]]) -> dict[str, Any]:
    """Records behind a figure: id and version of each, by id."""
    return {"model": model, "columns": ["id", "version"], "rows": sorted(list(row) for row in set(rows))}


def behind_refs(refs: Iterable[RecordRef]) -> dict[str, Any]:
    """The same of references to records of one model."""
    refs = list(refs)
    return behind(refs[0].model if refs else "", ((ref.id, ref.version) for ref in refs))
