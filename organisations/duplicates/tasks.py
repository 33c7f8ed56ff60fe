"""The worker's side of finding duplicates."""

from __future__ import annotations

from celery import shared_task

from core import jobs
from organisations.duplicates import scanning
from organisations.models import DuplicateScan


@jobs.rung_by(DuplicateScan)
@shared_task
def run_duplicate_scan(pk: str) -> None:
    """Compare the whole registry, if the job waits; a second delivery finds nothing to do."""
    jobs.run(DuplicateScan, pk, scanning.scan)


@shared_task
def find_new_duplicates() -> int:
    """Find the likely twins of what changed since the last time. Returns how many records that were."""
    return scanning.catch_up()
