"""Files that show what a KPI record says."""

from __future__ import annotations

from typing import Any

import pghistory
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from indicators.actions.records import lock_record
from indicators.models import Record, RecordEvidence
from indicators.models.evidence import owner_field
from plans.actions.evidence import discard, keep_file


@transaction.atomic
def add_evidence(*, record: Record, upload: UploadedFile, title: str = "", by: Any) -> RecordEvidence:
    """Keep a file with a record. Staff look at the record and its evidence once more afterwards.

    Raises PermissionDenied outside the user's provinces, WithdrawnError, ValidationError for a kind or size of file
    that is not kept.
    """
    row = lock_record(record, by)
    kept = keep_file(RecordEvidence(**{owner_field(row): row}), upload, among=_evidence(row), title=title, by=by)
    _unchecked(row, by)
    return kept


@transaction.atomic
def remove_evidence(*, evidence: RecordEvidence, by: Any) -> None:
    """Take a file away from a record; its history stays. Raises as `add_evidence` does."""
    row = lock_record(evidence.record, by)
    discard(evidence, by=by)
    _unchecked(row, by)


def _evidence(record: Any) -> Any:
    return record.evidence.all()


def _unchecked(record: Record, by: Any) -> None:
    """What was looked at is not what stands there now."""
    if record.verified_at is None:
        return
    record.verified_at = record.verified_by = None
    record.updated_by = by
    with pghistory.context(user=by.pk, action="change"):
        record.save(update_fields=["verified_at", "verified_by", "updated_by", "updated_at"])
