"""An entry in words, as list, record and files say it."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.names import in_reader_language
from places import lookup
from researchers.models import Researcher


def full_name(researcher: Researcher) -> str:
    """The name in the reader's language; the Thai one stands with its title."""
    return researcher.name if researcher.name != researcher.name_th else str(researcher)


def province_of(researcher: Researcher) -> str:
    """The name of the province in the reader's language."""
    row = lookup.provinces().by_code[researcher.province_id]
    return in_reader_language(row.name_th, row.name_en)


def state_of(researcher: Researcher) -> tuple[str, str | Promise]:
    """Kind and words of the badge: whether the researcher agreed to be listed."""
    if researcher.withdrawn_on:
        return "bad", _("Consent withdrawn")
    return ("good", _("Listed")) if researcher.consented_on else ("warn", _("No consent yet"))
