"""Which names are alike enough to be looked at: the share of their trigrams, as numbers of 1,024 bits.

A name is one number with a bit for each of its trigrams, so that two are compared in a tenth of a millionth of a
second, and a hundred thousand rows with all records around them in one. Few trigrams share a bit; what is let through
by that is scored in vain.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import reduce
from operator import or_

# Trigrams that names must share: two slips in a name of fourteen letters leave as many.
ALIKE = 0.42
# In a name the same share is reached where the common ones are so much of both names' together.
_OF_BOTH = ALIKE / (1 + ALIKE)
_BITS = 1024
# Letters of a name's beginning or end; a slip leaves one of them as it is.
ENDS = 4


class Trigrams(dict[str, int]):
    """Gives every trigram its bit, in the order in which they are met."""

    def __missing__(self, trigram: str) -> int:
        bit = self[trigram] = 1 << (len(self) % _BITS)
        return bit

    def of(self, name: str) -> int:
        """The number of a name."""
        padded = f"  {name} "
        return reduce(or_, map(self.__getitem__, [padded[start : start + 3] for start in range(len(name) + 1)]))


@dataclass(slots=True)
class Known:
    """A name and where it is at home; `key`: of the record, or the number of the row."""

    key: int
    name: str
    district: str
    subdistrict: str
    trigrams: int


@dataclass(slots=True)
class Group:
    """Names of one subdistrict: their keys and trigrams."""

    keys: list[int] = field(default_factory=list)
    trigrams: list[int] = field(default_factory=list)

    def compare(self, trigrams: int, found: dict[int, float]) -> None:
        """Put key → share of trigrams into `found`, of those that are alike enough."""
        # Nearly all have less in common than they would need if they had no other trigrams at all.
        few = int(ALIKE * trigrams.bit_count() - 0.001)
        near = [place for place, other in enumerate(self.trigrams) if (trigrams & other).bit_count() > few]
        for place in near:
            if share := _share(trigrams, self.trigrams[place]):
                found[self.keys[place]] = share


class Blocks:
    """The names of one province, by subdistrict and by their ends, as far as somebody may be compared with them."""

    def __init__(self) -> None:
        self._by_subdistrict: dict[str, Group] = defaultdict(Group)
        # Those of no known subdistrict, and all, by first and last letters. The latter are seldom asked for: names wait
        # to be put there until they are.
        self._placeless: dict[str, list[Known]] = defaultdict(list)
        self._by_end: dict[str, list[Known]] = defaultdict(list)
        self._waiting: list[Known] = []

    def add(self, known: Known) -> None:
        if known.subdistrict:
            group = self._by_subdistrict[known.subdistrict]
            group.keys.append(known.key)
            group.trigrams.append(known.trigrams)
        else:
            _put_by_end(self._placeless, known)
        self._waiting.append(known)

    def alike(self, one: Known) -> dict[int, float]:
        """Key → share of trigrams, of all names that are alike enough: within its subdistrict, or where one of the two
        says no subdistrict, within its district, with the beginning or the end in common."""
        found: dict[int, float] = {}
        if one.subdistrict:
            if one.subdistrict in self._by_subdistrict:
                self._by_subdistrict[one.subdistrict].compare(one.trigrams, found)
            others = self._placeless
        else:
            while self._waiting:
                _put_by_end(self._by_end, self._waiting.pop())
            others = self._by_end
        for end in ends(one.name) if others else ():
            for other in others.get(end, ()):
                is_near = not one.district or not other.district or one.district == other.district
                if is_near and (share := _share(one.trigrams, other.trigrams)):
                    found[other.key] = share
        return found


def ends(name: str) -> tuple[str, str]:
    return f"^{name[:ENDS]}", f"{name[-ENDS:]}$"


def _put_by_end(names: dict[str, list[Known]], known: Known) -> None:
    for end in ends(known.name):
        names[end].append(known)


def _share(one: int, other: int) -> float:
    """What share of their trigrams two names have in common; 0 where that is not enough."""
    common, both = (one & other).bit_count(), one.bit_count() + other.bit_count()
    return common / (both - common) if common > _OF_BOTH * both else 0.0
