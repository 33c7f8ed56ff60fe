"""Two texts laid side by side: what difflib.SequenceMatcher tells of them, for texts as short as names far sooner.

Python finds one text in another in no time, so that the longest common piece of two names takes a few tests; difflib
goes through all pairs of letters.
"""

from __future__ import annotations

# What differs (delete, insert or replace), from and to in the one text, from and to in the other.
Step = tuple[str, int, int, int, int]


def steps_between(one: str, other: str) -> list[Step]:
    """The opcodes of a SequenceMatcher without junk, but for those of what is equal."""
    steps: list[Step] = []
    # Parts to be laid side by side, the next one last.
    parts = [(0, len(one), 0, len(other))]
    while parts:
        start, end, its_start, its_end = parts.pop()
        if start == end or its_start == its_end:
            if start < end:
                steps.append(("delete", start, end, its_start, its_end))
            elif its_start < its_end:
                steps.append(("insert", start, end, its_start, its_end))
            continue
        place, its_place, size = longest_common(one[start:end], other[its_start:its_end])
        if not size:
            steps.append(("replace", start, end, its_start, its_end))
            continue
        place, its_place = place + start, its_place + its_start
        parts.append((place + size, end, its_place + size, its_end))
        parts.append((start, place, its_start, its_place))
    return steps


def longest_common(one: str, other: str) -> tuple[int, int, int]:
    """Where the longest piece begins that is in both, and its length; the first in `one`, and then in `other`."""
    found, size, length = 0, 0, len(one)
    for place in range(length):
        while place + size < length and one[place : place + size + 1] in other:
            found, size = place, size + 1
        if place + size >= length:
            break
    return found, other.find(one[found : found + size]), size


def share_of_letters(one: str, other: str) -> float:
    """The quick_ratio of a SequenceMatcher: what share of their letters two texts have in common, in whatever order."""
    both = len(one) + len(other)
    return 2 * sum([min(one.count(letter), other.count(letter)) for letter in set(one)]) / both if both else 1.0
