"""Letting the database write while Python goes on: one statement at a time, in a thread of its own."""

from __future__ import annotations

import sys
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from django.db import connection

# Seconds after which a thread that could go on gets its turn. A slice goes to the database in hundreds of pieces, and
# for each of them it would wait for Python's five milliseconds: a quarter of the time of a commit.
TURN = 0.0003


class Beside:
    """`with Beside() as beside`: at the end everything is written, or what went wrong is raised.

    A connection serves one at a time: whoever asks the database otherwise calls `wait` before.
    """

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(1, "import")
        self._pending: Future[None] | None = None
        self._turn = sys.getswitchinterval()

    def __enter__(self) -> Beside:
        sys.setswitchinterval(TURN)
        return self

    def __exit__(self, kind: type[BaseException] | None, *_more: object) -> None:
        self._pool.shutdown()
        sys.setswitchinterval(self._turn)
        if kind is None:
            self.wait()

    def write(self, work: Callable[..., None], *given: Any) -> None:
        """Have `work(database, *given)` done after what is being done; `database` is the driver's own connection.

        Django's connection belongs to the thread that made it.
        """
        self.wait()
        connection.ensure_connection()
        self._pending = self._pool.submit(work, connection.connection, *given)

    def wait(self) -> None:
        """Return when nothing is being written; raises what went wrong."""
        pending, self._pending = self._pending, None
        if pending is not None:
            # As Django would raise it, and so that Django does not use a broken connection again.
            with connection.wrap_database_errors:
                pending.result()
