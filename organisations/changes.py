"""What is different in a record since a moment of its history, field by field, for whoever has to judge it again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from organisations.choices import PersonKind, State
from organisations.models import Organisation, Person, YearlyBudget
from organisations.showing import shown
from organisations.terms import Terms

# Steps of the ministry; what happened since the last of them is what is to be judged now.
DECISIONS = ("verify", "send_back", "decide", "import", "merge")
_SKIPPED = frozenset(
    {
        "id",
        "created_at",
        "created_by",
        "updated_at",
        "updated_by",
        "version",
        "state",
        "state_reason",
        "verified_at",
        "verified_by",
        "source",
        "code",
        "organisation",
        "kind",
        "fiscal_year",
        "registered_precision",
    }
)


@dataclass(frozen=True)
class Change:
    """One field in words. `field`: its name, "people" or "money" for what is kept apart."""

    field: str
    label: str
    before: str
    after: str


def _events(model: Any) -> Any:
    return model.pgh_event_model.objects


def last_decision(record: Organisation) -> Any:
    """The event of the record as the ministry left it last; None where it never had it in hand."""
    events = _events(Organisation).filter(pgh_obj_id=record.pk).select_related("pgh_context")
    decided = events.filter(pgh_context__metadata__action__in=DECISIONS)
    last = decided.filter(state__in=[State.VERIFIED, State.RETURNED]).order_by("-pgh_id").first()
    # Some are verified from their first moment on, as demo data are.
    return last or events.filter(state=State.VERIFIED).order_by("pgh_id").first()


def at_version(record: Organisation, version: int) -> Any:
    """The event of a version; None where there is none."""
    return _events(Organisation).filter(pgh_obj_id=record.pk, version=version).order_by("-pgh_id").first()


def since(record: Organisation, event: Any, terms: Terms, *, with_people: bool) -> list[Change]:
    """Everything that differs between an event and the record now. `with_people`: the caller logs that look."""
    found = _differences(event, record, terms, "")
    moment = event.pgh_created_at
    if with_people:
        people = list(record.people.all())
        found += _parts(Person, record, moment, people, terms, lambda row: str(PersonKind(row.kind).label), "people")
    budgets = list(record.budgets.all())
    found += _parts(
        YearlyBudget,
        record,
        moment,
        budgets,
        terms,
        lambda row: _("Budget of %(year)s") % {"year": row.fiscal_year},
        "money",
    )
    return found


def _differences(before: Any, after: Any, terms: Terms, name: str, field: str = "") -> list[Change]:
    """Fields whose values differ in words; either may be None: a part that was not there, or is gone."""
    found = []
    for column in (after if after is not None else before)._meta.concrete_fields:
        if column.name in _SKIPPED or column.name.startswith("pgh_"):
            continue
        if before is not None and not hasattr(before, column.attname):
            continue
        old = shown(column, getattr(before, column.attname), terms) if before is not None else ""
        new = shown(column, getattr(after, column.attname), terms) if after is not None else ""
        if old != new:
            label = str(column.verbose_name)
            found.append(Change(field or column.name, f"{name}: {label}" if name else label, old, new))
    return found


def _parts(
    model: Any, record: Organisation, moment: datetime, now: Iterable[Any], terms: Terms, name: Any, field: str
) -> list[Change]:
    """Changes of rows that hang on the record."""
    latest: dict[int, Any] = {}
    for event in _events(model).filter(organisation_id=record.pk, pgh_created_at__lte=moment).order_by("pgh_id"):
        latest[event.pgh_obj_id] = event
    before = {pk: event for pk, event in latest.items() if event.pgh_label != "delete"}
    after = {row.pk: row for row in now}
    found = []
    for pk in {**before, **after}:
        row = after.get(pk, before.get(pk))
        found += _differences(before.get(pk), after.get(pk), terms, name(row), field)
    return found
