"""What a bulk action would do, found out by the worker with the very statements that would do it; nothing is written.

First it writes down which records are meant: what somebody has looked at is what is changed, whatever a list finds by
then. A worker that is killed leaves them to the next, who counts the same records again.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from core.jobs import report_progress
from organisations.bulk import rows
from organisations.bulk.changes import Change, changes_of
from organisations.bulk.meant import Meant
from organisations.bulk.reminding import by_province
from organisations.choices import BulkKind, BulkPhase
from organisations.models import BulkAction, Organisation
from organisations.terms import current_terms

SAMPLE = 20
# A preview that nobody confirmed is deleted after this.
KEPT = timedelta(days=7)


@dataclass(frozen=True)
class Preview:
    """`total` records are meant; `refused` counts those left out, by reason; `sample`: (key, before, after) of the
    first that would change, by name; `provinces`: of a reminder, how many records of each.
    """

    total: int = 0
    changed: int = 0
    same: int = 0
    refused: Mapping[str, int] = field(default_factory=dict)
    sample: Sequence[tuple[int, dict[str, Any], dict[str, Any]]] = ()
    provinces: Mapping[str, int] = field(default_factory=dict)


def look(action: BulkAction) -> None:
    """The worker's side of a preview."""
    if not action.rows.exists():
        report_progress(action, stage="finding")
        with transaction.atomic():
            rows.freeze(action, Meant.of(action.meant).found(action.by))
            report_progress(action)
    total = action.rows.count()
    report_progress(action, stage="looking", done=0, total=total)
    seen = _mails(action, total) if action.kind == BulkKind.REMIND else _changes(action, total)
    BulkAction.objects.filter(pk=action.pk).update(seen=asdict(seen))


def purge() -> int:
    """Delete previews that nobody confirmed; how many."""
    old = BulkAction.objects.filter(phase=BulkPhase.CHECK, created_at__lt=timezone.now() - KEPT)
    return old.delete()[1].get(BulkAction._meta.label, 0)


def _mails(action: BulkAction, total: int) -> Preview:
    meant = Organisation.objects.filter(pk__in=action.rows.values("record"))
    provinces = by_province(meant.editable_by(action.by))
    mine = sum(provinces.values())
    return Preview(total, mine, refused=_outside(total - mine), provinces=provinces)


def _changes(action: BulkAction, total: int) -> Preview:
    (change,) = changes_of(action.kind, action.parameters, current_terms(), action.by)
    found: Counter[tuple[str, str]] = Counter()
    sample: list[tuple[int, dict[str, Any], dict[str, Any]]] = []
    for batch in rows.in_turn(action):
        found += _counted(change, action, batch)
        if len(sample) < SAMPLE:
            sample += _sampled(change, action, batch, SAMPLE - len(sample))
        report_progress(action, done=action.progress_done + len(batch))
    refused = {code: number for (outcome, code), number in found.items() if outcome == "refused"}
    outside = total - sum(found.values())
    return Preview(total, found["changed", ""], found["same", ""], {**_outside(outside), **refused}, sample)


def _outside(number: int) -> dict[str, int]:
    return {"not_yours": number} if number else {}


def _mine(action: BulkAction, batch: list[int]) -> tuple[str, list[Any]]:
    """A condition over `o`, an organisation: of these rows, and one that the account may change."""
    meant = action.rows.filter(pk__in=batch).values("record")
    keys, values = Organisation.objects.editable_by(action.by).filter(pk__in=meant).values("pk").query.sql_with_params()
    return f"o.id IN ({keys})", list(values)


def _counted(change: Change, action: BulkAction, batch: list[int]) -> Counter[tuple[str, str]]:
    condition, keys = _mine(action, batch)
    statement, values = change.outcomes(condition)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT outcome, refusal, count(*) FROM ({statement}) AS seen GROUP BY outcome, refusal",  # noqa: S608 - our own names; what people typed is among the parameters
            [*values, *keys],
        )
        return Counter({(outcome, refusal): number for outcome, refusal, number in cursor.fetchall()})


def _sampled(
    change: Change, action: BulkAction, batch: list[int], most: int
) -> list[tuple[int, dict[str, Any], dict[str, Any]]]:
    condition, keys = _mine(action, batch)
    statement, values = change.outcomes(condition)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT r.record, s.before::text, s.after::text FROM ({statement}) AS s JOIN {rows.TABLE} r"  # noqa: S608 - as above
            " ON r.record = s.id AND r.id = ANY(%s) WHERE s.outcome = 'changed' ORDER BY r.id LIMIT %s",
            [*values, *keys, batch, most],
        )
        return [(pk, json.loads(before), json.loads(after)) for pk, before, after in cursor.fetchall()]
