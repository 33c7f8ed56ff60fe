"""Are two names the name of one organisation? A likeness, what it rests on, and what speaks against it."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from organisations.duplicates import words
from organisations.duplicates.aligning import Step, share_of_letters, steps_between
from organisations.duplicates.reading import Name

# Kinds that are one in practice: the group of a community enterprise, the fund certified as a welfare organisation.
_NEAR_KINDS = (
    frozenset({"group", "savings"}),
    frozenset({"group", "enterprise"}),
    frozenset({"welfare", "fund"}),
    frozenset({"association", "federation"}),
    frozenset({"group", "network"}),
)


@dataclass(frozen=True)
class Likeness:
    """`value`: 0 (nothing alike) to 1 (the same). `grounds`: same, written, slips, form, former … for the reader.

    `against`: what makes them two (village, number, place, level, kind, word), in the order of its weight.
    `is_common`: nothing in the name is its own, so that its place must tell.
    """

    value: float
    grounds: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    is_common: bool = False


NOTHING = Likeness(0.0)
# Letters of one difference that may be a slip.
LONGEST_SLIP = 2


def compare(one: Name, other: Name, kinds: tuple[str, str] = ("", "")) -> Likeness:
    """Compare two names; `kinds`: those of the records' legal forms, for a name that does not say its own."""
    if one.is_latin != other.is_latin:
        return NOTHING
    if one.searched == other.searched and one.text:
        return Likeness(1.0, ("same",), is_common=_is_common(one.core))
    value, grounds, against = _compare_cores(one, other)
    against = [*_against(one, other), *against]
    kind_value = _compare_kinds(one, other, kinds)
    if against or value * kind_value < 0.9:
        as_wholes = _compare_wholes(one, other)
        if as_wholes:
            # A slip within the words for form or place hid that all the rest is the same.
            value, grounds, kind_value = as_wholes, ["slips"], 1.0
            against = [one for one in against if one in ("village", "number")]
    if value < 0.5:
        return NOTHING
    if kind_value < 1:
        grounds = [*grounds, "form"]
        value *= kind_value
    if kind_value < 0.7:
        against.append("kind")
    return Likeness(
        value, tuple(grounds) or ("written",), tuple(against), _is_common(one.core) or _is_common(other.core)
    )


@lru_cache(maxsize=65536)
def _is_common(core: str) -> bool:
    return words.is_all(core, words.common_or_qualifiers())


def _compare_kinds(one: Name, other: Name, kinds: tuple[str, str]) -> float:
    said = (one.kind or kinds[0], other.kind or kinds[1])
    if said[0] == said[1]:
        return 1.0 if one.kind == other.kind else 0.97
    if not said[0] or not said[1]:
        return 0.95
    if {one.kind, other.kind} == {""} or frozenset(said) in _NEAR_KINDS:
        return 0.9
    # The form of the record may be mistaken; the word in the name is seldom.
    return 0.85 if not one.kind or not other.kind else 0.6


def _against(one: Name, other: Name) -> list[str]:
    found = []
    if one.villages and other.villages and one.villages != other.villages:
        found.append("village")
    if one.numbers != other.numbers:
        found.append("number")
    mine, its = dict(one.places), dict(other.places)
    for level in (6, 5, 4, 2, 1, 0):
        if level in mine and level in its and not same_place(mine[level], its[level]):
            found.append("place")
            break
    else:
        if one.places and other.places:
            lowest = [max(level for level, _name in name.places) for name in (one, other)]
            # A district's own is not the province's; a tambon's address may name its district and province or not.
            shared = {level for level in mine if level in its}
            if lowest[0] != lowest[1] and (not (shared - {2}) and min(lowest) <= 2):
                found.append("level")
    return found


