"""What the register of looks says of this room's records."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from urllib.parse import urlsplit

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.looks import Named, Subject
from organisations import filters
from organisations.models import Organisation
from organisations.resources import columns
from organisations.terms import current_terms


def _named(codes: Collection[str]) -> dict[str, Named]:
    found = Organisation.objects.filter(code__in=codes).only("code", "name_th", "name_en")
    return {row.code: Named(row.name, row.get_absolute_url()) for row in found}


def in_words(address: str, user: Any) -> str:
    """What the address of a list asks for, such as "Province: Chiang Mai"."""
    terms = current_terms()
    query = filters.parse(QueryDict(urlsplit(address).query), terms, user)
    return " · ".join(f"{label}: {', '.join(values)}" for label, values in filters.in_words(query, terms))


PEOPLE = Subject(
    title=_("The people of an organisation"),
    named=_named,
    asked=in_words,
    columns=lambda: {column.key: column.heading for column in columns()},
)
