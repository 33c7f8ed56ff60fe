"""What a search finds, as a part of a list's question."""

from __future__ import annotations

from django.core.exceptions import EmptyResultSet
from django.db.models import Value

from organisations.listing.statement import Sql
from organisations.models import Searchable
from organisations.querysets import words_of


def matches_of(q: str, *, ranked: bool) -> Sql | None:
    """organisation_id and rank (the best is 0) of all that `q` finds; None where nothing is searched for."""
    if not words_of(q):
        return None
    found = Searchable.objects.matching(q).order_by().annotate(rank=Value(0))
    try:
        text, given = found.values_list("organisation_id", "rank").query.sql_with_params()
    except EmptyResultSet:
        return Sql("SELECT 0::bigint AS organisation_id, 0 AS rank WHERE false")
    return Sql(text, tuple(given))
