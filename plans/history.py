"""The history of a plan in words: its own changes, and those of its parts, agencies, indicators and windows."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.formats import as_date, as_number
from core.history import Entry, Tracked, timeline
from plans.models import Indicator, Node, Plan, PlanPeriod, Statement

ACTIONS = {
    "load_plan": gettext_lazy("Loaded the plan's document"),
    "set_window": gettext_lazy("Set a window of reporting"),
    "close_period": gettext_lazy("Closed a period"),
}
PLACED = frozenset({"plan", "position", "document"})
# Said by the entry of closing itself.
CLOSING = frozenset({"closed_at", "closed_by", "closed_reason", "window_set_by"})


def history_of(plan: Plan) -> list[Entry]:
    """Everything that happened to the plan, the newest first."""

    def events(model: Any, **filters: Any) -> Any:
        return model.pgh_event_model.objects.filter(**filters)

    parts = {"plan_id": plan.pk}
    entries = timeline(
        [
            Tracked(events(Plan, pgh_obj_id=plan.pk), _said, skip=PLACED),
            Tracked(events(Node, **parts), _said, name=lambda event: event.number, skip=PLACED),
            Tracked(events(Statement, **parts), _said, name=lambda event: event.number, skip=PLACED),
            Tracked(events(Indicator, **parts), _said, name=lambda event: event.code, skip=PLACED),
            Tracked(events(PlanPeriod, **parts), _said, name=lambda event: event.period, skip=PLACED | CLOSING),
        ]
    )
    for entry in entries:
        action = "load_plan" if entry.created else entry.metadata.get("action", "")
        entry.what = str(ACTIONS.get(action, _("Changed the plan")))
    return entries


def _said(field: Any, value: Any) -> str:
    if field.get_internal_type() == "DateField":
        return as_date(value, style="short")
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, Decimal):
        return as_number(value)
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
