"""How near a written word comes to some part of a text: letters wrong, missing or too many."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Near:
    """`text[start:end]` is the part nearest to the word, `wrong` letters away."""

    wrong: int
    start: int
    end: int


def nearest(word: str, text: str) -> Near:
    """The part of the text that is nearest to the word; an empty one where nothing is.

    G. Myers' bit-parallel approximate matching (J. ACM 46, 1999) in the integers of Python, whose length is free: one
    step for each character of the text, whatever the length of the word.
    """
    wrong, end = _search(word, text)
    _, length = _search(word[::-1], text[:end][::-1])
    return Near(wrong, end - length, end)


def _search(word: str, text: str) -> tuple[int, int]:
    """(letters wrong, end of the first nearest part)."""
    length = len(word)
    if not length:
        return 0, 0
    at: dict[str, int] = {}
    for place, letter in enumerate(word):
        at[letter] = at.get(letter, 0) | 1 << place
    every, last = (1 << length) - 1, 1 << length - 1
    more, fewer = every, 0
    wrong = best = length
    end = 0
    for place, letter in enumerate(text, 1):
        equal = at.get(letter, 0)
        vertical = equal | fewer
        horizontal = (((equal & more) + more) ^ more) | equal
        up = fewer | ~(horizontal | more) & every
        down = more & horizontal
        if up & last:
            wrong += 1
        elif down & last:
            wrong -= 1
        up = up << 1 & every
        more = down << 1 & every | ~(vertical | up) & every
        fewer = up & vertical
        if wrong < best:
            best, end = wrong, place
    return best, end
