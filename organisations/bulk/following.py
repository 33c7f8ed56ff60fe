"""What follows from changing many records at once, as it follows from changing one: nothing waits any longer there."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils import timezone

from organisations.choices import BulkKind, Outcome, Status, Waiting
from organisations.models import BulkAction, BulkRow, Escalation, ReturnReason

_ENDS: Mapping[str, tuple[Waiting, ...]] = {
    BulkKind.VERIFY: (Waiting.SUBMITTED, Waiting.RETURNED),
    BulkKind.STATUS: (Waiting.CONFIRMATION,),
}


def follow(action: BulkAction, batch: list[int]) -> None:
    """Settle what a change of these rows' records answers, in its transaction."""
    if action.kind == BulkKind.STATUS and action.parameters["status"] != Status.DISSOLVED:
        return
    ends = _ENDS.get(action.kind, ())
    if not ends:
        return
    changed = BulkRow.objects.filter(pk__in=batch, outcome=Outcome.CHANGED).values("record")
    now = timezone.now()
    Escalation.objects.open().filter(organisation__in=changed, kind__in=ends).update(settled_at=now)
    if action.kind == BulkKind.VERIFY:
        ReturnReason.objects.open().filter(organisation__in=changed).update(settled_at=now)
