"""What a report's page says of its stage and of its failure, by the codes kept in the row."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

STAGES: dict[str, Promise] = {
    "": _("Waiting for a worker"),
    "snapshot": _("Reading and freezing the data"),
    "pdf": _("Setting the PDF"),
    "docx": _("Writing the Word file"),
    "xlsx": _("Writing the Excel file"),
    "html": _("Writing the page"),
    "brief": _("Setting the brief"),
    "brief-docx": _("Setting the brief"),
    "done": _("Finished"),
}

FAILURES: dict[str, Promise] = {
    "gave_up": _(
        "The build was started three times and broke off each time. Try again; if it fails again, tell the system's"
        " administrator."
    ),
    "scope": _("The plan, the period or the province has changed since the report was asked for. Ask for it anew."),
    "typesetting": _(
        "The PDF could not be set within the limits of time and memory. Try again; if it fails again, tell the"
        " system's administrator."
    ),
}


def stage(code: str) -> Promise:
    """What the worker does now."""
    return STAGES.get(code, STAGES[""])


def failure(code: str) -> Promise:
    """Why a report failed, and what to do."""
    return FAILURES.get(code, FAILURES["gave_up"])
