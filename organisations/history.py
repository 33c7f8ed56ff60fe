"""The history of a record in words: its own changes, and those of its people, budgets and assessments."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.history import Entry, Tracked, timeline
from organisations.choices import PersonKind, Taxonomy
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
    "merge": gettext_lazy("Merged two records"),
    "unmerge": gettext_lazy("Undid a merge of two records"),
    "assess": gettext_lazy("Assessed the capacity"),
    "decide": gettext_lazy("Decided on changes that waited for approval"),
    "certify": gettext_lazy("Entered a step of certification"),
}
THROUGH = {
    "import": gettext_lazy("through a spreadsheet"),
    "command": gettext_lazy("through a command of the system"),
    "bulk": gettext_lazy("with many records at once"),
    "demo": gettext_lazy("as demo data"),
}
# Said by the action itself, or kept for the machine.
_QUIET = frozenset({"state_reason", "verified_at", "verified_by", "organisation", "kind", "fiscal_year", "source"})


def history_of(organisation: Organisation, terms: Terms, *, with_people: bool) -> list[Entry]:
    """Everything that happened, the newest first. `with_people`: personal data too; the caller logs that look."""

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

    mine = {"organisation_id": organisation.pk}
    sources = [
        Tracked(events(Organisation, pgh_obj_id=organisation.pk), show, skip=_QUIET),
        Tracked(
            events(YearlyBudget, **mine),
            show,
            name=lambda event: _("Budget of %(year)s") % {"year": event.fiscal_year},
            skip=_QUIET,
        ),
        Tracked(events(CapacityAssessment, **mine), show_assessment, name=lambda event: _("Assessment"), skip=_QUIET),
    ]
    if with_people:
        sources.append(
            Tracked(
                events(Person, **mine),
                show,
                name=lambda event: str(PersonKind(event.kind).label),
                skip=_QUIET,
            )
        )
    entries = timeline(sources)
    for entry in entries:
        entry.what = _what(entry)
    return entries


def _what(entry: Entry) -> str:
    action = "create" if entry.created else str(entry.metadata.get("action") or "update")
    words = str(ACTIONS.get(action, ACTIONS["update"]))
    through = THROUGH.get(str(entry.metadata.get("through")))
    return f"{words} ({through})" if through else words
