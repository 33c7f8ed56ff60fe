"""The worker's side of a report: one task, since the row itself says what is to be built."""

from __future__ import annotations

from celery import shared_task

from core import jobs
from reports import telling
from reports.building import build
from reports.models import Report


@jobs.rung_by(Report)
@shared_task
def run_report(pk: str) -> None:
    """Build the report `pk`, if it waits; a second delivery finds nothing to do."""
    jobs.run(Report, pk, build)


@shared_task
def tell_committee(pk: str) -> None:
    """Mail the committee that report `pk` is issued."""
    telling.issued(Report.objects.listed().get(pk=pk))
