"""Two organisations that look alike."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from bench.duplicates.making import Maker, Pair, Values
from csoregistry.demo.names import STEMS, VILLAGES
from csoregistry.demo.places import Area, Spot
from thai.digits import to_thai


def lookalikes(count: int, seed: int) -> Iterator[Pair]:
    """Two organisations that look alike; (rule, as one stands, as the other is typed)."""
    maker = Maker(seed * 7 + 2)
    rules = list(_FALSE)
    made = 0
    while made < count:
        rule = rules[made % len(rules)]
        pair = _FALSE[rule](maker)
        if pair is not None:
            made += 1
            yield rule, pair[0], pair[1]


def _two(
    maker: Maker, form: str, names: tuple[str, str], *, places: str = "same", **over: Any
) -> tuple[Values, Values]:
    """Two records of one province by these names; `places`: same (one tambon), near (two of one district), none."""
    area, spot = maker.place()
    one = maker.record(form, area, spot, name_th=names[0], name_en="", former_names=[])
    other = {**maker.record(form, area, spot, name_th=names[1], name_en="", former_names=[]), **over}
    if places == "near":
        near = [each for each in area.spots if each.district == spot.district and each.code != spot.code]
        if near:
            other["subdistrict_id"] = maker.random.choice(near).code
    if places == "none":
        for values in (one, other):
            for name in ("district_id", "subdistrict_id", "village_number", "house_number"):
                values[name] = ""
    return one, other


def _village(maker: Maker) -> str:
    return maker.random.choice(VILLAGES[maker.random.choice(list(VILLAGES))])[0]


def _group_of(maker: Maker) -> tuple[str, str]:
    return maker.random.choice(
        [
            ("savings-group", "กลุ่มออมทรัพย์เพื่อการผลิตบ้าน"), ("savings-group", "กลุ่มออมทรัพย์บ้าน"), ("group", "กลุ่มสตรีแม่บ้านเกษตรกรบ้าน"),
            ("group", "ชมรมผู้สูงอายุบ้าน"), ("welfare-fund", "กองทุนสวัสดิการชุมชนบ้าน"), ("community-enterprise", "วิสาหกิจชุมชนกลุ่มทอผ้าบ้าน"),
            ("group", "กลุ่มเยาวชนบ้าน"), ("group", "กลุ่มอนุรักษ์ป่าชุมชนบ้าน"), ("cooperative", "สหกรณ์เครดิตยูเนี่ยนบ้าน"),
        ]
    )  # fmt: skip


def _other_village_number(maker: Maker) -> tuple[Values, Values]:
    form, head = _group_of(maker)
    village = _village(maker)
    first, second = maker.random.sample(range(1, 20), 2)
    style = maker.random.choice([" หมู่ {}", " หมู่ที่ {}", " ม.{}"])
    return _two(
        maker,
        form,
        (f"{head}{village}{style.format(first)}", f"{head}{village}{style.format(second)}"),
        village_number=str(second),
    )


def _other_number(maker: Maker) -> tuple[Values, Values]:
    form, head = _group_of(maker)
    village = _village(maker)
    style = maker.random.choice([" {}", " ที่ {}", " รุ่นที่ {}", " กลุ่มที่ {}"])
    first, second = maker.random.sample(range(1, 9), 2)
    return _two(
        maker, form, (f"{head}{village}{style.format(first)}", f"{head}{village}{style.format(to_thai(str(second)))}")
    )


def _near_names(maker: Maker, area: Area) -> tuple[Spot, Spot] | None:
    """Two subdistricts of the province with the most similar of names."""
    spot = maker.random.choice(area.spots)
    bare = re.sub("^(ตำบล|แขวง)", "", spot.name_th)
    alike = [
        each for each in area.spots
        if each.name_th != spot.name_th and (each.name_th.startswith(f"ตำบล{bare[:3]}") or each.name_th.endswith(bare[-3:]))
    ]  # fmt: skip
    return (spot, maker.random.choice(alike)) if alike else None


def _other_tambon(maker: Maker) -> tuple[Values, Values] | None:
    area, _spot = maker.place()
    pair = _near_names(maker, area)
    if pair is None:
        return None
    form, head = maker.random.choice(
        [
            ("tambon-council", "สภาองค์กรชุมชน"),
            ("welfare-fund", "กองทุนสวัสดิการชุมชน"),
            ("group", "ชมรมผู้สูงอายุ"),
            ("family-centre", "ศูนย์พัฒนาครอบครัวในชุมชน"),
        ]
    )
    one, other = (
        maker.record(form, area, spot, name_th=head + spot.name_th, name_en="", former_names=[]) for spot in pair
    )
    if maker.random.random() < 0.4:
        for name in ("district_id", "subdistrict_id", "village_number"):
            other[name] = ""
    return one, other


def _other_village(maker: Maker) -> tuple[Values, Values] | None:
    """Villages whose names are near each other, both real words."""
    area, _spot = maker.place()
    pair = _near_names(maker, area)
    if pair is None:
        return None
    form, head = _group_of(maker)
    names = [re.sub("^(ตำบล|แขวง)", "", spot.name_th) for spot in pair]
    return _two(maker, form, (head + names[0], head + names[1]), places=maker.random.choice(["same", "near", "none"]))


def _part_of_village(maker: Maker) -> tuple[Values, Values]:
    form, head = _group_of(maker)
    village = _village(maker)
    first, second = maker.random.choice(
        [
            ("เหนือ", "ใต้"),
            ("นอก", "ใน"),
            ("ใหม่", "เก่า"),
            ("น้อย", "ใหญ่"),
            ("เหนือ", "กลาง"),
            ("", "ใหม่"),
            ("", "เหนือ"),
            ("บน", "ล่าง"),
            ("ตะวันออก", "ตะวันตก"),
            ("", "น้อย"),
            ("", "พัฒนา"),
        ]
    )
    return _two(maker, form, (f"{head}{village}{first}", f"{head}{village}{second}"))


def _other_work(maker: Maker) -> tuple[Values, Values]:
    village = _village(maker)
    works = [
        "ทอผ้า",
        "จักสาน",
        "เลี้ยงโค",
        "เลี้ยงปลา",
        "แปรรูปอาหาร",
        "ปลูกผัก",
        "ทำขนม",
        "สตรี",
        "เยาวชน",
        "ผู้สูงอายุ",
        "แม่บ้าน",
        "อสม.",
        "คนพิการ",
        "ผู้ใช้น้ำ",
        "ฌาปนกิจสงเคราะห์",
    ]
    first, second = maker.random.sample(works, 2)
    return _two(maker, "group", (f"กลุ่ม{first}บ้าน{village}", f"กลุ่ม{second}บ้าน{village}"))


def _other_kind(maker: Maker) -> tuple[Values, Values]:
    """A foundation and an association, a fund and a council: two organisations of one name or tambon."""
    if maker.random.random() < 0.5:
        stem = maker.random.choice(STEMS)[0]
        one, other = _two(maker, "foundation", (f"มูลนิธิ{stem}", f"สมาคม{stem}"), places="none")
        return one, {**other, "legal_form": "association"}
    area, spot = maker.place()
    pairs = [
        ("tambon-council", "สภาองค์กรชุมชน"),
        ("welfare-fund", "กองทุนสวัสดิการชุมชน"),
        ("group", "ชมรมผู้สูงอายุ"),
        ("family-centre", "ศูนย์พัฒนาครอบครัวในชุมชน"),
        ("cooperative", "สหกรณ์การเกษตร"),
    ]
    one, other = (
        maker.record(form, area, spot, name_th=head + spot.name_th, name_en="", former_names=[])
        for form, head in maker.random.sample(pairs, 2)
    )
    return one, other


def _same_office(maker: Maker) -> tuple[Values, Values]:
    """Two groups of one tambon that give its municipality's telephone, sometimes its e-mail."""
    one, other = _other_work(maker)
    area = next(area for area in maker.areas if area.code == one["province_id"])
    phone = maker.phone(area)
    return {**one, "phone": phone}, {**other, "phone": phone}


