"""Keys of a made-up organisation, joined from the keys of the parts that its names are composed of.

Names are made of a few thousand parts, so each part's key is worked out once. What comes out is `==` what
`organisations.keys.keys_of` makes of the whole record: a part begins with a consonant, a leading vowel, a Latin letter
or a space and ends with no leading vowel, so nothing happens where two of them meet.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from csoregistry.demo.organisations import Made
from organisations.keys import KEY_COLUMNS, keys_of, place_key
from thai.loose import loose_key, loosen
from thai.names import strip_legal_forms
from thai.text import fold_signs, search_key, sort_key

KEYS = KEY_COLUMNS
_LISTS = ("former_names", "aliases")


class _Part(NamedTuple):
    search: str
    folded: str
    letters: str  # first level of the sort key
    places: str  # second level: a dash for each letter, and the signs between them


@cache  # as many as there are parts
def _part(text: str) -> _Part:
    key = search_key(text)
    letters, places, *_ = f"{sort_key(text)}!".split("!")
    # sort_key leaves out the dashes after the last sign; behind this part others follow.
    signs = sum(place != "-" for place in places)
    return _Part(key, fold_signs(key), letters, places + "-" * (len(letters) - (len(places) - signs)))


def _search(parts: tuple[str, ...]) -> str:
    return "".join([_part(part).search for part in parts])


# Abbreviations and objectives, of which there are few.
_whole = lru_cache(maxsize=None)(search_key)
_whole_loose = lru_cache(maxsize=None)(loose_key)


def keys_of_made(made: Made, code: str) -> tuple[str, ...]:
    """The values of KEYS."""
    row, name = made.organisation, made.name
    if name is None:
        listed = {column: row[column][2:-2].split('","') if row[column] != "{}" else [] for column in _LISTS}
        return tuple(keys_of({**row, **listed, "code": code}).values())
    parts = [_part(part) for part in name.th]
    names = [
        "".join([part.search for part in parts]),
        _search(name.en) if row["name_en"] else "",
        _whole(row["abbreviation"]),
        _search(name.former) if row["former_names"] != "{}" else "",
        _search(name.alias) if row["aliases"] != "{}" else "",
    ]
    # Letters, digits and what no key keeps.
    codes = [code.lower().replace("-", ""), row["registration_number"].replace(" ", "").replace("/", "")]
    held = f"{_line(names)}/{_line(codes)}{place_key(row['subdistrict_id'])}/"
    objectives = row["objectives"]
    letters = "".join([part.letters for part in parts])
    places = "".join([part.places for part in parts]).rstrip("-")
    text = row["name_th"]
    return (
        f"{held}{_line([_whole(objectives)])}",
        f"{loosen(held)}{_line([_whole_loose(objectives)])}",
        f"{letters}!{places}!{text}" if " " in text else f"{letters}!{places}",
        strip_legal_forms("".join([part.folded for part in parts])),
    )


def _line(keys: list[str]) -> str:
    return f"|{'|'.join([key for key in keys if key])}|"
