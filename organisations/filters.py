"""The list's address: what is asked for, what of it is known, and the links that ask for more or less.

django-filter is not used here: a value it does not know makes it show everything, and it says nothing of unknown
parameters (docs/adr/0011). Here an unknown value is put aside by itself and told to the reader.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from html import escape
from typing import Any
from urllib.parse import quote_plus, urlencode

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Right, has_right
from core.facets import Facet, Item
from core.formats import language, once_a_language
from core.names import in_reader_language
from organisations import responsible
from organisations.choices import State, Status, Taxonomy
from organisations.querysets import COLUMNS, ORDERS, RELEVANCE
from organisations.responsible import Answering
from organisations.terms import Entry, Terms
from places import lookup, official
from thai.text import one_line, search_key, sort_key

LONGEST_SEARCH = 200
SIZES = (25, 50, 100)
DEFAULT_SORT = "name"
TAXONOMIES = {
    "issue": Taxonomy.ISSUE,
    "expertise": Taxonomy.EXPERTISE,
    "form": Taxonomy.LEGAL_FORM,
    "target": Taxonomy.TARGET,
    "field": Taxonomy.FIELD,
    "level": Taxonomy.LEVEL,
    "capacity": Taxonomy.CAPACITY,
}
LABELS: dict[str, str | Promise] = {
    "state": _("State of the record"),
    "region": _("Region"),
    "province": _("Province"),
    "district": _("District"),
    **{key: taxonomy.label for key, taxonomy in TAXONOMIES.items()},
    "status": _("Status"),
    responsible.KEY: _("Responsible person"),
}
# In the order of the rail.
KEYS = (
    "state",
    "region",
    "province",
    "district",
    "issue",
    "form",
    "expertise",
    "target",
    "field",
    "level",
    "capacity",
    "status",
    responsible.KEY,
)


@dataclass(frozen=True)
class ListQuery:
    """What the address asks for. `chosen` holds known codes only; `ignored` what could not be used, as (key, value).

    `moved`: codes that were merged into others, as (key, old, new); the new ones stand in `chosen`.
    `ranks`: whether the list can put the best match first. `people`: who is chosen as responsible, by code.
    """

    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    q: str = ""
    sort: str = DEFAULT_SORT
    page: int = 1
    ignored: Sequence[tuple[str, str]] = ()
    size: int = SIZES[0]
    moved: Sequence[tuple[str, str, str]] = ()
    ranks: bool = True
    people: Mapping[str, Answering] = field(default_factory=dict)

    def toggled(self, key: str, code: str) -> ListQuery:
        """The same with one code more, or without it; from the first page."""
        codes = self.chosen.get(key, ())
        codes = tuple(other for other in codes if other != code) if code in codes else (*codes, code)
        return replace(self, chosen={**self.chosen, key: codes}, page=1)

    def without(self, key: str) -> ListQuery:
        """The same without one filter, or without the search ("q")."""
        if key == "q":
            return replace(self, q="", sort=DEFAULT_SORT if self.sort == RELEVANCE else self.sort, page=1)
        return replace(self, chosen={other: codes for other, codes in self.chosen.items() if other != key}, page=1)

    def pairs(self, *, page: bool = False, size: bool = True) -> list[tuple[str, str]]:
        """What the address says after its question mark, in one order whatever order it was asked in."""
        found = [("q", self.q)] if self.q else []
        found += [(key, code) for key in COLUMNS for code in self.chosen.get(key, ())]
        if self.sort != default_sort(self.q, self.ranks):
            found.append(("sort", self.sort))
        if size and self.size != SIZES[0]:
            found.append(("size", str(self.size)))
        if page and self.page > 1:
            found.append(("page", str(self.page)))
        return found

    def address(self, *, page: bool = False) -> str:
        """`pairs` behind a question mark; the question mark alone where nothing is asked."""
        return f"?{urlencode(self.pairs(page=page))}"

    def searching(self, q: str) -> ListQuery:
        """The same with another search."""
        return replace(self, q=q, page=1)

    @property
    def asked(self) -> str:
        """What is asked for, as a saved view keeps it: without how much of it a page shows."""
        return urlencode(self.pairs(size=False))

    @property
    def spelt_out(self) -> ListQuery:
        """The same for whoever reads it: "me" is said by name."""
        codes = responsible.spelt_out(self.chosen.get(responsible.KEY, ()), self.people)
        return replace(self, chosen={**self.chosen, responsible.KEY: codes}) if codes else self

    @property
    def is_by_name(self) -> bool:
        return self.sort == DEFAULT_SORT

    @property
    def is_filtered(self) -> bool:
        return bool(self.q or any(self.chosen.values()))


def default_sort(q: str, ranks: bool) -> str:
    """The best match first where something is searched for and the list can tell it, else by name."""
    return RELEVANCE if q and ranks else DEFAULT_SORT


def parse(
    data: QueryDict,
    terms: Terms,
    user: Any,
    *,
    keys: Collection[str] = COLUMNS,
    orders: Collection[str] = ORDERS,
    size: int = SIZES[0],
    ranks: bool = True,
) -> ListQuery:
    """Read an address. Never fails: what is unknown, or not for this reader, is put aside in `ignored`.

    `keys` and `orders` are the filters and orders that the list has, `ranks` whether it can put the best match first;
    other lists of this shape have fewer.
    `size` is how many rows this reader wants on a page where the address does not say.
    """
    chosen: dict[str, tuple[str, ...]] = {}
    ignored: list[tuple[str, str]] = []
    moved: list[tuple[str, str, str]] = []
    people: dict[str, Answering] = {}
    # Not normalised: what was typed in the wrong keyboard layout must stay in its order.
    q = one_line(data.get("q", ""))
    if q and not search_key(q):
        ignored.append(("q", q[:LONGEST_SEARCH]))
        q = ""
    if len(q) > LONGEST_SEARCH:
        ignored.append(("q", q[LONGEST_SEARCH:]))
        q = q[:LONGEST_SEARCH]
    sort, page = default_sort(q, ranks), 1
    for key in data:
        values = [value for value in data.getlist(key) if value]
        if key == "q" or not values:
            continue
        if key == "sort" and values[-1].removeprefix("-") in orders:
            sort = values[-1]
        elif key == "sort" and values[-1] == RELEVANCE and q and ranks:
            pass
        elif key == "page" and values[-1].isascii() and values[-1].isdigit() and 1 <= int(values[-1][:9]) < 10**6:
            page = int(values[-1][:9])
        elif key == "size" and values[-1] in map(str, SIZES):
            size = int(values[-1])
        elif key in keys and key == responsible.KEY:
            people = responsible.known(values, user)
            chosen[key] = tuple(people)
            ignored += [(key, value) for value in values if value not in people]
        elif key in keys and (key != "state" or may_filter_state(user)):
            known = options(key, terms)
            now = [_survivor(key, value, terms) for value in values]
            moved += [(key, old, new) for old, new in zip(values, now, strict=True) if old != new]
            values = now
            chosen[key] = tuple(dict.fromkeys(value for value in values if value in known))
            ignored += [(key, value) for value in values if value not in known]
        else:
            ignored += [(key, value) for value in values]
    return ListQuery(chosen, q, sort, page, ignored[:20], size, moved[:20], ranks, people)


def _survivor(key: str, code: str, terms: Terms) -> str:
    return terms.survivor(TAXONOMIES[key], code) if key in TAXONOMIES else code


def may_filter_state(user: Any) -> bool:
    """The public sees verified records only, so their state is no filter for it."""
    return has_right(user, Right.VIEW_UNPUBLISHED)


def options(key: str, terms: Terms) -> Mapping[str, str]:
    """The names of every code of a filter in the reader's language, in the order in which they are listed."""
    return _options(key, terms, language())


