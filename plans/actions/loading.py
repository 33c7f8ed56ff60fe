"""Loading a plan's document: looking first at what it would change, then changing it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
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
from plans.writing import as_yaml


@dataclass(frozen=True)
class Preview:
    """What loading a document would do. `seal` holds for this document upon the plan as it is now, and nothing else."""

    code: str
    is_new: bool
    changes: Changes
    differences: list[Difference]
    seal: str


@transaction.atomic
def load_plan(
    *, content: bytes, by: Any | None, seal: str | None = None, action: str = "load_plan"
) -> tuple[Plan, Changes]:
    """Load a plan document (YAML), or bring a loaded plan to a later version of it; the same document changes nothing.

    `by` is None only for the command line, where whoever can run it owns the system. `seal`: of the preview that was
    read; raises NotNowError where the document or the plan has changed since. `action` is what the history calls it.
    Raises DocumentError, with every problem and its line, and then nothing at all has changed.
    """
    if by is not None:
        require(by, Right.EDIT_PLANS)
    document = checked_document(content)
    _one_at_a_time()
    if seal is not None and seal != seal_of(document):
        raise NotNowError(_("The document or the plan has changed since you looked. Read the difference once more."))
    application = Application(document, by)
    if by is None:
        return application.run(), application.changes
    with pghistory.context(user=by.pk, action=action):
        return application.run(), application.changes


@transaction.atomic
def change_document(
    *, plan: Plan, change: Callable[[dict[str, Any]], dict[str, Any]], seen: str, by: Any
) -> tuple[Plan, Changes]:
    """Change a loaded plan's document and apply it; `change` gives the new data from the data as it is now.

    `seen`: the document's fingerprint (`seen_of`) when it was read; raises NotNowError where it has changed since.
    Raises DocumentError as loading would.
    """
    require(by, Right.EDIT_PLANS)
    _one_at_a_time()
    row = Plan.objects.get(pk=plan.pk)
    if seen != seen_of(row):
        raise NotNowError(_("Somebody else changed the plan meanwhile. Read it once more before you write."))
    return load_plan(content=as_yaml(change(row.document)).encode(), by=by, action="change_plan")


def _one_at_a_time() -> None:
    """Wait for whoever loads a document: two that name the same agencies must not both create them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('plans.load_plan'))")


def seen_of(plan: Plan) -> str:
    """A fingerprint of a plan's document as it is now."""
    text = json.dumps(plan.document, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:20]


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
