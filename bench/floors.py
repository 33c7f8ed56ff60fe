"""The list's figures and page as one would write them by hand in SQL, knowing the one question that is asked.

The same rows and the same exact counts, from the same kept tables as the page; none of its code but the scope and the
numbers of terms. `bench.list` takes the faster of this and of the page's own SQL for the floor.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from organisations.choices import State
from organisations.listing.numbers import KEYS, MASKS, STATES, Numbers
from organisations.scope import Scope
from organisations.search import Understanding
from organisations.terms import current_terms
from thai.loose import loosen

_ONE = ("province", "district", *MASKS.values())
_TOGETHER = ("form", "level", "capacity", "status", "state")


@dataclass(frozen=True)
class Question:
    """A list: who asks, for which filters, for which word, from which row on."""

    scope: Scope
    chosen: Mapping[str, Collection[str]]
    asked: Understanding
    skip: int
    size: int

    def statements(self) -> list[str]:
        """The counts; last the ids of the page in order."""
        if self.asked.asks or len(self.chosen) > 1:
            return [*self._counted(), self._found()]
        return [self._tallied(), self._walked()]

    def _tallied(self) -> str:
        keys = [*KEYS.values(), 1] if self.chosen else [number for key, number in KEYS.items() if key != "district"]
        provinces = ",".join(self.chosen.get("province", ())) or "0"
        own = ",".join(sorted(self.scope.provinces)) or "-1"
        also = _states(self.scope.also)
        blocks = f"(state IN ({_states(self.scope.everywhere)}) AND province IN ({provinces}))"
        if also:
            inside = [code for code in own.split(",") if provinces in ("0", code)] or ["-1"]
            blocks += f" OR (state IN ({also}) AND province IN ({','.join(inside)}))"
        wanted = f"(({blocks}) AND key IN ({','.join(map(str, keys))})) OR (province = 0 AND key = 1)"
        return (
            "SELECT state, key, value, sum(number) FROM (SELECT state, key, value, number FROM organisations_tally"
            f" WHERE {wanted} UNION ALL SELECT state, key, value, number FROM organisations_countchange WHERE {wanted}"
            ") AS counts GROUP BY state, key, value"
        )

    def _walked(self) -> str:
        if self.skip:
            return (
                "WITH upto AS (SELECT value, n, sum(n) OVER (ORDER BY value) - n AS before FROM (SELECT value,"
                " sum(number) AS n FROM (SELECT value, number FROM organisations_tally WHERE key = 7 AND province = 0"
                f" AND state IN ({_states(self.scope.everywhere)})"
                " UNION ALL SELECT place, count(*) FROM organisations_listing"
                f" WHERE state = ANY ('{{{_states(self.scope.also)}}}')"
                f" AND province = ANY ('{{{','.join(sorted(self.scope.provinces))}}}') GROUP BY place"
                ") AS c GROUP BY value) AS s), mark AS (SELECT value, before FROM upto"
                f" WHERE before <= {self.skip} ORDER BY value DESC LIMIT 1)"
                " SELECT id FROM organisations_organisation WHERE name_sort >= coalesce((SELECT name_sort FROM"
                f" organisations_namemark JOIN mark ON place = value), '') AND {self._seen()}"
                f" ORDER BY name_sort, id LIMIT {self.size} OFFSET {self.skip} - (SELECT before FROM mark)"
            )
        province = "".join(f" AND province_id = '{code}'" for code in self.chosen.get("province", ()))
        return (
            f"SELECT id FROM organisations_organisation WHERE {self._seen()}{province}"
            f" ORDER BY name_sort, id LIMIT {self.size}"
        )

    def _conditions(self) -> dict[str, str]:
        numbers = Numbers(current_terms())
        return {
            key: f"l.{MASKS[key]} & {sum(1 << one for one in numbers.of(key, codes))} <> 0"
            if key in MASKS
            else f"l.{key} IN ({','.join(map(str, numbers.of(key, codes)))})"
            for key, codes in self.chosen.items()
        }

    def _matching(self) -> str:
        if not self.asked.asks:
            return "true"
        word = self.asked.word
        kept = f"EXISTS (SELECT FROM organisations_commonword WHERE key = '{word}' AND hits IS NOT NULL)"
        return (
            f"l.organisation_id = ANY (CASE WHEN {kept} THEN ARRAY(SELECT organisation_id FROM"
            f" organisations_wordhit WHERE word = (SELECT id FROM organisations_commonword WHERE key = '{word}'))"
            " ELSE ARRAY(SELECT organisation_id FROM organisations_searchable"
            f" WHERE NOT fresh AND loose_text LIKE '%{loosen(word)}%' AND strpos(search_text, '{word}') > 0) END)"
        )

    def _counted(self) -> list[str]:
        """Each facet by its own filters: all that pass for most, and those that fail but it for a chosen one."""
        conditions = self._conditions()
        held = f"FROM organisations_listing l WHERE {self._matching()}"
        columns = [name for name in _ONE if name != "district" or "province" in self.chosen]
        sets = ", ".join(f"({name})" for name in [*columns, ", ".join(_TOGETHER)])
        passing = (
            f"SELECT GROUPING({', '.join(columns)}), {', '.join([*columns, *_TOGETHER])}, count(*)"
            f" {held}{_and(conditions.values())} AND {self._listed()} GROUP BY GROUPING SETS ({sets})"
        )
        failing = [
            f"SELECT {MASKS.get(key, key)}, count(*) {held}"
            f"{_and([f'NOT ({own})', *(other for name, other in conditions.items() if name != key)])}"
            f" AND {self._listed()} GROUP BY 1"
            for key, own in conditions.items()
        ]
        return [passing, *failing]

    def _found(self) -> str:
        conditions = _and(self._conditions().values())
        rank, source = "0", ""
        if self.asked.asks:
            word = self.asked.word
            rank = f"m.rank * 2 + (l.state <> {STATES[State.VERIFIED]})::integer"
            source = (
                ", (SELECT rank, array_agg(organisation_id) AS ids FROM (SELECT organisation_id, rank FROM"
                " organisations_wordhit WHERE word = (SELECT id FROM organisations_commonword"
                f" WHERE key = '{word}') UNION ALL SELECT organisation_id, organisations_rank(search_text, '{word}')"
                f" FROM organisations_searchable WHERE NOT fresh AND loose_text LIKE '%{loosen(word)}%'"
                f" AND strpos(search_text, '{word}') > 0"
                " AND NOT EXISTS (SELECT FROM organisations_commonword"
                f" WHERE key = '{word}' AND hits IS NOT NULL)) AS h GROUP BY rank) AS m"
            )
        joined = " AND l.organisation_id = ANY (m.ids)" if source else ""
        return (
            f"WITH hits AS MATERIALIZED (SELECT l.organisation_id AS id, ({rank})::bigint << 32 | l.place AS slot"
            f" FROM organisations_listing l{source} WHERE {self._listed()}{conditions}{joined}),"
            f" last AS (SELECT max(slot) AS slot FROM (SELECT slot FROM hits ORDER BY slot LIMIT {self.size}) AS s)"
            " SELECT o.id FROM hits JOIN organisations_organisation o USING (id)"
            f" WHERE hits.slot <= (SELECT slot FROM last) ORDER BY hits.slot, o.name_sort, o.id LIMIT {self.size}"
        )

    def _listed(self) -> str:
        """The scope on l, a row of Listing."""
        seen = f"l.state IN ({_states(self.scope.everywhere)})"
        own = ",".join(sorted(self.scope.provinces))
        if not self.scope.also:
            return seen
        return f"({seen} OR l.state IN ({_states(self.scope.also)}) AND l.province IN ({own}))"

    def _seen(self) -> str:
        """The scope on a record."""
        seen = f"state IN ({_named(self.scope.everywhere)})"
        if not self.scope.also:
            return seen
        own = ",".join(f"'{code}'" for code in sorted(self.scope.provinces))
        return f"({seen} OR state IN ({_named(self.scope.also)}) AND province_id IN ({own}))"


def _and(conditions: Iterable[str]) -> str:
    return "".join(f" AND {condition}" for condition in conditions)


def _states(states: Collection[State]) -> str:
    return ",".join(str(STATES[state]) for state in sorted(states))


def _named(states: Collection[State]) -> str:
    return ",".join(f"'{state.value}'" for state in sorted(states))
