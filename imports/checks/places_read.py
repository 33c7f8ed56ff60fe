from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext_noop as _

from imports.problems import Problem
from imports.reading import as_text
from imports.rows import Row
from imports.sheet import Sheet
from imports.showing import place_name
from places import official
from places.address import AddressReading, read_address

LEVELS = ("province", "district", "subdistrict")

NOT_A_PROVINCE = _("“%(value)s” is not a province. Type its name, such as เชียงใหม่, or its 2-digit code.")
NOT_A_DISTRICT = _("“%(value)s” is not a district of this province. Type its name, or its 4-digit code.")
NOT_A_SUBDISTRICT = _("“%(value)s” is not a subdistrict of this place. Type its name, or its 6-digit code.")
UNKNOWN = dict(zip(LEVELS, (NOT_A_PROVINCE, NOT_A_DISTRICT, NOT_A_SUBDISTRICT), strict=True))
SUGGESTED = _("There is no “%(value)s” here. Did you mean %(places)s? Type the one that is right.")
ELSEWHERE = _("“%(value)s” is not in this place but in %(places)s. Correct the one that is wrong.")
AMBIGUOUS = _("“%(value)s” may be %(places)s. Type the level above as well, or the code.")
LEFT_BEHIND = _(
    "With this change, “%(value)s” no longer lies within %(above)s. Give this column too, or “-” to empty it."
)


def places_read(row: Row, sheet: Sheet) -> Iterator[Problem]:
    """Subdistrict, district and province are read together, each helping to read the others, and lie in one another."""
    postcode = str(row.read.get("postcode", ""))
    if row.existing is None and not row.cleared:
        codes = _plainly_read(*[as_text(row.cells.get(level)) for level in LEVELS], postcode)
        if codes is not None:
            row.read.update(codes)
            return
    given = {level: as_text(row.cells[level]) for level in LEVELS if level in row.cells}
    if not given and not row.cleared & set(LEVELS):
        return
    reading = read_address(**_with_what_stands(row, given), postcode=postcode)
    failed = False
    for level in LEVELS:
        answer = getattr(reading, level)
        if answer.code and (level in given or (row.result(level) is None and level not in row.cleared)):
            row.read[level] = answer.code
        elif level in given:
            failed = True
            yield _unread(level, given[level], reading)
    if not failed:
        yield from _left_behind(row)


@lru_cache(maxsize=16384)
def _plainly_read(province: str, district: str, subdistrict: str, postcode: str) -> dict[str, str] | None:
    """The codes of a new organisation's places by level, where nothing is wrong with them; the same few come again and
    again."""
    given = {level: text for level, text in zip(LEVELS, (province, district, subdistrict), strict=True) if text}
    if not given:
        return {}
    reading = read_address(**given, postcode=postcode)
    codes = {level: code for level in LEVELS if (code := getattr(reading, level).code)}
    return codes if given.keys() <= codes.keys() and not _apart(codes.get) else None


def _with_what_stands(row: Row, given: dict[str, str]) -> dict[str, str]:
    """The texts to read; a level that the row leaves alone is what the registry holds, as far as still possible."""
    texts = dict(given)
    for above, level in ((None, "province"), ("province", "district")):
        if level not in given and row.existing and level not in row.cleared and (above is None or above not in given):
            texts[level] = row.existing.values.get(level) or ""
    return texts


def _unread(level: str, value: str, reading: AddressReading) -> Problem:
    answer: Any = getattr(reading, level)
    for places, code, message in (
        (answer.candidates, "place_ambiguous", AMBIGUOUS),
        (answer.elsewhere, "place_elsewhere", ELSEWHERE),
        (answer.suggestions, "place_unknown", SUGGESTED),
    ):
        if places:
            names = ", ".join(_full_name(place) for place in places[:3])
            return Problem(level, code, message, {"value": value[:100], "places": names}, value=value)
    return Problem(level, "place_unknown", UNKNOWN[level], {"value": value[:100]}, value=value)


def _left_behind(row: Row) -> Iterator[Problem]:
    """A district of the old province, where a change of province says nothing of the district."""
    if apart := _apart(row.result):
        above, level = apart
        params = {"value": place_name(level, row.result(level)), "above": place_name(above, row.result(above))}
        yield Problem(level, "place_left_behind", LEFT_BEHIND, params)


def _apart(code_of: Callable[[str], Any]) -> tuple[str, str] | None:
    """Two levels of which the lower place does not lie in the upper."""
    for above, level in (("province", "district"), ("district", "subdistrict"), ("province", "subdistrict")):
        upper, lower = code_of(above), code_of(level)
        if upper and lower and not lower.startswith(upper):
            return above, level
    return None


def _full_name(place: Any) -> str:
    """อ.เมือง จ.เชียงใหม่: a place with what lies above it, in Thai as official names are."""
    if isinstance(place, official.SubdistrictRow):
        parts = [f"ต.{place.name_th}", f"อ.{place_name('district', place.district_code)}"]
    elif isinstance(place, official.DistrictRow):
        parts = [f"อ.{place.name_th}"]
    else:
        return str(place.name_th)
    return " ".join([*parts, f"จ.{place_name('province', place.province_code)}"])
