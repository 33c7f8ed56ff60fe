"""Undoing an import of a small book: all of it, or all that nobody has changed since."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pghistory
from django.apps import apps
from django.db import connection, models, transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.jobs import report_progress
from imports.applying.tables import attnames
from imports.applying.undo import finish
from imports.applying.write import IMPORT_LOCK
from imports.books.applying import events, tables
from imports.books.book import SmallBook
from imports.models import Import, ImportRow, TouchedRecord


@dataclass(frozen=True)
class Obstacle:
    """A record that cannot be undone now, and why."""

    name: str
    url: str
    sentence: str | Promise


def undo_book(imported: Import, book: SmallBook) -> None:
    """Take back what a committed import wrote, which this worker holds; records that it added vanish.

    Where something stands in the way and the rest is not asked for, nothing is undone and a note says so. Raises
    JobCancelled.
    """
    report_progress(imported, done=0, total=imported.touched_records.filter(undone=False).count(), stage="undoing")
    with pghistory.context(
        user=imported.undone_by_id,
        through="import",
        action="undo_import",
        reason=imported.undo_reason,
        imported=str(imported.pk),
        file=imported.file_name,
    ):
        _undo(imported, book)


@transaction.atomic
def _undo(imported: Import, book: SmallBook) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [IMPORT_LOCK])
    left = imported.touched_records.filter(undone=False)
    pks = list(left.values_list("record", flat=True))
    list(book.records().select_for_update(of=("self",)).filter(pk__in=pks).order_by("pk").values_list("pk"))
    kept = blocked(imported, book)
    if kept and not imported.undo_the_rest:
        finish(imported, note={"code": "undo_blocked_records", "params": {"count": len(kept)}})
        return
    # The newest first: agencies that were added are part of one another.
    done = [one for one in left.order_by("-pk") if one.record not in kept]
    new = [one.record for one in done if one.is_new]
    ImportRow.objects.filter(imported=imported, record__in=new).update(record=None)
    for one in done:
        _take_away(book, one.record) if one.is_new else _restore(book, one)
    TouchedRecord.objects.filter(pk__in=[one.pk for one in done]).update(undone=True)
    before = imported.undone
    undone = {
        "removed": before.get("removed", 0) + len(new),
        "restored": before.get("restored", 0) + len(done) - len(new),
    }
    finish(imported, undone=undone, undone_at=timezone.now())


def _take_away(book: SmallBook, record: int) -> None:
    """The record and its parts leave the tables; their history keeps what they were."""
    for model, key in reversed(tables(book)):
        _execute(f"DELETE FROM {model._meta.db_table} WHERE {key} = %s", [record])


def _restore(book: SmallBook, one: TouchedRecord) -> None:
    """Every column what it was; parts that came are taken away, those that went are back."""
    for model, key in tables(book):
        table, names = model._meta.db_table, attnames(model)
        rows = json.dumps((one.before or {}).get(table, []))
        sets = ", ".join(f"{name} = b.{name}" for name in names if name != "id")
        back = f"jsonb_populate_recordset(NULL::{table}, %s::jsonb) b"
        _execute(
            f"DELETE FROM {table} t WHERE t.{key} = %s AND t.id NOT IN (SELECT b.id FROM {back})", [one.record, rows]
        )
        ours, theirs = (", ".join(f"{alias}{name}" for name in names) for alias in ("t.", "b."))
        _execute(
            f"UPDATE {table} t SET {sets} FROM {back} WHERE t.id = b.id AND ROW({ours}) IS DISTINCT FROM ROW({theirs})",
            [rows],
        )
        _execute(
            f"INSERT INTO {table} ({', '.join(names)}) SELECT {theirs} FROM {back}"
            f" WHERE NOT EXISTS (SELECT FROM {table} t WHERE t.id = b.id)",
            [rows],
        )


def blocked(imported: Import, book: SmallBook) -> dict[int, str]:
    """The records that cannot be undone now → "" where they were changed since, or the table that hangs on them."""
    found: dict[int, str] = {}
    touched = TouchedRecord._meta.db_table
    for model, field in _hanging(book):
        for pk in _ask(
            f"SELECT t.record FROM {touched} t WHERE t.imported_id = %s AND NOT t.undone AND t.is_new AND EXISTS"
            f" (SELECT FROM {model._meta.db_table} r WHERE r.{field} = t.record AND {_not_ours(book, model)})",
            [imported.pk, *([imported.pk] if model is book.model else [])],
        ):
            found[pk] = str(model._meta.verbose_name)
    for model, key in tables(book):
        column = "pgh_obj_id" if key == "id" else key
        for pk in _ask(
            f"SELECT t.record FROM {touched} t WHERE t.imported_id = %s AND NOT t.undone AND EXISTS"
            f" (SELECT FROM {events(model)} e WHERE e.{column} = t.record AND e.pgh_id > %s)",
            [imported.pk, imported.marks.get(events(model), 0)],
        ):
            found[pk] = ""
    return found


def _not_ours(book: SmallBook, model: Any) -> str:
    """Of a table that refers to itself: not the rows that the import added too."""
    if model is not book.model:
        return "true"
    touched = TouchedRecord._meta.db_table
    return f"r.id NOT IN (SELECT o.record FROM {touched} o WHERE o.imported_id = %s AND o.is_new AND NOT o.undone)"


def obstacles(imported: Import, book: SmallBook, *, first: int = 0, most: int = 50) -> list[Obstacle]:
    """Some of the records that cannot be undone now, with why; ordered by key."""
    found = blocked(imported, book)
    pks = sorted(found)[first : first + most]
    records = book.records().in_bulk(pks)
    return [
        Obstacle(book.name_of(records[pk]) if pk in records else str(pk), book.url_of(pk), _sentence(found[pk]))
        for pk in pks
    ]


def _sentence(kind: str) -> str | Promise:
    if not kind:
        return _("It was changed again after the import.")
    return _("Other records hang on it by now: %(kind)s.") % {"kind": kind}


def _hanging(book: SmallBook) -> Iterator[tuple[type[models.Model], str]]:
    """Every table whose rows the database would not leave without their record, and the column."""
    own = {model for model, _key in book.parts}
    for model in apps.get_models(include_auto_created=True):
        if model in own or not model._meta.managed or model._meta.proxy:
            continue
        for field in model._meta.local_fields:
            if field.related_model is book.model and getattr(field, "db_constraint", False):
                yield model, str(field.column)


def _ask(sql: str, params: list[Any]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return [int(pk) for (pk,) in cursor.fetchall()]


def _execute(sql: str, params: list[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