@lru_cache(maxsize=64)
def _options(key: str, terms: Terms, language: str) -> Mapping[str, str]:
    """`options`, made once for each language and each state of the taxonomies."""
    if key in TAXONOMIES:
        entries = terms.of(TAXONOMIES[key]).values()
        return {entry.code: shown_name(entry) for entry in entries if not entry.merged_into}
    if key == "region":
        return {row.code: in_reader_language(row.name_th, row.name_en) for row in official.REGIONS}
    if key == "province":
        return {row.code: in_reader_language(row.name_th, row.name_en) for row in official.provinces()}
    if key == "district":
        return {code: in_reader_language(row.name_th, row.name_en) for code, row in lookup.districts().by_code.items()}
    if key == "state":
        return {state.value: str(state.label) for state in State if state != State.MERGED}
    return {status.value: str(status.label) for status in Status}


def shown_name(entry: Entry) -> str:
    """The name of a term in a filter; of a retired one with a word that says so."""
    return str(_("%(name)s (no longer used)") % {"name": entry.name}) if entry.is_retired else entry.name


def sorted_options(key: str, terms: Terms) -> list[tuple[str, str]]:
    """Codes and names as they are shown: places by name, terms as their list has them."""
    return list(_sorted_options(key, terms, language()))


def _sorted_options(key: str, terms: Terms, language: str) -> list[tuple[str, str]]:
    found = _options(key, terms, language).items()
    return sorted(found, key=lambda option: sort_key(option[1])) if key in ("province", "district") else list(found)


@lru_cache(maxsize=64)
def _labels(key: str, terms: Terms, language: str) -> Mapping[str, str]:
    """The same names as HTML, made once for each language and each state of the taxonomies."""
    return {code: escape(name) for code, name in _sorted_options(key, terms, language)}


