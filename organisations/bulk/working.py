"""Doing a bulk action and undoing it: batch by batch, each a short transaction that also says how far the work is.

A batch that is committed is never done again, so a worker that is killed goes on where it stopped. Undoing writes a
record back only where it still holds what the action wrote.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pghistory
from django.apps import apps
from django.db import connection, models, transaction
from django.utils import timezone

from core.jobs import report_progress
from organisations.bulk.changes import Change, changes_of
from organisations.bulk.preview import outcomes
from organisations.bulk.reminding import remind
from organisations.choices import BulkKind, BulkPhase, Outcome
from organisations.models import BulkAction, BulkRow, Organisation
from organisations.term_use import holders, uses_of
from organisations.terms import current_terms

BATCH = 1000
_ROWS = BulkRow._meta.db_table
# Kinds whose change is an action of one record; it gives the refusal's code, or "" where it was done.
OneByOne = Callable[[Organisation, Any], str]
_one_by_one: dict[str, OneByOne] = {}


def done_one_by_one(kind: str, work: OneByOne) -> None:
    """Let an action of the workflow do this kind; it is told to us, as this module stands below the actions."""
    _one_by_one[kind] = work


def freeze(action: BulkAction, found: models.QuerySet[Organisation]) -> int:
    """Write down which records are meant, so that what was previewed is what is changed. Returns how many."""
    keys, values = found.order_by().values("pk").query.sql_with_params()
    return _freeze(action, Organisation, keys, list(values))


def freeze_holders(action: BulkAction) -> int:
    """The same for the records, of every room, that hold the term to be merged; those not yet written down."""
    parameters = action.parameters
    return sum(_freeze(action, use.model, *holders(use, parameters["code"])) for use in uses_of(parameters["taxonomy"]))


def _freeze(action: BulkAction, model: type[models.Model], keys: str, values: list[Any]) -> int:
    return _execute(
        f"INSERT INTO {_ROWS} (action_id, subject, record, outcome, refusal)"  # noqa: S608 - our own names; a queryset's statement
        f" SELECT %s, %s, id, '', '' FROM ({keys}) AS meant (id) ORDER BY id"
        " ON CONFLICT (action_id, subject, record) DO UPDATE SET outcome = ''",
        [action.pk, model._meta.label, *values],
    )


def work(action: BulkAction) -> None:
    """The worker's side of a BulkAction that it holds."""
    undoing = action.phase == BulkPhase.UNDO
    context = {"user": action.owner_id, "through": "bulk", "action": "bulk", "bulk": str(action.pk)}
    with pghistory.context(**context, reason=action.why, undo=undoing):
        if undoing:
            _undo(action)
        elif action.kind == BulkKind.REMIND:
            remind(action)
            BulkAction.objects.filter(pk=action.pk).update(applied_at=timezone.now())
        else:
            _apply(action)


def _apply(action: BulkAction) -> None:
    changes = {
        change.model._meta.label: change for change in changes_of(action.kind, action.parameters, current_terms())
    }
    report_progress(action, stage="writing", total=action.rows.count())
    while True:
        while _batch(action, Outcome.WAITING, lambda subject, rows: _apply_batch(action, changes[subject], rows)):
            pass
        # Somebody may have written the old term from a page opened earlier.
        if action.kind != BulkKind.MERGE_TERM or not freeze_holders(action):
            break
    BulkAction.objects.filter(pk=action.pk).update(applied_at=timezone.now())


def _undo(action: BulkAction) -> None:
    report_progress(action, stage="undoing", total=action.rows.filter(outcome=Outcome.CHANGED).count(), done=0)
    while _batch(action, Outcome.CHANGED, lambda subject, rows: _undo_batch(action, subject, rows)):
        pass
    BulkAction.objects.filter(pk=action.pk).update(undone_at=timezone.now())


def _batch(action: BulkAction, outcome: Outcome, write: Callable[[str, list[int]], None]) -> bool:
    """Let `write` do the next rows of one model; whether there were any."""
    with transaction.atomic():
        waiting = action.rows.filter(outcome=outcome).order_by("id")
        first = waiting.values_list("subject", flat=True).first()
        if first is None:
            return False
        rows = list(waiting.filter(subject=first).values_list("pk", flat=True)[:BATCH])
        write(first, rows)
        # Whoever lost the lease meanwhile must not commit.
        report_progress(action, done=action.progress_done + len(rows))
    return True


def _apply_batch(action: BulkAction, change: Change, rows: list[int]) -> None:
    _lock(change.model, rows)
    if change.model is Organisation and action.kind != BulkKind.MERGE_TERM:
        _refuse_strangers(action, rows)
    columns, values = outcomes(change)
    _execute(
        f"UPDATE {_ROWS} r SET outcome = s.outcome, refusal = s.refusal, before = s.before, after = s.after"  # noqa: S608 - our own names
        f" FROM (SELECT o.id, {columns} FROM {change.table} o"
        f" WHERE o.id IN (SELECT record FROM {_ROWS} WHERE id = ANY(%s))) AS s"
        " WHERE r.id = ANY(%s) AND r.outcome = '' AND r.record = s.id",
        [*values, rows, rows],
    )
    if action.kind in _one_by_one:
        _apply_one_by_one(action, change, rows)
    else:
        _write(action, change.model, change.columns, "after", rows, Outcome.CHANGED)
    # What is gone altogether.
    BulkRow.objects.filter(pk__in=rows, outcome=Outcome.WAITING).update(outcome=Outcome.REFUSED, refusal="gone")


