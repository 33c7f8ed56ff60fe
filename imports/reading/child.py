"""The process that opens a stranger's file: no Django, no database, no secrets, and limits on what it may use.

Standard input: one JSON object {"path", "headings", "other_sheets"}. Standard output, in lines of JSON: what the table
is (see imports.reading.spreadsheet), then lists of rows [number, cells], then {"end": true} or
{"error": code, "params": {…}}.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import orjson

from imports.reading import delimited, kinds, limits, workbooks
from imports.reading.layout import Known, is_blank
from imports.reading.problems import UnreadableFileError

# Rows in one line: what a line costs by itself is shared by them.
_ROWS = 100


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
    try:
        parts = parts_of(Path(order["path"]), known)
        _write(next(parts))
        while rows := [[part["n"], part["c"]] for part in islice(parts, _ROWS)]:
            _write(rows)
        end: dict[str, Any] = {"end": True}
    except UnreadableFileError as error:
        end = {"error": error.code, "params": error.params}
    except MemoryError:
        end = {"error": "too_heavy", "params": {}}
    except BrokenPipeError:
        return
    _write(end)
    sys.stdout.flush()


def _write(part: object) -> None:
    sys.stdout.buffer.write(orjson.dumps(part) + b"\n")


if __name__ == "__main__":
    main()
