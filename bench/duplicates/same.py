"""One organisation, written twice: every way in which offices spell a name, a place, a number again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from random import Random

from bench.duplicates.making import Maker, Pair, Values
from places.aliases import ABBREVIATIONS
from thai.digits import to_thai

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


def true_pairs(count: int, seed: int) -> Iterator[Pair]:
    """One organisation twice; (rule, as it stands, as it is typed)."""
    maker = Maker(seed * 7 + 1)
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


def _respelt(change: Callable[[Random, str], str]) -> Callable[[Maker, Values, Values], tuple[Values, Values] | None]:
    def rule(maker: Maker, one: Values, other: Values) -> tuple[Values, Values] | None:
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


def _province_written(maker: Maker, one: Values, other: Values) -> tuple[Values, Values] | None:
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


def _tambon_written(maker: Maker, one: Values, other: Values) -> tuple[Values, Values] | None:
    match = re.search(r"(ตำบล|แขวง)(\S+)", one["name_th"])
    if not match:
        return None
    short = "ต." if match[1] == "ตำบล" else "แขวง "
    way = maker.random.randrange(3)
    place = {"subdistrict_id": one["subdistrict_id"], "district_id": one["district_id"]}
    written = [f"{short}{match[2]}", f"{short} {match[2]}", f"{match[1]} {match[2]}"][way]
    return one, {**other, **place, "name_th": one["name_th"].replace(match[0], written)}


def _village_written(maker: Maker, one: Values, other: Values) -> tuple[Values, Values]:
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


def _digits(maker: Maker, one: Values, other: Values) -> tuple[Values, Values]:
    number = str(maker.random.randrange(2, 60))
    tail = maker.random.choice([" รุ่นที่ {}", " ที่ {}", " {}"])
    return (
        {**one, "name_th": one["name_th"] + tail.format(number)},
        {**other, "name_th": other["name_th"] + tail.format(to_thai(number))},
    )


def _former(maker: Maker, one: Values, other: Values) -> tuple[Values, Values]:
    renamed = maker.record(one["legal_form"])["name_th"]
    if maker.random.random() < 0.5:
        return {**one, "former_names": [renamed]}, {**other, "name_th": renamed}
    return one, {**other, "name_th": renamed, "former_names": [one["name_th"]]}


def _english(maker: Maker, one: Values, other: Values) -> tuple[Values, Values]:
    name = one["name_en"]
    way = maker.random.randrange(4)
    changed = [
        name.upper(),
        name.replace("Foundation", "Foundation,").replace("-", " "),
        f"The {name}",
        name.replace("  ", " ").lower(),
    ][way]
    return one, {**other, "name_th": changed}


def _phone(maker: Maker, one: Values, other: Values) -> tuple[Values, Values] | None:
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


def _mail(maker: Maker, one: Values, other: Values) -> tuple[Values, Values]:
    one = {**one, "email": f"contact{maker.serial}@example.or.th"}
    name = _form(maker.random, _slip(maker.random, one["name_th"]))
    return one, {**other, "name_th": name, "email": one["email"].upper()}


def _registration(maker: Maker, one: Values, other: Values) -> tuple[Values, Values]:
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


def _same_form_column(maker: Maker, one: Values, other: Values) -> tuple[Values, Values]:
    """Another legal form chosen from the list, as offices do, and a slip of spelling."""
    return one, {
        **other,
        "legal_form": maker.random.choice(["other", "other-private", "group"]),
        "name_th": _marks(maker.random, _spaces(maker.random, one["name_th"])),
    }


_TRUE: dict[str, Callable[[Maker, Values, Values], tuple[Values, Values] | None]] = {
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
