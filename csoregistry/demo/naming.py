"""The whole name of a made-up organisation, as organisations of its legal form are called.

A name is given in parts that come back in many names, so that its keys can be joined from theirs (see keys.py).
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import NamedTuple

from csoregistry.demo.causes import PRODUCTS, Cause
from csoregistry.demo.names import PEOPLE, STEMS, SURNAMES, VILLAGES, Pair
from csoregistry.demo.places import Area, Spot

Draw = Callable[[], float]  # random.random


class Name(NamedTuple):
    th: tuple[str, ...]
    en: tuple[str, ...]
    abbreviation: str = ""
    former: tuple[str, ...] = ()
    alias: tuple[str, ...] = ()


def person(draw: Draw) -> tuple[str, str]:
    """(title, name)."""
    title, given = PEOPLE[int(draw() * len(PEOPLE))]
    return title, f"{given} {SURNAMES[int(draw() * len(SURNAMES))]}"


def name_of(rng: Random, form: str, cause: Cause, area: Area, spot: Spot) -> Name:
    """A name for an organisation of that form, cause and place."""
    draw, villages = rng.random, VILLAGES[area.region]
    village = villages[int(draw() * len(villages))]
    stem = STEMS[int(draw() * len(STEMS))]
    return _NAMERS.get(form, _other)(draw, cause, area, spot, village, stem)


def _welfare_fund(draw: Draw, cause: Cause, area: Area, spot: Spot, village: Pair, stem: Pair) -> Name:
    who = "กองทุนสวัสดิการชุมชน" if draw() < 0.5 else "กองทุนสวัสดิการชุมชนบ้าน"
    return Name(
        (who, village[0], " ", spot.name_th),
        ("Ban ", village[1], " Community Welfare Fund, ", spot.name_en),
        former=("กองทุนสัจจะวันละบาทบ้าน", village[0]),
        alias=("กองทุนวันละบาทบ้าน", village[0]),
    )


def _welfare_organisation(draw: Draw, cause: Cause, area: Area, spot: Spot, village: Pair, stem: Pair) -> Name:
    return Name(
        ("องค์กรสวัสดิการชุมชนบ้าน", village[0], " ", spot.name_th),
        ("Ban ", village[1], " Community Welfare Organisation"),
        former=("กลุ่มสวัสดิการบ้าน", village[0]),
    )


def _council(draw: Draw, cause: Cause, area: Area, spot: Spot, village: Pair, stem: Pair) -> Name:
    return Name(
        ("สภาองค์กรชุมชน", spot.name_th, " เครือข่ายบ้าน", village[0]),
        (spot.name_en, " Community Organisation Council, Ban ", village[1], " Network"),
        abbreviation="สอช.",
    )


_SAVINGS_KINDS = ("กลุ่มออมทรัพย์เพื่อการผลิตบ้าน", "กลุ่มสัจจะออมทรัพย์บ้าน", "กลุ่มออมทรัพย์บ้าน")


def _savings(draw: Draw, cause: Cause, area: Area, spot: Spot, village: Pair, stem: Pair) -> Name:
    return Name(
        (_SAVINGS_KINDS[int(draw() * 3)], village[0]),
        ("Ban ", village[1], " Savings Group"),
        alias=("ออมทรัพย์บ้าน", village[0]),
    )


_GROUP_KINDS = ("ชมรม", "กลุ่ม", "กลุ่มรักษ์", "ชมรมเพื่อน")


def _group(draw: Draw, cause: Cause, area: Area, spot: Spot, village: Pair, stem: Pair) -> Name:
    kind = _GROUP_KINDS[int(draw() * 4)]
    if kind == "กลุ่มรักษ์":
        return Name(("กลุ่มรักษ์บ้าน", village[0], "เพื่อ", cause.th), ("Rak Ban ", village[1], " Group for ", cause.en))
    if area.code == "10":
        return Name((kind, cause.th, "ชุมชน", stem[0]), (stem[1], " Community Group for ", cause.en))
    return Name((kind, cause.th, "บ้าน", village[0]), ("Ban ", village[1], " Group for ", cause.en))


def _foundation(draw: Draw, cause: Cause, area: Area, spot: Spot, village: Pair, stem: Pair) -> Name:
    short = f"ม{stem[0][0]}{cause.th[0]}."
    if draw() < 0.65:
        th, en = ("มูลนิธิ", stem[0], "เพื่อ", cause.th), (stem[1], " Foundation for ", cause.en)
        return Name(th, en, short, ("กองทุน", stem[0], "เพื่อ", cause.th), ("มูลนิธิ", stem[0]))
    return Name(("มูลนิธิ", stem[0], area.bare_th), (stem[1], " Foundation, ", area.name_en), short, ("ชมรม", stem[0]))


def _association(draw: Draw, cause: Cause, area: Area, spot: Spot, village: Pair, stem: Pair) -> Name:
    where = (area.name_th,) if draw() < 0.7 else ("อำเภอ", spot.district_th) if area.code != "10" else ("ภาคกลาง",)
    return Name(
        ("สมาคม", stem[0], "เพื่อ", cause.th, *where),
        (stem[1], " Association for ", cause.en, ", ", area.name_en),
        f"ส{stem[0][0]}{cause.th[0]}.",
        ("ชมรม", stem[0], "เพื่อ", cause.th),
        ("สมาคม", stem[0]),
    )


def _network(draw: Draw, cause: Cause, area: Area, spot: Spot, village: Pair, stem: Pair) -> Name:
    return Name(
        ("เครือข่าย", stem[0], "ด้าน", cause.th, " ", area.name_th),
        (stem[1], " Network on ", cause.en, ", ", area.name_en),
        alias=("เครือข่าย", stem[0]),
    )


def _enterprise(draw: Draw, cause: Cause, area: Area, spot: Spot, village: Pair, stem: Pair) -> Name:
    products = PRODUCTS[area.region]
    return Name(
        ("วิสาหกิจชุมชน", products[int(draw() * len(products))], "บ้าน", village[0]),
        ("Ban ", village[1], " Community Enterprise"),
        former=("กลุ่มแม่บ้าน", village[0]),
    )


_COOPERATIVE_KINDS = (
    ("สหกรณ์เครดิตยูเนี่ยน", " Credit Union Co-operative Limited"),
    ("สหกรณ์บริการบ้านมั่นคง", " Housing Service Co-operative Limited"),
    ("สหกรณ์การเกษตร", " Agricultural Co-operative Limited"),
)


def _cooperative(draw: Draw, cause: Cause, area: Area, spot: Spot, village: Pair, stem: Pair) -> Name:
    kind, kind_en = _COOPERATIVE_KINDS[int(draw() * 3)]
    return Name((kind, village[0], " จำกัด"), (village[1], kind_en))


def _social_enterprise(draw: Draw, cause: Cause, area: Area, spot: Spot, village: Pair, stem: Pair) -> Name:
    return Name(
        ("บริษัท ", stem[0], " วิสาหกิจเพื่อสังคม จำกัด"), (stem[1], " Social Enterprise Company Limited"), alias=(stem[0],)
    )


_TEMPLES = (("ศูนย์สงเคราะห์ประชาชนวัด", "Wat "), ("ชมรมพุทธธรรมวัด", "Wat "), ("ศูนย์เมตตาธรรมคริสตจักร", "Church of "))
_MOSQUES = (("ศูนย์ซะกาตมัสยิดบ้าน", "Mosque of Ban "), ("ศูนย์อบรมจริยธรรมมัสยิดบ้าน", "Mosque of Ban "), _TEMPLES[0])


def _religious(draw: Draw, cause: Cause, area: Area, spot: Spot, village: Pair, stem: Pair) -> Name:
    kind, kind_en = (_MOSQUES if area.region == "south" else _TEMPLES)[int(draw() * 3)]
    return Name((kind, village[0]), ("Charity Centre, ", kind_en, village[1]))


def _family_centre(draw: Draw, cause: Cause, area: Area, spot: Spot, village: Pair, stem: Pair) -> Name:
    return Name(
        ("ศูนย์พัฒนาครอบครัวในชุมชนบ้าน", village[0], " ", spot.name_th),
        ("Ban ", village[1], " Family Development Centre"),
        "ศพค.",
    )


_PRIVATE_KINDS = (
    ("สถาบัน", " Institute for "),
    ("ศูนย์ประสานงาน", " Co-ordination Centre for "),
    ("โครงการ", " Project for "),
)


def _other_private(draw: Draw, cause: Cause, area: Area, spot: Spot, village: Pair, stem: Pair) -> Name:
    kind, kind_en = _PRIVATE_KINDS[int(draw() * 3)]
    return Name((kind, stem[0], "เพื่อ", cause.th), (stem[1], kind_en, cause.en))


def _other(draw: Draw, cause: Cause, area: Area, spot: Spot, village: Pair, stem: Pair) -> Name:
    return Name(
        ("คณะทำงาน", stem[0], "ด้าน", cause.th, " ", area.name_th),
        (stem[1], " Working Group on ", cause.en, ", ", area.name_en),
    )


_NAMERS = {
    "welfare-fund": _welfare_fund, "welfare-organisation": _welfare_organisation, "tambon-council": _council,
    "savings-group": _savings, "group": _group, "foundation": _foundation, "association": _association,
    "network": _network, "community-enterprise": _enterprise, "cooperative": _cooperative,
    "social-enterprise": _social_enterprise, "religious": _religious, "family-centre": _family_centre,
    "other-private": _other_private,
}  # fmt: skip
