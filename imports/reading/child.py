"""The process that opens a stranger's file: no Django, no database, no secrets, and limits on what it may use.

Standard input: one JSON object {"path", "headings", "other_sheets"}. Standard output: JSON lines, see
imports.reading.spreadsheet; the last one is {"end": true} or {"error": code, "params": {…}}.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from imports.reading import delimited, kinds, limits, workbooks
from imports.reading.layout import Known, is_blank
from imports.reading.problems import UnreadableFileError


def parts_of(path: Path, known: Known) -> Iterator[dict[str, Any]]:
    """What the parent is told of the file at `path`, blank rows left out. Raises UnreadableFileError."""
    kind = kinds.kind_of(path)
    parts = delimited.read(path, known) if kind == "csv" else workbooks.read(path, kind, known)
    yield {"kind": kind, **next(parts)}
    rows = 0
    for part in parts:
        if not is_blank(part["c"]):
            rows += 1
            yield part
    if not rows:
        raise UnreadableFileError("no_rows")


def main() -> None:
    order = json.loads(sys.stdin.readline())
    limits.lower_own_limits()
    known = Known(frozenset(order["headings"]), frozenset(order["other_sheets"]))
    write = sys.stdout.write
    try:
        for part in parts_of(Path(order["path"]), known):
            write(json.dumps(part, ensure_ascii=False, separators=(",", ":")) + "\n")
        end: dict[str, Any] = {"end": True}
    except UnreadableFileError as error:
        end = {"error": error.code, "params": error.params}
    except MemoryError:
        end = {"error": "too_heavy", "params": {}}
    except BrokenPipeError:
        return
    write(json.dumps(end, ensure_ascii=False) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
