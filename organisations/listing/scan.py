"""Counting by reading the narrow table once, for what the kept counts cannot answer.

Every row is marked with the filters that it fails, one bit each. A value of a filter counts the rows that fail no other
filter, so rows that fail two are of no use to anyone and are left out at once.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from organisations.choices import State
from organisations.listing.numbers import MASKS, STATES, Numbers
from organisations.listing.statement import Sql, Statement, among, joined, sql
from organisations.listing.tallies import By, Chosen, Rows, bits
from organisations.scope import Scope
from places import official

# The parts of a Statement: this and the mask of GROUPING().
COUNTED = 1024
# Those of one value that are counted together, each with its place in the packed number: few combinations are real.
PACKED = {"form": 0, "level": 6, "capacity": 12, "status": 18, "state": 21}
_SIX, _THREE = 63, 7
_WIDTH = {"form": _SIX, "level": _SIX, "capacity": _SIX, "status": _THREE, "state": _THREE}
_GROUPED = ("province", "district", "packed", "issues", "expertise", "targets", "fields")


@dataclass(frozen=True)
class Scan:
    """The rows of a scope that fail at most one of some filters; none of `hard`."""

    scope: Scope
    chosen: Chosen
    numbers: Numbers
    hard: frozenset[str] = frozenset()

    @property
    def bits(self) -> dict[str, int]:
        soft = [key for key, codes in self.chosen.items() if codes and key not in self.hard]
        return {key: 1 << place for place, key in enumerate(soft)}

    def condition(self, key: str) -> Sql:
        codes = self.chosen[key]
        if key == "region":
            codes = [row.code for row in official.provinces() if row.region_code in codes]
        numbers = self.numbers.of(key, codes)
        if key in MASKS:
            return sql(f"(l.{MASKS[key]} & %s::bigint) <> 0", sum(1 << number for number in set(numbers)))
        return among(f"l.{'province' if key == 'region' else key}", numbers)

    def where(self) -> Sql:
        """Which rows are of use."""
        hard = [self.condition(key) for key in self.hard if self.chosen.get(key)]
        soft = [self.condition(key) for key in self.bits]
        # What leaves the fewest rows is asked first: the scan does little else.
        return joined(" AND ", [*hard, *_all_but_one(soft), in_scope(self.scope)])

    def fails(self) -> Sql:
        """The filters that a row fails, as the sum of their bits."""
        parts = [sql(f"CASE WHEN %s THEN 0 ELSE {bit} END", self.condition(key)) for key, bit in self.bits.items()]
        return sql("(%s)", joined(" + ", parts)) if parts else Sql("0")

    def columns(self) -> Sql:
        """What counting reads."""
        packed = " | ".join(
            f"((l.{key} + 1)::integer << {place})" if place else f"(l.{key} + 1)::integer"
            for key, place in PACKED.items()
        )
        return Sql(f"l.province, l.district, {packed} AS packed, l.issues, l.expertise, l.targets, l.fields")

    def found(self, searched: bool, slot: Sql) -> Sql:
        """The rows of use, each with its `slot`; where something is searched for, of the `ranked` m."""
        matches = " JOIN ranked m ON l.organisation_id = ANY (m.ids)" if searched else ""
        # What is dear to find, or leaves few rows, is found once; the rest is read again sooner than written down.
        kind = "" if searched or len(self.bits) > 1 else "NOT "
        return sql(
            f"{kind}MATERIALIZED (SELECT l.organisation_id, %s AS slot, %s, %s AS fails"
            f" FROM organisations_listing l{matches} WHERE %s)",
            slot,
            self.columns(),
            self.fails(),
            self.where(),
        )

    def counts(self, *, districts: bool) -> Sql:
        """How often each value or combination of them stands in `found`: part, fails, value, n.

        Rows that fail a filter are counted for that filter alone.
        """
        names = [name for name in _GROUPED if districts or name != "district"]
        passing = (
            f"SELECT {COUNTED}::bigint + GROUPING({', '.join(names)}), 0::bigint, coalesce({', '.join(names)})::bigint,"
            f" count(*) FROM found WHERE fails = 0 GROUP BY GROUPING SETS ({', '.join(f'({name})' for name in names)})"
        )
        failing = [
            f"SELECT {part}::bigint, {bit}::bigint, {name}::bigint, count(*)"
            f" FROM found WHERE fails = {bit} GROUP BY {name}"
            for key, bit in self.bits.items()
            for part, name in _parts(names).items()
            if name == _column(key)
        ]
        return Sql(" UNION ALL ".join([passing, *failing]))

    def ask(self, statement: Statement, *, districts: bool) -> None:
        """Ask for the counts over `found`, which the statement must have among its common parts."""
        statement.parts.append(self.counts(districts=districts))

    def read(self, rows: Rows, *, districts: bool) -> tuple[int, By]:
        """The total, and the counts of each value of each filter without that filter."""
        names = [name for name in _GROUPED if districts or name != "district"]
        name_of = _parts(names)
        key_of = {column: key for key, column in MASKS.items()}
        tallied: dict[tuple[str, int], Counter[int]] = defaultdict(Counter)
        total = 0
        for part, fails, value, n in rows:
            name = name_of.get(part)
            if name is None:
                continue
            if name == "province" and fails == 0:
                total += n
            if name == "packed":
                for key, place in PACKED.items():
                    tallied[key, fails][((value >> place) & _WIDTH[key]) - 1] += n
            elif name in key_of:
                counter = tallied[key_of[name], fails]
                for bit in bits(value):
                    counter[bit] += n
            else:
                tallied[name, fails][value] += n
        return total, self._named(tallied)

    def _named(self, tallied: dict[tuple[str, int], Counter[int]]) -> By:
        by: dict[str, Counter[str]] = defaultdict(Counter)
        region_of = {row.code: row.region_code for row in official.provinces()}
        own = self.bits
        for (name, fails), counter in tallied.items():
            keys = ("region", "province") if name == "province" else (name,)
            for key in keys:
                if fails not in (0, own.get(key, 0)):
                    continue
                codes = {} if key in ("region", "province", "district") else self.numbers.codes(key)
                for value, n in counter.items():
                    if value < 0:
                        continue
                    code = str(value) if not codes else codes.get(value)
                    if code is not None:
                        by[key][region_of[code] if key == "region" else code] += n
        return by


def _all_but_one(conditions: list[Sql]) -> list[Sql]:
    """At most one of some conditions fails, with as few comparisons as possible; nothing where one is all there is."""
    if len(conditions) < 2:
        return []
    first, *others = conditions
    rest = _all_but_one(others) or [Sql("true")]
    return [sql("((%s) AND %s OR (%s))", first, rest[0], joined(" AND ", others))]


def _column(key: str) -> str:
    """The column of `found` that the values of a filter are counted in."""
    return MASKS.get(key) or ("packed" if key in PACKED else "province" if key == "region" else key)


def _parts(names: list[str]) -> dict[int, str]:
    """The part of a Statement that counts each column."""
    whole = (1 << len(names)) - 1
    return {COUNTED + whole - (1 << (len(names) - 1 - place)): name for place, name in enumerate(names)}


def in_scope(scope: Scope) -> Sql:
    """What a reader may see, as a condition on l, a row of Listing."""
    seen = _in_states(scope.everywhere)
    if not scope.also:
        return seen
    own = [int(code) for code in sorted(scope.provinces)]
    return sql("(%s OR (%s AND %s))", seen, _in_states(scope.also), among("l.province", own))


def _in_states(states: frozenset[State]) -> Sql:
    """States whose numbers are neighbours are compared as a range, which costs a scan half as much as a list."""
    numbers = sorted(STATES[state] for state in states)
    if numbers and numbers == list(range(numbers[0], numbers[-1] + 1)) and len(numbers) > 1:
        return Sql(f"l.state BETWEEN {numbers[0]} AND {numbers[-1]}")
    return among("l.state", numbers)
