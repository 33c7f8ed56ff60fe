"""Taking a bulk action back: a record is put back only where it still holds what the action wrote.

Where some do not, whoever asked is told first; nothing is put back before he has said so.
"""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import connection, models, transaction
from django.utils import timezone

from core.jobs import report_progress
from organisations.bulk import rows
from organisations.choices import BulkKind, BulkPhase, Decision, Outcome
from organisations.models import BulkAction, BulkRow, HeldChange, Organisation, Term

NAMED = 20


def undo(action: BulkAction) -> None:
    """The worker's side: look, unless that was done, then put back."""
    if action.phase == BulkPhase.LOOK:
        report_progress(action, stage="looking")
        blocked = in_the_way(action)
        if blocked["count"]:
            BulkAction.objects.filter(pk=action.pk).update(blocked=blocked)
            return
    with transaction.atomic():
        if action.kind == BulkKind.MERGE_TERM:
            _part(action)
        action.phase = BulkPhase.UNDO
        BulkAction.objects.filter(pk=action.pk).update(phase=action.phase, blocked={})
        report_progress(action, stage="undoing", total=action.rows.filter(outcome=Outcome.CHANGED).count(), done=0)
    while rows.batch(action, Outcome.CHANGED, lambda subject, batch: _put_back(action, subject, batch)):
        pass
    BulkAction.objects.filter(pk=action.pk).update(undone_at=timezone.now())


def in_the_way(action: BulkAction) -> dict[str, Any]:
    """Records that were changed again since, so that undoing would leave them as they are: their `count`, and the keys
    of the first `organisations` among them.
    """
    count = 0
    first: list[int] = []
    changed = action.rows.filter(outcome=Outcome.CHANGED)
    for subject in changed.order_by("subject").values_list("subject", flat=True).distinct():
        still = _still_holds(subject, _columns(action, subject))
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT o.id FROM {rows.TABLE} r JOIN {_table(subject)} o ON o.id = r.record WHERE r.action_id = %s"  # noqa: S608 - our own names
                f" AND r.subject = %s AND r.outcome = 'changed' AND NOT {still}",
                [action.pk, subject],
            )
            found = [pk for (pk,) in cursor.fetchall()]
        count += len(found)
        if subject == Organisation._meta.label:
            first = found[:NAMED]
    return {"count": count, "organisations": first}


def _put_back(action: BulkAction, subject: str, batch: list[int]) -> None:
    if subject == Organisation._meta.label and action.kind != BulkKind.MERGE_TERM:
        rows.refuse_strangers(action, batch, Outcome.KEPT)
    columns = _columns(action, subject)
    rows.execute(
        f"UPDATE {rows.TABLE} r SET outcome = CASE WHEN {_still_holds(subject, columns)} THEN 'undone' ELSE 'kept' END"  # noqa: S608 - our own names
        f" FROM {_table(subject)} o WHERE r.id = ANY(%s) AND r.outcome = 'changed' AND o.id = r.record",
        [batch],
    )
    rows.give(action, apps.get_model(subject), columns, "before", batch, Outcome.UNDONE)
    BulkRow.objects.filter(pk__in=batch, outcome=Outcome.CHANGED).update(outcome=Outcome.KEPT)


def _part(action: BulkAction) -> None:
    """Take a term out of the one that it was merged into."""
    parameters = action.parameters
    terms = Term.objects.select_for_update(of=("self",))
    term = terms.get(taxonomy=parameters["taxonomy"], code=parameters["code"])
    if term.merged_into_id is not None:
        term.merged_into, term.retired_at = None, parameters["retired_at"]
        term.updated_by = action.by
        term.save()


def _table(subject: str) -> str:
    model: type[models.Model] = apps.get_model(subject)
    return model._meta.db_table


def _columns(action: BulkAction, subject: str) -> list[str]:
    """The columns of a model that the action wrote."""
    first = action.rows.filter(subject=subject).exclude(after=None).values_list("after", flat=True).first()
    return sorted(first or {})


def _still_holds(subject: str, columns: list[str]) -> str:
    """Whether the row `o` holds what the bulk row `r` wrote."""
    pairs = ", ".join(f"'{name}', o.{name}" for name in columns)
    holds = f"r.after = jsonb_build_object({pairs})"
    if subject != HeldChange._meta.label:
        return holds
    # A change that the merge settled cannot wait again where another of the same field has come to wait since.
    return (
        f"({holds} AND NOT EXISTS (SELECT FROM {_table(subject)} other WHERE other.organisation_id = o.organisation_id"
        f" AND other.field = o.field AND other.decision = '{Decision.WAITING}' AND other.id <> o.id))"
    )
