"""Which signs the font of the PDF has: PDF/UA allows no others, so one emoji in a text would stop a report."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import fontpkg_sarabun
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # it has no types

FONT = Path(fontpkg_sarabun.__file__).parent / "files" / "Sarabun-Regular.ttf"
INSTEAD = "◊"
# These say how letters stand together, and have no sign of their own.
UNSEEN = {0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF}


class _Signs(dict[int, int]):
    """For str.translate: a sign that the font has stays itself."""

    def __init__(self, known: frozenset[int]) -> None:
        self.known = known
        self.instead = ord(INSTEAD)

    def __missing__(self, code: int) -> int:
        kept = code < 0x20 or code in self.known or code in UNSEEN
        self[code] = code if kept else self.instead
        return self[code]


def shown(text: str) -> str:
    """The text with ◊ in place of what the font cannot show; as it is where there is no such sign, as nearly always."""
    table = signs()
    return text.translate(table) if any(table[ord(sign)] != ord(sign) for sign in set(text)) else text


@cache
def signs() -> _Signs:
    """A table for str.translate that puts ◊ in place of what the font cannot show."""
    with TTFont(FONT, lazy=True) as font:
        return _Signs(frozenset(font.getBestCmap()))
