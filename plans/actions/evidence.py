"""Files and links that show what a report says."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any, TypeVar

import pghistory
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import URLValidator
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from plans.actions.errors import NotNowError
from plans.actions.progress import IN_THE_AGENCYS_HANDS, lock_report
from plans.evidence import MAX_FILES, checked, random_name
from plans.models import Evidence, KeptEvidence, Progress
from plans.permissions import require_report

E = TypeVar("E", bound=KeptEvidence)
_is_address = URLValidator(schemes=["http", "https"])


def one_line(title: str) -> str:
    """A title as one line: it becomes the name of a download."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in title).split())


@transaction.atomic
def add_link(*, progress: Progress, link: str, title: str = "", by: Any) -> Evidence:
    """Add a link (http or https) to a report that is in its agency's hands."""
    row = _open(progress, by)
    _is_address(link)
    with pghistory.context(user=by.pk, action="add_evidence"):
        return Evidence.objects.create(
            progress=row, title=(one_line(title) or link)[:200], link=link, created_by=by, updated_by=by
        )


@transaction.atomic
def add_file(*, progress: Progress, upload: UploadedFile, title: str = "", by: Any) -> Evidence:
    """Keep a file with a report, under a random name. Raises ValidationError for a kind or size that is not kept."""
    row = _open(progress, by)
    return keep_file(Evidence(progress=row), upload, among=row.evidence, title=title, by=by)


def keep_file(evidence: E, upload: UploadedFile, *, among: Any, title: str = "", by: Any) -> E:
    """Keep a file as a new piece of evidence, which knows already what it belongs to.

    `among`: the evidence there is already, a QuerySet. Raises ValidationError for a kind or size that is not kept, and
    where there are as many files as may be.
    """
    kind = checked(upload)
    if among.exclude(file="").count() >= MAX_FILES:
        raise ValidationError(_("There are 20 files already, which is the most. Remove one first."), code="too_many")
    name = one_line(title) or one_line(PurePath(upload.name or "").stem) or kind.name
    evidence.title, evidence.content_type, evidence.size = name[:200], kind.content_type, upload.size
    evidence.created_by = evidence.updated_by = by
    evidence.file.save(random_name(kind), upload, save=False)
    stored = str(evidence.file.name)
    try:
        with pghistory.context(user=by.pk, action="add_evidence"), transaction.atomic():
            evidence.save()
    except BaseException:
        # The row was not written, so nothing would ever point to the file.
        evidence.file.storage.delete(stored)
        raise
    return evidence


@transaction.atomic
def remove_evidence(*, evidence: Evidence, by: Any) -> None:
    """Take a file or link out of a report that is in its agency's hands; its history stays."""
    _open(evidence.progress, by)
    discard(evidence, by=by)


def discard(evidence: KeptEvidence, *, by: Any) -> None:
    """Delete a piece of evidence, and its file once that is certain; its history stays."""
    file = evidence.file
    with pghistory.context(user=by.pk, action="remove_evidence"):
        evidence.delete()
    if file:
        storage, name = file.storage, str(file.name)
        transaction.on_commit(lambda: storage.delete(name))


def _open(progress: Progress, by: Any) -> Progress:
    require_report(by, progress.node)
    row = lock_report(progress, None)
    if row.state not in IN_THE_AGENCYS_HANDS:
        raise NotNowError(_("This report was sent to the ministry. Ask the ministry to return it, and change it then."))
    return row
