"""Reading place names as people write them.

Every function takes any text and answers with a ``Reading``: the one place that is meant, or the candidates
where several bear the name (อ.เมือง without a province), or nothing with the nearest spellings. A slip of
spelling is only ever suggested, never taken.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic

from places import lookup
from places.lookup import Index, P, place_key
from places.official import DistrictRow, ProvinceRow, SubdistrictRow
from thai.digits import to_arabic
from thai.text import normalise

LONGEST = 200  # no writing of a name is longer; what is, is not a name


@dataclass(frozen=True, slots=True)
class Reading(Generic[P]):
    """What a text was read as. At most one of ``match`` and ``candidates`` is given."""

    match: P | None = None
    candidates: tuple[P, ...] = ()
    """Places that all bear this name: ask for the level above."""
    suggestions: tuple[P, ...] = ()
    """Places that may have been meant, the likeliest first."""
    elsewhere: tuple[P, ...] = ()
    """Places that bear this name, but not within the place given."""

    @property
    def code(self) -> str | None:
        """The code of the match."""
        return self.match.code if self.match else None

    @property
    def ambiguous(self) -> bool:
        """Whether several places bear the name."""
        return bool(self.candidates)


# The words for a level that stand before a name, and those that stand after it in English.
_PROVINCE_WORDS = re.compile(r"(?:จังหวัด|จว\.|จ\.|จว?\s|changwat\b)\s*|(.+?)\s+province$", re.IGNORECASE)
_DISTRICT_WORDS = re.compile(
    r"(?:กิ่งอำเภอ|กิ่ง\s*อ\.|อำเภอ|อ\.|อ\s|เขต|ข\.|(?:king )?amph(?:oe|ur)\b|khet\b)\s*|(.+?)\s+district$",
    re.IGNORECASE,
)
_SUBDISTRICT_WORDS = re.compile(
    r"(?:ตำบล|ต\.|ต\s|แขวง|ขว\.|tambon\b|khwaeng\b)\s*|(.+?)\s+sub-?district$", re.IGNORECASE
)
_CODE = re.compile(r"(?:TH[ -]?)?(\d+)(?:\.0)?", re.IGNORECASE)
_CODE_AND_NAME = re.compile(r"(?:TH[ -]?)?(\d+)[ \-:.,/_)]+(\D+)|(\D+?)[ \-:,/_(]+(\d+)\)?", re.IGNORECASE)


@lru_cache(maxsize=8192)
def read_province(text: str) -> Reading[ProvinceRow]:
    """Read a province: จ.เชียงใหม่, จังหวัดเชียงใหม่, เชียงใหม่, ชม., กทม., โคราช, Chiangmai, 50, 50 เชียงใหม่."""
    return _read(lookup.provinces(), _PROVINCE_WORDS, text, "")


@lru_cache(maxsize=32768)
def read_district(text: str, province: str | None = None) -> Reading[DistrictRow]:
    """Read a district: อ.เมือง, อำเภอเมืองเชียงใหม่, เขตจตุจักร, Hat Yai, 9011; ``province`` is a two-digit code."""
    return _read(lookup.districts(), _DISTRICT_WORDS, text, province or "")


@lru_cache(maxsize=65536)
def read_subdistrict(text: str, district: str | None = None, province: str | None = None) -> Reading[SubdistrictRow]:
    """Read a subdistrict: ต.สุเทพ, แขวงลาดยาว, 500108; the places above are given by their codes."""
    return _read(lookup.subdistricts(), _SUBDISTRICT_WORDS, text, district or province or "")


def _read(index: Index[P], words: re.Pattern[str], text: str, within: str) -> Reading[P]:
    text = to_arabic(normalise(text[: LONGEST + 1])).strip(" .,;:")
    if not text or len(text) > LONGEST:
        return Reading()
    if code := _CODE.fullmatch(text):
        return _of_code(index, code[1], within)
    if both := _CODE_AND_NAME.fullmatch(text):
        return _of_both(_of_code(index, both[1] or both[4], within), _of_name(index, words, both[2] or both[3], within))
    return _of_name(index, words, text, within)


def _of_code(index: Index[P], code: str, within: str) -> Reading[P]:
    place = index.by_code.get(code)
    if place is None:
        return Reading()
    return Reading(match=place) if code.startswith(within) else Reading(elsewhere=(place,))


def _of_both(by_code: Reading[P], by_name: Reading[P]) -> Reading[P]:
    """Take a code and a name together only where they agree; otherwise the writer must say which is right."""
    named = (by_name.match,) if by_name.match else by_name.candidates
    if by_code.match and by_code.match in named:
        return by_code
    meant = tuple(dict.fromkeys((*((by_code.match,) if by_code.match else ()), *named)))
    if len(meant) > 1:
        return Reading(candidates=meant)
    return Reading(suggestions=meant or by_name.suggestions, elsewhere=by_code.elsewhere or by_name.elsewhere)


def _of_name(index: Index[P], words: re.Pattern[str], text: str, within: str) -> Reading[P]:
    keys = [place_key(writing) for writing in _writings(text, words)]
    found = _first(keys, lambda key: index.named(key, within))
    if not found and "ฯ" in text:  # นครศรีฯ: the rest of the name is left to the reader
        found = _first(keys, lambda key: index.starting(key, within))
    if found:
        return Reading(match=found[0]) if len(found) == 1 else Reading(candidates=found)
    elsewhere = _first(keys, index.named) if within else ()
    near = dict.fromkeys(place for key in reversed(keys) for place in index.near(key, within))
    return Reading(suggestions=tuple(near)[:5], elsewhere=elsewhere)


def _first(keys: list[str], find: Callable[[str], tuple[P, ...]]) -> tuple[P, ...]:
    """Return what the first key that finds anything finds."""
    return next((found for key in keys if (found := find(key))), ())


def _writings(text: str, words: re.Pattern[str]) -> list[str]:
    """Return the text as it stands, then without the words for its level, which may stand twice."""
    writings = [text]
    while (shorter := _without(words, writings[-1])) != writings[-1] and shorter:
        writings.append(shorter)
    return writings


def _without(words: re.Pattern[str], text: str) -> str:
    word = words.match(text)
    if word is None:
        return text
    return word[1] or text[word.end() :]
