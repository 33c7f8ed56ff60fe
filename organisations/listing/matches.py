"""What a search finds, as a part of a list's question."""

from __future__ import annotations

from django.core.exceptions import EmptyResultSet
from django.db.models import Case, IntegerField, Value, When

from organisations.listing.statement import Sql
from organisations.models import Organisation, Searchable
from organisations.scope import Scope
from organisations.search import Understanding, understand


def matches_of(q: str | Understanding, scope: Scope, *, ranked: bool) -> Sql | None:
    """organisation_id and rank (the best is 0) of all that `q` finds; None where nothing is searched for."""
    asked = understand(q, Organisation.objects.filter(scope.condition())) if isinstance(q, str) else q
    if not asked.asks:
        return None
    levels = asked.levels if ranked else ()
    cases = [When(level, then=Value(place)) for place, level in enumerate(levels)]
    rank = Case(*cases, default=Value(len(levels)), output_field=IntegerField()) if cases else Value(0)
    found = Searchable.objects.matching(asked).order_by().annotate(rank=rank)
    try:
        text, given = found.values_list("organisation_id", "rank").query.sql_with_params()
    except EmptyResultSet:
        return Sql("SELECT 0::bigint AS organisation_id, 0 AS rank WHERE false")
    return Sql(text, tuple(given))
