"""Where made-up organisations are: real provinces, districts and subdistricts, as many in each as people live there."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import accumulate

from places.models import Province, Subdistrict
from places.official import BANGKOK

# Inhabitants in thousands, rounded; cities where national and regional organisations sit count for more.
_WEIGHTS = {
    "10": 9000, "11": 1360, "12": 1300, "13": 1200, "14": 820, "15": 270, "16": 740, "17": 200, "18": 320, "19": 640,
    "20": 1600, "21": 760, "22": 540, "23": 230, "24": 730, "25": 500, "26": 260, "27": 560, "30": 2630, "31": 1570,
    "32": 1370, "33": 1450, "34": 1870, "35": 530, "36": 1110, "37": 370, "38": 420, "39": 500, "40": 2900, "41": 1560,
    "42": 630, "43": 510, "44": 940, "45": 1290, "46": 970, "47": 1140, "48": 710, "49": 350, "50": 3400, "51": 400,
    "52": 720, "53": 440, "54": 430, "55": 470, "56": 460, "57": 1500, "58": 290, "60": 1030, "61": 320, "62": 710,
    "63": 680, "64": 580, "65": 850, "66": 520, "67": 970, "70": 860, "71": 890, "72": 830, "73": 920, "74": 590,
    "75": 190, "76": 480, "77": 550, "80": 1550, "81": 480, "82": 270, "83": 560, "84": 1070, "85": 190, "86": 510,
    "90": 2300, "91": 330, "92": 640, "93": 520, "94": 780, "95": 590, "96": 830,
}  # fmt: skip

# First digits of telephones.
_AREAS = {
    "north": {"50": "053", "51": "053", "57": "053", "58": "053", "52": "054", "54": "054", "55": "054", "56": "054"},
    "northeast": {"30": "044", "31": "044", "32": "044", "36": "044", "40": "043", "44": "043", "45": "043", "46": "043"},
    "central": {"10": "02", "11": "02", "12": "02", "13": "02", "20": "038", "21": "038", "24": "038", "22": "039"},
    "south": {"90": "074", "91": "074", "93": "074", "92": "075", "80": "075", "81": "075", "94": "073", "95": "073"},
}  # fmt: skip
_AREA_ELSEWHERE = {"north": "055", "northeast": "042", "central": "035", "south": "077"}


@dataclass(frozen=True)
class Spot:
    """A subdistrict with what an address needs of it."""

    code: str
    district: str
    postcode: str
    name_th: str  # as it stands in names of organisations: ตำบลสุเทพ, แขวงลาดยาว
    name_en: str
    district_th: str


@dataclass
class Area:
    """A province with its subdistricts."""

    code: str
    region: str
    name_th: str  # จังหวัดเชียงใหม่, กรุงเทพมหานคร
    bare_th: str
    name_en: str
    weight: int
    phone: str
    spots: list[Spot] = field(default_factory=list)


class Country:
    """All provinces, as one draws from them and looks them up."""

    def __init__(self, areas: list[Area]) -> None:
        self.areas = areas
        self.weights = list(accumulate(area.weight for area in areas))
        self.by_code = {area.code: area for area in areas}
        self.codes_of_region: dict[str, list[str]] = {}
        for area in areas:
            self.codes_of_region.setdefault(area.region, []).append(area.code)
        # As they stand in the names of committees.
        self.districts = {
            spot.district: f"{'เขต' if area.code == BANGKOK else 'อำเภอ'}{spot.district_th}"
            for area in areas
            for spot in area.spots
        }


def areas() -> list[Area]:
    """All provinces in the order of their codes."""
    found = {
        province.code: Area(
            code=province.code,
            region=province.region_id,
            name_th=province.full_name_th,
            bare_th=province.name_th,
            name_en=province.name_en,
            weight=_WEIGHTS.get(province.code, 500),
            phone=_AREAS[province.region_id].get(province.code, _AREA_ELSEWHERE[province.region_id]),
        )
        for province in Province.objects.order_by("code")
    }
    for row in Subdistrict.objects.order_by("code").select_related("district"):
        code = row.district.province_id
        kind = "แขวง" if code == BANGKOK else "ตำบล"
        found[code].spots.append(
            Spot(
                code=row.code,
                district=row.district_id,
                postcode=row.postcodes[0] if row.postcodes else "",
                name_th=f"{kind}{row.name_th}",
                name_en=row.name_en,
                district_th=row.district.name_th,
            )
        )
    return list(found.values())
