"""How likely two names can be one at the very best: what tells nearly all pairs apart before they are compared.

Most pairs share a beginning and differ in a word of their own (a village's name). Whatever way such two are laid side
by side, letters remain that one of them alone has; unless these are of fillers, they cost what slips or another word
cost, and comparing.py, which cuts names into words, need not be asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from organisations.duplicates import words
from organisations.duplicates.aligning import steps_between
from organisations.duplicates.comparing import LONGEST_SLIP, allowed_slips, without_swaps
from organisations.duplicates.reading import Name

# What differences cost at least, in points, by comparing.py (0.04 of 80 a slip, 0.12 and "letters" what is more than is
# allowed, 0.08 and a share of the length another word) and scoring.py (what speaks against it).
SLIP, TOO_MANY, EACH_TOO_MANY = 3.2, 8.0, 9.6
WORD, WORD_AGAINST, WORD_SHARE = 6.4, 18.0, 40.0
# A single letter that makes another word of one.
NEAR_AGAINST = 11.0
_IDLE = "-"  # in no folded text
# Of one letter more are not counted, and after so many letters two share their bits: less is then found to be apart.
_MOST, _LETTERS = 8, 96


class _Bits(dict[str, list[int]]):
    """Numbers for none, one, two … of a letter, with a bit for each: those of all letters of a text are one number."""

    def __missing__(self, letter: str) -> list[int]:
        place = _MOST * (len(self) % _LETTERS)
        numbers = self[letter] = [((1 << count) - 1) << place for count in range(_MOST + 1)]
        return numbers


_BITS = _Bits()


@dataclass(frozen=True, slots=True)
class _Told:
    """A folded text with a sign for each letter that may be of a filler; all its letters, and those of none."""

    text: str
    letters: int
    telling: int


def may_reach(one: Name, other: Name, points: float) -> bool:
    """Whether comparing the two names may bring so many points (scoring), more than 1; only False is certain.

    It follows `compare`: what is alike there for another reason than its letters is let through.
    """
    if one.is_latin != other.is_latin:
        return False
    mine, its = one.core, other.core
    if not mine or not its or mine.startswith(its) or its.startswith(mine):
        return True
    if one.searched == other.searched or one.key == other.key or _may_be_alike(mine, its, points):
        return True
    if bool(one.key != mine) != bool(other.key != its) and (
        _may_be_alike(one.key, other.key, points) or _may_be_alike(one.turned_key, other.turned_key, points)
    ):
        return True
    return not one.is_latin and abs(len(one.whole) - len(other.whole)) <= 3 and may_be_slips(one.whole, other.whole)


def _may_be_alike(one: str, other: str, points: float) -> bool:
    lost = 80 - points + 0.001
    shorter, longer = sorted((len(one), len(other)))
    allowed = allowed_slips(shorter)
    if _least_cost(letters_apart(one, other), (), allowed, longer) > lost:
        return False
    letters, parts = differences(one, other)
    return _least_cost(letters, parts, allowed, longer) <= lost


def may_be_slips(one: str, other: str) -> bool:
    """Whether slips and fillers alone may tell two folded texts apart."""
    allowed = allowed_slips(min(len(one), len(other)))
    if letters_apart(one, other) > allowed:
        return False
    letters, parts = differences(one, other)
    return letters <= allowed and not parts


def _least_cost(letters: int, parts: Sequence[int], allowed: int, longer: int) -> float:
    """The points that letters apart, in whatever steps, and `parts` longer than slips cost at least."""
    each_of_word = min(SLIP, WORD_SHARE / longer)
    if parts:
        against = WORD_AGAINST * min(len(parts), 2)
        return against + WORD * len(parts) + WORD_SHARE * sum(parts) / longer + each_of_word * letters
    slips = SLIP * letters
    if letters > allowed:
        slips += TOO_MANY + EACH_TOO_MANY * (letters - allowed)
        # One or all of them may be of another word instead, one may be a letter that makes another word.
        near = NEAR_AGAINST + WORD + SLIP * (letters - 1)
        return min(slips, near, WORD_AGAINST + WORD + each_of_word * letters)
    return slips


def letters_apart(one: str, other: str) -> int:
    """How many letters at least are neither in both folded texts nor of fillers, however these are laid side by side:
    of both, the one that has more of them."""
    mine, its = _told(one), _told(other)
    return max((mine.telling & ~its.letters).bit_count(), (its.telling & ~mine.letters).bit_count())


def differences(one: str, other: str) -> tuple[int, list[int]]:
    """As comparing.py lays two folded texts side by side: how many letters that are no fillers differ in steps as short
    as slips, and the lengths of longer steps."""
    one, other = sorted((one, other))
    steps, letters = without_swaps(one, other, steps_between(one, other))
    mine, its, parts = _told(one).text, _told(other).text, []
    for _kind, start, end, its_start, its_end in steps:
        if mine[start:end].strip(_IDLE) or its[its_start:its_end].strip(_IDLE):
            size = max(end - start, its_end - its_start)
            if size > LONGEST_SLIP:
                parts.append(size)
            else:
                letters += size
    return letters, parts


@lru_cache(maxsize=32768)
def _told(text: str) -> _Told:
    found: list[list[int]] = []
    for filler in words.fillers():
        start = text.find(filler)
        while start >= 0:
            found.append([start, start + len(filler)])
            start = text.find(filler, start + 1)
    runs: list[list[int]] = []
    for start, end in sorted(found):
        if runs and start <= runs[-1][1]:
            runs[-1][1] = max(runs[-1][1], end)
        else:
            runs.append([start, end])
    told = text
    for start, end in runs:
        start, end = _shifted(text, start, end)
        told = told[:start] + _IDLE * (end - start) + told[end:]
    return _Told(told, _bits_of(text), _bits_of(told.replace(_IDLE, "")))


def _bits_of(text: str) -> int:
    bits = 0
    for letter in set(text):
        count = text.count(letter)
        bits |= _BITS[letter][count if count < _MOST else _MOST]
    return bits


def _shifted(text: str, start: int, end: int) -> tuple[int, int]:
    """From where to where a run of fillers may be seen, as comparing.py shifts what is left out: ก|บาน|บ → กบ|านบ|."""
    before = after = 0
    # By the length of what is left out: as far as the letter beside the run comes again.
    again = text.find(text[start - 1], start + 1, end) if start else -1
    while again >= 0:
        size, count = again - start + 1, 1
        while count < start and text[start - 1 - count] == text[start - 1 - count + size]:
            count += 1
        before = max(before, count)
        again = text.find(text[start - 1], again + 1, end)
    again = text.rfind(text[end], start, end - 1) if end < len(text) else -1
    while again >= 0:
        size, count = end - again, 1
        while end + count < len(text) and text[end + count] == text[end + count - size]:
            count += 1
        after = max(after, count)
        again = text.rfind(text[end], start, again)
    return start - before, end + after
