"""Long answers of the database, read while it still works on them: nothing is held, whatever the length."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

# Bytes of a piece: large enough that the server's work for each does not count.
PIECE = 1 << 16


@contextmanager
def _copy(sql: str, params: Sequence[Any], options: str = "") -> Iterator[Any]:
    """One COPY TO of a query, in a transaction of its own; left early, it ends on the server too."""
    with transaction.atomic(), connection.cursor() as cursor:
        # Compiling a statement of many columns takes longer than the first thousands of its rows.
        cursor.execute("SET LOCAL jit = off")
        with cursor.copy(f"COPY ({sql}) TO STDOUT {options}", params) as copy:
            yield copy


def csv_pieces(sql: str, params: Sequence[Any]) -> Iterator[tuple[bytes, int]]:
    """The rows of a query as CSV, as the database writes them: pieces with their numbers of rows. NULL is empty."""
    piece, rows = bytearray(), 0
    with _copy(sql, params, "WITH (FORMAT csv)") as copy:
        for row in copy:
            piece += row
            rows += 1
            if len(piece) >= PIECE:
                yield bytes(piece), rows
                rows = 0
                piece.clear()
    if rows:
        yield bytes(piece), rows


def text_rows(sql: str, params: Sequence[Any]) -> Iterator[tuple[str | None, ...]]:
    """The rows of a query, every value as PostgreSQL writes it."""
    with _copy(sql, params) as copy:
        yield from copy.rows()


def gathered(parts: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in pieces worth sending."""
    piece = bytearray()
    for part in parts:
        piece += part
        if len(piece) >= PIECE:
            yield bytes(piece)
            piece.clear()
    if piece:
        yield bytes(piece)
