"""What a merge does with this room's own rows."""

from __future__ import annotations

from organisations import models
from organisations.related import Carry, carry


def register() -> None:
    """See organisations.related.carry."""
    carry(models.Organisation, field="parent")
    # Chains are followed where an old code is asked for.
    carry(models.Organisation, Carry.STAY, field="merged_into")
    carry(models.Person, Carry.FILL, once="kind")
    carry(models.YearlyBudget, Carry.FILL, once="fiscal_year")
    carry(models.CapacityAssessment)
    carry(models.CertificationStep)
    for derived in (models.Searchable, models.Listing, models.TwinKey):
        carry(derived, Carry.STAY)
    carry(models.DuplicatePair, Carry.STAY, field="first")
    carry(models.DuplicatePair, Carry.STAY, field="second")
    carry(models.Merge, Carry.STAY, field="survivor")
    carry(models.Merge, Carry.STAY, field="merged")
    # Said of the merged record's own way through verification; what of it waits is ended with the merge.
    for waiting in (models.HeldChange, models.ReturnReason, models.Reminder, models.Escalation):
        carry(waiting, Carry.STAY)
    carry(models.TypedAnswers, Carry.STAY)
