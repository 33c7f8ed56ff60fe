"""The official list of places, as plain rows that need neither Django nor a database.

Codes and names are the Department of Provincial Administration's (กรมการปกครอง), postal codes
Thailand Post's, both through the geothai wheel (data CC-BY-4.0, https://github.com/GeoThai/data).
"""

from functools import cache
from typing import NamedTuple

import geothai

BANGKOK = "10"


class ProvinceRow(NamedTuple):
    """One of the 77 provinces; ``code`` has two digits."""

    code: str
    name_th: str
    name_en: str
    region_code: str


class DistrictRow(NamedTuple):
    """An อำเภอ, or a เขต of Bangkok; ``code`` has four digits, the names no word for the level."""

    code: str
    name_th: str
    name_en: str
    province_code: str


class SubdistrictRow(NamedTuple):
    """A ตำบล, or a แขวง of Bangkok; ``code`` has six digits; some have several postal codes."""

    code: str
    name_th: str
    name_en: str
    district_code: str
    province_code: str
    postcodes: tuple[str, ...]


class RegionRow(NamedTuple):
    """One of the four regions in which the CSOs Forum is held."""

    code: str
    name_th: str
    name_en: str
    order: int
    first_digits: str


# The four regions of the National Statistical Office, which the first digit of the interior
# ministry's province codes follows: north 17, north-east 20, south 14, and the centre with
# Bangkok, the east and the west 26.
REGIONS = (
    RegionRow("north", "ภาคเหนือ", "North", 1, "56"),
    RegionRow("northeast", "ภาคตะวันออกเฉียงเหนือ", "North-east", 2, "34"),
    RegionRow("central", "ภาคกลาง", "Centre", 3, "127"),
    RegionRow("south", "ภาคใต้", "South", 4, "89"),
)
_REGION_OF_DIGIT = {digit: region.code for region in REGIONS for digit in region.first_digits}


@cache
def provinces() -> tuple[ProvinceRow, ...]:
    """Return all provinces in the order of their codes."""
    return tuple(ProvinceRow(p.code, p.name_th, p.name_en, _REGION_OF_DIGIT[p.code[0]]) for p in geothai.provinces())


@cache
def districts() -> tuple[DistrictRow, ...]:
    """Return all districts in the order of their codes; Bangkok's without their word เขต."""
    return tuple(
        DistrictRow(
            d.code,
            d.name_th.removeprefix("เขต") if p.code == BANGKOK else d.name_th,
            d.name_en,
            p.code,
        )
        for p in provinces()
        for d in geothai.districts(p.code)
    )


@cache
def subdistricts() -> tuple[SubdistrictRow, ...]:
    """Return all subdistricts in the order of their codes."""
    return tuple(
        SubdistrictRow(s.code, s.name_th, s.name_en, d.code, d.province_code, tuple(s.postal_codes))
        for d in districts()
        for s in geothai.subdistricts(d.code)
    )
