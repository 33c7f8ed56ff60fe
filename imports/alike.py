"""Which names are alike enough to be looked at: the share of their trigrams, as numbers of 1,024 bits.

A name is one number with a bit for each of its trigrams, so that two are compared in a tenth of a millionth of a
second, and a hundred thousand rows with all records around them in one. Few trigrams share a bit; what is let through
by that is scored in vain.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

# Trigrams that names must share: two slips in a name of fourteen letters leave as many.
ALIKE = 0.42
# In a name the same share is reached where the common ones are so much of both names' together.
_OF_BOTH = ALIKE / (1 + ALIKE)
_BITS = 1024
# Letters of a name's beginning or end; a slip leaves one of them as it is.
ENDS = 4


@dataclass(slots=True)
class Known:
    """A name and where it is at home; `key`: of the record, or the number of the row."""

    key: int
    district: str
    subdistrict: str
    trigrams: int
    count: int


class Trigrams(dict[str, int]):
    """Gives every trigram its bit, in the order in which they are met."""

    def __missing__(self, trigram: str) -> int:
        bit = self[trigram] = 1 << (len(self) % _BITS)
        return bit

    def of(self, name: str) -> int:
        """The number of a name."""
        padded, found = f"  {name} ", 0
        for start in range(len(name) + 1):
            found |= self[padded[start : start + 3]]
        return found


@dataclass(slots=True)
class Blocks:
    """The names of one province, by subdistrict and by their ends, as far as somebody may be compared with them."""

    by_subdistrict: dict[str, list[Known]] = field(default_factory=lambda: defaultdict(list))
    # Those of no known subdistrict, and all, by first and last letters.
    placeless: dict[str, list[Known]] = field(default_factory=lambda: defaultdict(list))
    by_end: dict[str, list[Known]] = field(default_factory=lambda: defaultdict(list))

    def add(self, known: Known, name: str) -> None:
        if known.subdistrict:
            self.by_subdistrict[known.subdistrict].append(known)
        for end in ends(name):
            self.by_end[end].append(known)
            if not known.subdistrict:
                self.placeless[end].append(known)

    def alike(self, one: Known, name: str) -> dict[int, float]:
        """Key → share of trigrams, of all names that are alike enough: within its subdistrict, or where one of the two
        says no subdistrict, within its district, with the beginning or the end in common."""
        found: dict[int, float] = {}
        if one.subdistrict:
            _compare(one, self.by_subdistrict.get(one.subdistrict, ()), found)
        for end in ends(name):
            others = (self.placeless if one.subdistrict else self.by_end).get(end, ())
            _compare(one, (other for other in others if _may_be_near(one, other)), found)
        return found


def ends(name: str) -> tuple[str, str]:
    return f"^{name[:ENDS]}", f"{name[-ENDS:]}$"


def _may_be_near(one: Known, other: Known) -> bool:
    return not one.district or not other.district or one.district == other.district


def _compare(one: Known, others: Iterable[Known], found: dict[int, float]) -> None:
    trigrams, count = one.trigrams, one.count
    for other in others:
        common = (trigrams & other.trigrams).bit_count()
        if common > _OF_BOTH * (count + other.count):
            found[other.key] = common / (count + other.count - common)
