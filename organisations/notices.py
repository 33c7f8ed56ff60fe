"""What stands at the top of a record for the offices: what waits, what was refused, what rose, what is due."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from organisations import facts, waiting
from organisations.choices import Decision, State
from organisations.confirming import AHEAD
from organisations.forms.words import in_words
from organisations.holding import wanted_values
from organisations.models import HeldChange, Organisation
from organisations.terms import Terms

# So long a refusal stands on the record of whoever asked.
REMEMBERED = timedelta(days=60)
# What was approved is there to be seen; that it was is told for a while.
TOLD = timedelta(days=14)


@dataclass(frozen=True)
class Notices:
    """`reasons`: (label, reason) to be mended; `held`, `refused`, `approved`: (label, wanted, change).

    `due_on`: where that day is near.
    """

    reasons: Sequence[tuple[Any, str]] = ()
    held: Sequence[tuple[Any, str, HeldChange]] = ()
    refused: Sequence[tuple[Any, str, HeldChange]] = ()
    approved: Sequence[tuple[Any, str, HeldChange]] = ()
    escalations: Sequence[Any] = field(default_factory=list)
    due_on: date | None = None
    is_overdue: bool = False


def notices_of(record: Organisation, terms: Terms, *, is_insider: bool, mine: bool) -> Notices:
    """The notices of a record for one reader. `mine`: the reader may change it; the public has none of them."""
    if not is_insider:
        return Notices()
    now = timezone.now()
    changes = list(
        record.held_changes.filter(decision__in=[Decision.WAITING, Decision.REFUSED, Decision.APPROVED]).select_related(
            "asked_by"
        )
    )
    lately = [
        change
        for change in changes
        if change.decision == Decision.REFUSED and change.decided_at and change.decided_at > now - REMEMBERED
    ]
    approved = [
        change
        for change in changes
        if change.decision == Decision.APPROVED and change.decided_at and change.decided_at > now - TOLD
    ]
    waits = [change for change in changes if change.decision == Decision.WAITING]
    answered = {change.field for change in waits}
    due_on = waiting.due_on(record) if mine else None
    today = timezone.localdate()
    return Notices(
        reasons=[(facts.reason_label(one.field), one.reason) for one in record.return_reasons.open()]
        if record.state == State.RETURNED
        else [],
        held=_lines(waits, terms),
        refused=_lines([change for change in lately if change.field not in answered], terms) if mine else [],
        approved=_lines(approved, terms) if mine else [],
        escalations=list(record.escalations.open()),
        due_on=due_on if due_on and due_on - AHEAD <= today else None,
        is_overdue=bool(due_on and due_on < today),
    )


def _lines(changes: list[HeldChange], terms: Terms) -> list[tuple[Any, str, HeldChange]]:
    return [(facts.label(change.field), in_words(wanted_values(change), terms), change) for change in changes]
