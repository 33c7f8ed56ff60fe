"""Rows of the dry run into their table by COPY: a file may have 300,000."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
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


def write(import_id: UUID, rows: Iterable[Row]) -> None:
    """Add rows that were checked."""
    with connection.cursor() as cursor, cursor.copy(_COPY) as copy:
        for row in rows:
            meant = row.existing or row.candidate
            copy.write_row(
                (
                    import_id,
                    row.number,
                    _json(row.raw),
                    _json(row.read),
                    row.verdict,
                    _json([problem.as_json() for problem in row.problems]),
                    _json(row.changes),
                    meant.pk if meant else None,
                    meant.updated_at if meant else None,
                )
            )


def change(import_id: UUID, rows: Sequence[Row]) -> None:
    """Give rows that were kept already another verdict, with what belongs to it, in one statement."""
    if not rows:
        return
    values = [
        (
            row.number,
            str(row.verdict),
            _json([problem.as_json() for problem in row.problems]),
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


def _json(value: object) -> str:
    # PostgreSQL's JSON has no NUL, and a lone surrogate is no character.
    text = json.dumps(value, ensure_ascii=False).replace("\\u0000", "")
    return text.encode("utf-8", "replace").decode("utf-8")
