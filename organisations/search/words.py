"""What was typed, as words to look for in the search texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from organisations.keys import place_key
from places import lookup, official
from thai.legal_forms import says_nothing, without_legal_forms
from thai.loose import loosen
from thai.names import expand_abbreviations
from thai.text import normalise, search_key

MOST_WORDS = 12
_LONGEST_PLACE = 3  # words: Nakhon Si Thammarat
_LEVEL_WORDS = re.compile(r"(?<=..)(?=(?:จังหวัด|อำเภอ|ตำบล|แขวง|เขต)..)")
# Few enough to be worth asking for one by one.
_MOST_NAMESAKES = 8


@dataclass(frozen=True)
class Word:
    """A word that a record must hold, in one of these writings (search keys)."""

    writings: tuple[str, ...]
    is_place: bool = False

    @property
    def loose(self) -> tuple[str, ...]:
        """Its loose keys; one in which hardly a letter is left stays out, as it would fit everything."""
        return tuple(dict.fromkeys(key for writing in self.writings if len(key := loosen(writing)) > 2))


@dataclass(frozen=True)
class Words:
    """All words of a search, and `phrases`: the search keys of the words together, with and without the places."""

    words: tuple[Word, ...]

    @property
    def phrases(self) -> tuple[str, ...]:
        everything = "".join(word.writings[0] for word in self.words)
        besides = "".join(word.writings[0] for word in self.words if not word.is_place)
        return tuple(dict.fromkeys(phrase for phrase in (everything, besides) if phrase))


NO_WORDS = Words(())


def as_typed(text: str) -> Words:
    """The words as they stand; places are known under their other names (กทม., Chiang Mai)."""
    tokens = [token for token in expand_abbreviations(normalise(text)).split() if not says_nothing(token)]
    words: list[Word] = []
    while tokens:
        size, word = next(_places_at_start(tokens), (1, None))
        key = search_key("".join(tokens[:size]))
        tokens = tokens[size:]
        if word or key:
            words.append(word or Word((key,)))
    return Words(tuple(dict.fromkeys(words))[:MOST_WORDS])


def without_forms(typed: Words) -> Words:
    """The same without words for legal forms, and with the places apart that are written together with a name."""
    words: list[Word] = []
    for word in typed.words:
        if word.is_place:
            words.append(word)
            continue
        parts = _LEVEL_WORDS.split(word.writings[0])
        for part in [piece for key in parts for piece in _province_apart(key)]:
            if key := without_legal_forms(part):
                words.append(Word((key,), is_place=key != parts[0] and _is_place(key)))
    return Words(tuple(dict.fromkeys(words))[:MOST_WORDS]) if words else typed


def _places_at_start(tokens: list[str]) -> Iterator[tuple[int, Word]]:
    for size in range(min(_LONGEST_PLACE, len(tokens)), 0, -1):
        key = lookup.place_key("".join(tokens[:size]))
        names = _stored_names(key)
        if names and (size > 1 or len(key) > 2 or tokens[0].endswith(".")):
            typed = search_key("".join(tokens[:size]))
            yield size, Word((typed, *(name for name in names if typed not in name)), is_place=True)


@cache
def _stored_names(key: str) -> tuple[str, ...]:
    """How places of that name stand in search texts; none where it is no place's name."""
    provinces = lookup.provinces().named(key.removeprefix("จังหวัด"))
    if provinces:
        return tuple(place_key(row.code).strip("|") for row in provinces)
    for index, words in ((lookup.districts(), ("อำเภอ", "เขต")), (lookup.subdistricts(), ("ตำบล", "แขวง"))):
        bare = next((key.removeprefix(word) for word in words if key.startswith(word)), key)
        found = index.named(bare)
        if found and (bare != key or bare.isascii()):
            names = dict.fromkeys(place_key(row.code).split("|")[0] for row in found)
            return tuple(names)[:_MOST_NAMESAKES]
    return ()


def _is_place(key: str) -> bool:
    return bool(_stored_names(lookup.place_key(key))) or key.startswith(("จังหวัด", "อำเภอ", "ตำบล", "แขวง", "เขต"))


def _province_apart(key: str) -> tuple[str, ...]:
    match = _province_at_end().search(key)
    return (key[: match.start()], key[match.start() :]) if match else (key,)


@cache
def _province_at_end() -> re.Pattern[str]:
    names = sorted((search_key(row.name_th) for row in official.provinces()), key=lambda name: (-len(name), name))
    return re.compile(rf"(?<=....)(?<!จังหวัด)(?<!เมือง)(?:{'|'.join(names)})\Z")
