"""Loading a plan's document: looking first at what it would change, then changing it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

import pghistory
from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Right, require
from plans.actions.errors import NotNowError
from plans.applying import Application, Changes
from plans.checks import check
from plans.differences import Difference
from plans.models import Plan
from plans.reading import Document, DocumentError, read
from plans.sheets import is_workbook, read_workbook


@dataclass(frozen=True)
class Preview:
    """What loading a document would do. `seal` holds for this document upon the plan as it is now, and nothing else."""

    code: str
    is_new: bool
    changes: Changes
    differences: list[Difference]
    seal: str


@transaction.atomic
def load_plan(*, content: bytes, by: Any | None, seal: str | None = None) -> tuple[Plan, Changes]:
    """Load a plan document (YAML), or bring a loaded plan to a later version of it; the same document changes nothing.

    `by` is None only for the command line, where whoever can run it owns the system. `seal`: of the preview that was
    read; raises NotNowError where the document or the plan has changed since.
    Raises DocumentError, with every problem and its line, and then nothing at all has changed.
    """
    if by is not None:
        require(by, Right.EDIT_PLANS)
    document = checked_document(content)
    with connection.cursor() as cursor:
        # One document at a time: two that name the same agencies must not both create them.
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('plans.load_plan'))")
    if seal is not None and seal != seal_of(document):
        raise NotNowError(_("The document or the plan has changed since you looked. Read the difference once more."))
    application = Application(document, by)
    if by is None:
        return application.run(), application.changes
    with pghistory.context(user=by.pk, action="load_plan"):
        return application.run(), application.changes


def preview_plan(*, content: bytes, by: Any | None) -> Preview:
    """What loading a document would change; nothing stays changed. Raises DocumentError as loading would."""
    if by is not None:
        require(by, Right.EDIT_PLANS)
    document = checked_document(content)
    seal = seal_of(document)
    code = document.data["code"]
    is_new = not Plan.objects.filter(code=code).exists()
    application = Application(document, by, is_noted=True)
    with transaction.atomic():
        application.run()
        transaction.set_rollback(True)
    return Preview(code, is_new, application.changes, application.differences, seal)


def seal_of(document: Document) -> str:
    """A fingerprint of a document and of the plan that it would change."""
    now = Plan.objects.filter(code=document.data["code"]).values_list("document", flat=True).first()
    both = json.dumps([document.data, now], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(both.encode()).hexdigest()


def checked_document(content: bytes) -> Document:
    """The document that a YAML file or a workbook holds. Raises DocumentError with every problem and its place."""
    document = read_workbook(content) if is_workbook(content) else read(content)
    if problems := check(document):
        raise DocumentError(problems)
    return document
