"""What a person decides about two records that look like one."""

from __future__ import annotations

from typing import Any

import pghistory
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Right, require
from core import jobs
from core.models import JobState
from organisations.duplicates.finding import subject_of
from organisations.duplicates.scoring import score
from organisations.duplicates.tasks import run_duplicate_scan
from organisations.models import DuplicatePair, DuplicateScan, Organisation, PairState
from organisations.permissions import may_edit


@transaction.atomic
def dismiss(*, one: Organisation, other: Organisation, why: str = "", by: Any) -> DuplicatePair:
    """They are two: the pair is never shown again, unless both come to bear one registration number.

    Staff may say so of any two, a coordinator where one of them is the province's own. Raises PermissionDenied.
    """
    if not may_edit(by, one) and not may_edit(by, other):
        raise PermissionDenied(_("You may change organisations of your own provinces only."))
    first, second = sorted((one, other), key=lambda record: record.pk)
    match = score(subject_of(first), subject_of(second))
    DuplicatePair.objects.bulk_create(
        [DuplicatePair(first=first, second=second, score=match.score, reasons=list(match.reasons))],
        ignore_conflicts=True,
    )
    pair = DuplicatePair.objects.select_for_update(of=("self",)).get(first=first, second=second)
    if pair.state != PairState.DISMISSED:
        pair.state = PairState.DISMISSED
        pair.reasons = list(match.reasons)
        pair.dismissed_at = timezone.now()
        pair.dismissed_by = by
        pair.dismissed_why = why.strip()[:300]
        with pghistory.context(user=by.pk, action="dismiss", reason=pair.dismissed_why):
            pair.save()
    return pair


@transaction.atomic
def take_back(*, pair: DuplicatePair, by: Any) -> DuplicatePair:
    """The pair is to be looked at again after all."""
    row = DuplicatePair.objects.select_for_update(of=("self",)).select_related("first", "second").get(pk=pair.pk)
    if not may_edit(by, row.first) and not may_edit(by, row.second):
        raise PermissionDenied(_("You may change organisations of your own provinces only."))
    if row.state == PairState.DISMISSED:
        row.state = PairState.OPEN
        row.dismissed_at = row.dismissed_by = None
        row.dismissed_why = ""
        with pghistory.context(user=by.pk, action="take_back"):
            row.save()
    return row


@transaction.atomic
def scan(*, by: Any) -> DuplicateScan:
    """Have the whole registry compared; where that is being done already, that is the answer."""
    require(by, Right.VERIFY_ORGANISATIONS)
    require(by, Right.WHOLE_COUNTRY)
    running = DuplicateScan.objects.filter(state__in=[JobState.QUEUED, JobState.RUNNING]).first()
    if running is not None:
        return running
    job = DuplicateScan.objects.create(owner=by)
    jobs.enqueue(job, run_duplicate_scan)
    return job
