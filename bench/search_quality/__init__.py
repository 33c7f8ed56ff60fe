"""How often a search finds the organisation that is meant, first and among the first ten, by rule; the misses listed.

Runs on the demo registry, over the same search as the list page, for a reader who sees every record. Writes
bench/search_quality/results.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from bench.rows import Row
from bench.search_quality.queries import Query, queries
from organisations.models import Organisation

RESULTS = Path(__file__).with_name("results.md")
TEN = 10


def measure() -> Iterator[Row]:
    """Share found first and within ten, over all queries."""
    from csoregistry.setup import prepare  # needs Django set up

    prepare(say=lambda text: None, demo=True)
    places = [(query, place_of(query)) for query in queries()]
    RESULTS.write_text(table(places), encoding="utf-8")
    for what, most in (("found first", 1), ("found in the first ten", TEN)):
        yield Row(f"search: {what}, of {len(places)} queries", "ours", _share(places, most), "%")


def place_of(query: Query) -> int:
    """Where the organisation that is meant stands, from 1; 0 where it is not among the first ten."""
    found = Organisation.objects.exclude(state="merged").searched(query.q).in_order("relevance")
    codes = list(found.values_list("code", flat=True)[:TEN])
    return codes.index(query.code) + 1 if query.code in codes else 0


def table(places: list[tuple[Query, int]]) -> str:
    """The shares by rule, then every query that was not answered first."""
    by_rule: dict[str, list[tuple[Query, int]]] = defaultdict(list)
    for query, place in places:
        by_rule[query.rule].append((query, place))
    lines = ["| rule | queries | first % | first ten % |", "| --- | ---: | ---: | ---: |"]
    for rule, some in [*by_rule.items(), ("all", places)]:
        lines.append(f"| {rule} | {len(some)} | {_share(some, 1):.1f} | {_share(some, TEN):.1f} |")
    lines += ["", "Not first (0: not among the first ten):", ""]
    lines += [f"- {place}, {query.rule}: `{query.q}` for {query.clean}" for query, place in places if place != 1]
    return "\n".join([*lines, ""])


def _share(places: Iterable[tuple[Query, int]], most: int) -> float:
    found = [0 < place <= most for _query, place in places]
    return 100 * sum(found) / len(found)
