"""Doing a bulk action: batch by batch, each a short transaction that also says how far the work is.

A batch that is committed is never done again, so a worker that is killed goes on where it stopped.
"""

from __future__ import annotations

import pghistory
from django.utils import timezone

from core.jobs import report_progress
from organisations.bulk import preview, rows, undoing
from organisations.bulk.changes import Change, changes_of
from organisations.bulk.following import follow
from organisations.bulk.reminding import remind
from organisations.choices import BulkKind, BulkPhase, Outcome
from organisations.models import BulkAction, BulkRow, Organisation
from organisations.terms import current_terms

# What the history says was done, where it is more than a change.
ACTIONS: dict[str, str] = {BulkKind.VERIFY: "verify", BulkKind.STATUS: "set_status"}


def work(action: BulkAction) -> None:
    """The worker's side of a BulkAction that it holds."""
    context = {"user": action.by.pk, "through": "bulk", "bulk": str(action.pk), "reason": action.why}
    if action.phase == BulkPhase.CHECK:
        preview.look(action)
    elif action.phase in (BulkPhase.LOOK, BulkPhase.UNDO):
        done = "unmerge_term" if action.kind == BulkKind.MERGE_TERM else "bulk"
        with pghistory.context(**context, action=done, undo=True):
            undoing.undo(action)
    else:
        with pghistory.context(**context, action=ACTIONS.get(action.kind, "bulk"), undo=False):
            if action.kind == BulkKind.REMIND:
                remind(action)
            else:
                _apply(action)
        BulkAction.objects.filter(pk=action.pk).update(applied_at=timezone.now())


def _apply(action: BulkAction) -> None:
    found = changes_of(action.kind, action.parameters, current_terms(), action.by)
    changes = {change.model._meta.label: change for change in found}
    if action.kind == BulkKind.MERGE_TERM:
        rows.freeze_holders(action)
    report_progress(action, stage="writing", total=action.rows.count())
    while True:
        while rows.batch(action, Outcome.WAITING, lambda subject, batch: _write(action, changes[subject], batch)):
            pass
        # Somebody may have written the old term from a page opened earlier.
        if action.kind != BulkKind.MERGE_TERM or not rows.freeze_holders(action):
            return


def _write(action: BulkAction, change: Change, batch: list[int]) -> None:
    if change.model is Organisation and action.kind != BulkKind.MERGE_TERM:
        rows.refuse_strangers(action, batch, Outcome.REFUSED)
    statement, values = change.outcomes(f"o.id IN (SELECT record FROM {rows.TABLE} WHERE id = ANY(%s))")  # noqa: S608 - our own names
    rows.execute(
        f"UPDATE {rows.TABLE} r SET outcome = s.outcome, refusal = s.refusal, before = s.before, after = s.after"  # noqa: S608 - our own names
        f" FROM ({statement}) AS s WHERE r.id = ANY(%s) AND r.outcome = '' AND r.record = s.id",
        [*values, batch, batch],
    )
    rows.give(action, change.model, list(change.after), "after", batch, Outcome.CHANGED)
    follow(action, batch)
    # What is gone altogether.
    BulkRow.objects.filter(pk__in=batch, outcome=Outcome.WAITING).update(outcome=Outcome.REFUSED, refusal="gone")
