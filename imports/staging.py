"""Rows of the dry run into their table by COPY: a file may have 300,000."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

import orjson
from django.db import connection

from imports.models import ImportRow
from imports.rows import Row

_COPY = (
    "COPY imports_importrow (imported_id, number, raw, read, verdict, problems, changes, organisation_id, seen_at)"
    " FROM STDIN"
)


def empty(import_id: UUID) -> None:
    """Forget the rows of an earlier attempt."""
    rows = ImportRow.objects.filter(imported=import_id)
    rows._raw_delete(rows.db)


def lines(import_id: UUID, rows: Iterable[Row]) -> bytes:
    """Rows that were checked, as `write` takes them."""
    beginning = f"{import_id}\t".encode()
    return b"".join([b"%b%d\t%b\t%b" % (beginning, row.number, row.ready or ready(row), _judged(row)) for row in rows])


def write(database: Any, ready: bytes) -> None:
    """Add rows, through the driver's own connection (imports.beside)."""
    with database.cursor() as cursor, cursor.copy(_COPY) as copy:
        copy.write(ready)


def ready(row: Row) -> bytes:
    """`raw` and `read` of a row as COPY reads them."""
    try:
        text = b"%b\t%b" % (orjson.dumps(row.raw), orjson.dumps(row.read))
    except TypeError:
        # A lone surrogate is somewhere.
        return _encoded(f"{_json(row.raw)}\t{_json(row.read)}")
    if b"\\" not in text:
        return text
    if b"\\u0000" in text:
        return _encoded(f"{_json(row.raw)}\t{_json(row.read)}")
    return text.replace(b"\\", b"\\\\")


def read_of(ready: bytes) -> Any:
    """`read` of a row that was made ready."""
    return orjson.loads(ready.partition(b"\t")[2].replace(b"\\\\", b"\\"))


def _judged(row: Row) -> bytes:
    """The columns behind them."""
    meant = row.existing or row.candidate
    if not (meant or row.problems or row.changes):
        return b"%b\t[]\t{}\t\\N\t\\N\n" % str(row.verdict).encode()
    problems = _problems(row) if row.problems else "[]"
    changes = _json(row.changes) if row.changes else "{}"
    organisation = f"{meant.pk}\t{meant.updated_at}" if meant else "\\N\t\\N"
    return _encoded(f"{row.verdict}\t{problems}\t{changes}\t") + f"{organisation}\n".encode()


def _encoded(text: str) -> bytes:
    """Text with JSON in it, in which nothing but the backslash means something to COPY."""
    # A lone surrogate is no character.
    return text.replace("\\", "\\\\").encode("utf-8", "replace")


def change(import_id: UUID, rows: Sequence[Row]) -> None:
    """Give rows that were kept already another verdict, with what belongs to it, in one statement."""
    if not rows:
        return
    values = [
        (
            row.number,
            str(row.verdict),
            _problems(row),
            _json(row.changes),
            meant.pk if (meant := row.existing or row.candidate) else None,
            meant.updated_at if meant else None,
        )
        for row in rows
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE imports_importrow r SET verdict = n.verdict, problems = n.problems, changes = n.changes,"
            " organisation_id = n.organisation, seen_at = n.seen"
            " FROM unnest(%s::int[], %s::varchar[], %s::jsonb[], %s::jsonb[], %s::bigint[], %s::timestamptz[])"
            " AS n (number, verdict, problems, changes, organisation, seen)"
            " WHERE r.imported_id = %s AND r.number = n.number",
            [*(list(column) for column in zip(*values, strict=True)), import_id],
        )


def _problems(row: Row) -> str:
    return _json([problem.as_json() for problem in row.problems])


# Rows hold nothing that could hold itself.
_encode = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode


def _json(value: object) -> str:
    text = _encode(value)
    # PostgreSQL's JSON has no NUL.
    return _encode(_without_nul(value)) if "\\u0000" in text else text


def _without_nul(value: Any) -> Any:
    if isinstance(value, str):
        return value.replace("\0", "")
    if isinstance(value, list):
        return [_without_nul(one) for one in value]
    return {key: _without_nul(one) for key, one in value.items()} if isinstance(value, dict) else value
