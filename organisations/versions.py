"""A record as it stood after any entry of its history, and what of it can be brought back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from core.history import Entry, as_it_stood
from organisations.choices import PersonKind
from organisations.models import CapacityAssessment, Organisation, Person, YearlyBudget
from organisations.showing import shown
from organisations.terms import Terms

PERSON_FIELDS = ("title", "name", "position", "phone", "mobile", "email")
BUDGET_FIELDS = ("total", "from_members", "from_local_government", "from_agencies", "from_others")
# Brought back together: one without the other would say something that never was.
TOGETHER = {"registered_on": ("registered_on", "registered_precision")}


@dataclass
class Version:
    """The rows of a record at one moment. None of them may be saved."""

    organisation: Organisation
    people: dict[str, Person] = field(default_factory=dict)
    budgets: dict[int, YearlyBudget] = field(default_factory=dict)
    assessments: list[CapacityAssessment] = field(default_factory=list)


@dataclass(frozen=True)
class Difference:
    """What differs between two versions, in words. `key`: a field, `person.head` or `budget.2565`."""

    key: str
    label: str
    then: str
    now: str


def version_at(entries: Sequence[Entry], number: int) -> Version:
    """The record after entry `number`. Raises ValueError where there was no record yet."""
    rows = as_it_stood(entries, number)
    tracked: list[Any] = [Organisation, Person, YearlyBudget, CapacityAssessment]
    models_of = {model.pgh_event_model: model for model in tracked}
    made = [_row(models_of[source.events.model], event) for source, event in rows]
    organisation = next((row for row in made if isinstance(row, Organisation)), None)
    if organisation is None:
        raise ValueError(f"No record after entry {number}")
    return Version(
        organisation,
        {row.kind: row for row in made if isinstance(row, Person)},
        {row.fiscal_year: row for row in made if isinstance(row, YearlyBudget)},
        [row for row in made if isinstance(row, CapacityAssessment)],
    )


def _row(model: type[models.Model], event: Any) -> models.Model:
    kept = _kept(type(event))
    return model(**{name: getattr(event, name) for name in kept})


def _kept(event_model: Any) -> set[str]:
    """The columns whose history is kept."""
    return {column.attname for column in event_model._meta.concrete_fields if not column.name.startswith("pgh_")}


def differences(then: Version, now: Version, terms: Terms, *, with_people: bool) -> list[Difference]:
    """Everything that differs, in the order of the record; people only where the reader may see them."""
    found = [*_of_the_record(then.organisation, now.organisation, terms)]
    if with_people:
        for kind in PersonKind:
            pair = [_words_of_person(version.people.get(kind)) for version in (then, now)]
            if pair[0] != pair[1]:
                found.append(Difference(f"person.{kind.value}", str(kind.label), *pair))
    for year in sorted({*then.budgets, *now.budgets}, reverse=True):
        pair = [_words_of_budget(version.budgets.get(year), terms) for version in (then, now)]
        if pair[0] != pair[1]:
            label = _("Budget of %(year)s") % {"year": year}
            found.append(Difference(f"budget.{year}", label, *pair))
    return found


def _of_the_record(then: Organisation, now: Organisation, terms: Terms) -> list[Difference]:
    quiet = {"id", "code", "created_at", "created_by", "updated_at", "updated_by", "version", "registered_precision"}
    kept = _kept(Organisation.pgh_event_model)  # type: ignore[attr-defined]  # put there by the history's decorator
    found = []
    for column in Organisation._meta.concrete_fields:
        if column.name in quiet or column.attname not in kept:
            continue
        names = TOGETHER.get(column.name, (column.attname,))
        if all(getattr(then, name) == getattr(now, name) for name in names):
            continue
        before, after = (shown(column, getattr(row, column.attname), terms) for row in (then, now))
        found.append(Difference(column.name, str(column.verbose_name), before, after))
    return found


def _words_of_person(person: Person | None) -> str:
    if person is None:
        return ""
    return " · ".join(part for part in (str(person), *(getattr(person, name) for name in PERSON_FIELDS[2:])) if part)


def _words_of_budget(budget: YearlyBudget | None, terms: Terms) -> str:
    if budget is None:
        return ""
    columns = [YearlyBudget._meta.get_field(name) for name in BUDGET_FIELDS]
    words = [(column.verbose_name, shown(column, getattr(budget, column.name), terms)) for column in columns]  # type: ignore[union-attr,arg-type]  # never a reverse relation
    return " · ".join(f"{label} {value}" for label, value in words if value)
