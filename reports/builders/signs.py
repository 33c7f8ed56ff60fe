"""Which signs the font of the PDF has: PDF/UA allows no others, so one emoji in a text would stop a report."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import fontpkg_sarabun

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
    return _Signs(frozenset(_codes(FONT.read_bytes())))


def _codes(font: bytes) -> Iterator[int]:
    """The codes of all letters of a TrueType font, by its table “cmap”. Raises ValueError for one without."""
    (count,) = struct.unpack_from(">H", font, 4)
    records = (struct.unpack_from(">4sIII", font, 12 + 16 * number) for number in range(count))
    start = next((offset for tag, _sum, offset, _length in records if tag == b"cmap"), None)
    if start is None:
        raise ValueError("The font has no table of its letters.")
    (count,) = struct.unpack_from(">H", font, start + 2)
    for number in range(count):
        platform, _encoding, offset = struct.unpack_from(">HHI", font, start + 4 + 8 * number)
        at = start + offset
        (form,) = struct.unpack_from(">H", font, at)
        if platform in (0, 3) and form == 4:
            yield from _by_segments(font, at)
        elif platform in (0, 3) and form == 12:
            (groups,) = struct.unpack_from(">I", font, at + 12)
            for group in range(groups):
                first, last, _glyph = struct.unpack_from(">III", font, at + 16 + 12 * group)
                yield from range(first, last + 1)


def _by_segments(font: bytes, at: int) -> Iterator[int]:
    (double,) = struct.unpack_from(">H", font, at + 6)
    count = double // 2
    ends = struct.unpack_from(f">{count}H", font, at + 14)
    starts = struct.unpack_from(f">{count}H", font, at + 16 + double)
    for first, last in zip(starts, ends, strict=True):
        yield from range(first, min(last, 0xFFFE) + 1)
