"""A second process for one dry run: it cleans and checks rows while the first matches and keeps those before, and takes
half of the comparing afterwards (ADR 32).

Worth it for files of thousands of rows, as it takes a second to start; a shorter one goes through `Alone`.

Its standard input: a pickled Order, then pickled (function, arguments). Its standard output, pickled: lists of rows, {}
or what is wrong with the file; then what the functions return. It ends with its input. The lines of the reading child
(imports.reading.child) come to it straight, through the pipe whose number it is given.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from core.collecting import seldom_collecting
from imports.reading.pipe import WIDTH, Pipe
from imports.reading.problems import UnreadableFileError
from imports.reading.spreadsheet import ROOT, part_of

if TYPE_CHECKING:
    from imports.rows import Row
    from organisations.terms import Terms

R = TypeVar("R")

# Calls that the helper has at once, so that it need not wait for the next.
_AHEAD = 2


@dataclass(frozen=True)
class Order:
    """`taken`: place in the row → key of the column; `database`: its name; the rest as in imports.sheet.Sheet."""

    taken: dict[int, str]
    terms: Terms
    today: date
    provinces: frozenset[str] | None
    database: str


class Alone:
    """One process does it all."""

    def each(self, function: Callable[..., R], calls: Iterable[tuple[Any, ...]]) -> Iterator[R]:
        """What the function returns for each call, in any order."""
        return (function(*given) for given in calls)


class Helper(Alone):
    """The other process, as the first one sees it."""

    def __init__(self, pipe: Pipe) -> None:
        self.pipe = pipe
        self._process = subprocess.Popen(
            [sys.executable, "-m", "imports.helper", str(self.pipe.reading)],
            cwd=ROOT,
            pass_fds=(self.pipe.reading,),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            pipesize=WIDTH,
        )

    def begin(self, order: Order) -> None:
        """Have it read the rows of the spreadsheet whose lines come through its pipe, the first of them read."""
        # Whoever asks for the rows notices that it is gone.
        with suppress(OSError):
            self._send(order)

    def rows(self) -> Iterator[Row]:
        """The rows of the file, checked as far as `checks.check_unmatched` does. Raises UnreadableFileError."""
        while isinstance(part := self._receive(), list):
            for packed in part:
                yield _unpacked(packed)
        if part:
            raise UnreadableFileError(part["error"], **part["params"])

    def each(self, function: Callable[..., R], calls: Iterable[tuple[Any, ...]]) -> Iterator[R]:
        """As of Alone, as many calls by the helper as it comes to do, once the rows are read."""
        every = iter(calls)
        with ThreadPoolExecutor(1, "helper") as post:
            asked: deque[Future[R]] = deque()
            for given in every:
                if len(asked) < _AHEAD:
                    asked.append(post.submit(self._ask, function, given))
                else:
                    yield function(*given)
                while asked and asked[0].done():
                    yield asked.popleft().result()
            for answer in asked:
                yield answer.result()

    def _ask(self, function: Callable[..., R], given: tuple[Any, ...]) -> R:
        self._send((function, given))
        answer: R = self._receive()
        return answer

    def end(self) -> None:
        """Take the process away, whatever it does."""
        self._process.kill()
        self._process.wait()
        with suppress(OSError):
            self._input.close()
        self._output.close()

    @property
    def _input(self) -> Any:
        return self._process.stdin

    @property
    def _output(self) -> Any:
        return self._process.stdout

    def _send(self, what: Any) -> None:
        pickle.dump(what, self._input, pickle.HIGHEST_PROTOCOL)
        self._input.flush()

    def _receive(self) -> Any:
        """Raises RuntimeError where the helper died, which is not the file's fault."""
        try:
            return pickle.load(self._output)  # noqa: S301 - of a process of our own
        except (EOFError, pickle.UnpicklingError) as error:
            raise RuntimeError("the process that helps with a dry run has died") from error


@contextmanager
def helped() -> Iterator[Helper]:
    """Have another process help. It gets ready by itself, while the file is opened."""
    with closing(Pipe()) as pipe:
        helper = Helper(pipe)
        try:
            yield helper
        finally:
            helper.end()


def _packed(rows: Iterable[Row]) -> list[Any]:
    """Rows as they go through the pipe: of those that are checked, no more than is asked for of nearly all."""
    from imports import finding, staging

    packed: list[Any] = []
    for row in rows:
        if row.is_checked:
            said = {feed: row.read[feed] for feed in finding.SAID if feed in row.read}
            ready, sought = staging.ready(row), finding.sought(row)
            packed.append((row.number, said, row.problems, row.name_key, ready, sought))
        else:
            packed.append(row)
    return packed


def _unpacked(packed: Any) -> Row:
    from imports.rows import Row

    if isinstance(packed, Row):
        return packed
    number, said, problems, name_key, ready, sought = packed
    return Row(number, [], read=said, problems=problems, name_key=name_key, ready=ready, sought=sought, is_checked=True)


def main() -> None:
    """The helper's own side."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "csoregistry.settings")
    django.setup()
    from django.db import connection
    from django.utils import translation

    from places import lookup

    source, target = sys.stdin.buffer, sys.stdout.buffer
    lookup.subdistricts().named("")
    try:
        order: Order = pickle.load(source)  # noqa: S301 - of the process that started this one
    except EOFError:
        return
    connection.settings_dict["NAME"] = order.database
    # Sentences are kept in English and translated for whoever reads them.
    with (
        translation.override(None),
        seldom_collecting(),
        suppress(BrokenPipeError),
        open(int(sys.argv[1]), "rb") as lines,
    ):
        for part in _answers(order, lines, source):
            pickle.dump(part, target, pickle.HIGHEST_PROTOCOL)
            target.flush()


def get_ready() -> None:
    """Make what comparing takes and is made once, while there is nothing else to do."""
    from organisations.duplicates import words

    words.known()


def _answers(order: Order, lines: Iterable[bytes], source: Any) -> Iterator[Any]:
    try:
        yield from _cleaned(order, lines)
        yield {}
    except UnreadableFileError as error:
        yield {"error": error.code, "params": error.params}
    get_ready()
    while True:
        try:
            function, given = pickle.load(source)  # noqa: S301 - of the process that started this one
        except EOFError:
            return
        yield function(*given)


def _cleaned(order: Order, lines: Iterable[bytes]) -> Iterator[list[Any]]:
    """The rows of the reading child's lines. Raises UnreadableFileError, also where the child has died."""
    from imports.checks import check_unmatched
    from imports.cleaning import Cleaner
    from imports.headings import Heading
    from imports.sheet import Sheet
    from organisations.resources import columns

    by_key = {column.key: column for column in columns()}
    cleaner = Cleaner([Heading(at, "", "", by_key[key]) for at, key in order.taken.items()], order.terms)
    sheet = Sheet(order.terms, order.today, order.provinces)
    for line in lines:
        part = part_of(line)
        if not isinstance(part, list):
            return
        yield _packed([check_unmatched(row, sheet) for row in cleaner.rows(part)])
    raise UnreadableFileError("too_heavy")


if __name__ == "__main__":
    main()
