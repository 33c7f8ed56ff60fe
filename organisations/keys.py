"""What is kept beside a name so that lists sort, searches find and twins are noticed, by an index.

A search text has three parts: names / codes and the place / objectives; so that what a match is worth can be told
from the text alone. Each name or code stands between bars, `|word|`; a search key holds neither bar nor stroke, so no
query matches across two.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from places import official
from places.official import BANGKOK
from thai.loose import loosen
from thai.names import expand_abbreviations
from thai.text import name_keys, search_key

KEYED_BY = (
    "name_th",
    "name_en",
    "abbreviation",
    "former_names",
    "aliases",
    "code",
    "registration_number",
    "objectives",
    "province_id",
    "district_id",
    "subdistrict_id",
)
# The columns that `keys_of` fills.
KEY_COLUMNS = ("search_text", "loose_text", "name_sort", "name_key")


def keys_of(values: Mapping[str, Any]) -> dict[str, str]:
    """The KEY_COLUMNS of a record whose KEYED_BY are given; bulk writers write them as well."""
    search, matching, order = name_keys(values["name_th"])
    others = (values["name_en"], values["abbreviation"], *values["former_names"], *values["aliases"])
    names = _line([search, *map(_key, others)])
    codes = _line([_key(values["code"]), _key(values["registration_number"])])
    place = place_key(values["subdistrict_id"] or values["district_id"] or values["province_id"] or "")
    search_text = f"{names}/{codes}{place}/{_line([_key(values['objectives'])])}"
    return {
        "search_text": search_text,
        "loose_text": loosen(search_text),
        "name_sort": order,
        "name_key": matching,
    }


def _key(text: str) -> str:
    return search_key(expand_abbreviations(text)) if text else ""


def _line(keys: list[str]) -> str:
    return f"|{'|'.join(filter(None, keys))}|"


@cache
def place_key(code: str) -> str:
    """How a place and those above it stand in a search text: ตำบลสุเทพ|อำเภอเมืองเชียงใหม่|จังหวัดเชียงใหม่|."""
    names = [full_name(code[:digits]) for digits in (6, 4, 2) if len(code) >= digits]
    return "".join(f"{search_key(name)}|" for name in names if name)


def full_name(code: str) -> str:
    """The Thai name of a place with the word for its level, as its code has six, four or two digits."""
    word, other = {6: ("ตำบล", "แขวง"), 4: ("อำเภอ", "เขต"), 2: ("จังหวัด", "")}[len(code)]
    name = _names().get(code, "")
    return name and f"{other if code.startswith(BANGKOK) else word}{name}"


@cache
def _names() -> dict[str, str]:
    found = {row.code: row.name_th for row in official.provinces()}
    found.update((row.code, row.name_th) for row in official.districts())
    found.update((row.code, row.name_th) for row in official.subdistricts())
    return found
