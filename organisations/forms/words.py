"""The values of an identity field in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from core.formats import language
from organisations.models import Organisation
from organisations.showing import shown
from organisations.terms import Terms
from thai.dates import format_founded


def in_words(columns: Mapping[str, Any], terms: Terms) -> str:
    """Values by column as one text; a date is no more exact than it is known."""
    if columns.get("registered_on") is not None and "registered_precision" in columns:
        return format_founded(columns["registered_on"], columns["registered_precision"], language())
    fields = {field.attname: field for field in Organisation._meta.concrete_fields}
    words = [shown(fields[name], value, terms) for name, value in columns.items() if name != "registered_precision"]
    return ", ".join(word for word in words if word)
