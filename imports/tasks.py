"""The worker's side of an import: one task, since the row itself says what is to be done."""

from __future__ import annotations

import pghistory
from celery import shared_task

from core import jobs
from core.collecting import seldom_collecting
from imports.applying.commit import commit_file
from imports.applying.undo import undo_file
from imports.books import small
from imports.books.applying import commit_book
from imports.books.book import SmallBook
from imports.books.checking import check_book
from imports.books.undoing import undo_book
from imports.checking import check_file
from imports.models import Import, Phase


@jobs.rung_by(Import)
@shared_task
def run_import(pk: str) -> None:
    """Check, commit or undo the import `pk`, if it waits; a second delivery finds nothing to do."""
    jobs.run(Import, pk, _work)


def _work(imported: Import) -> None:
    with pghistory.context(user=imported.owner_id, through="import"), seldom_collecting():
        if book := small(imported):
            _work_on_book(imported, book)
        elif imported.phase == Phase.COMMIT:
            commit_file(imported)
        elif imported.phase == Phase.UNDO:
            undo_file(imported)
        else:
            check_file(imported)


def _work_on_book(imported: Import, book: SmallBook) -> None:
    if imported.phase == Phase.COMMIT:
        commit_book(imported, book)
    elif imported.phase == Phase.UNDO:
        undo_book(imported, book)
    else:
        check_book(imported, book)
