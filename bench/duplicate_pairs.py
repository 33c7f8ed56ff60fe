"""Pairs of records for bench.duplicates: one organisation written twice, and two that look alike.

The rules are those of DOMAIN.md and what provincial offices tell of: they know nothing of how the finder works.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

from csoregistry.demo.causes import CAUSES
from csoregistry.demo.names import STEMS, VILLAGES
from csoregistry.demo.naming import name_of
from csoregistry.demo.places import Area, Spot, areas
from places.aliases import ABBREVIATIONS
from thai.digits import to_thai

Values = dict[str, Any]
Pair = tuple[str, Values, Values]

_FORMS = [
    "welfare-fund", "welfare-organisation", "tambon-council", "savings-group", "group", "group", "foundation",
    "association", "network", "community-enterprise", "cooperative", "social-enterprise", "religious",
    "family-centre", "other-private", "other",
]  # fmt: skip
_TONES = "่้๊๋็์"
_BY_CODE = {code: short for short, code in ABBREVIATIONS.items() if len(short) == 2}
_NEXT_KEYS = {
    "ก": "ดห", "ด": "กเ", "เ": "ดแ", "้": "่", "่": "้า", "า": "่ส", "ส": "าว", "ว": "สง", "น": "รย", "ร": "นณ", "ย": "นบ",
    "บ": "ย", "ล": "บ", "อ": "ทป", "ท": "มอ", "ม": "ทใ", "พ": "ะภ", "ะ": "พั", "ั": "ะี", "ี": "ัร", "ค": "ตจ", "ต": "คถ",
    "จ": "คข", "ข": "จช", "ช": "ข", "ุ": "ึู", "ู": "ุ", "ิ": "ืี", "ึ": "ุค", "ื": "ิท", "ป": "อแ", "แ": "ปเ", "ห": "กฟ",
    "ง": "ว", "ไ": "ำใ", "ใ": "ไม", "ำ": "ไ", "โ": "ฌ", "ฟ": "ห", "ผ": "ป", "ธ": "ร", "ณ": "น", "ศ": "ษส", "ถ": "ภ",
}  # fmt: skip
_ALIKE = {"น": "ณ", "ส": "ศ", "ไ": "ใ", "ศ": "ส", "ใ": "ไ", "ณ": "น", "ษ": "ศ", "ฎ": "ฏ", "ท": "ธ", "ญ": "ย"}
_VARIANTS = {
    "กลุ่มออมทรัพย์เพื่อการผลิต": ["กลุ่มออมทรัพย์", "กลุ่มสัจจะออมทรัพย์", "ออมทรัพย์"],
    "กลุ่มสัจจะออมทรัพย์": ["กลุ่มออมทรัพย์", "กลุ่มสัจจะสะสมทรัพย์"],
    "กลุ่มออมทรัพย์": ["กลุ่มออมทรัพย์เพื่อการผลิต", "กลุ่มสัจจะออมทรัพย์", "ออมทรัพย์"],
    "กองทุนสวัสดิการชุมชน": ["กองทุนสวัสดิการ", "กองทุนสวัสดิการ ชุมชน"],
    "กองทุนสวัสดิการ": ["กองทุนสวัสดิการชุมชน"],
    "สภาองค์กรชุมชนตำบล": ["สอช.ต.", "สภาองค์กรชุมชน ต.", "สภาองค์กรชุมชน "],
    "ศูนย์พัฒนาครอบครัวในชุมชน": ["ศพค.", "ศูนย์พัฒนาครอบครัว"],
    "วิสาหกิจชุมชน": ["วสช.", "วิสาหกิจชุมชนกลุ่ม", "กลุ่มวิสาหกิจชุมชน"],
    "มูลนิธิ": ["ม.", "", "มูลนิธิฯ "],
    "สมาคม": ["ส.", ""],
    "ชมรม": ["กลุ่ม", ""],
    "กลุ่ม": ["ชมรม", ""],
    "เครือข่าย": ["", "เครือข่ายองค์กร"],
    "บริษัท": ["บจก.", "บ.", ""],
    "สหกรณ์": [""],
}


def others(count: int, seed: int = 1) -> Iterator[Values]:
    """Records that belong to no pair, so that the finder has something to mistake."""
    maker = _Maker(seed)
    for _number in range(count):
        yield maker.record()


def true_pairs(count: int, seed: int) -> Iterator[Pair]:
    """One organisation twice; (rule, as it stands, as it is typed)."""
    maker = _Maker(seed * 7 + 1)
    rules = list(_TRUE)
    made = 0
    while made < count:
        rule = rules[made % len(rules)]
        if rule == "combined":
            one = maker.record()
            chosen = maker.random.sample([name for name in _COMBINABLE if name in _TRUE], 2 + maker.random.randrange(2))
            pair: tuple[Values, Values] | None = (one, maker.sent(one))
            for name in chosen:
                changed = _TRUE[name](maker, *pair) if pair else None
                pair = changed or pair
            if pair and pair[0]["name_th"] == pair[1]["name_th"]:
                continue
        else:
            one = maker.record()
            pair = _TRUE[rule](maker, one, maker.sent(one))
        if pair is not None:
            made += 1
            yield rule, pair[0], pair[1]


def lookalikes(count: int, seed: int) -> Iterator[Pair]:
    """Two organisations that look alike; (rule, as one stands, as the other is typed)."""
    maker = _Maker(seed * 7 + 2)
    rules = list(_FALSE)
    made = 0
    while made < count:
        rule = rules[made % len(rules)]
        pair = _FALSE[rule](maker)
        if pair is not None:
            made += 1
            yield rule, pair[0], pair[1]


class _Maker:
    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.areas = [area for area in areas() if len(area.spots) > 20]
        self.serial = 0

    def place(self) -> tuple[Area, Spot]:
        area = self.random.choice(self.areas)
        return area, self.random.choice(area.spots)

    def record(self, form: str = "", area: Area | None = None, spot: Spot | None = None, **over: Any) -> Values:
        rng = self.random
        if area is None or spot is None:
            area, spot = self.place()
        form = form or rng.choice(_FORMS)
        name = name_of(rng, form, rng.choice(CAUSES), area, spot)
        self.serial += 1
        values: Values = {
            "name_th": "".join(name.th),
            "name_en": "".join(name.en),
            "former_names": ["".join(name.former)] if name.former and rng.random() < 0.3 else [],
            "legal_form": form,
            "province_id": area.code,
            "district_id": spot.district,
            "subdistrict_id": spot.code,
            "village_number": str(rng.randrange(1, 15)) if area.code != "10" else "",
            "house_number": f"{rng.randrange(1, 400)}/{rng.randrange(1, 30)}",
            "phone": self.phone(area) if rng.random() < 0.6 else "",
            "email": f"office{rng.randrange(10**9)}@example.org" if rng.random() < 0.3 else "",
            "registration_number": self.number() if form in ("foundation", "association") else "",
        }
        return {**values, **over}

    def phone(self, area: Area) -> str:
        digits = (
            f"{area.phone}{self.random.randrange(10**6):06}"
            if area.code != "10"
            else f"02{self.random.randrange(10**7):07}"
        )
        return f"{digits[:3]}-{digits[3:6]}-{digits[6:]}"

    def number(self) -> str:
        return f"กท {self.random.randrange(1, 4000)}/{self.random.randrange(2510, 2566)}"

    def id13(self) -> str:
        digits = f"0{self.random.randrange(10**11):011}"
        total = sum(int(digit) * weight for digit, weight in zip(digits, range(13, 1, -1), strict=True))
        return digits + str((11 - total % 11) % 10)

    def sent(self, one: Values) -> Values:
        """The same organisation typed again: name, form, province; of the address as much as people care to give."""
        kept = ["name_th", "legal_form", "province_id"]
        much = self.random.random()
        if much < 0.55:
            kept += ["district_id", "subdistrict_id"]
        elif much < 0.7:
            kept += ["district_id"]
        if much < 0.3:
            kept += ["village_number"]
        return {key: one[key] for key in kept}


# --- one organisation, written twice ---------------------------------------------------------------------------------


def _respelt(change: Callable[[Random, str], str]) -> Callable[[_Maker, Values, Values], tuple[Values, Values] | None]:
    def rule(maker: _Maker, one: Values, other: Values) -> tuple[Values, Values] | None:
        changed = change(maker.random, other["name_th"])
        return None if changed == other["name_th"] or len(changed) < 6 else (one, {**other, "name_th": changed})

    return rule


def _spaces(rng: Random, name: str) -> str:
    if " " in name and rng.random() < 0.6:
        return name.replace(" ", rng.choice(["", "  ", "\u00a0", "\u200b"]))
    spots = [match.start() for match in re.finditer(r"(?=เพื่อ|บ้าน|ตำบล|จังหวัด|ด้าน|[เแโใไ])", name) if match.start() > 3]
    place = rng.choice(spots or [len(name) // 2])
    return f"{name[:place]} {name[place:]}"


def _marks(rng: Random, name: str) -> str:
    signs = [place for place, letter in enumerate(name) if letter in _TONES]
    ways = ["doubled", "left", "left", "other"]
    if "แ" in name:
        ways += ["sara"] * 2
    if "ำ" in name:
        ways += ["am"] * 2
    way = rng.choice(ways)
    if way == "sara":
        return name.replace("แ", "เเ")
    if way == "am":
        return name.replace("ำ", "ํา")
    if not signs:
        return name
    place = rng.choice(signs)
    if way == "left":
        return name[:place] + name[place + 1 :]
    if way == "doubled":
        return name[:place] + name[place] + name[place:]
    return name[:place] + rng.choice("่้์") + name[place + 1 :]


def _letters(name: str) -> list[int]:
    """Where a slip may be: within the words, not in the legal form alone."""
    return [place for place in range(2, len(name)) if name[place] in _NEXT_KEYS and name[place] not in _TONES]


def _slip(rng: Random, name: str) -> str:
    places = _letters(name)
    place = rng.choice(places)
    way = rng.randrange(4)
    if way == 0:
        return name[:place] + rng.choice(_NEXT_KEYS[name[place]]) + name[place + 1 :]
    if way == 1:
        return name[:place] + name[place + 1 :]
    if way == 2:
        return name[:place] + name[place] + name[place:]
    return name[: place - 1] + name[place] + name[place - 1] + name[place + 1 :]


def _two_slips(rng: Random, name: str) -> str:
    return _slip(rng, _slip(rng, name)) if len(name) > 22 else _slip(rng, name)


def _alike(rng: Random, name: str) -> str:
    places = [place for place, letter in enumerate(name) if letter in _ALIKE and place > 1]
    if not places:
        return name
    place = rng.choice(places)
    return name[:place] + _ALIKE[name[place]] + name[place + 1 :]


def _shortened(rng: Random, name: str) -> str:
    """ฯ for the end of a long name; กรุงเทพฯ."""
    if "กรุงเทพมหานคร" in name:
        return name.replace("กรุงเทพมหานคร", "กรุงเทพฯ")
    cuts = [match.start() for match in re.finditer(r"(?=เพื่อ(?!น)|ด้าน)", name) if match.start() >= 14]
    return f"{name[: cuts[0]].rstrip()}ฯ" if cuts and name[: cuts[0]].rstrip() not in _VARIANTS else name


def _form(rng: Random, name: str) -> str:
    for word in sorted(_VARIANTS, key=len, reverse=True):
        if name.startswith(word):
            rest = name[len(word) :]
            changed = rng.choice(_VARIANTS[word])
            if word == "บริษัท" and not changed:
                rest = rest.replace("จำกัด", "").strip()
            if word == "สหกรณ์":
                return name.replace(" จำกัด", "").replace("จำกัด", "")
            return (changed + rest.lstrip()).strip()
    return name


def _province_written(maker: _Maker, one: Values, other: Values) -> tuple[Values, Values] | None:
    """The province in the name, one of ten ways."""
    area = next(area for area in maker.areas if area.code == one["province_id"])
    bare, short = area.bare_th, _BY_CODE.get(area.code, "")
    ways = [
        f" จ.{bare}", f" จังหวัด{bare}", f"จังหวัด{bare}", f" {bare}", f"{bare}", f" ({bare})", f" จ. {bare}", f" จ.{short}",
        f" (จังหวัด{bare})", f" จว.{bare}",
    ]  # fmt: skip
    if area.code == "10":
        ways = [" กรุงเทพฯ", " กทม.", " กรุงเทพมหานคร", "กรุงเทพมหานคร", " (กทม.)", " กรุงเทพ"]
    name = one["name_th"]
    for said in (area.name_th, area.bare_th):
        name = name.replace(said, "").strip()
    if area.bare_th in one["former_names"] or "อำเภอ" in name or len(name) < 8:
        return None
    first, second = maker.random.sample(ways, 2)
    if maker.random.random() < 0.5:
        first = ""
    return {**one, "name_th": name + first}, {**other, "name_th": name + second}


def _tambon_written(maker: _Maker, one: Values, other: Values) -> tuple[Values, Values] | None:
    match = re.search(r"(ตำบล|แขวง)(\S+)", one["name_th"])
    if not match:
        return None
    short = "ต." if match[1] == "ตำบล" else "แขวง "
    way = maker.random.randrange(3)
    place = {"subdistrict_id": one["subdistrict_id"], "district_id": one["district_id"]}
    written = [f"{short}{match[2]}", f"{short} {match[2]}", f"{match[1]} {match[2]}"][way]
    return one, {**other, **place, "name_th": one["name_th"].replace(match[0], written)}


def _village_written(maker: _Maker, one: Values, other: Values) -> tuple[Values, Values]:
    number = str(maker.random.randrange(1, 20))
    ways = [
        f" หมู่ {number}",
        f" หมู่ที่ {number}",
        f" ม.{number}",
        f" หมู่ที่ {to_thai(number)}",
        f" ม. {to_thai(number)}",
        f"หมู่{number}",
    ]
    first, second = maker.random.sample(ways, 2)
    one = {**one, "village_number": number}
    if "village_number" in other:
        other = {**other, "village_number": number}
    return {**one, "name_th": one["name_th"] + first}, {**other, "name_th": other["name_th"] + second}


def _digits(maker: _Maker, one: Values, other: Values) -> tuple[Values, Values]:
    number = str(maker.random.randrange(2, 60))
    tail = maker.random.choice([" รุ่นที่ {}", " ที่ {}", " {}"])
    return (
        {**one, "name_th": one["name_th"] + tail.format(number)},
        {**other, "name_th": other["name_th"] + tail.format(to_thai(number))},
    )


def _former(maker: _Maker, one: Values, other: Values) -> tuple[Values, Values]:
    renamed = maker.record(one["legal_form"])["name_th"]
    if maker.random.random() < 0.5:
        return {**one, "former_names": [renamed]}, {**other, "name_th": renamed}
    return one, {**other, "name_th": renamed, "former_names": [one["name_th"]]}


def _english(maker: _Maker, one: Values, other: Values) -> tuple[Values, Values]:
    name = one["name_en"]
    way = maker.random.randrange(4)
    changed = [
        name.upper(),
        name.replace("Foundation", "Foundation,").replace("-", " "),
        f"The {name}",
        name.replace("  ", " ").lower(),
    ][way]
    return one, {**other, "name_th": changed}


def _phone(maker: _Maker, one: Values, other: Values) -> tuple[Values, Values] | None:
    """The same telephone in another writing, and the name with a part left out."""
    area = next(area for area in maker.areas if area.code == one["province_id"])
    one = {**one, "phone": maker.phone(area)}
    digits = one["phone"].replace("-", "")
    written = maker.random.choice(
        [
            digits,
            f"{digits[:3]} {digits[3:]}",
            to_thai(one["phone"]),
            f"+66 {digits[1:]}",
            f"โทร. {one['phone']}",
            f"{one['phone']}, 0812345678",
        ]
    )
    name = re.split(r"เพื่อ|ด้าน| ", one["name_th"])[0]
    if len(name) < 10 or name in (one["name_th"], *_VARIANTS):
        name = _slip(maker.random, one["name_th"])
    return one, {**other, "name_th": name, "phone": written}


def _mail(maker: _Maker, one: Values, other: Values) -> tuple[Values, Values]:
    one = {**one, "email": f"contact{maker.serial}@example.or.th"}
    name = _form(maker.random, _slip(maker.random, one["name_th"]))
    return one, {**other, "name_th": name, "email": one["email"].upper()}


def _registration(maker: _Maker, one: Values, other: Values) -> tuple[Values, Values]:
    """The same registration of thirteen digits, in another province and by another name."""
    number = maker.id13()
    one = {**one, "registration_number": number}
    dashed = f"{number[0]}-{number[1:5]}-{number[5:10]}-{number[10:12]}-{number[12]}"
    area, _spot = maker.place()
    moved = {"province_id": area.code} if maker.random.random() < 0.5 else {}
    other = {"name_th": one["name_th"], "legal_form": one["legal_form"], "province_id": one["province_id"], **moved}
    changed = _respelt(_form)(maker, one, other)
    name = changed[1]["name_th"] if changed else _slip(maker.random, one["name_th"])
    return one, {
        **other,
        "name_th": name,
        "registration_number": maker.random.choice([dashed, to_thai(number), number]),
    }


def _bracketed(rng: Random, name: str) -> str:
    letters = re.findall(r"[ก-ฮ]", name)
    return (
        f"{name} ({'.'.join(rng.sample(letters, 3))}.)"
        if rng.random() < 0.6
        else f"{name} ({''.join(rng.sample(letters, 3))}.)"
    )


def _filled(rng: Random, name: str) -> str:
    if "บ้าน" in name and "แม่บ้าน" not in name and "พ่อบ้าน" not in name:
        return name.replace("บ้าน", rng.choice(["", "หมู่บ้าน", "บ้าน "]), 1)
    if "เพื่อ" in name and "เพื่อน" not in name:
        return name.replace("เพื่อ", rng.choice([" ", "เพื่อการ", "ด้าน"]), 1)
    return name


def _same_form_column(maker: _Maker, one: Values, other: Values) -> tuple[Values, Values]:
    """Another legal form chosen from the list, as offices do, and a slip of spelling."""
    return one, {
        **other,
        "legal_form": maker.random.choice(["other", "other-private", "group"]),
        "name_th": _marks(maker.random, _spaces(maker.random, one["name_th"])),
    }


_TRUE: dict[str, Callable[[_Maker, Values, Values], tuple[Values, Values] | None]] = {
    "spaces": _respelt(_spaces),
    "marks": _respelt(_marks),
    "slip": _respelt(_slip),
    "two slips": _respelt(_two_slips),
    "letters of one sound": _respelt(_alike),
    "shortened": _respelt(_shortened),
    "legal form": _respelt(_form),
    "brackets": _respelt(_bracketed),
    "filler": _respelt(_filled),
    "digits": _digits,
    "province": _province_written,
    "tambon": _tambon_written,
    "village": _village_written,
    "former name": _former,
    "english": _english,
    "phone": _phone,
    "e-mail": _mail,
    "registration": _registration,
    "form column": _same_form_column,
    "combined": _digits,  # put together in true_pairs
}
_COMBINABLE = ["spaces", "marks", "letters of one sound", "legal form", "brackets", "digits", "village", "slip"]

# --- two that look alike ---------------------------------------------------------------------------------------------


def _two(
    maker: _Maker, form: str, names: tuple[str, str], *, places: str = "same", **over: Any
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


def _village(maker: _Maker) -> str:
    return maker.random.choice(VILLAGES[maker.random.choice(list(VILLAGES))])[0]


def _group_of(maker: _Maker) -> tuple[str, str]:
    return maker.random.choice(
        [
            ("savings-group", "กลุ่มออมทรัพย์เพื่อการผลิตบ้าน"), ("savings-group", "กลุ่มออมทรัพย์บ้าน"), ("group", "กลุ่มสตรีแม่บ้านเกษตรกรบ้าน"),
            ("group", "ชมรมผู้สูงอายุบ้าน"), ("welfare-fund", "กองทุนสวัสดิการชุมชนบ้าน"), ("community-enterprise", "วิสาหกิจชุมชนกลุ่มทอผ้าบ้าน"),
            ("group", "กลุ่มเยาวชนบ้าน"), ("group", "กลุ่มอนุรักษ์ป่าชุมชนบ้าน"), ("cooperative", "สหกรณ์เครดิตยูเนี่ยนบ้าน"),
        ]
    )  # fmt: skip


def _other_village_number(maker: _Maker) -> tuple[Values, Values]:
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


def _other_number(maker: _Maker) -> tuple[Values, Values]:
    form, head = _group_of(maker)
    village = _village(maker)
    style = maker.random.choice([" {}", " ที่ {}", " รุ่นที่ {}", " กลุ่มที่ {}"])
    first, second = maker.random.sample(range(1, 9), 2)
    return _two(
        maker, form, (f"{head}{village}{style.format(first)}", f"{head}{village}{style.format(to_thai(str(second)))}")
    )


def _near_names(maker: _Maker, area: Area) -> tuple[Spot, Spot] | None:
    """Two subdistricts of the province with the most similar of names."""
    spot = maker.random.choice(area.spots)
    bare = re.sub("^(ตำบล|แขวง)", "", spot.name_th)
    alike = [
        each for each in area.spots
        if each.name_th != spot.name_th and (each.name_th.startswith(f"ตำบล{bare[:3]}") or each.name_th.endswith(bare[-3:]))
    ]  # fmt: skip
    return (spot, maker.random.choice(alike)) if alike else None


def _other_tambon(maker: _Maker) -> tuple[Values, Values] | None:
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


def _other_village(maker: _Maker) -> tuple[Values, Values] | None:
    """Villages whose names are near each other, both real words."""
    area, _spot = maker.place()
    pair = _near_names(maker, area)
    if pair is None:
        return None
    form, head = _group_of(maker)
    names = [re.sub("^(ตำบล|แขวง)", "", spot.name_th) for spot in pair]
    return _two(maker, form, (head + names[0], head + names[1]), places=maker.random.choice(["same", "near", "none"]))


def _part_of_village(maker: _Maker) -> tuple[Values, Values]:
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


def _other_work(maker: _Maker) -> tuple[Values, Values]:
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


def _other_kind(maker: _Maker) -> tuple[Values, Values]:
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


def _same_office(maker: _Maker) -> tuple[Values, Values]:
    """Two groups of one tambon that give its municipality's telephone, sometimes its e-mail."""
    one, other = _other_work(maker)
    area = next(area for area in maker.areas if area.code == one["province_id"])
    phone = maker.phone(area)
    return {**one, "phone": phone}, {**other, "phone": phone}


