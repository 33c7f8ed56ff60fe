"""Any value of a record in words, for its history and for two versions side by side."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from core.formats import as_date, as_datetime, as_number
from core.names import in_reader_language
from organisations.choices import Taxonomy
from organisations.models import Organisation
from organisations.terms import Terms
from places import lookup

TERM_FIELDS = {
    "legal_form": Taxonomy.LEGAL_FORM,
    "level": Taxonomy.LEVEL,
    "capacity_level": Taxonomy.CAPACITY,
    "issues": Taxonomy.ISSUE,
    "expertise": Taxonomy.EXPERTISE,
    "targets": Taxonomy.TARGET,
    "fields": Taxonomy.FIELD,
    "modes": Taxonomy.MODE,
}
_PLACES: dict[str, Any] = {
    "province": lookup.provinces,
    "district": lookup.districts,
    "subdistrict": lookup.subdistricts,
}


def shown(field: models.Field[Any, Any], value: Any, terms: Terms) -> str:
    """A field's value (a key for a relation) as a reader sees it; "" where there is none."""
    name = field.name
    if value is None or value == "" or value == []:
        return ""
    if name in TERM_FIELDS:
        return ", ".join(terms.names(TERM_FIELDS[name], value if isinstance(value, list) else [value]))
    if name in _PLACES:
        return _place(name, value)
    if name == "area_provinces":
        return ", ".join(_place("province", code) for code in value)
    if name in ("parent", "merged_into"):
        found = value if isinstance(value, Organisation) else Organisation.objects.filter(pk=value).first()
        return f"{found.name} ({found.code})" if found else str(value)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return _plain(value)


def _place(level: str, code: Any) -> str:
    row = _PLACES[level]().by_code.get(getattr(code, "pk", code))
    return in_reader_language(row.name_th, row.name_en) if row else str(code)


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return as_datetime(value)
    if isinstance(value, date):
        return as_date(value, style="long")
    if isinstance(value, (int, Decimal)):
        return as_number(value, places=6)
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, dict):
        return ", ".join(f"{key}: {part}" for key, part in value.items())
    return str(value)
