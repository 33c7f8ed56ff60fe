"""The rows of the list, as its template shows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.names import in_reader_language
from organisations.choices import Taxonomy
from organisations.terms import Terms
from places import lookup
from researchers.models import Researcher

PAGE_SIZE = 25


@dataclass(frozen=True)
class Row:
    """One researcher of the list."""

    name: str
    url: str
    affiliation: str
    province: str
    issues: list[str]
    more_issues: int
    expertise: list[str]
    state_kind: str
    state: str | Promise
    updated_at: datetime


def row_of(researcher: Researcher, terms: Terms) -> Row:
    """Present a researcher; two issue areas are named, the others counted."""
    issues = terms.names(Taxonomy.ISSUE, researcher.issues)
    kind, state = state_of(researcher)
    return Row(
        name=full_name(researcher),
        url=researcher.get_absolute_url(),
        affiliation=researcher.affiliation,
        province=province_of(researcher),
        issues=issues[:2],
        more_issues=max(0, len(issues) - 2),
        expertise=terms.names(Taxonomy.EXPERTISE, researcher.expertise)[:2],
        state_kind=kind,
        state=state,
        updated_at=researcher.updated_at,
    )


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
