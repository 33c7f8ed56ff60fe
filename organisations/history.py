"""The history of a record in words: its own changes, and those of its people, budgets and assessments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.history import Entry, Tracked, timeline
from core.navigation import address
from organisations.choices import PersonKind, Taxonomy
from organisations.history_of_steps import steps_of
from organisations.models import CapacityAssessment, Organisation, Person, YearlyBudget
from organisations.showing import shown
from organisations.terms import Terms

ACTIONS = {
    "create": gettext_lazy("Added the record"),
    "update": gettext_lazy("Changed the record"),
    "submit": gettext_lazy("Submitted the record for verification"),
    "verify": gettext_lazy("Verified the record"),
    "send_back": gettext_lazy("Returned the record for mending"),
    "set_status": gettext_lazy("Changed the status of the organisation"),
    "confirm": gettext_lazy("Confirmed that the record is still right"),
    "assess": gettext_lazy("Assessed the capacity"),
    "decide": gettext_lazy("Decided on changes that waited for approval"),
    "certify": gettext_lazy("Entered a step of certification"),
    "import": gettext_lazy("Changed the record"),
    "undo_import": gettext_lazy("Took an import back"),
    "merge": gettext_lazy("Merged two records"),
    "undo_merge": gettext_lazy("Took a merge back"),
    "restore": gettext_lazy("Restored earlier values"),
}
THROUGH = {
    "form": gettext_lazy("through a form"),
    "import": gettext_lazy("through a spreadsheet"),
    "command": gettext_lazy("through a command of the system"),
    "bulk": gettext_lazy("with many records at once"),
    "merge": gettext_lazy("through a merge"),
    "restore": gettext_lazy("through the history"),
    "demo": gettext_lazy("as demo data"),
    "sql": gettext_lazy("directly in the database"),
}
# Said by the action itself, or kept for the machine.
_QUIET = frozenset({"state_reason", "verified_at", "verified_by", "organisation", "kind", "fiscal_year", "source"})


def history_of(
    organisation: Organisation, terms: Terms, *, with_people: bool, links_imports: bool = False
) -> list[Entry]:
    """Everything that happened, the newest first. `with_people`: personal data too; the caller logs that look.

    `links_imports`: with a link to the import through which a change came, for readers who may open it.
    """
    entries = timeline(_sources(organisation, terms, with_people=with_people))
    for entry in entries:
        entry.what = _what(entry)
        through = through_of(entry)
        entry.through = str(THROUGH.get(through, ""))
        if through == "import" and entry.metadata.get("imported"):
            entry.through = _("through the spreadsheet %(file)s") % {"file": entry.metadata.get("file", "")}
            if links_imports:
                entry.through_url = address("imports:detail", entry.metadata["imported"])
    return entries


def through_of(entry: Entry) -> str:
    """The way by which a change came: a key of THROUGH, "" where it is not known."""
    metadata = entry.metadata
    if "restored" in metadata:
        return "restore"
    if metadata.get("through"):
        return str(metadata["through"])
    if "merge" in str(metadata.get("action")):
        return "merge"
    return "form" if metadata.get("url") else ""


def _sources(organisation: Organisation, terms: Terms, *, with_people: bool) -> list[Tracked]:
    def show(field: Any, value: Any) -> str:
        return shown(field, value, terms)

    def show_assessment(field: Any, value: Any) -> str:
        if field.name == "level":
            return terms.name(Taxonomy.CAPACITY, value)
        if field.name == "scores":
            return ", ".join(f"{terms.name(Taxonomy.CRITERION, code)} {score}" for code, score in value.items())
        return shown(field, value, terms)

    def events(model: Any, **filters: Any) -> Any:
        return model.pgh_event_model.objects.filter(**filters)

    def year_of(event: Any) -> str:
        return _("Budget of %(year)s") % {"year": event.fiscal_year}

    mine = {"organisation_id": organisation.pk}
    return [
        Tracked(events(Organisation, pgh_obj_id=organisation.pk), show, skip=_QUIET),
        Tracked(events(YearlyBudget, **mine), show, name=year_of, skip=_QUIET),
        *steps_of(organisation, terms),
        Tracked(events(CapacityAssessment, **mine), show_assessment, name=lambda event: _("Assessment"), skip=_QUIET),
        Tracked(
            events(Person, **mine),
            show,
            name=lambda event: str(PersonKind(event.kind).label),
            skip=_QUIET,
            is_hidden=not with_people,
        ),
    ]


def _what(entry: Entry) -> str:
    action = "create" if entry.created else "restore" if "restored" in entry.metadata else entry.metadata.get("action")
    return str(ACTIONS.get(str(action), ACTIONS["update"]))


@dataclass(frozen=True)
class Wanted:
    """What a reader of the history asks for; "" for everything."""

    field: str = ""
    person: str = ""
    through: str = ""

    @property
    def is_any(self) -> bool:
        return bool(self.field or self.person or self.through)

    def of(self, entries: Sequence[Entry]) -> list[Entry]:
        return [
            entry
            for entry in entries
            if (not self.field or self.field in {change.key for change in entry.raw})
            and (not self.person or self.person == entry.who)
            and (not self.through or self.through == through_of(entry))
        ]


def choices(entries: Sequence[Entry]) -> dict[str, dict[str, str]]:
    """What can be asked for of these entries, by field of Wanted: values and their words."""
    return {
        "field": {change.key: change.label for entry in entries if not entry.created for change in entry.raw},
        "person": {entry.who: entry.who for entry in entries if entry.who},
        "through": {key: str(words) for key, words in THROUGH.items() if key in {through_of(one) for one in entries}},
    }
