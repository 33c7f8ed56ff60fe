"""The one transaction: statements over whole tables, so that it is short, and history's triggers fire once for each."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import connection

from imports.applying import tables
from imports.applying.prepare import StaleError
from imports.applying.tables import BUDGETS, CHANGED, PEOPLE
from imports.models import Touched
from organisations.models import Organisation, Person, YearlyBudget

IMPORT_LOCK = 20_641_108  # of imports among all advisory locks
_ORGANISATION, _PERSON, _BUDGET = (model._meta.db_table for model in (Organisation, Person, YearlyBudget))
_TOUCHED = Touched._meta.db_table
_KEEP = {"id", "code", "created_at", "created_by_id", "source", "source_note", "merged_into_id"}
_PERSON_VALUES = ("title", "name", "position", "phone", "mobile", "email", "updated_at", "updated_by_id")
_BUDGET_VALUES = ("total", "updated_at", "updated_by_id")


def lock() -> None:
    """One import writes at a time, on organisations that nobody changes meanwhile. Raises StaleError."""
    _execute("SELECT pg_advisory_xact_lock(%s)", [IMPORT_LOCK])
    _execute(f"SELECT o.id FROM {_ORGANISATION} o WHERE o.id IN (SELECT id FROM {CHANGED}) ORDER BY o.id FOR UPDATE")
    if _count(f"SELECT count(*) FROM {CHANGED} c JOIN {_ORGANISATION} o USING (id) WHERE o.updated_at <> c.seen_at"):
        raise StaleError


def write(import_id: UUID) -> int:
    """Write every change that was laid out, and what stood there before; how many organisations are changed.

    Raises RuntimeError, and so writes nothing, where a statement touched other rows than were laid out.
    """
    _keep_before(import_id)
    changed = _update_organisations()
    _write_people()
    _write_budgets()
    return changed


def _keep_before(import_id: UUID) -> None:
    people, budgets = (
        f"(SELECT jsonb_agg(to_jsonb(p)) FROM {table} p WHERE p.organisation_id = o.id)" for table in (_PERSON, _BUDGET)
    )
    _execute(
        f"INSERT INTO {_TOUCHED} (imported_id, organisation_id, is_new, before, undone) SELECT %s, o.id, false,"
        f" jsonb_build_object('organisation', to_jsonb(o), 'people', coalesce({people}, '[]'),"
        f" 'budgets', coalesce({budgets}, '[]')), false FROM {CHANGED} c JOIN {_ORGANISATION} o USING (id)",
        [import_id],
    )


def _update_organisations() -> int:
    columns = [name for name in tables.attnames(Organisation) if name not in _KEEP]
    sets = ", ".join(f"{name} = c.{name}" for name in columns)
    written = _execute(f"UPDATE {_ORGANISATION} o SET {sets} FROM {CHANGED} c WHERE o.id = c.id")
    return _verified(written, CHANGED)


def _write_people() -> None:
    """Persons without a name are taken away; the others are changed, or added."""
    same = "p.organisation_id = t.organisation_id AND p.kind = t.kind"
    sets = ", ".join(f"{name} = t.{name}" for name in _PERSON_VALUES)
    columns = ", ".join(tables.attnames(Person)[1:])
    _execute(f"DELETE FROM {_PERSON} p USING {PEOPLE} t WHERE {same} AND t.name = ''")
    _execute(f"UPDATE {_PERSON} p SET {sets} FROM {PEOPLE} t WHERE {same} AND t.name <> ''")
    _execute(
        f"INSERT INTO {_PERSON} ({columns}) SELECT {columns} FROM {PEOPLE} t"
        f" WHERE t.name <> '' AND NOT EXISTS (SELECT FROM {_PERSON} p WHERE {same})"
    )


def _write_budgets() -> None:
    """Totals below nought mark years that are taken away; the others are changed, or added."""
    same = "p.organisation_id = t.organisation_id AND p.fiscal_year = t.fiscal_year"
    sets = ", ".join(f"{name} = t.{name}" for name in _BUDGET_VALUES)
    columns = ", ".join(tables.attnames(YearlyBudget)[1:])
    _execute(f"DELETE FROM {_BUDGET} p USING {BUDGETS} t WHERE {same} AND t.total < 0")
    _execute(f"UPDATE {_BUDGET} p SET {sets} FROM {BUDGETS} t WHERE {same} AND t.total >= 0")
    _execute(
        f"INSERT INTO {_BUDGET} ({columns}) SELECT {columns} FROM {BUDGETS} t"
        f" WHERE t.total >= 0 AND NOT EXISTS (SELECT FROM {_BUDGET} p WHERE {same})"
    )


def _verified(written: int, table: str) -> int:
    expected = _count(f"SELECT count(*) FROM {table}")
    if written != expected:
        raise RuntimeError(f"{written} rows written of {expected} in {table}")
    return written


def _execute(sql: str, params: list[Any] | None = None) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return int(cursor.rowcount)


def _count(sql: str, params: list[Any] | None = None) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return int(cursor.fetchone()[0])
