"""The whole name of a made-up organisation, as organisations of its legal form are called."""

from __future__ import annotations

from random import Random
from typing import NamedTuple

from csoregistry.demo.causes import PRODUCTS, Cause
from csoregistry.demo.names import PEOPLE, STEMS, SURNAMES, VILLAGES, Pair
from csoregistry.demo.places import Area, Spot


class Name(NamedTuple):
    th: str
    en: str
    abbreviation: str = ""
    former: str = ""
    alias: str = ""


class Naming:
    """Draws people for one block of organisations."""

    def __init__(self, rng: Random) -> None:
        self.random = rng.random

    def person(self) -> tuple[str, str]:
        """(title, name)."""
        title, given = PEOPLE[int(self.random() * len(PEOPLE))]
        return title, f"{given} {SURNAMES[int(self.random() * len(SURNAMES))]}"


def name_of(rng: Random, form: str, cause: Cause, area: Area, spot: Spot) -> Name:
    """A name for an organisation of that form, cause and place."""
    village = VILLAGES[area.region][int(rng.random() * len(VILLAGES[area.region]))]
    stem = STEMS[int(rng.random() * len(STEMS))]
    return _NAMERS.get(form, _other)(rng, cause, area, spot, village, stem)


def _welfare_fund(rng: Random, cause: Cause, area: Area, spot: Spot, village: Pair, stem: Pair) -> Name:
    who = f"ชุมชน{village[0]}" if rng.random() < 0.5 else f"ชุมชนบ้าน{village[0]}"
    return Name(
        f"กองทุนสวัสดิการ{who} {spot.name_th}",
        f"Ban {village[1]} Community Welfare Fund, {spot.name_en}",
        former=f"กองทุนสัจจะวันละบาทบ้าน{village[0]}",
        alias=f"กองทุนวันละบาทบ้าน{village[0]}",
    )


def _welfare_organisation(rng: Random, cause: Cause, area: Area, spot: Spot, village: Pair, stem: Pair) -> Name:
    return Name(
        f"องค์กรสวัสดิการชุมชนบ้าน{village[0]} {spot.name_th}",
        f"Ban {village[1]} Community Welfare Organisation",
        former=f"กลุ่มสวัสดิการบ้าน{village[0]}",
    )


def _council(rng: Random, cause: Cause, area: Area, spot: Spot, village: Pair, stem: Pair) -> Name:
    return Name(
        f"สภาองค์กรชุมชน{spot.name_th} เครือข่ายบ้าน{village[0]}",
        f"{spot.name_en} Community Organisation Council, Ban {village[1]} Network",
        abbreviation="สอช.",
    )


def _savings(rng: Random, cause: Cause, area: Area, spot: Spot, village: Pair, stem: Pair) -> Name:
    kind = ("กลุ่มออมทรัพย์เพื่อการผลิต", "กลุ่มสัจจะออมทรัพย์", "กลุ่มออมทรัพย์")[int(rng.random() * 3)]
    return Name(f"{kind}บ้าน{village[0]}", f"Ban {village[1]} Savings Group", alias=f"ออมทรัพย์บ้าน{village[0]}")


def _group(rng: Random, cause: Cause, area: Area, spot: Spot, village: Pair, stem: Pair) -> Name:
    kind = ("ชมรม", "กลุ่ม", "กลุ่มรักษ์", "ชมรมเพื่อน")[int(rng.random() * 4)]
    if kind == "กลุ่มรักษ์":
        return Name(f"กลุ่มรักษ์บ้าน{village[0]}เพื่อ{cause.th}", f"Rak Ban {village[1]} Group for {cause.en}")
    if area.code == "10":
        return Name(f"{kind}{cause.th}ชุมชน{stem[0]}", f"{stem[1]} Community Group for {cause.en}")
    return Name(f"{kind}{cause.th}บ้าน{village[0]}", f"Ban {village[1]} Group for {cause.en}")


def _foundation(rng: Random, cause: Cause, area: Area, spot: Spot, village: Pair, stem: Pair) -> Name:
    short = f"ม{stem[0][0]}{cause.th[0]}."
    if rng.random() < 0.65:
        th, en = f"มูลนิธิ{stem[0]}เพื่อ{cause.th}", f"{stem[1]} Foundation for {cause.en}"
        return Name(th, en, short, f"กองทุน{stem[0]}เพื่อ{cause.th}", f"มูลนิธิ{stem[0]}")
    return Name(f"มูลนิธิ{stem[0]}{area.bare_th}", f"{stem[1]} Foundation, {area.name_en}", short, f"ชมรม{stem[0]}")


