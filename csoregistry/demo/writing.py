"""Rows into tables by COPY, the quickest way in; the triggers of history fire once for each statement."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection, models
from django.utils import timezone

NULL = "\\N"
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
_IN_ARRAY = str.maketrans({"\\": "\\\\", '"': '\\"'})


class Table:
    """A model's table as a writer sees it: its columns, and the values that a new row has where none are given."""

    def __init__(self, model: type[models.Model], *, by: int | None) -> None:
        fields = model._meta.concrete_fields
        self.name = model._meta.db_table
        self.columns = [field.attname for field in fields]
        now = timezone.now()
        stamp = {"created_at": now, "updated_at": now, "created_by_id": by, "updated_by_id": by}
        self.defaults: dict[str, Any] = {field.attname: field.get_default() for field in fields}
        self.defaults.update({name: value for name, value in stamp.items() if name in self.defaults})

    def next_pks(self, count: int) -> list[int]:
        """Keys that nobody else will get."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [self.name, count]
            )
            return [pk for (pk,) in cursor.fetchall()]

    def write(self, rows: Sequence[Mapping[str, Any]]) -> list[int]:
        """Insert rows, given by column, and return their keys; one that has its `id` already keeps it."""
        missing = iter(self.next_pks(sum("id" not in row for row in rows)))
        pks = [row["id"] if "id" in row else next(missing) for row in rows]
        self._copy([{**row, "id": pk} for row, pk in zip(rows, pks, strict=True)])
        return pks

    def copy(self, columns: Sequence[str], lines: Sequence[str]) -> int:
        """Insert rows that are text already: values of `columns` as COPY writes them, a tab between. Returns how many.

        The other columns hold what they hold by default; a key is drawn where `columns` has none.
        """
        if not lines:
            return 0
        others = [name for name in self.columns if name not in columns and name != "id"]
        end = "".join([f"\t{_text(self.defaults[name])}" for name in others]) + "\n"
        self._send([*columns, *others], end.join(lines) + end)
        return len(lines)

    def _copy(self, rows: list[Mapping[str, Any]]) -> None:
        """Columns that no row gives hold one text throughout, and are made a text once."""
        if not rows:
            return
        given = set().union(*rows)
        base = [_text(self.defaults[column]) for column in self.columns]
        places = [(place, column) for place, column in enumerate(self.columns) if column in given]
        lines = []
        for row in rows:
            line = base.copy()
            for place, column in places:
                if column in row:
                    line[place] = _text(row[column])
            lines.append("\t".join(line))
        self._send(self.columns, "\n".join(lines) + "\n")

    def _send(self, columns: Sequence[str], text: str) -> None:
        statement = f"COPY {self.name} ({', '.join(columns)}) FROM STDIN"
        with connection.cursor() as cursor:
            # COPY tells the history nothing of who writes and why; any statement of the transaction before it does.
            cursor.execute("SET LOCAL synchronous_commit TO DEFAULT")
            with cursor.copy(statement) as copy:
                copy.write(text)


def _text(value: Any) -> str:
    """A value as COPY's text format has it."""
    if isinstance(value, str):
        # Tabs and line breaks are not printable.
        return value if value.isprintable() and "\\" not in value else value.translate(_ESCAPES)
    if value is None:
        return NULL
    if isinstance(value, list):
        items = ",".join([f'"{item.translate(_IN_ARRAY)}"' for item in value])
        return f"{{{items.translate(_ESCAPES)}}}"
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False).translate(_ESCAPES)
    return str(value)
