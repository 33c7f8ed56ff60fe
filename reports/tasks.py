"""The worker's side of reports: building one (the row itself says what), asking for those that are due, mails."""

from __future__ import annotations

from celery import shared_task
from django.db import IntegrityError, transaction
from django.utils import timezone

from core import jobs
from reports import drafting, telling
from reports.building import build
from reports.models import Report


@jobs.rung_by(Report)
@shared_task
def run_report(pk: str) -> None:
    """Build the report `pk`, if it waits; a second delivery finds nothing to do."""
    jobs.run(Report, pk, build)


@shared_task
def build_due_drafts() -> int:
    """Ask for the half-year reports whose windows have closed; the beat rings for them. Returns how many."""
    asked = 0
    for scope in drafting.due(timezone.localdate()):
        try:
            with transaction.atomic():
                Report.objects.create(kind=scope.kind, plan=scope.plan, period=str(scope.period))
        except IntegrityError:
            continue  # somebody asked for it a moment ago
        asked += 1
    return asked


@shared_task
def tell_committee(pk: str) -> None:
    """Mail the committee that report `pk` is issued."""
    telling.issued(Report.objects.listed().get(pk=pk))
