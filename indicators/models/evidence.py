from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Func, IntegerField
from django.db.models.lookups import Exact

from core.history import track
from indicators.models.records import CommitteeSeat, LegalMeasure, Network, Record, SupportReceived, SupportSystem
from plans.models import KeptEvidence

OWNERS = ("seat", "support", "law", "system", "network")


def _owner(model: type[Record]) -> Any:
    return models.ForeignKey(model, models.CASCADE, null=True, blank=True, related_name="evidence")


@track()
class RecordEvidence(KeptEvidence):
    """A file that shows what a KPI record says; it belongs to one record of one of the five kinds."""

    seat = _owner(CommitteeSeat)
    support = _owner(SupportReceived)
    law = _owner(LegalMeasure)
    system = _owner(SupportSystem)
    network = _owner(Network)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Exact(
                    Func(*map(F, OWNERS), function="num_nonnulls", output_field=IntegerField()),
                    1,
                ),
                name="evidence_of_one_record",
            ),
            models.CheckConstraint(condition=~models.Q(file=""), name="record_evidence_is_a_file"),
        ]

    @property
    def record(self) -> Record:
        """What it belongs to."""
        found: Record = next(getattr(self, name) for name in OWNERS if getattr(self, f"{name}_id"))
        return found


def owner_field(record: Record | type[Record]) -> str:
    """The field by which evidence belongs to records of this kind."""
    model = record if isinstance(record, type) else type(record)
    return next(name for name in OWNERS if RecordEvidence._meta.get_field(name).related_model is model)
