"""A list's figures and one page of it, at one moment and in one question to the database.

How many organisations each value of each filter would show: exact, each filter counted without itself. What asks for
regions, provinces and states only is read from counts that are kept (organisations.listing.tallies); the rest is
counted in one reading of the narrow table that is kept beside the records (organisations.listing.scan).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from organisations import responsible
from organisations.listing import common_words, pages, scan, tallies
from organisations.listing.matches import RANKED, matches_of
from organisations.listing.numbers import KEYS, Numbers
from organisations.listing.statement import Sql, Statement, sql
from organisations.listing.tallies import Rows
from organisations.models import Organisation
from organisations.scope import Scope
from organisations.search import Understanding, understand
from organisations.terms import Terms, current_terms

Chosen = Mapping[str, Collection[str]]

# Counting districts is worth it only where some are shown: with a province or a district chosen.
_DISTRICT_NEEDS = ("province", "district")


@dataclass(frozen=True)
class Counts:
    """`total` rows pass every filter; `by[key][code]` rows would pass with this code alone in this filter."""

    total: int
    by: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True)
class Answer:
    """The figures, and the ids of the page `number` in order; the last page where fewer rows are found."""

    counts: Counts
    number: int = 1
    ids: tuple[int, ...] = ()
    common: str = ""
    """The word that was searched for, where it was found so often that it is worth keeping."""


@dataclass(frozen=True)
class Wanted:
    """A page: its order (of querysets.ORDERS), its number from 1, its length."""

    sort: str
    number: int
    size: int

    @property
    def skip(self) -> int:
        return (self.number - 1) * self.size


def count(scope: Scope, chosen: Chosen, q: str | Understanding = "", *, terms: Terms | None = None) -> Counts:
    """Count what a reader may see for the filters `chosen` (codes by key of COLUMNS) and the search `q`."""
    return ask(scope, chosen, q, terms=terms).counts


def ask(
    scope: Scope,
    chosen: Chosen,
    q: str | Understanding = "",
    *,
    wanted: Wanted | None = None,
    terms: Terms | None = None,
) -> Answer:
    """Count as `count` does, and find the rows of one page."""
    kept = {key: tuple(codes) for key, codes in chosen.items() if codes}
    asked = understand(q, Organisation.objects.filter(scope.condition())) if isinstance(q, str) else q
    answered = _answered(scope, kept, asked, wanted, terms or current_terms())
    if wanted is None or answered.ids or not answered.counts.total:
        return answered
    # A page behind the last one; near the first ones rows are walked without a look at the total.
    last = Wanted(wanted.sort, -(-answered.counts.total // wanted.size), wanted.size)
    return _answered(scope, kept, asked, last, terms or current_terms())


def _answered(
    scope: Scope, chosen: dict[str, tuple[str, ...]], asked: Understanding, wanted: Wanted | None, terms: Terms
) -> Answer:
    districts = any(key in chosen for key in _DISTRICT_NEEDS)
    keys = [key for key in KEYS if key != "district" or districts]
    numbers, statement = Numbers(terms), Statement()
    matches = matches_of(asked, ranked=wanted is not None and wanted.sort == pages.RELEVANCE)
    if people := chosen.get(responsible.KEY):
        # Not in what is kept for lists: asked of the records, as a search is, by the few lists that ask.
        chosen = {key: codes for key, codes in chosen.items() if key != responsible.KEY}
        matches = responsible.narrowed(Organisation.objects.filter(responsible.condition(people)), matches)
    if matches is None and tallies.KEPT_APART.issuperset(chosen):
        where = tallies.Where(scope, chosen)
        tallies.ask_places(statement, scope)
        tallies.ask_values(statement, where, keys)
        if wanted:
            pages.ask_walked(statement, where, wanted.sort, skip=wanted.skip, size=wanted.size)
        rows = statement.rows()
        total, by = tallies.places_of(rows, where)
        return _answer(total, {**by, **tallies.values_of(rows, numbers)}, wanted, rows)
    # The one filter that is not kept apart: its own facet does without it, so the kept counts have it.
    others = set(chosen) - tallies.KEPT_APART
    kept = others if matches is None and len(others) == 1 else set()
    reading = scan.Scan(scope, chosen, numbers, frozenset(kept))
    order = pages.order_of(wanted.sort, ranked=matches is not None) if wanted else None
    if matches is not None:
        statement.common["matches"] = sql("MATERIALIZED (%s)", matches)
        statement.common["ranked"] = Sql(RANKED)
        if asked.word and not people:
            statement.parts.append(common_words.held(asked.word))
    statement.common["found"] = reading.found(matches is not None, order.slot if order else Sql("0"))
    reading.ask(statement, districts=districts)
    if wanted and order:
        statement.common["hits"] = sql("MATERIALIZED (SELECT organisation_id, slot FROM found WHERE fails = 0)")
        pages.ask_found(statement, order, skip=wanted.skip, size=wanted.size)
    if kept:
        without = tallies.Where(scope, {key: codes for key, codes in chosen.items() if key not in kept})
        tallies.ask_values(statement, without, kept)
    rows = statement.rows()
    total, by = reading.read(rows, districts=districts)
    common = asked.word if common_words.worth_keeping(rows) else ""
    return _answer(total, {**by, **tallies.values_of(rows, numbers)}, wanted, rows, common)


def _answer(
    total: int, by: Mapping[str, Mapping[str, int]], wanted: Wanted | None, rows: Rows, common: str = ""
) -> Answer:
    found = sorted((position, pk) for part, position, pk, _none in rows if part == pages.PAGE)
    number = min(wanted.number, max(1, -(-total // wanted.size))) if wanted else 1
    return Answer(Counts(total, by), number, tuple(pk for _position, pk in found), common)
