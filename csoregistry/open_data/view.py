"""The published data sets: what is in each, its files, what its columns mean, and on what terms."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language

from organisations.choices import Taxonomy
from organisations.columns import Column
from organisations.models import Organisation
from organisations.resources import FURTHER, columns
from organisations.terms import Entry, current_terms

FORMATS = {"csv": "CSV", "xlsx": "Excel", "json": "JSON"}


@dataclass(frozen=True)
class Meaning:
    """A row of the data dictionary."""

    heading: str
    key: str
    text: str
    required: bool


@login_not_required
def open_data(request: HttpRequest) -> TemplateResponse:
    """Files, data dictionary and licence. Personal data are in none of the files."""
    published = [column for column in (*columns(), *FURTHER) if not column.personal]
    context = {
        "total": Organisation.objects.published().count(),
        "files": [(name, reverse("organisations:export", args=[suffix])) for suffix, name in FORMATS.items()],
        "dictionary": [_meaning(column) for column in published],
        "lists": _lists(),
    }
    return TemplateResponse(request, "open_data.html", context)


def _meaning(column: Column) -> Meaning:
    english = (get_language() or "th").startswith("en")
    return Meaning(
        heading=column.heading,
        key=column.heading_en if english else column.key,
        text=column.help_en if english else column.help_th,
        required=column.required,
    )


def _lists() -> list[tuple[str | Promise, list[Entry]]]:
    """Every list of codes with its terms: (name, terms)."""
    terms = current_terms()
    return [(taxonomy.label, terms.current(taxonomy)) for taxonomy in Taxonomy if taxonomy != Taxonomy.CRITERION]
