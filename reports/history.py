"""The history of a province's yearly report in words."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.formats import as_datetime
from core.history import Entry, Tracked, timeline
from reports.models import ProvinceYear

ACTIONS = {
    "save_year": gettext_lazy("Wrote the report"),
    "submit_year": gettext_lazy("Sent the report to the ministry"),
    "accept_year": gettext_lazy("Accepted the report"),
    "return_year": gettext_lazy("Returned the report"),
}
# Said by the entry itself.
ASIDE = frozenset({"plan", "year", "province", "submitted_at", "submitted_by", "reviewed_at", "reviewed_by", "version"})


def history_of(report: ProvinceYear) -> list[Entry]:
    """Everything that happened to the report, the newest first."""
    events = ProvinceYear.pgh_event_model.objects.filter(pgh_obj_id=report.pk)  # type: ignore[attr-defined]  # pghistory's
    entries = timeline([Tracked(events, _said, skip=ASIDE)])
    for entry in entries:
        entry.what = str(ACTIONS.get(entry.metadata.get("action", ""), _("Changed the report")))
    return entries


def _said(field: Any, value: Any) -> str:
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return as_datetime(value) if field.get_internal_type() == "DateTimeField" else str(value)
