"""Rows of the dry run into their table by COPY: a file may have 300,000."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

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
    # A lone surrogate is no character.
    return "".join([_line(import_id, row) for row in rows]).encode("utf-8", "replace")


def write(database: Any, ready: bytes) -> None:
    """Add rows, through the driver's own connection (imports.beside)."""
    with database.cursor() as cursor, cursor.copy(_COPY) as copy:
        copy.write(ready)


def ready(row: Row) -> tuple[str, str]:
    """`raw` and `read` of a row as COPY reads them. Within JSON nothing but the backslash means something to it."""
    return _json(row.raw).replace("\\", "\\\\"), _json(row.read).replace("\\", "\\\\")


def _line(import_id: UUID, row: Row) -> str:
    meant = row.existing or row.candidate
    raw, read = row.ready or ready(row)
    problems = _problems(row).replace("\\", "\\\\") if row.problems else "[]"
    changes = _json(row.changes).replace("\\", "\\\\") if row.changes else "{}"
    organisation = f"{meant.pk}\t{meant.updated_at}" if meant else "\\N\t\\N"
    return f"{import_id}\t{row.number}\t{raw}\t{read}\t{row.verdict}\t{problems}\t{changes}\t{organisation}\n"


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


_encode = json.JSONEncoder(ensure_ascii=False).encode


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
