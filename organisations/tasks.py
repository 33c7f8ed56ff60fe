"""The beat's tasks of this room."""

from __future__ import annotations

from celery import shared_task

from organisations import typed
from organisations.listing import checking

# A stretch of names is parted by at most 20,000 records at a time, each time in a transaction of its own.
MOST_PARTINGS = 100


@shared_task
def tidy_listing() -> int:
    """Add up the changes of the counts, and part stretches of names that have grown too long. Returns what it did."""
    done = checking.fold()
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
