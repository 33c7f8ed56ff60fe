"""A spreadsheet of any kind as headings and rows, read by a child process that may die without harm."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

from imports.reading import limits
from imports.reading.layout import Cells
from imports.reading.pipe import Pipe
from imports.reading.problems import UnreadableFileError

ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass
class Spreadsheet:
    """The table of a file: where it stands, its headings as typed, and its rows."""

    kind: str
    sheet: str
    heading_row: int
    first_column: int
    headings: list[str]
    other_sheets: list[str]
    pipe: Pipe = field(repr=False)
    """Whose lines say the rows, to be read with `part_of`, here (see `rows`) or by another process."""
    encoding: str = ""
    template: int = 0
    """The version of our template that the file was made from; 0 where it says none."""
    about: int = 0
    """How many rows there may be; 0 where that is not known beforehand."""

    @property
    def rows(self) -> Iterator[tuple[int, Cells]]:
        """The rows, which can be read once. Raises UnreadableFileError."""
        for part in self.parts:
            yield from ((number, cells) for number, cells in part)

    @property
    def parts(self) -> Iterator[list[tuple[int, Cells]]]:
        """The same, some at a time."""
        for line in self.pipe.lines():
            part = part_of(line)
            if not isinstance(part, list):
                return
            yield part
        raise UnreadableFileError("too_heavy")


@contextmanager
def opened(
    path: Path, *, headings: Collection[str], other_sheets: Collection[str] = (), pipe: Pipe | None = None
) -> Iterator[Spreadsheet]:
    """Open the file at `path`; `headings` are the keys (layout.heading_key) of all headings that are understood.

    Rows come as (number that the spreadsheet program shows, cells), blank rows left out. Raises UnreadableFileError,
    also while the rows are read. `pipe`: the caller's own, which another process reads.
    """
    if pipe is None:
        with (
            closing(Pipe()) as own,
            opened(path, headings=headings, other_sheets=other_sheets, pipe=own) as spreadsheet,
        ):
            yield spreadsheet
        return
    child = subprocess.Popen(
        [sys.executable, "-m", "imports.reading.child"],
        cwd=ROOT,
        # Nothing of our environment: the reader of strangers' files gets no addresses and no keys.
        env={"PATH": os.defpath, "PYTHONIOENCODING": "utf-8", "PYTHONDONTWRITEBYTECODE": "1"},
        stdin=subprocess.PIPE,
        stdout=pipe.writing,
        stderr=subprocess.DEVNULL,
    )
    pipe.close_writing()
    watchdog = threading.Timer(limits.FIRST_ANSWER_SECONDS, child.kill)
    watchdog.daemon = True
    watchdog.start()
    try:
        order = {"path": str(path.resolve()), "headings": sorted(headings), "other_sheets": sorted(other_sheets)}
        _send(child, json.dumps(order).encode() + b"\n")
        head = part_of(pipe.first_line())
        watchdog.cancel()
        yield Spreadsheet(
            kind=head["kind"],
            sheet=head["sheet"],
            heading_row=head["row"],
            first_column=head["first_column"],
            headings=head["headings"],
            other_sheets=head["other_sheets"],
            pipe=pipe,
            encoding=head.get("encoding", ""),
            about=head.get("about", 0),
            template=head.get("template", 0),
        )
    finally:
        watchdog.cancel()
        child.kill()
        child.wait()
        if child.stdin is not None:
            child.stdin.close()


def _send(child: subprocess.Popen[bytes], order: bytes) -> None:
    assert child.stdin is not None  # noqa: S101 - opened as a pipe above
    try:
        child.stdin.write(order)
        child.stdin.flush()
    except BrokenPipeError as error:
        raise UnreadableFileError("too_heavy") from error


def part_of(line: bytes) -> Any:
    """What a line of the child says: rows [number, cells], or a dict at the end. Raises UnreadableFileError.

    A child that ends without its last line was killed by its limits.
    """
    try:
        part = orjson.loads(line)
    except ValueError as error:
        raise UnreadableFileError("too_heavy") from error
    if isinstance(part, dict) and "error" in part:
        raise UnreadableFileError(part["error"], **part["params"])
    return part
