"""The beat's own tasks."""

from __future__ import annotations

from celery import shared_task
from django.core.management import call_command

from core import form_tokens, jobs


@shared_task
def ring_waiting_jobs() -> int:
    """Ring for jobs of all rooms that are queued, or whose worker died. Returns how many."""
    return sum(jobs.ring_again(model) for model in jobs.doorbells())


@shared_task
def clear_expired_sessions() -> None:
    """Delete sessions that nobody can use any more."""
    call_command("clearsessions")


@shared_task
def purge_form_tokens() -> int:
    """Delete the tokens of forms that were sent long ago. Returns how many."""
    return form_tokens.purge()
