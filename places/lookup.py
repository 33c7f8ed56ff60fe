"""The official list in memory: by code, by name, and by nearness of spelling.

Built on first use from the wheel's own data, never changed afterwards: safe to share between threads and to
inherit over a fork, and without a query.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from typing import Generic, TypeVar

from geothai.abolished import abolished_areas

from places import official
from places.aliases import ABBREVIATIONS, LOOSE_NAMES, OTHER_NAMES
from places.official import BANGKOK, DistrictRow, ProvinceRow, SubdistrictRow
from thai.text import search_key

P = TypeVar("P", bound=ProvinceRow | DistrictRow | SubdistrictRow)

# ฏ for ฎ is the commonest slip of all and makes no official name another one.
_ALIKE = str.maketrans("ฏ", "ฎ")
_CAPITAL_WORDS = ("เมือง", "mueang", "muang")
_SHORTLIST = 40


def place_key(text: str) -> str:
    """Return the form in which two writings of a name are compared: no spaces, marks, case or Thai digits."""
    return search_key(text).translate(_ALIKE)


class Index(Generic[P]):
    """The places of one level. ``within`` is always the code of a place above, or empty for the whole country."""

    def __init__(self, rows: Iterable[P], names: dict[str, set[str]], loose: dict[str, set[str]]) -> None:
        self.by_code: dict[str, P] = {row.code: row for row in rows}
        self._by_key: dict[str, tuple[P, ...]] = self._gather(names)
        self._loose: dict[str, tuple[P, ...]] = self._gather(loose)

    @cached_property
    def _thai_keys(self) -> dict[str, str]:
        """The key of the Thai name of every code."""
        return {row.code: place_key(row.name_th) for row in self.by_code.values()}

    @cached_property
    def _holding(self) -> dict[str, set[str]]:
        """The keys that hold a pair of neighbouring characters; built when the first slip is met."""
        holding: dict[str, set[str]] = defaultdict(set)
        for key in self._by_key:
            for pair in _pairs(key):
                holding[pair].add(key)
        return holding

    def _gather(self, names: dict[str, set[str]]) -> dict[str, tuple[P, ...]]:
        codes = defaultdict(set)
        for code, keys in names.items():
            for key in keys:
                codes[key].add(code)
        return {key: tuple(self.by_code[code] for code in sorted(found)) for key, found in codes.items()}

    def named(self, key: str, within: str = "") -> tuple[P, ...]:
        """Return the places that bear the name, in the order of their codes."""
        return tuple(row for row in self._by_key.get(key, ()) if row.code.startswith(within))

    def starting(self, key: str, within: str = "") -> tuple[P, ...]:
        """Return the places whose Thai name begins so; none for fewer than two characters."""
        if len(key) < 2:
            return ()
        return tuple(
            self.by_code[code]
            for code, name in self._thai_keys.items()
            if code.startswith(within) and name.startswith(key)
        )

    def near(self, key: str, within: str = "", limit: int = 5) -> tuple[P, ...]:
        """Return the places that the writer may have meant, the likeliest first."""
        found = [row for row in self._loose.get(key, ()) if row.code.startswith(within)]
        allowed = 1 + len(key) // 4
        shortlist = sorted(
            (distance(key, other, allowed), row.code, row)
            for other in self._alike(key, within)
            for row in self.named(other, within)
        )
        found += [row for apart, _, row in shortlist if apart <= allowed]
        if len(key) >= 3:
            found += self.starting(key, within)
        return tuple(dict.fromkeys(found))[:limit]

    def _alike(self, key: str, within: str) -> list[str]:
        shared = Counter(other for pair in _pairs(key) for other in self._holding.get(pair, ()))
        allowed = [other for other in shared if not within or self.named(other, within)]
        return sorted(allowed, key=lambda other: (-shared[other] / (len(key) + len(other)), other))[:_SHORTLIST]


def _pairs(key: str) -> set[str]:
    """Return the pairs of neighbouring characters, ends included."""
    return {first + second for first, second in zip(f"^{key}", f"{key}$", strict=True)}


def distance(left: str, right: str, limit: int) -> int:
    """Return how many letters were left out, added, changed or swapped with a neighbour; limit + 1 means more."""
    if left == right:
        return 0
    if abs(len(left) - len(right)) > limit:
        return limit + 1
    # What is the same at both ends tells nothing: most pairs differ in one place.
    first, most = 0, min(len(left), len(right))
    while first < most and left[first] == right[first]:
        first += 1
    last = 0
    while last < most - first and left[-1 - last] == right[-1 - last]:
        last += 1
    left, right = left[first : len(left) - last], right[first : len(right) - last]
    if limit == 1:
        # One letter is left of either at most, or two that have changed places.
        is_near = max(len(left), len(right)) < 2 or (len(left) == 2 and left[::-1] == right)
        return 1 if is_near else 2
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        before, above, row = row, before, [i]
        for j, b in enumerate(right, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                cost = min(cost, above[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
    return min(row[-1], limit + 1)


@cache
def provinces() -> Index[ProvinceRow]:
    """Return the index of the 77 provinces under all their names."""
    names = {row.code: _province_keys(row) for row in official.provinces()}
    for abbreviation, code in ABBREVIATIONS.items():
        names[code].add(abbreviation)
    loose = {code: {place_key(name) for name in names} for code, names in LOOSE_NAMES.items()}
    return Index(official.provinces(), names, loose)


def _province_keys(row: ProvinceRow) -> set[str]:
    return {place_key(name) for name in (row.name_th, row.name_en, *OTHER_NAMES.get(row.code, ()))}


@cache
def districts() -> Index[DistrictRow]:
    """Return the index of districts; อำเภอเมือง also as เมือง alone and with every name of its province."""
    names = {row.code: _official_keys(row) for row in official.districts()}
    for province in official.provinces():
        if province.code != BANGKOK:
            keys = _province_keys(province)
            names[f"{province.code}01"] |= {word + key for word in _CAPITAL_WORDS for key in ("", *keys)}
    return Index(official.districts(), names, _former_names(4))


@cache
def subdistricts() -> Index[SubdistrictRow]:
    """Return the index of subdistricts."""
    rows = official.subdistricts()
    return Index(rows, {row.code: _official_keys(row) for row in rows}, _former_names(6))


def _official_keys(row: DistrictRow | SubdistrictRow) -> set[str]:
    """Return the keys of both names; a name with a second spelling in brackets goes by either."""
    parts = [row.name_th, row.name_en, *re.split(r"[()]", row.name_th)]
    return {key for part in parts if (key := place_key(part))}


def _former_names(digits: int) -> dict[str, set[str]]:
    """Return the names of abolished places, by the codes of the places that took them in."""
    names: dict[str, set[str]] = defaultdict(set)
    current: set[str] = {row.code for row in (official.districts() if digits == 4 else official.subdistricts())}
    for code, key in _abolished(digits):
        if code in current:
            names[code].add(key)
    return names


def _abolished(digits: int) -> Iterator[tuple[str, str]]:
    for area in abolished_areas():
        for successor in area.successors:
            for name in (area.name_th, area.name_en):
                if name and len(area.code) == len(successor) == digits:
                    yield successor, place_key(name)
