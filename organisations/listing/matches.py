"""What a search finds, as a part of a list's question."""

from __future__ import annotations

from django.core.exceptions import EmptyResultSet
from django.db.models import Case, Expression, Func, IntegerField, Value, When

from organisations.listing import common_words
from organisations.listing.statement import Sql, joined
from organisations.models import Searchable
from organisations.search import Understanding

# By rank, so that each rank's records are looked up in the narrow table at once, in the order of its index: one by one
# takes four times as long.
RANKED = "MATERIALIZED (SELECT rank, array_agg(organisation_id) AS ids FROM matches GROUP BY rank)"


def matches_of(asked: Understanding, *, ranked: bool) -> Sql | None:
    """organisation_id and rank (the best is 0) of all that is found; None where nothing is searched for."""
    if not asked.asks:
        return None
    rank = _rank(asked) if ranked else Value(0)
    try:
        found = [
            some.order_by().annotate(rank=rank).values_list("organisation_id", "rank").query.sql_with_params()
            for some in Searchable.objects.holding(asked.condition)
        ]
    except EmptyResultSet:
        return Sql("SELECT 0::bigint AS organisation_id, 0 AS rank WHERE false")
    by_texts = joined(" UNION ALL ", [Sql(text, tuple(given)) for text, given in found])
    return common_words.matches(asked.word, by_texts) if asked.word else by_texts


def _rank(asked: Understanding) -> Expression:
    if asked.word:
        return Func("search_text", Value(asked.word), function="organisations_rank", output_field=IntegerField())
    cases = [When(level, then=Value(place)) for place, level in enumerate(asked.levels)]
    return Case(*cases, default=Value(len(cases)), output_field=IntegerField()) if cases else Value(0)
