"""Why two records are taken for one organisation, in sentences."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

REASONS: dict[str, str | Promise] = {
    "registration": _("The same registration number"),
    "name_same": _("The same name"),
    "name_written": _("The same name, written differently"),
    "name_slips": _("The names differ by a letter or two"),
    "name_filler": _("The names differ by a word that says little"),
    "name_form": _("The same name with another word for the legal form, or without it"),
    "name_shortened": _("One name is the other, shortened"),
    "name_part": _("One name is the beginning of the other"),
    "name_alike": _("The names are alike"),
    "former": _("A former or other name of one is the name of the other"),
    "email": _("The same e-mail"),
    "phone": _("The same phone number"),
    "address": _("The same address"),
    "subdistrict": _("In the same subdistrict"),
    "district": _("In the same district"),
}


def sentences(codes: Iterable[str]) -> list[str | Promise]:
    """The reasons for a reader, in the order given; codes of earlier days that are no more are left out."""
    return [REASONS[code] for code in codes if code in REASONS]