def _compare_wholes(one: Name, other: Name) -> float:
    """How alike two names are letter by letter, where slips alone tell them apart; 0 where more does."""
    if abs(len(one.whole) - len(other.whole)) > 3 or one.is_latin:
        return 0.0
    value = _slips(*sorted((one.whole, other.whole)))
    if not value:
        return 0.0
    if one.kind == other.kind and one.places == other.places and abs(len(one.core) - len(other.core)) < 2:
        # The slips are in what it is called, which may be short.
        return value if not _edits(*sorted((one.core, other.core)))[2] else 0.0
    return value


@lru_cache(maxsize=65536)
def same_place(one: str, other: str) -> bool:
    """Two folded names of places: the same, or one of them a slip of the other."""
    if one == other or not one or not other:
        return one == other
    names = words.place_names()
    if one in names and other in names:
        return False
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.quick_ratio() > 0.75 and matcher.ratio() >= (0.74 if max(len(one), len(other)) < 6 else 0.8)


def _compare_cores(one: Name, other: Name) -> tuple[float, list[str], list[str]]:
    mine, its = one.core, other.core
    if mine == its:
        return 1.0, ["written"], []
    if one.key == other.key:
        # The same place with the word for its level and without.
        return 0.97, ["written"], []
    if not mine or not its:
        # Nothing but form and place on one side.
        rest = mine or its
        if one.kind == other.kind == "council" and dict(one.places).get(6) == dict(other.places).get(6):
            return 0.76, ["part"], []  # the law knows one of a tambon
        return (0.9, ["filler"], []) if words.is_all(rest, words.fillers()) else (0.0, [], [])
    for short, long, is_open in ((mine, its, one.open_end), (its, mine, other.open_end)):
        if is_open and long.startswith(short) and len(short) >= 6:
            return 0.93, ["shortened"], []
    for short, long in ((mine, its), (its, mine)):
        rest = long[len(short) :]
        if long.startswith(short) and len(short) >= 5 and len(rest) > 5 and not _is_common(short):
            return 0.67, ["part"], []
    found = [_edits(*sorted((mine, its)))]
    if found[0][0] < 0.97 and bool(one.key != mine) != bool(other.key != its):
        # A place with the word for its level on one side alone: before the rest or behind it.
        found += [_edits(*sorted((one.key, other.key))), _edits(*sorted((one.turned_key, other.turned_key)))]
    return max(found, key=lambda edits: (not edits[2], edits[0]))


@lru_cache(maxsize=16384)
def _edits(one: str, other: str) -> tuple[float, list[str], list[str]]:
    """How alike two texts are, what that rests on, and what speaks against it; the last two in full where it matters:
    texts that are less than half alike, and for a reason, are NOTHING to each other."""
    return _edited(one, other, 0.5)


@lru_cache(maxsize=16384)
def _slips(one: str, other: str) -> float:
    """How alike two texts are that slips and fillers alone tell apart; 0 for others."""
    value, _grounds, against = _edited(one, other, 0.0)
    return 0.0 if against else value


def _edited(one: str, other: str, enough: float) -> tuple[float, list[str], list[str]]:
    """As _edits; once something speaks against it and it costs more than `enough`, the rest is not looked at."""
    length = min(len(one), len(other))
    if share_of_letters(one, other) < 0.6:
        return 0.0, [], []
    slips, fillers, cost = 0, 0, 0.0
    steps, swapped = without_swaps(one, other, steps_between(one, other))
    slips += swapped
    against: list[str] = []
    for step in steps:
        kind, size = _step(one, other, step[1:])
        if kind == "filler":
            fillers += 1
            cost += 0.02
        elif kind == "slip":
            slips += size
        else:
            against.append(kind)
            cost += 0.08 + 0.5 * size / max(len(one), len(other))
        if against and cost > enough:
            return max(0.0, 1 - cost), [], against
    allowed = allowed_slips(length)
    if slips > allowed:
        cost += 0.12 * (slips - allowed)
        against.append("letters")
    cost += 0.04 * slips
    grounds = ["slips"] * (slips > 0) + ["filler"] * (fillers > 0)
    return max(0.0, 1 - cost), grounds, against


