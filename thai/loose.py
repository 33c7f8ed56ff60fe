"""A key in which the slips of a hurried or unsure writer make no difference.

``loose_key`` drops what is most often left out, doubled or mistaken (tone marks, vowels above and below, ะ, ็ ์ ๆ),
writes letters of one sound or one look as one (ศ ษ ส, ณ น, ฎ ฏ ด ต, ภ พ, ใ ไ, แ เ …) and a letter typed twice once. In
Latin letters it drops h, so that Phatthana is Pattana. It goes one character at a time, so the key of a part of a text
is part of the text's key.

It is for finding what a stricter key does not find: น้ำ and นำ are the same here.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from thai.text import search_key

_ALIKE = {
    "ศษซ": "ส",
    "ณ": "น",
    "ญ": "ย",
    "ฎฏต": "ด",
    "ฐ": "ถ",
    "ฑฒธ": "ท",
    "ฬฦ": "ล",
    "ภ": "พ",
    "ฃ": "ข",
    "ฅฆ": "ค",
    "ฌ": "ช",
    "ฤ": "ร",
    "ใ": "ไ",
    "แ": "เ",
    "\u0e33": "ม",  # ทำ, ทัม
    "j": "c",
    "v": "w",
    "q": "k",
}
# ะ ั, vowels above and below, ๅ ๆ and all the signs.
_DROPPED = (0x0E30, 0x0E31, *range(0x0E34, 0x0E3B), *range(0x0E45, 0x0E4F), ord("h"))
_TABLE: dict[int, str | None] = {
    **{ord(letter): one for letters, one in _ALIKE.items() for letter in letters},
    **dict.fromkeys(_DROPPED),
}
_TWICE = re.compile("([ก-ไa-z])(?=\\1)")

# The same in bytes, one a character, which is ten times as fast; text that does not fit goes the long way.
_CODEC = "tis-620"
_BYTES = bytes.maketrans(
    "".join(letters for letters in _ALIKE).encode(_CODEC),
    "".join(one * len(letters) for letters, one in _ALIKE.items()).encode(_CODEC),
)
_DROPPED_BYTES = "".join(map(chr, _DROPPED)).encode(_CODEC)
_TWICE_BYTES = re.compile(_TWICE.pattern.encode(_CODEC))


def loosen(key: str) -> str:
    """The loose key of a search key, or of several with marks between them."""
    try:
        text = key.encode(_CODEC)
    except UnicodeEncodeError:
        return _TWICE.sub("", key.translate(_TABLE))
    return _TWICE_BYTES.sub(b"", text.translate(_BYTES, _DROPPED_BYTES)).decode(_CODEC)


def loose_key(text: str) -> str:
    """The loose key of any text."""
    return loosen(search_key(text))


def strict_and_places(text: str) -> tuple[str, list[int]]:
    """The search key of a normalised text, and for each of its characters the place in the text it came from."""
    return _placed(text, {}, once=False)


def loose_and_places(text: str) -> tuple[str, list[int]]:
    """The same with the loose key."""
    return _placed(text, _TABLE, once=True)


def _placed(text: str, table: Mapping[int, str | None], *, once: bool) -> tuple[str, list[int]]:
    key: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        for part in _key_of(character).translate(table):
            if once and key and key[-1] == part and _TWICE.match(part * 2):
                continue
            key.append(part)
            places.append(place)
    return "".join(key), places


@lru_cache(maxsize=4096)
def _key_of(character: str) -> str:
    return search_key(character)