def _refuse_strangers(action: BulkAction, rows: list[int]) -> None:
    """Leave out what the owner may not change by now."""
    meant = BulkRow.objects.filter(pk__in=rows)
    mine = Organisation.objects.editable_by(action.owner).filter(pk__in=meant.values("record")).values("pk")
    meant.exclude(record__in=mine).update(outcome=Outcome.REFUSED, refusal="not_yours")


def _apply_one_by_one(action: BulkAction, change: Change, rows: list[int]) -> None:
    """By the workflow's own action, with all its rules; then what the row holds is read back."""
    meant = list(BulkRow.objects.filter(pk__in=rows, outcome=Outcome.CHANGED).order_by("id"))
    records = Organisation.objects.in_bulk([row.record for row in meant])
    _keep(change, rows, "before")
    for row in meant:
        refusal = _one_by_one[action.kind](records[row.record], action.owner)
        if refusal:
            BulkRow.objects.filter(pk=row.pk).update(outcome=Outcome.REFUSED, refusal=refusal)
    _keep(change, rows, "after")


def _keep(change: Change, rows: list[int], column: str) -> None:
    """Write down what a step of the workflow changes, as it stands now."""
    names = ("state", "state_reason", "verified_at", "verified_by_id")
    now = ", ".join(f"'{name}', o.{name}" for name in names)
    _execute(
        f"UPDATE {_ROWS} r SET {column} = jsonb_build_object({now}) FROM {change.table} o"  # noqa: S608 - our own names
        " WHERE r.id = ANY(%s) AND r.outcome = 'changed' AND o.id = r.record",
        [rows],
    )


def _undo_batch(action: BulkAction, subject: str, rows: list[int]) -> None:
    model = apps.get_model(subject)
    _lock(model, rows)
    columns = columns_written(action, subject)
    _execute(
        f"UPDATE {_ROWS} r SET outcome = CASE WHEN {still_holds(columns)} THEN 'undone' ELSE 'kept' END"  # noqa: S608 - our own names
        f" FROM {model._meta.db_table} o WHERE r.id = ANY(%s) AND r.outcome = 'changed' AND o.id = r.record",
        [rows],
    )
    _write(action, model, columns, "before", rows, Outcome.UNDONE)
    BulkRow.objects.filter(pk__in=rows, outcome=Outcome.CHANGED).update(outcome=Outcome.KEPT)


def columns_written(action: BulkAction, subject: str) -> list[str]:
    """The columns of a model that the action wrote."""
    first = action.rows.filter(subject=subject).exclude(after=None).values_list("after", flat=True).first()
    return sorted(first or {})


def still_holds(columns: list[str]) -> str:
    """Whether the row `o` holds what the bulk row `r` wrote."""
    pairs = ", ".join(f"'{name}', o.{name}" for name in columns)
    return f"r.after = jsonb_build_object({pairs})"


def in_the_way(action: BulkAction) -> dict[str, list[int]]:
    """Records, by model, that were changed again since the action, so that undoing would leave them as they are."""
    found: dict[str, list[int]] = {}
    changed = action.rows.filter(outcome=Outcome.CHANGED)
    for subject in changed.order_by("subject").values_list("subject", flat=True).distinct():
        table = apps.get_model(subject)._meta.db_table
        still = still_holds(columns_written(action, subject))
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT o.id FROM {_ROWS} r JOIN {table} o ON o.id = r.record WHERE r.action_id = %s"  # noqa: S608 - our own names
                f" AND r.subject = %s AND r.outcome = 'changed' AND NOT {still}",
                [action.pk, subject],
            )
            found[subject] = [pk for (pk,) in cursor.fetchall()]
    return {subject: keys for subject, keys in found.items() if keys}


def _write(
    action: BulkAction, model: type[models.Model], columns: list[str], source: str, rows: list[int], outcome: Outcome
) -> None:
    """Give the records of these rows the values kept in `source`, with stamps and a new version."""
    if not columns:
        return
    names = {field.column for field in model._meta.concrete_fields}
    sets = [f"{column} = (jsonb_populate_record(o, r.{source})).{column}" for column in columns]
    sets += ["version = o.version + 1"] if "version" in names else []
    sets += ["updated_at = now()"] if "updated_at" in names else []
    values: list[Any] = []
    if "updated_by_id" in names:
        sets.append("updated_by_id = %s")
        values.append(action.owner_id)
    _execute(
        f"UPDATE {model._meta.db_table} o SET {', '.join(sets)} FROM {_ROWS} r"  # noqa: S608 - our own names
        " WHERE r.id = ANY(%s) AND r.outcome = %s AND o.id = r.record",
        [*values, rows, outcome],
    )


def _lock(model: type[models.Model], rows: list[int]) -> None:
    _execute(
        f"SELECT id FROM {model._meta.db_table} WHERE id IN (SELECT record FROM {_ROWS} WHERE id = ANY(%s))"  # noqa: S608 - our own names
        " ORDER BY id FOR UPDATE",
        [rows],
    )


def _execute(sql: str, values: list[Any]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return int(cursor.rowcount)
