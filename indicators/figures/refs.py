"""Names of the records behind a figure, for snapshots: which record, and in which version."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Max


@dataclass(frozen=True, order=True)
class RecordRef:
    """`version` is the id of the record's latest history event when it was read; None if it has no history."""

    model: str
    id: int
    version: int | None


def refs_of(records: Any) -> list[RecordRef]:
    """References to all rows of a QuerySet of tracked records, by id, in one query."""
    label = records.model._meta.label_lower
    rows: Iterable[tuple[int, int | None]] = (
        records.order_by("pk").annotate(version=Max("events__pgh_id")).values_list("pk", "version")
    )
    return [RecordRef(label, pk, version) for pk, version in rows]