def allowed_slips(length: int) -> int:
    """How many letters may be amiss in so short a text (its letters, those of the shorter of two)."""
    return 0 if length < 4 else 1 if length < 7 else 2 if length < 13 else 3


def without_swaps(one: str, other: str, steps: list[Step]) -> tuple[list[Step], int]:
    """The steps without letters that merely changed places with a neighbour, and how many these are."""
    kept: list[Step] = []
    swapped = 0
    for step in steps:
        before = kept[-1] if kept else None
        if before is not None and {before[0], step[0]} == {"delete", "insert"} and step[1] - before[2] <= 2:
            mine = one[before[1] : before[2]] + one[step[1] : step[2]]
            its = other[before[3] : before[4]] + other[step[3] : step[4]]
            if mine == its and len(mine) <= 2:
                kept.pop()
                swapped += 1
                continue
        kept.append(step)
    return kept, swapped


def _step(one: str, other: str, span: tuple[int, int, int, int]) -> tuple[str, int]:
    """What one difference is: a filler left out, a slip of so many letters, or another word (qualifier, near, word)."""
    start, end, its_start, its_end = span
    size = max(end - start, its_end - its_start)
    wholes = _wholes(one, other, span)
    for mine, its in wholes:
        if words.is_all(mine, words.fillers()) and words.is_all(its, words.fillers()):
            return "filler", size
    for mine, its in wholes:
        if not mine or not its:
            if words.is_all(mine or its, words.qualifiers()):
                return "qualifier", size
        elif 0 < _count(mine) == _count(its):
            # One letter more or less is a slip far oftener than one letter for another, but in the shortest of words.
            is_near = size == 1 and (start == end or its_start == its_end) and min(len(mine), len(its)) > 3
            return "near" if is_near else "word", size
    if size <= LONGEST_SLIP:
        return "slip", size
    return "word", size


def _wholes(one: str, other: str, span: tuple[int, int, int, int]) -> list[tuple[str, str]]:
    """The differing parts as they stand, shifted where that is the same difference, and as whole words."""
    start, end, its_start, its_end = span
    found = [(one[start:end], other[its_start:its_end])]
    if start == end or its_start == its_end:
        # ก|บาน|บ → กบ|านบ|: an insertion may as well be seen some letters to the left or right.
        text, low, high = (other, its_start, its_end) if start == end else (one, start, end)
        shift = low
        while shift > 0 and text[shift - 1] == text[shift - 1 + high - low]:
            shift -= 1
            found.append(_placed(text[shift : shift + high - low], start == end))
        shift = low
        while shift + high - low < len(text) and text[shift] == text[shift + high - low]:
            shift += 1
            found.append(_placed(text[shift : shift + high - low], start == end))
    for text, low, high in ((one, start, end), (other, its_start, its_end)):
        is_one = text is one
        pieces = _pieces(text)
        first = next((piece for piece in pieces if piece[0] <= low <= piece[1] and piece[1] > low), None)
        last = next((piece for piece in pieces if piece[0] < max(high, low + 1) <= piece[1]), None)
        if first is None and pieces:
            first = pieces[-1]
        last = last or first
        if first is None or last is None:
            continue
        before, after = low - first[0], max(last[1] - high, 0)
        if is_one:
            pair = (one[start - before : end + after], other[max(its_start - before, 0) : its_end + after])
        else:
            pair = (one[max(start - before, 0) : end + after], other[its_start - before : its_end + after])
        found.append(pair)
    return found


def _count(text: str) -> int:
    """Of how many words a text is made; 0 where something of it is none. A slip makes two words of one at best."""
    pieces = _pieces(text)
    return len(pieces) if all(piece[2] for piece in pieces) else 0


def _placed(text: str, is_other: bool) -> tuple[str, str]:
    return ("", text) if is_other else (text, "")


@lru_cache(maxsize=65536)
def _pieces(text: str) -> list[tuple[int, int, bool]]:
    return words.split(text)