def _association(rng: Random, cause: Cause, area: Area, spot: Spot, village: Pair, stem: Pair) -> Name:
    where = f"{area.name_th}" if rng.random() < 0.7 else f"อำเภอ{spot.district_th}" if area.code != "10" else "ภาคกลาง"
    return Name(
        f"สมาคม{stem[0]}เพื่อ{cause.th}{where}",
        f"{stem[1]} Association for {cause.en}, {area.name_en}",
        f"ส{stem[0][0]}{cause.th[0]}.",
        f"ชมรม{stem[0]}เพื่อ{cause.th}",
        f"สมาคม{stem[0]}",
    )


def _network(rng: Random, cause: Cause, area: Area, spot: Spot, village: Pair, stem: Pair) -> Name:
    return Name(
        f"เครือข่าย{stem[0]}ด้าน{cause.th} {area.name_th}",
        f"{stem[1]} Network on {cause.en}, {area.name_en}",
        alias=f"เครือข่าย{stem[0]}",
    )


def _enterprise(rng: Random, cause: Cause, area: Area, spot: Spot, village: Pair, stem: Pair) -> Name:
    product = rng.choice(PRODUCTS[area.region])
    return Name(
        f"วิสาหกิจชุมชน{product}บ้าน{village[0]}", f"Ban {village[1]} Community Enterprise", former=f"กลุ่มแม่บ้าน{village[0]}"
    )


def _cooperative(rng: Random, cause: Cause, area: Area, spot: Spot, village: Pair, stem: Pair) -> Name:
    kind, kind_en = rng.choice(
        [("สหกรณ์เครดิตยูเนี่ยน", "Credit Union Co-operative"), ("สหกรณ์บริการบ้านมั่นคง", "Housing Service Co-operative"),
         ("สหกรณ์การเกษตร", "Agricultural Co-operative")]
    )  # fmt: skip
    return Name(f"{kind}{village[0]} จำกัด", f"{village[1]} {kind_en} Limited")


def _social_enterprise(rng: Random, cause: Cause, area: Area, spot: Spot, village: Pair, stem: Pair) -> Name:
    return Name(f"บริษัท {stem[0]} วิสาหกิจเพื่อสังคม จำกัด", f"{stem[1]} Social Enterprise Company Limited", alias=stem[0])


def _religious(rng: Random, cause: Cause, area: Area, spot: Spot, village: Pair, stem: Pair) -> Name:
    kinds = [("ศูนย์สงเคราะห์ประชาชนวัด", "Wat"), ("ชมรมพุทธธรรมวัด", "Wat"), ("ศูนย์เมตตาธรรมคริสตจักร", "Church of")]
    if area.region == "south":
        kinds = [("ศูนย์ซะกาตมัสยิดบ้าน", "Mosque of Ban"), ("ศูนย์อบรมจริยธรรมมัสยิดบ้าน", "Mosque of Ban"), kinds[0]]
    kind, kind_en = rng.choice(kinds)
    return Name(f"{kind}{village[0]}", f"Charity Centre, {kind_en} {village[1]}")


def _family_centre(rng: Random, cause: Cause, area: Area, spot: Spot, village: Pair, stem: Pair) -> Name:
    return Name(
        f"ศูนย์พัฒนาครอบครัวในชุมชนบ้าน{village[0]} {spot.name_th}", f"Ban {village[1]} Family Development Centre", "ศพค."
    )


def _other_private(rng: Random, cause: Cause, area: Area, spot: Spot, village: Pair, stem: Pair) -> Name:
    kind, kind_en = rng.choice(
        [("สถาบัน", "Institute"), ("ศูนย์ประสานงาน", "Co-ordination Centre"), ("โครงการ", "Project")]
    )
    return Name(f"{kind}{stem[0]}เพื่อ{cause.th}", f"{stem[1]} {kind_en} for {cause.en}")


def _other(rng: Random, cause: Cause, area: Area, spot: Spot, village: Pair, stem: Pair) -> Name:
    return Name(
        f"คณะทำงาน{stem[0]}ด้าน{cause.th} {area.name_th}", f"{stem[1]} Working Group on {cause.en}, {area.name_en}"
    )


_NAMERS = {
    "welfare-fund": _welfare_fund, "welfare-organisation": _welfare_organisation, "tambon-council": _council,
    "savings-group": _savings, "group": _group, "foundation": _foundation, "association": _association,
    "network": _network, "community-enterprise": _enterprise, "cooperative": _cooperative,
    "social-enterprise": _social_enterprise, "religious": _religious, "family-centre": _family_centre,
    "other-private": _other_private,
}  # fmt: skip
