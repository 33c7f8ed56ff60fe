"""The rows of a bulk action: writing down which records are meant, going through them, giving records their values."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction
from django.db.models import QuerySet

from core.jobs import report_progress
from organisations.bulk.changes import types_of
from organisations.choices import Outcome, Taxonomy
from organisations.holding import IDENTITY
from organisations.models import BulkAction, BulkRow, HeldChange, Organisation
from organisations.term_use import held_holders, held_uses, holders, uses_of

BATCH = 1000
TABLE = BulkRow._meta.db_table


def freeze(action: BulkAction, found: QuerySet[Organisation]) -> int:
    """Write down which records are meant, by name, so that what was previewed is what is changed. Returns how many."""
    keys, values = found.order_by().values("pk").query.sql_with_params()
    in_order = f"SELECT id FROM {Organisation._meta.db_table} WHERE id IN ({keys}) ORDER BY name_sort, id"  # noqa: S608 - a queryset's statement
    return _freeze(action, Organisation, in_order, list(values))


def freeze_holders(action: BulkAction) -> int:
    """The same for the records, of every room, that hold the term to be merged, and for changes that wait with it;
    those not yet written down.
    """
    taxonomy, code = Taxonomy(action.parameters["taxonomy"]), action.parameters["code"]
    meant = [(use.model, *holders(use, code)) for use in uses_of(taxonomy)]
    meant += [(HeldChange, *held_holders(column, code)) for column in held_uses(taxonomy, IDENTITY)]
    return sum(_freeze(action, model, f"{keys} ORDER BY id", values) for model, keys, values in meant)


def _freeze(action: BulkAction, model: type[models.Model], keys: str, values: list[Any]) -> int:
    return execute(
        f"INSERT INTO {TABLE} (action_id, subject, record, outcome, refusal)"  # noqa: S608 - our own names; a queryset's statement
        f" SELECT %s, %s, id, '', '' FROM ({keys}) AS meant (id)"
        " ON CONFLICT (action_id, subject, record) DO UPDATE SET outcome = ''",
        [action.pk, model._meta.label, *values],
    )


def in_turn(action: BulkAction) -> Iterator[list[int]]:
    """All rows of the action, a batch at a time, in the order in which they were written down."""
    last = 0
    while True:
        found = list(action.rows.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH])
        if not found:
            return
        yield found
        last = found[-1]


def batch(action: BulkAction, outcome: Outcome, write: Callable[[str, list[int]], None]) -> bool:
    """Let `write` do the next rows of one model, in a transaction that also says how far the work is; whether any."""
    with transaction.atomic():
        waiting = action.rows.filter(outcome=outcome).order_by("id")
        first = waiting.values_list("subject", flat=True).first()
        if first is None:
            return False
        rows = list(waiting.filter(subject=first).values_list("pk", flat=True)[:BATCH])
        lock(first, rows)
        write(first, rows)
        # Whoever lost the lease meanwhile, or was told to stop, must not commit.
        report_progress(action, done=action.progress_done + len(rows))
    return True


def refuse_strangers(action: BulkAction, rows: list[int], outcome: Outcome) -> None:
    """Leave out, with this outcome, what the account at work may not change by now."""
    meant = BulkRow.objects.filter(pk__in=rows)
    mine = Organisation.objects.editable_by(action.by).filter(pk__in=meant.values("record")).values("pk")
    meant.exclude(record__in=mine).update(outcome=outcome, refusal="not_yours")


def give(
    action: BulkAction,
    model: type[models.Model],
    columns: Sequence[str],
    source: str,
    rows: list[int],
    outcome: Outcome,
) -> None:
    """Give the records of these rows the values kept in `source`, with stamps and a new version."""
    names = {field.column for field in model._meta.concrete_fields}
    sets = [f"{column} = v.{column}" for column in columns]
    sets += ["version = o.version + 1"] if "version" in names else []
    sets += ["updated_at = now()"] if "updated_at" in names else []
    values: list[Any] = []
    if "updated_by_id" in names:
        sets.append("updated_by_id = %s")
        values.append(action.by.pk)
    execute(
        f"UPDATE {model._meta.db_table} o SET {', '.join(sets)} FROM {TABLE} r"  # noqa: S608 - our own names
        f" CROSS JOIN LATERAL jsonb_to_record(r.{source}) AS v ({types_of(model, columns)})"
        " WHERE r.id = ANY(%s) AND r.outcome = %s AND o.id = r.record",
        [*values, rows, outcome],
    )


def lock(subject: str, rows: list[int]) -> None:
    """Nobody else changes the records of these rows before this transaction ends."""
    table = apps.get_model(subject)._meta.db_table
    execute(
        f"SELECT id FROM {table} WHERE id IN (SELECT record FROM {TABLE} WHERE id = ANY(%s)) ORDER BY id FOR UPDATE",  # noqa: S608 - our own names
        [rows],
    )


def execute(sql: str, values: list[Any]) -> int:
    """Rows that the statement found or wrote."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return int(cursor.rowcount)
