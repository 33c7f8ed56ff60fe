"""The way of the rows: the reading child writes, and who cleans them reads, this process or the one beside it."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import suppress

# Bytes that may wait in it, so that neither end stops while the other has its hands full: some hundred rows.
WIDTH = 1024 * 1024


class Pipe:
    """Both ends are closed with `close`, the one for writing before that, once the writer has it."""

    def __init__(self) -> None:
        self.reading, self.writing = os.pipe()
        # Of Linux alone; elsewhere it stays as narrow as it comes.
        with suppress(AttributeError, OSError):
            fcntl.fcntl(self.writing, fcntl.F_SETPIPE_SZ, WIDTH)

    def first_line(self) -> bytes:
        """The first line, without taking a byte of what follows; shorter where the writer has died."""
        line = bytearray()
        while not line.endswith(b"\n") and (byte := os.read(self.reading, 1)):
            line += byte
        return bytes(line)

    def lines(self) -> Iterator[bytes]:
        """All that follow."""
        with open(self.reading, "rb", closefd=False) as stream:
            yield from stream

    def close_writing(self) -> None:
        """Have the reader notice when the writer ends, which it does not while this process could write as well."""
        if self.writing >= 0:
            os.close(self.writing)
            self.writing = -1

    def close(self) -> None:
        self.close_writing()
        if self.reading >= 0:
            os.close(self.reading)
            self.reading = -1
