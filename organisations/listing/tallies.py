"""Reading the counts that are kept. They answer whatever asks for regions, provinces and states only."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from organisations.choices import State
from organisations.listing.numbers import KEYS, MASKS, PLACE, PROVINCE, STATES, Numbers
from organisations.listing.statement import Sql, Statement, joined, sql
from organisations.scope import Scope
from places import official

# Filters that the counts are kept apart by.
KEPT_APART = frozenset({"region", "province", "state"})
# Numbers of the parts of a Statement.
BY_PROVINCE, BY_VALUE = 1, 2

Chosen = Mapping[str, Collection[str]]
Rows = Iterable[tuple[int, int, int, int]]
By = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True)
class Where:
    """The states and provinces (None: all) that a query's filters leave of a scope."""

    scope: Scope
    chosen: Chosen

    def states(self) -> list[State]:
        chosen = self.chosen.get("state")
        return sorted(State(code) for code in chosen) if chosen else sorted(self.scope.states)

    def provinces(self, *, besides: str = "") -> frozenset[str] | None:
        regions, provinces = (() if key == besides else self.chosen.get(key) or () for key in ("region", "province"))
        if not regions:
            return frozenset(provinces) or None
        within = frozenset(row.code for row in official.provinces() if row.region_code in regions)
        return within.intersection(provinces) if provinces else within

    def blocks(self) -> list[tuple[list[int], list[int] | None]]:
        """As Scope.blocks, in numbers."""
        return [
            ([STATES[state] for state in states], None if provinces is None else [int(code) for code in provinces])
            for states, provinces in self.scope.blocks(self.states(), self.provinces())
        ]


def ask_places(statement: Statement, scope: Scope) -> None:
    """Ask for the records of each state in each province."""
    statement.parts.append(
        sql(
            f"SELECT {BY_PROVINCE}::bigint, state::bigint, value::bigint, sum(number)::bigint FROM (%s) AS counts"
            " GROUP BY state, value",
            _counts("state, value", [([STATES[state] for state in scope.states], None)], [PROVINCE]),
        )
    )


def ask_values(statement: Statement, where: Where, keys: Collection[str]) -> None:
    """Ask for the records that have each value of some filters of KEYS."""
    blocks = where.blocks()
    if "district" in keys:
        # Kept for each province only.
        every = [int(row.code) for row in official.provinces()]
        blocks = [(states, every if provinces is None else provinces) for states, provinces in blocks]
    if blocks and keys:
        statement.parts.append(
            sql(
                f"SELECT {BY_VALUE}::bigint, key::bigint, value::bigint, sum(number)::bigint FROM (%s) AS counts"
                " GROUP BY key, value",
                _counts("key, value", blocks, [KEYS[key] for key in keys]),
            )
        )


def stretches(where: Where) -> Sql:
    """How many records stand in each stretch of names: place, n. See NameMark."""
    parts = [
        _counts("value AS place", [(states, None)], [PLACE])
        if provinces is None
        else sql(
            "SELECT place, count(*) AS number FROM organisations_listing"
            " WHERE state = ANY (%s) AND province = ANY (%s) GROUP BY place",
            states,
            provinces,
        )
        for states, provinces in where.blocks()
    ]
    return sql("SELECT place, sum(number) AS n FROM (%s) AS counts GROUP BY place", joined(" UNION ALL ", parts))


def _counts(columns: str, blocks: list[tuple[list[int], list[int] | None]], keys: list[int]) -> Sql:
    return joined(
        " UNION ALL ",
        [
            sql(
                f"SELECT {columns}, number FROM organisations_{table}"
                " WHERE state = ANY (%s) AND province = ANY (%s) AND key = ANY (%s)",
                states,
                [0] if provinces is None else provinces,
                keys,
            )
            for states, provinces in blocks
            for table in ("tally", "countchange")
        ],
    )


def places_of(rows: Rows, where: Where) -> tuple[int, By]:
    """The total, and the counts by region, province and state, each without its own filter."""
    scope = where.scope
    # In numbers until all is counted: a list asks this of hundreds of rows.
    everywhere, own = {STATES[state] for state in scope.everywhere}, {int(code) for code in scope.provinces}
    chosen = {STATES[state] for state in where.states()}
    wanted = where.provinces()
    inside = None if wanted is None else {int(code) for code in wanted}
    by_state: dict[int, int] = defaultdict(int)
    by_province: dict[int, int] = defaultdict(int)
    for part, state, province, n in rows:
        if part != BY_PROVINCE or n == 0 or not (state in everywhere or province in own):
            continue
        if inside is None or province in inside:
            by_state[state] += n
        if state in chosen:
            by_province[province] += n
    names = {number: state.value for state, number in STATES.items()}
    by: dict[str, dict[str, int]] = {}
    if by_state:
        by["state"] = {names[state]: n for state, n in by_state.items()}
    region_of = _region_of()
    for key in ("region", "province"):
        within = where.provinces(besides=key)
        counts: dict[str, int] = defaultdict(int)
        for number, n in by_province.items():
            code = str(number)
            if within is None or code in within:
                counts[region_of[code] if key == "region" else code] += n
        if counts:
            by[key] = counts
    return sum(n for state, n in by_state.items() if state in chosen), by


@lru_cache(maxsize=1)
def _region_of() -> dict[str, str]:
    return {row.code: row.region_code for row in official.provinces()}


def values_of(rows: Rows, numbers: Numbers) -> By:
    """The counts that `ask_values` asked for."""
    names = {number: key for key, number in KEYS.items()}
    codes = {key: {} if key == "district" else numbers.codes(key) for key in KEYS}
    by: dict[str, Counter[str]] = defaultdict(Counter)
    for part, key_number, value, n in rows:
        if part == BY_VALUE and n:
            key = names[key_number]
            code = str(value) if key == "district" else codes[key].get(value)
            if code is not None:
                by[key][code] += n
    return by


def bits(mask: int) -> list[int]:
    """The numbers of the bits that are set."""
    found = []
    while mask:
        low = mask & -mask
        found.append(low.bit_length() - 1)
        mask ^= low
    return found


__all__ = ["KEPT_APART", "MASKS", "Where", "ask_places", "ask_values", "bits", "places_of", "stretches", "values_of"]
