"""The ways in which people write a thing otherwise than the registry has it: each the name of a rule of the search.

A slip takes the text and a source of chance, and answers with the other writing; None where the text gives no occasion.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from random import Random

from thai.digits import to_thai
from thai.keyboard import as_latin

Slip = Callable[[str, Random], str | None]

_TONES = re.compile("[\u0e48-\u0e4b]")
_VOWELS = re.compile("[\u0e31\u0e34-\u0e39\u0e30]")
_LETTERS = re.compile("[ก-ฮA-Za-z]")
_BORDERS = re.compile("(?<=[ก-ฮา])(?=[ก-ฮเ-ไ](?![\u0e4c]))")
# Keys beside each other, and letters that sound or look alike.
_PAIRS = "ก:ดห ข:คช ค:ขต ง:วฝ จ:ตข ช:ขซ ด:กต ต:คจ ท:มธ น:รย บ:ยป ป:บผ ผ:ปฝ พ:ฟร ม:ทน ย:นบ ร:นล ล:ฃร ว:งส ส:วศ ห:ฟก อ:แฮ"
_NEIGHBOURS = dict(pair.split(":") for pair in _PAIRS.split())
FORMS = (
    "กองทุนสวัสดิการชุมชน", "องค์กรสวัสดิการชุมชน", "สภาองค์กรชุมชน", "กลุ่มออมทรัพย์เพื่อการผลิต", "กลุ่มสัจจะออมทรัพย์",
    "กลุ่มออมทรัพย์", "วิสาหกิจชุมชน", "ศูนย์พัฒนาครอบครัวในชุมชน", "มูลนิธิ", "สมาคม", "เครือข่าย", "ชมรม", "กลุ่ม",
    "สถาบัน", "โครงการ", "ศูนย์ประสานงาน", "คณะทำงาน", "สหกรณ์",
)  # fmt: skip
_OTHERS = ("มูลนิธิ", "สมาคม", "ชมรม", "กลุ่ม", "เครือข่าย", "ศูนย์", "กองทุน", "สถาบัน")


def tone_left_out(text: str, chance: Random) -> str | None:
    return _one(_TONES, text, chance, "")


def every_tone_left_out(text: str, chance: Random) -> str | None:
    return _TONES.sub("", text) if _TONES.search(text) else None


def tone_twice(text: str, chance: Random) -> str | None:
    return _one(_TONES, text, chance, r"\g<0>\g<0>")


def tone_another(text: str, chance: Random) -> str | None:
    return _one(_TONES, text, chance, chance.choice("\u0e48\u0e49\u0e4a"))


def vowel_left_out(text: str, chance: Random) -> str | None:
    return _one(_VOWELS, text, chance, "")


def vowel_twice(text: str, chance: Random) -> str | None:
    return _one(_VOWELS, text, chance, r"\g<0>\g<0>")


def two_e_for_ae(text: str, chance: Random) -> str | None:
    return text.replace("แ", "เเ") if "แ" in text else None


def nikhahit_and_aa(text: str, chance: Random) -> str | None:
    return text.replace("ำ", "\u0e4dา") if "ำ" in text else None


def spaces_within(text: str, chance: Random) -> str | None:
    places = [match.start() for match in _BORDERS.finditer(text)]
    for place in sorted(chance.sample(places, min(2, len(places))), reverse=True):
        text = f"{text[:place]} {text[place:]}"
    return text if places else None


def spaces_left_out(text: str, chance: Random) -> str | None:
    return text.replace(" ", "") if " " in text else None


def thai_digits(text: str, chance: Random) -> str | None:
    return to_thai(text) if re.search("[0-9]", text) else None


def paiyannoi(text: str, chance: Random) -> str | None:
    form = _form(text)
    return f"{form}ฯ {text[len(form) :]}" if form else None


def form_left_out(text: str, chance: Random) -> str | None:
    form = _form(text)
    return text[len(form) :].strip() if form and len(text.partition(" ")[0]) > len(form) + 5 else None


def form_another(text: str, chance: Random) -> str | None:
    form = _form(text)
    bare = form_left_out(text, chance)
    return f"{chance.choice([other for other in _OTHERS if other != form])}{bare}" if bare else None


def letter_wrong(text: str, chance: Random) -> str | None:
    places = [match.start() for match in _LETTERS.finditer(text) if text[match.start()] in _NEIGHBOURS]
    if len(places) < 6:
        return None
    place = chance.choice(places)
    return f"{text[:place]}{chance.choice(_NEIGHBOURS[text[place]])}{text[place + 1 :]}"


def letter_left_out(text: str, chance: Random) -> str | None:
    places = [match.start() for match in _LETTERS.finditer(text)]
    if len(places) < 6:
        return None
    place = chance.choice(places)
    return text[:place] + text[place + 1 :]


def letter_too_many(text: str, chance: Random) -> str | None:
    places = [match.start() for match in _LETTERS.finditer(text)]
    if len(places) < 6:
        return None
    place = chance.choice(places)
    return f"{text[:place]}{chance.choice('กนมรสวabc' if text[place] > 'z' else 'aeinost')}{text[place:]}"


def letters_swapped(text: str, chance: Random) -> str | None:
    places = [place for place, pair in enumerate(pairwise(text)) if all(map(_LETTERS.match, pair))]
    if len(places) < 4:
        return None
    place = chance.choice(places)
    return text[:place] + text[place + 1] + text[place] + text[place + 2 :]


def two_letters_wrong(text: str, chance: Random) -> str | None:
    if len(_LETTERS.findall(text.partition(" ")[0])) < 14:
        return None
    first = letter_wrong(text, chance)
    return letter_wrong(first, chance) if first else None


def other_layout(text: str, chance: Random) -> str | None:
    return as_latin(text) if re.search("[ก-ฮ]", text) else text.lower().translate(_AS_THAI)


def _one(pattern: re.Pattern[str], text: str, chance: Random, instead: str) -> str | None:
    found = [match for match in pattern.finditer(text) if match[0] != instead]
    if not found:
        return None
    match = chance.choice(found)
    return text[: match.start()] + match.expand(instead) + text[match.end() :]


def _form(text: str) -> str:
    return next((form for form in FORMS if text.startswith(form)), "")


# Not thai.keyboard.as_thai: that puts signs in order, as nobody does who types blindly.
_AS_THAI = {ord(as_latin(chr(code))): chr(code) for code in range(0x0E01, 0x0E4F) if len(as_latin(chr(code))) == 1}
_AS_THAI |= {ord(as_latin(digit)): digit for digit in "๑๒๓๔๕๖๗๘๙๐"}

SLIPS: dict[str, Slip] = {
    "a tone mark left out": tone_left_out,
    "every tone mark left out": every_tone_left_out,
    "a tone mark twice": tone_twice,
    "another tone mark": tone_another,
    "a vowel left out": vowel_left_out,
    "a vowel twice": vowel_twice,
    "เเ for แ": two_e_for_ae,
    "ํา for ำ": nikhahit_and_aa,
    "spaces within": spaces_within,
    "spaces left out": spaces_left_out,
    "Thai digits": thai_digits,
    "ฯ": paiyannoi,
    "legal form left out": form_left_out,
    "another legal form": form_another,
    "a letter wrong": letter_wrong,
    "a letter left out": letter_left_out,
    "a letter too many": letter_too_many,
    "two letters swapped": letters_swapped,
    "two letters wrong": two_letters_wrong,
    "the other keyboard layout": other_layout,
}
