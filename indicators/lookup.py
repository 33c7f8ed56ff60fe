"""Finding the organisation that somebody typed: its registry code, or its name as they spell it."""

from __future__ import annotations

import re
from typing import Any

from django.db.models import Q

from organisations.models import Organisation
from organisations.querysets import OrganisationQuerySet
from thai.identifiers import parse_registry_code
from thai.loose import loosen
from thai.text import search_key

MOST = 8
_LEADING_CODE = re.compile(r"\s*(CSO\s*-?\s*[0-9๐-๙]{6}\s*-?\s*[0-9๐-๙])", re.IGNORECASE)


class NotOneError(Exception):
    """Nothing, or more than one organisation, is meant; `candidates` are the nearest, perhaps none."""

    def __init__(self, candidates: list[Organisation]) -> None:
        super().__init__(f"{len(candidates)} candidates")
        self.candidates = candidates


def find(text: str, among: OrganisationQuerySet) -> Organisation:
    """The one organisation meant by a code (a name may follow it), or by a name that is exactly or uniquely its own.

    The code of a merged record finds the one it was merged into. Raises NotOneError.
    """
    match = _LEADING_CODE.match(text)
    if match:
        return _by_code(match[1], among)
    nearest = suggest(text, among)
    key = search_key(text)
    exact = [one for one in nearest if key in {search_key(name) for name in (one.name_th, one.name_en) if name}]
    found = exact or nearest
    if len(found) != 1:
        raise NotOneError(found)
    return found[0]


def suggest(text: str, among: OrganisationQuerySet) -> list[Organisation]:
    """Up to MOST organisations whose names, code or registration number hold the text, exact names first."""
    key = search_key(text)
    if not key:
        return []
    exact = among.filter(Q(name_th=text.strip()) | Q(name_en__iexact=text.strip()))[:MOST]
    # The loose text has the index, and holds whatever the search text holds.
    holding = among.holding(Q(loose_text__contains=loosen(key), search_text__contains=key))[:MOST]
    return list({one.pk: one for one in [*exact, *holding]}.values())[:MOST]


def _by_code(text: str, among: OrganisationQuerySet) -> Organisation:
    try:
        code = parse_registry_code(text)
    except ValueError as error:
        raise NotOneError([]) from error
    survivor: Any = Q(code=code) | Q(merged__code=code)
    found = among.filter(survivor).first()
    if found is None:
        raise NotOneError([])
    return found
