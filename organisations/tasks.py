"""This room's work beside its pages: long jobs, whose rows say themselves what is to be done, and the beat's tasks."""

from __future__ import annotations

from celery import shared_task
from django.db import transaction
from django.utils import timezone

from core import jobs
from organisations import reminding, telling, typed, waiting
from organisations.bulk import preview
from organisations.bulk.working import work
from organisations.duplicates.tasks import find_new_duplicates, run_duplicate_scan
from organisations.listing import checking, common_words, fresh
from organisations.models import BulkAction, DecisionMail, ReminderMail

__all__ = [
    "find_new_duplicates",
    "purge_bulk_previews",
    "purge_typed_answers",
    "run_bulk",
    "run_duplicate_scan",
    "tidy_listing",
]

# A stretch of names is parted by at most 20,000 records at a time, each time in a transaction of its own.
MOST_PARTINGS = 100


@jobs.rung_by(BulkAction)
@shared_task
def run_bulk(pk: str) -> None:
    """Look at, do or undo the bulk action `pk`, if it waits; a second delivery finds nothing to do."""
    jobs.run(BulkAction, pk, work)


@shared_task
def tidy_listing() -> int:
    """Add up the changes of the counts, part stretches of names that have grown too long, keep a word that is wanted,
    and put texts into the index that were written by the thousand.

    Returns how much it did.
    """
    done = checking.fold() + common_words.learn() + fresh.settle()
    for _ in range(MOST_PARTINGS):
        moved = checking.part_names()
        if not moved:
            break
        done += moved + checking.fold()
    return done


@shared_task
def purge_typed_answers() -> int:
    """Delete what was typed and never saved, after a month. Returns how many."""
    return typed.purge()


@shared_task
def purge_bulk_previews() -> int:
    """Delete previews of bulk actions that nobody confirmed. Returns how many."""
    return preview.purge()


@jobs.rung_by(ReminderMail)
@shared_task
def send_reminder(pk: str) -> None:
    """Send the reminder mail `pk`, if it waits; a second delivery finds nothing to do."""
    jobs.run(ReminderMail, pk, reminding.send)


@shared_task
@transaction.atomic
def remind_of_confirmations() -> int:
    """Make today's reminders of the yearly confirmation, once, and ring for their mails. Returns how many mails."""
    mails = reminding.make(timezone.localdate())
    for mail in mails:
        jobs.enqueue(mail, send_reminder)
    return len(mails)


@shared_task
def raise_what_waits() -> int:
    """Let rise to the ministry what nobody has acted on; try mails again that failed. Returns how much rose."""
    reminding.again()
    telling.again()
    return waiting.raise_late()


@jobs.rung_by(DecisionMail)
@shared_task
def send_decisions(pk: str) -> None:
    """Send the mail `pk` about decisions, if it waits; a second delivery finds nothing to do."""
    jobs.run(DecisionMail, pk, telling.send)


@shared_task
@transaction.atomic
def tell_of_decisions() -> int:
    """Ring for the mails about what the ministry decided since the last time. Returns how many mails."""
    mails = telling.make()
    for mail in mails:
        jobs.enqueue(mail, send_decisions)
    return len(mails)
