"""Undoing an import: all of it, or all that nobody has changed since, in one transaction and few statements."""

from __future__ import annotations

from typing import Any

import pghistory
import pgtrigger
from django.db import connection, models, transaction
from django.utils import timezone

from core.jobs import report_progress
from imports.applying import tables
from imports.applying.obstacles import blocked_sql, count
from imports.applying.write import IMPORT_LOCK
from imports.models import Import, ImportRow, Phase, Touched
from organisations.models import DuplicatePair, Organisation, Person, TwinDue, TwinKey, YearlyBudget

_MEANT = "import_undo"  # the organisations of this undoing
_ORGANISATION = Organisation._meta.db_table
_TOUCHED = Touched._meta.db_table
# Derived from a record, without a reference that the database holds.
_DERIVED: tuple[tuple[type[models.Model], str], ...] = (
    (TwinKey, "organisation_id"),
    (DuplicatePair, "first_id"),
    (DuplicatePair, "second_id"),
)


def undo_file(imported: Import) -> None:
    """Take back what a committed import wrote, which this worker holds; organisations that it added vanish.

    Where something stands in the way and the rest is not asked for, nothing is undone and a note says so. Every
    column of a record is what it was, its version and stamps too. Raises JobCancelled.
    """
    report_progress(imported, done=0, total=imported.touched.filter(undone=False).count(), stage="undoing")
    with pghistory.context(
        user=imported.undone_by_id,
        through="import",
        action="undo_import",
        reason=imported.undo_reason,
        imported=str(imported.pk),
        file=imported.file_name,
    ):
        _undo(imported)


@transaction.atomic
def _undo(imported: Import) -> None:
    _execute("SELECT pg_advisory_xact_lock(%s)", [IMPORT_LOCK])
    _lay_out(imported)
    kept = count(imported)
    if kept and not imported.undo_the_rest:
        finish(imported, note={"code": "undo_blocked", "params": {"count": kept}})
        return
    restored = _restore_organisations()
    _restore_parts(Person, "people")
    _restore_parts(YearlyBudget, "budgets")
    removed = _remove_new()
    _execute(
        f"UPDATE {_TOUCHED} t SET undone = true FROM {_MEANT} m"
        " WHERE t.imported_id = %s AND t.organisation_id = m.organisation_id",
        [imported.pk],
    )
    before = imported.undone
    finish(
        imported,
        undone={
            "removed": before.get("removed", 0) + removed,
            "restored": before.get("restored", 0) + restored,
        },
        undone_at=timezone.now(),
    )


def finish(imported: Import, note: dict[str, Any] | None = None, **values: Any) -> None:
    """Write the end of an undoing into its import, in the transaction of it."""
    notes = [one for one in imported.notes if not one["code"].startswith("undo_blocked")]
    # Whoever lost the lease meanwhile must not commit: this row decides, in the same transaction.
    report_progress(imported, done=imported.progress_total)
    Import.objects.filter(pk=imported.pk).update(phase=Phase.COMMIT, notes=[note, *notes] if note else notes, **values)


def _lay_out(imported: Import) -> None:
    """Lock what the import touched, and write down those organisations that nothing stands in the way of."""
    _execute(
        f"SELECT o.id FROM {_ORGANISATION} o JOIN {_TOUCHED} t ON t.organisation_id = o.id"
        " WHERE t.imported_id = %s AND NOT t.undone ORDER BY o.id FOR UPDATE OF o",
        [imported.pk],
    )
    blocked, values = blocked_sql(imported)
    _execute(f"DROP TABLE IF EXISTS {_MEANT}")
    _execute(
        f"CREATE TEMP TABLE {_MEANT} ON COMMIT DROP AS"
        f" WITH blocked AS ({blocked}) SELECT t.organisation_id, t.is_new, t.before FROM {_TOUCHED} t"
        " WHERE t.imported_id = %s AND NOT t.undone"
        " AND NOT EXISTS (SELECT FROM blocked b WHERE b.organisation_id = t.organisation_id)",
        [*values, imported.pk],
    )
    _execute(f"CREATE UNIQUE INDEX ON {_MEANT} (organisation_id)")
    _execute(f"ANALYZE {_MEANT}")


def _restore_organisations() -> int:
    # A column that came after the import has no value before it and stays as it is.
    columns = [name for name in tables.attnames(Organisation) if name != "id"]
    sets = ", ".join(f"{name} = r.{name}" for name in columns)
    return _execute(
        f"UPDATE {_ORGANISATION} o SET {sets} FROM (SELECT r.* FROM {_MEANT} m"
        f" JOIN {_ORGANISATION} now ON now.id = m.organisation_id,"
        " jsonb_populate_record(now, m.before->'organisation') r WHERE NOT m.is_new) r WHERE o.id = r.id"
    )


def _restore_parts(model: type[models.Model], key: str) -> None:
    """People or budgets: those that came are taken away, those that changed or went are as they were."""
    table, back = model._meta.db_table, f"import_undo_{key}"
    names = tables.attnames(model)
    columns, ours, theirs = (", ".join(f"{alias}{name}" for name in names) for alias in ("", "p.", "b."))
    sets = ", ".join(f"{name} = b.{name}" for name in names if name != "id")
    _execute(f"DROP TABLE IF EXISTS {back}")
    _execute(
        f"CREATE TEMP TABLE {back} ON COMMIT DROP AS SELECT r.* FROM {_MEANT} m,"
        f" jsonb_populate_recordset(NULL::{table}, m.before->%s) r WHERE NOT m.is_new",
        [key],
    )
    _execute(
        f"DELETE FROM {table} p USING {_MEANT} m WHERE p.organisation_id = m.organisation_id"
        f" AND NOT EXISTS (SELECT FROM {back} b WHERE b.id = p.id)"
    )
    _execute(
        f"UPDATE {table} p SET {sets} FROM {back} b WHERE p.id = b.id AND ROW({ours}) IS DISTINCT FROM ROW({theirs})"
    )
    _execute(
        f"INSERT INTO {table} ({columns}) SELECT {theirs} FROM {back} b"
        f" WHERE NOT EXISTS (SELECT FROM {table} p WHERE p.id = b.id)"
    )


def _remove_new() -> int:
    """The organisations that the import added leave the tables; their history keeps what they were."""
    new = f"SELECT organisation_id FROM {_MEANT} WHERE is_new"
    _execute(f"UPDATE {ImportRow._meta.db_table} SET organisation_id = NULL WHERE organisation_id IN ({new})")
    for model, column in _DERIVED:
        _execute(f"DELETE FROM {model._meta.db_table} WHERE {column} IN ({new})")
    # They are kept from everybody else: see organisations.models.guards.
    with pgtrigger.ignore("organisations.Organisation:organisation_is_kept"):
        removed = _execute(f"DELETE FROM {_ORGANISATION} WHERE id IN ({new})")
    _execute(f"DELETE FROM {TwinDue._meta.db_table} WHERE organisation_id IN ({new})")
    return removed


def _execute(sql: str, params: list[Any] | None = None) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return int(cursor.rowcount)
