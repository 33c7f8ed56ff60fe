"""The history of an entry in words: its own changes, and those of its works."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.history import Entry, Tracked, timeline
from organisations.showing import shown
from organisations.terms import Terms
from researchers.models import Researcher, Work

ACTIONS = {"create": gettext_lazy("Added the researcher"), "update": gettext_lazy("Changed the entry")}


def history_of(researcher: Researcher, terms: Terms) -> list[Entry]:
    """Everything that happened, the newest first, contact details included: the caller logs that look."""

    def show(field: Any, value: Any) -> str:
        # A year of the Buddhist Era is no number to group.
        return str(value or "") if field.name == "year" else shown(field, value, terms)

    def events(model: Any, **filters: Any) -> Any:
        return model.pgh_event_model.objects.filter(**filters)

    entries = timeline(
        [
            Tracked(events(Researcher, pgh_obj_id=researcher.pk), show),
            Tracked(
                events(Work, researcher_id=researcher.pk),
                show,
                name=lambda event: _("A work"),
                skip=frozenset({"researcher"}),
            ),
        ]
    )
    for entry in entries:
        action = "create" if entry.created else "update"
        entry.what = str(ACTIONS[action])
    return entries
