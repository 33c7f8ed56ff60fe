"""The beat's own task: ring again for every job that waits."""

from __future__ import annotations

from celery import shared_task

from core import jobs


@shared_task
def ring_waiting_jobs() -> int:
    """Ring for jobs of all rooms that are queued, or whose worker died. Returns how many."""
    return sum(jobs.ring_again(model) for model in jobs.doorbells())
