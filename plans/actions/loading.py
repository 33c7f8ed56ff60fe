from __future__ import annotations

from typing import Any

from django.db import connection, transaction

from accounts.permissions import Right, require
from plans.applying import Application, Changes
from plans.checks import check
from plans.models import Plan
from plans.reading import DocumentError, read


@transaction.atomic
def load_plan(*, content: bytes, by: Any | None) -> tuple[Plan, Changes]:
    """Load a plan document (YAML), or bring a loaded plan to a later version of it; the same document changes nothing.

    `by` is None only for the command line, where whoever can run it owns the system.
    Raises DocumentError, with every problem and its line, and then nothing at all has changed.
    """
    if by is not None:
        require(by, Right.EDIT_PLANS)
    document = read(content)
    if problems := check(document):
        raise DocumentError(problems)
    with connection.cursor() as cursor:
        # One document at a time: two that name the same agencies must not both create them.
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('plans.load_plan'))")
    application = Application(document, by)
    return application.run(), application.changes
