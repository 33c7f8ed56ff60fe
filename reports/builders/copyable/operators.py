"""What a page of a PDF shows of text: the operators that do, the glyphs in them, the letters they are said to be."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

# What shows glyphs: (…)Tj, or […]TJ with the moves between them; <…> where a number is above 127, as in long texts.
_LITERAL = rb"\((?:[^\\()]++|\\.)*+\)"
for _depth in range(3):  # pairs of brackets may stand inside as they are
    _LITERAL = rb"\((?:[^\\()]++|\\.|" + _LITERAL + rb")*+\)"
# Nearly every one has no brackets inside, and its end is not escaped.
_LITERAL = rb"(?:\([^()]*+(?<!\\)\)|" + _LITERAL + rb")"
_HEX = rb"<[0-9A-Fa-f]*>"
STRING = _LITERAL + rb"|" + _HEX
OPERATOR = rb"\[(?:[^\]()]++|" + _LITERAL + rb")*+\]TJ|(?:" + STRING + rb")Tj"
_STRINGS = re.compile(STRING, re.DOTALL)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_MOVED_LEFT = re.compile(rb"(\[.*?(?<![\d-])(\d+))(" + STRING + rb")\]TJ", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}

FAR = 50  # thousandths of the size of the letters


@lru_cache(maxsize=10_000)
def read(text: bytes) -> str:
    """A text in hex digits of UTF-16."""
    return bytes.fromhex(text.decode()).decode("utf-16-be")


@lru_cache(maxsize=10_000)
def glyphs_of(operator: bytes) -> tuple[int, ...]:
    """The numbers of the glyphs that a Tj or TJ shows."""
    raw = b"".join(map(_bytes, _STRINGS.findall(operator)))
    return tuple(raw[at] << 8 | raw[at + 1] for at in range(0, len(raw) - 1, 2))


def _bytes(text: bytes) -> bytes:
    """What a string says, its brackets left out."""
    if text[:1] == b"<":
        return bytes.fromhex(text[1:-1].decode())
    inside = text[1:-1]
    if b"\\\\" not in inside:
        # The higher byte of nearly every number.
        inside = inside.replace(b"\\000", b"\0")
    return _ESCAPE.sub(_unescaped, inside) if b"\\" in inside else inside


def _unescaped(found: re.Match[bytes]) -> bytes:
    sign = found[1]
    return bytes([int(sign, 8)]) if sign[:1].isdigit() else _ESCAPED.get(sign, sign)


@lru_cache(maxsize=1_000)
def number(written: bytes) -> Decimal:
    return Decimal(written.decode())


@lru_cache(maxsize=10_000)
def up_to_the_end(operator: bytes, size: Decimal) -> bytes:
    """The same glyphs, the last one as wide as it was moved to the left.

    Marks over ป ฝ ฟ are moved so far that poppler takes the rest of the letter's width for a space.
    """
    found = _MOVED_LEFT.fullmatch(operator)
    if found is None or int(found[2]) < FAR or len(glyphs_of(found[3])) != 1:
        return operator
    width = str(Decimal(found[2].decode()) * size / 1000).encode()
    return b"%s]TJ %s Tc%sTj 0 Tc" % (found[1], width, found[3])