def toggles(query: ListQuery, key: str) -> Callable[[str], str]:
    """`query.toggled(key, code).address()` as HTML for each code of one filter: what they share is written once."""
    before = query.without(key).pairs()
    after: list[tuple[str, str]] = []
    order = list(COLUMNS)
    while before and before[-1][0] not in (*order[: order.index(key)], "q"):
        after.insert(0, before.pop())
    chosen = query.chosen.get(key, ())
    start, end = urlencode(before), urlencode(after)
    tail = escape(f"&{end}") if end else ""
    one_more = escape(f"?{_joined(start, *(f'{key}={_quoted(code)}' for code in chosen), f'{key}=')}")

    def address(code: str) -> str:
        if code not in chosen:
            return f"{one_more}{_quoted(code)}{tail}"
        return escape(f"?{_joined(start, *(f'{key}={_quoted(other)}' for other in chosen if other != code), end)}")

    return address


# Of codes that are known: there are some thousand. Leaves nothing that HTML would take for its own.
_quoted = lru_cache(maxsize=4096)(quote_plus)


def _joined(*parts: str) -> str:
    return "&".join(filter(None, parts))


SHOWN = 7
OPEN_AT_FIRST = frozenset({"state", "region", "province", "issue", "form"})


def facets(
    query: ListQuery, counted: Mapping[str, Mapping[str, int]], terms: Terms, *, with_state: bool
) -> list[Facet]:
    """The rail. Values that nobody has are left out, unless they are chosen."""
    found = []
    tongue = language()
    for key in KEYS:
        if key in ("state", responsible.KEY) and not with_state:
            continue
        if key == responsible.KEY:
            found.append(_who_answers(query))
            continue
        numbers = counted.get(key, {})
        chosen = query.chosen.get(key, ())
        if not numbers and not chosen:
            continue
        if key == "district":
            # Those of the chosen provinces; the rest of the country would be 900 links.
            within = (*query.chosen.get("province", ()), *(code[:2] for code in chosen))
            numbers = {code: number for code, number in numbers.items() if code[:2] in within}
        labels, address = _labels(key, terms, tongue), toggles(query, key)
        items = {
            code: Item(label, numbers.get(code, 0), address(code), code in chosen)
            for code, label in labels.items()
            if numbers.get(code) or code in chosen
        }
        top = set(_most_found(items)) if len(items) > SHOWN + 2 else set(items)
        if items:
            first = [item for code, item in items.items() if code in top]
            more = [item for code, item in items.items() if code not in top]
            found.append(Facet(key, _title(key, tongue=tongue), first, more, key in OPEN_AT_FIRST or bool(chosen)))
    return found


@once_a_language
def _title(key: str) -> str:
    return str(LABELS[key])


def _who_answers(query: ListQuery) -> Facet:
    """Without figures: who is responsible is asked of the records, and few lists ask."""
    key, address = responsible.KEY, toggles(query, responsible.KEY)
    labels = {responsible.ME: str(_("Me")), responsible.NOBODY: str(_("Nobody"))}
    labels |= {code: one.name for code, one in query.people.items()}
    chosen = query.chosen.get(key, ())
    items = [Item(escape(label), None, address(code), code in chosen) for code, label in labels.items()]
    return Facet(key, _title(key), items, (), bool(chosen))


def _names(query: ListQuery, key: str, terms: Terms) -> Mapping[str, str]:
    """The names of the chosen values of a filter."""
    if key == responsible.KEY:
        return {code: one.name for code, one in query.people.items()}
    return options(key, terms) if query.chosen.get(key) else {}


def _most_found(items: Mapping[str, Item]) -> list[str]:
    """The codes of those that are chosen, then of those that the most records have."""
    return sorted(items, key=lambda code: (not items[code].selected, -(items[code].count or 0)))[:SHOWN]


def moved_words(query: ListQuery, terms: Terms) -> list[tuple[str, str]]:
    """The names of values that were merged into others, and of those others."""
    return [
        (terms.name(TAXONOMIES[key], old), terms.name(TAXONOMIES[key], new))
        for key, old, new in query.moved
        if key in TAXONOMIES
    ]


def in_words(query: ListQuery, terms: Terms) -> list[tuple[str, list[str]]]:
    """What is asked for, filter by filter, as a printed list says it."""
    found = [(str(_("Search")), [query.q])] if query.q else []
    for key in KEYS:
        if query.chosen.get(key):
            names = _names(query, key, terms)
            found.append((str(LABELS[key]), [names[code] for code in query.chosen[key]]))
    return found


def chips(query: ListQuery, terms: Terms) -> list[tuple[str, str]]:
    """Every chosen value with the address without it, as components/chips.html takes them."""
    found = [(str(_("Search: “%(q)s”") % {"q": query.q}), query.without("q").address())] if query.q else []
    for key in KEYS:
        names = _names(query, key, terms)
        found += [
            (f"{LABELS[key]}: {names[code]}", query.toggled(key, code).address()) for code in query.chosen.get(key, ())
        ]
    return found
