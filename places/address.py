"""Reading a whole address: each level helps to read the others, and what was written apart may stand in one line."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from places import lookup
from places.official import DistrictRow, ProvinceRow, SubdistrictRow
from places.reading import Reading, read_district, read_province, read_subdistrict
from thai.digits import to_arabic
from thai.text import normalise

P = TypeVar("P", bound=ProvinceRow | DistrictRow | SubdistrictRow)


@dataclass(frozen=True, slots=True)
class AddressReading:
    """The three levels of an address and its postal code, each as far as it could be read."""

    subdistrict: Reading[SubdistrictRow]
    district: Reading[DistrictRow]
    province: Reading[ProvinceRow]
    postcode: str = ""
    """Five digits as written; empty where none stand there."""

    @property
    def postcodes(self) -> tuple[str, ...]:
        """The postal codes of the subdistrict read; empty where it is not known."""
        return self.subdistrict.match.postcodes if self.subdistrict.match else ()

    @property
    def postcode_fits(self) -> bool:
        """Whether the postal code written is one of the subdistrict's; true where either is missing."""
        return not self.postcode or not self.postcodes or self.postcode in self.postcodes


@lru_cache(maxsize=16384)
def read_address(
    *, subdistrict: str = "", district: str = "", province: str = "", postcode: str = ""
) -> AddressReading:
    """Read the parts of an address together, from the province down.

    A name that several places bear is settled by the other parts, where they leave one; a level left empty is
    filled from the level below. A level that is written but cannot be read is never replaced.
    """
    code = _postcode(postcode)
    provinces = read_province(province)
    districts = read_district(district, provinces.code)
    subdistricts = read_subdistrict(subdistrict, districts.code, provinces.code)
    if districts.ambiguous and (settled := _settle(subdistrict, districts.candidates)):
        districts, subdistricts = settled
    elif subdistricts.ambiguous and districts.ambiguous:
        codes = {place.code for place in districts.candidates}
        subdistricts = _only(subdistricts, [s for s in subdistricts.candidates if s.district_code in codes])
    if subdistricts.ambiguous and code:
        subdistricts = _only(subdistricts, [s for s in subdistricts.candidates if code in s.postcodes])
    if (found := subdistricts.match) and (districts.ambiguous or _empty(district)):
        districts = Reading(match=lookup.districts().by_code[found.district_code])
    if (above := districts.match) and (provinces.ambiguous or _empty(province)):
        provinces = Reading(match=lookup.provinces().by_code[above.province_code])
    return AddressReading(subdistricts, districts, provinces, code)


def _settle(
    subdistrict: str, candidates: tuple[DistrictRow, ...]
) -> tuple[Reading[DistrictRow], Reading[SubdistrictRow]] | None:
    """Return the one district of the candidates that holds a subdistrict of this name, with it."""
    held = [(place, reading) for place in candidates if (reading := read_subdistrict(subdistrict, place.code)).match]
    return (Reading(match=held[0][0]), held[0][1]) if len(held) == 1 else None


def _only(reading: Reading[P], left: list[P]) -> Reading[P]:
    """Narrow the candidates to those left; where none is left, they all stay."""
    if len(left) == 1:
        return Reading(match=left[0])
    return Reading(candidates=tuple(left)) if left else reading


def _empty(text: str) -> bool:
    return not normalise(text[:200]).strip(" -.")


def _postcode(text: str) -> str:
    found = re.search(r"(?<!\d)[1-9]\d{4}(?!\d)", to_arabic(normalise(text[:200])))
    return found[0] if found else ""


_MARKS = re.compile(
    r"(?P<subdistrict>ตำบล|แขวง|(?<![ก-๙.])ต\.)|(?P<district>อำเภอ|(?<![ก-๙])เขต|(?<![ก-๙.])อ\.)"
    r"|(?P<province>จังหวัด|(?<![ก-๙.])จ\.|(?<![ก-๙])กทม\.?|กรุงเทพ(?:มหานคร|ฯ)?)|(?P<postcode>(?<!\d)[1-9]\d{4}(?!\d))"
)


def split_address(line: str) -> dict[str, str]:
    """Split a line such as "99/1 ถ.สุเทพ ต.สุเทพ อ.เมือง จ.เชียงใหม่ 50200" at the words for its levels.

    Returns the parts ``rest`` (what stands before the first of them), ``subdistrict``, ``district``,
    ``province`` and ``postcode``, each with its word; a part that is missing is empty, the last of a kind counts.
    """
    text = to_arabic(normalise(line[:1000]))
    marks = list(_MARKS.finditer(text))
    parts = dict.fromkeys(("rest", "subdistrict", "district", "province", "postcode"), "")
    parts["rest"] = text[: marks[0].start()].strip(" ,") if marks else text
    ends = [*(mark.start() for mark in marks), len(text)][1:]
    for mark, end in zip(marks, ends, strict=True):
        part = text[mark.start() : end]
        kind = mark.lastgroup or "rest"
        parts[kind] = mark[0] if kind == "postcode" else part.strip(" ,")
    return parts
