"""`import_spreadsheet FILE --as USERNAME [--commit] [--json]`: the web's import from the command line."""

from __future__ import annotations

import json
import sys
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from imports import actions
from imports.books import BOOKS, book_of
from imports.models import Duplicates, Import, ImportRow, Phase, Verdict
from imports.problems import ERROR, sentence
from imports.tasks import run_import

CLEAN, WITH_ERRORS, UNREADABLE = 0, 1, 2
_TRIES = 3


class Command(BaseCommand):
    help = "Import records from a spreadsheet; without --commit only says what would happen."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--as", dest="username", required=True, help="the account that imports")
        parser.add_argument("--book", choices=list(BOOKS), default="organisations", help="what the file holds")
        parser.add_argument("--commit", action="store_true", help="write what is new and changed")
        parser.add_argument(
            "--leave-out-errors", action="store_true", help="write the rows that are right all the same"
        )
        parser.add_argument("--verified", action="store_true", help="the file is verified: publish its organisations")
        parser.add_argument("--json", action="store_true", dest="as_json", help="print the result as JSON")

    def handle(
        self,
        *,
        file: Path,
        username: str,
        book: str,
        commit: bool,
        leave_out_errors: bool,
        verified: bool,
        as_json: bool,
        **_: Any,
    ) -> None:
        user = User.objects.filter(username=username, is_active=True).first()
        if user is None:
            raise CommandError(f"There is no active account “{username}”.", returncode=UNREADABLE)
        try:
            with file.open("rb") as opened:
                imported = actions.start(
                    file=File(opened), name=file.name, verified=verified, book=book, by=user, ring=False
                )
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}", returncode=UNREADABLE) from None
        except PermissionDenied as error:
            raise CommandError(str(error), returncode=UNREADABLE) from None
        imported = _run(imported)
        errors = _errors(imported)
        if commit and (leave_out_errors or not errors):
            imported = _commit(imported, leave_out_errors, user)
            errors = _errors(imported)
        # Where nothing is new or changed, a commit has nothing to do, and so is done.
        done = imported.committed_at is not None or (commit and not errors and not imported.to_write)
        result = {**_counts(imported), "errors": errors, "committed": done}
        self.stdout.write(json.dumps(result, ensure_ascii=False) if as_json else _in_words(result))
        if code := UNREADABLE if imported.failure else WITH_ERRORS if errors else CLEAN:
            sys.exit(code)


def _run(imported: Import) -> Import:
    """Do the work here; where a worker was quicker to take it, wait for that."""
    run_import(str(imported.pk))
    imported.refresh_from_db()
    while not imported.is_over:
        time.sleep(0.2)
        imported.refresh_from_db()
    return imported


def _commit(imported: Import, leave_out_errors: bool, user: User) -> Import:
    """Write it. Where somebody changed the same organisations meanwhile, it was checked anew, and is tried again."""
    for _try in range(_TRIES):
        if imported.failure or imported.committed_at is not None or not imported.to_write:
            break
        try:
            actions.commit(
                imported=imported,
                leave_out_errors=leave_out_errors,
                duplicates=Duplicates.SKIP,
                by=user,
                ring=False,
            )
        except actions.NotNowError:
            break
        imported = _run(imported)
        if imported.phase == Phase.COMMIT:
            break
    return imported


def _counts(imported: Import) -> dict[str, int]:
    count = imported.counts.get
    return {
        "rows": imported.total,
        "new": count(Verdict.NEW, 0),
        "changed": count(Verdict.CHANGED, 0),
        "same": count(Verdict.SAME, 0),
        "duplicates": count(Verdict.DUPLICATE, 0),
    }


def _errors(imported: Import) -> list[dict[str, Any]]:
    if imported.failure:
        return [{"row": None, "column": None, "message": imported.failure_sentence}]
    columns = book_of(imported).by_key
    rows = ImportRow.objects.filter(imported=imported, verdict=Verdict.ERROR).order_by("number")
    return [
        {
            "row": row.number,
            "column": columns[problem["column"]].heading if problem["column"] in columns else "",
            "message": sentence(problem),
        }
        for row in rows.iterator()
        for problem in row.problems
        if problem["severity"] == ERROR
    ]


def _in_words(result: dict[str, Any]) -> str:
    lines = [f"{name}: {result[name]}" for name in ("rows", "new", "changed", "same", "duplicates")]
    for error in result["errors"]:
        place = " ".join(str(part) for part in (error["row"], error["column"]) if part)
        lines.append(f"error: {place}: {error['message']}" if place else f"error: {error['message']}")
    lines.append("committed" if result["committed"] else "nothing was written")
    return "\n".join(lines)