def _other_level(maker: Maker) -> tuple[Values, Values]:
    area, spot = maker.place()
    head = maker.random.choice(
        ["สมาคมคนพิการ", "ชมรมผู้สูงอายุ", "เครือข่ายสตรี", "สมาคมข้าราชการบำนาญ", "ชมรมอาสาสมัครสาธารณสุข", "สภาเด็กและเยาวชน"]
    )
    names = (f"{head}{area.name_th}", f"{head}อำเภอ{spot.district_th}")
    one, other = (maker.record("association", area, spot, name_th=name, name_en="", former_names=[]) for name in names)
    return {**one, "district_id": "", "subdistrict_id": ""}, other


def _other_district(maker: Maker) -> tuple[Values, Values] | None:
    """The same everyday name in two districts of one province."""
    area, spot = maker.place()
    away = [each for each in area.spots if each.district != spot.district]
    if not away:
        return None
    if maker.random.random() < 0.5:
        name = maker.random.choice(
            ["ชมรมผู้สูงอายุ", "กลุ่มแม่บ้าน", "กลุ่มสตรี", "ชมรมอาสาสมัครสาธารณสุขประจำหมู่บ้าน", "กลุ่มออมทรัพย์เพื่อการผลิต", "ชมรมคนพิการ"]
        )
    else:
        _form_code, head = _group_of(maker)
        name = head + _village(maker)
    one, other = (
        maker.record("group", area, each, name_th=name, name_en="", former_names=[])
        for each in (spot, maker.random.choice(away))
    )
    return one, other


