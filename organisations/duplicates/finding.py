"""The likely twins of one record, as it is typed or as it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from organisations.duplicates.candidates import candidates
from organisations.duplicates.keeping import subjects
from organisations.duplicates.reasons import sentences
from organisations.duplicates.scoring import FIELDS, Match, Subject, possible
from organisations.models import DuplicatePair, Organisation
from organisations.querysets import OrganisationQuerySet

MOST = 5


@dataclass(frozen=True)
class Twin:
    """A record that is likely the same, and why."""

    organisation: Organisation
    match: Match

    @property
    def reasons(self) -> list[str | Promise]:
        return sentences(self.match.reasons)


def matches(subject: Subject) -> dict[int, Match]:
    """Every record that is possibly the same, by its key."""
    found = subjects(candidates(subject))
    return {pk: match for pk, other in found.items() if (match := possible(subject, other))}


def twins_of(subject: Subject, visible: OrganisationQuerySet) -> list[Twin]:
    """The likeliest twins among those the reader may see, without pairs that somebody said are two."""
    found = matches(subject)
    if subject.pk is not None and found:
        for first, second in DuplicatePair.objects.dismissed().touching(subject.pk).values_list("first", "second"):
            found.pop(first if second == subject.pk else second, None)
    if not found:
        return []
    records = visible.filter(pk__in=found).select_related("province", "district")
    twins = [Twin(record, found[record.pk]) for record in records]
    return sorted(twins, key=lambda twin: (-twin.match.score, twin.organisation.pk))[:MOST]


def subject_of(organisation: Organisation) -> Subject:
    """A record as it stands."""
    return Subject.of({name: getattr(organisation, name) for name in FIELDS}, organisation.pk)


def subject_typed(values: Mapping[str, Any], over: Organisation | None = None) -> Subject:
    """What was typed, over what stands in the record where there is one already."""
    held = {name: getattr(over, name) for name in FIELDS} if over is not None else {}
    return Subject.of({**held, **values}, over.pk if over is not None else None)
