"""All likely pairs of one province at once, in memory: what the database answers for one record, for thousands.

An inverted index of the names' trigrams, each weighing the more the rarer it is in the province: that names share
"ผู้สูงอายุบ้าน" says nothing where a hundred do.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations
from math import log

from organisations.choices import State
from organisations.duplicates.scoring import FIELDS, Match, Subject, possible
from organisations.models import Organisation

Pairs = dict[tuple[int, int], Match]
ALIKE = 0.3  # share of weight that two names must have in common to be compared at all
COMMON = 2000  # a trigram of more names than these leads nowhere


def pairs_of(province: str) -> Pairs:
    """Every pair of the province's live records that is possibly one, by their keys, the lower first."""
    subjects = {subject.pk: subject for subject in _subjects(province) if subject.pk is not None}
    found: Pairs = {}
    for one, other in _alike(subjects):
        if match := possible(subjects[one], subjects[other]):
            found[one, other] = match
    return found


def _subjects(province: str) -> Iterator[Subject]:
    rows = Organisation.objects.filter(province=province).exclude(state=State.MERGED).order_by("pk")
    for row in rows.values("pk", *FIELDS).iterator(chunk_size=2000):
        yield Subject.of(row, row["pk"])


def _alike(subjects: dict[int, Subject]) -> set[tuple[int, int]]:
    """Pairs that share enough of a name, or a contact."""
    names = [(pk, key) for pk, subject in subjects.items() for key in subject.keys]
    grams = [frozenset(_grams(key)) for _pk, key in names]
    counts = Counter(gram for each in grams for gram in each)
    weights = {gram: log(1 + len(names) / count) for gram, count in counts.items()}
    holding: dict[str, list[int]] = defaultdict(list)
    found: set[tuple[int, int]] = set()
    totals: list[float] = []
    for place, mine in enumerate(grams):
        total = sum(weights[gram] for gram in mine)
        totals.append(total)
        shared: dict[int, float] = defaultdict(float)
        for gram in _telling(mine, weights, total):
            if counts[gram] <= COMMON:
                for other in holding[gram]:
                    shared[other] += weights[gram]
        for other in shared:
            both = sum(weights[gram] for gram in mine & grams[other])
            if both >= ALIKE * (total + totals[other] - both) and names[other][0] != names[place][0]:
                found.add(_ordered(names[other][0], names[place][0]))
        for gram in mine:
            holding[gram].append(place)
    return found | _sharing(subjects)


def _telling(grams: frozenset[str], weights: dict[str, float], total: float) -> list[str]:
    """The rarest trigrams, at least one of which every name that is alike must have."""
    left, found = total, []
    for gram in sorted(grams, key=lambda gram: (-weights[gram], gram)):
        found.append(gram)
        left -= weights[gram]
        if left < ALIKE * total:
            break
    return found


def _sharing(subjects: dict[int, Subject]) -> set[tuple[int, int]]:
    """Pairs with one registration number, telephone or e-mail; what twenty share is an office's."""
    groups: dict[str, list[int]] = defaultdict(list)
    for pk, subject in subjects.items():
        for contact in subject.contacts:
            groups[contact].append(pk)
    return {pair for group in groups.values() if len(group) <= 20 for pair in combinations(sorted(group), 2)}


def _grams(key: str) -> list[str]:
    padded = f"  {key} "
    return [padded[place : place + 3] for place in range(len(padded) - 2)]


def _ordered(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one < other else (other, one)