def _other_province(maker: Maker) -> tuple[Values, Values] | None:
    """One name in two provinces: branches and namesakes."""
    one = maker.record(maker.random.choice(["group", "foundation", "savings-group", "community-enterprise"]))
    area, spot = maker.place()
    if area.code == one["province_id"]:
        return None
    return one, maker.record(one["legal_form"], area, spot, name_th=one["name_th"], name_en=one["name_en"])


def _number_elsewhere(maker: Maker) -> tuple[Values, Values]:
    """The same running number of two registrars."""
    number = f"{maker.random.randrange(1, 90)}/{maker.random.randrange(2530, 2566)}"
    one, other = maker.record("foundation"), maker.record("association")
    return {**one, "registration_number": number}, {**other, "registration_number": number}


def _people(maker: Maker) -> tuple[Values, Values]:
    names = [
        "สมศรี",
        "สมศักดิ์",
        "สมชาย",
        "สมหมาย",
        "สมบูรณ์",
        "สมบัติ",
        "ประเสริฐ",
        "ประสิทธิ์",
        "ประสาน",
        "บุญมี",
        "บุญมา",
        "บุญเลิศ",
        "บุญส่ง",
        "วิชัย",
        "วิชาญ",
        "วิชิต",
        "สุชาติ",
        "สุชาดา",
        "มานะ",
        "มานพ",
        "มานิตย์",
    ]
    first, second = maker.random.sample(names, 2)
    tail = maker.random.choice(["", " ใจดี", "อุปถัมภ์", "อนุสรณ์", "เพื่อการศึกษา"])
    return _two(
        maker, "foundation", (f"มูลนิธิ{first}{tail}", f"มูลนิธิ{second}{tail}"), places=maker.random.choice(["same", "none"])
    )


def _for_others(maker: Maker) -> tuple[Values, Values]:
    """One cause and its neighbour."""
    first, second = maker.random.choice(
        [("เด็กพิการ", "คนพิการ"), ("เด็ก", "เด็กและเยาวชน"), ("คนตาบอด", "คนหูหนวก"), ("ผู้ป่วยโรคไต", "ผู้ป่วยโรคหัวใจ"), ("ผู้สูงอายุ", "ผู้พิการ"),
         ("สตรี", "ครอบครัว"), ("เด็กกำพร้า", "เด็กเร่ร่อน"), ("ผู้ปกครอง", "นักเรียน"), ("ชาวนา", "ชาวสวน"), ("กำนัน", "ผู้ใหญ่บ้าน")]
    )  # fmt: skip
    area, spot = maker.place()
    head = maker.random.choice(["สมาคม", "มูลนิธิเพื่อ", "ชมรม", "เครือข่าย"])
    where = maker.random.choice(["", area.name_th, f" จ.{area.bare_th}"])
    one, other = (
        maker.record("association", area, spot, name_th=f"{head}{whom}{where}", name_en="", former_names=[])
        for whom in (first, second)
    )
    return one, other


def _stems(maker: Maker) -> tuple[Values, Values]:
    """Founders' words that share their beginning or their end."""
    first = maker.random.choice(STEMS)[0]
    alike = [stem for stem, _en in STEMS if stem != first and (stem[:3] == first[:3] or stem[-5:] == first[-5:])]
    tail = maker.random.choice(["", "เพื่อการศึกษา", "เพื่อผู้สูงอายุ", "เพื่อเด็กและเยาวชน"])
    return _two(maker, "foundation", (f"มูลนิธิ{first}{tail}", f"มูลนิธิ{maker.random.choice(alike)}{tail}"), places="none")


def _schools(maker: Maker) -> tuple[Values, Values] | None:
    area, _spot = maker.place()
    pair = _near_names(maker, area)
    if pair is None:
        return None
    first, second = (re.sub("^(ตำบล|แขวง)", "", spot.name_th) for spot in pair)
    head = maker.random.choice(["สมาคมศิษย์เก่าโรงเรียน", "สมาคมผู้ปกครองและครูโรงเรียน", "ชมรมครูโรงเรียนบ้าน"])
    tail = maker.random.choice(["", "วิทยา", "วิทยาคม", "ราษฎร์บำรุง"])
    return _two(
        maker,
        "association",
        (f"{head}{first}{tail}", f"{head}{second}{tail}"),
        places=maker.random.choice(["same", "near", "none"]),
    )


_FALSE: dict[str, Callable[[Maker], tuple[Values, Values] | None]] = {
    "other village number": _other_village_number,
    "other number": _other_number,
    "other tambon": _other_tambon,
    "other village": _other_village,
    "part of a village": _part_of_village,
    "other work": _other_work,
    "other kind": _other_kind,
    "same office": _same_office,
    "other level": _other_level,
    "other district": _other_district,
    "other province": _other_province,
    "number elsewhere": _number_elsewhere,
    "persons": _people,
    "for others": _for_others,
    "stems": _stems,
    "schools": _schools,
}