def _other_level(maker: _Maker) -> tuple[Values, Values]:
    area, spot = maker.place()
    head = maker.random.choice(
        ["สมาคมคนพิการ", "ชมรมผู้สูงอายุ", "เครือข่ายสตรี", "สมาคมข้าราชการบำนาญ", "ชมรมอาสาสมัครสาธารณสุข", "สภาเด็กและเยาวชน"]
    )
    names = (f"{head}{area.name_th}", f"{head}อำเภอ{spot.district_th}")
    one, other = (maker.record("association", area, spot, name_th=name, name_en="", former_names=[]) for name in names)
    return {**one, "district_id": "", "subdistrict_id": ""}, other


def _other_district(maker: _Maker) -> tuple[Values, Values] | None:
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


def _other_province(maker: _Maker) -> tuple[Values, Values] | None:
    """One name in two provinces: branches and namesakes."""
    one = maker.record(maker.random.choice(["group", "foundation", "savings-group", "community-enterprise"]))
    area, spot = maker.place()
    if area.code == one["province_id"]:
        return None
    return one, maker.record(one["legal_form"], area, spot, name_th=one["name_th"], name_en=one["name_en"])


def _number_elsewhere(maker: _Maker) -> tuple[Values, Values]:
    """The same running number of two registrars."""
    number = f"{maker.random.randrange(1, 90)}/{maker.random.randrange(2530, 2566)}"
    one, other = maker.record("foundation"), maker.record("association")
    return {**one, "registration_number": number}, {**other, "registration_number": number}


def _people(maker: _Maker) -> tuple[Values, Values]:
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


def _for_others(maker: _Maker) -> tuple[Values, Values]:
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


def _stems(maker: _Maker) -> tuple[Values, Values]:
    """Founders' words that share their beginning or their end."""
    first = maker.random.choice(STEMS)[0]
    alike = [stem for stem, _en in STEMS if stem != first and (stem[:3] == first[:3] or stem[-5:] == first[-5:])]
    tail = maker.random.choice(["", "เพื่อการศึกษา", "เพื่อผู้สูงอายุ", "เพื่อเด็กและเยาวชน"])
    return _two(maker, "foundation", (f"มูลนิธิ{first}{tail}", f"มูลนิธิ{maker.random.choice(alike)}{tail}"), places="none")


def _schools(maker: _Maker) -> tuple[Values, Values] | None:
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


_FALSE: dict[str, Callable[[_Maker], tuple[Values, Values] | None]] = {
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
