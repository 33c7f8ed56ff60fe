"""Words around a name that are not the name: legal forms and abbreviations of places, as organisations write them."""

import re

LEGAL_FORM_PREFIXES = (
    "มูลนิธิ",
    "สมาคม",
    "สมาพันธ์",
    "สหพันธ์",
    "องค์กรสวัสดิการชุมชน",
    "กองทุนสวัสดิการชุมชน",
    "กองทุนสวัสดิการ",
    "กองทุน",
    "สภาองค์กรชุมชน",
    "กลุ่มออมทรัพย์เพื่อการผลิต",
    "กลุ่มออมทรัพย์",
    "กลุ่มสัจจะออมทรัพย์",
    "สหกรณ์",
    "กลุ่ม",
    "ชมรม",
    "เครือข่าย",
    "วิสาหกิจเพื่อสังคม",
    "วิสาหกิจชุมชน",
    "บริษัท",
    "ห้างหุ้นส่วนจำกัด",
    "ศูนย์พัฒนาครอบครัวในชุมชน",
    "ศูนย์พัฒนาครอบครัว",
    "องค์การ",
    "องค์กร",
    "the foundation for",
    "foundation for",
    "foundation of",
    "association for",
    "association of",
    "the",
)
LEGAL_FORM_SUFFIXES = (
    "จำกัดมหาชน",
    "จำกัด",
    "มหาชน",
    "วิสาหกิจเพื่อสังคม",
    "foundation",
    "association",
    "network",
    "cooperative",
    "company limited",
    "co ltd",
    "limited",
    "ltd",
)

# Key of a legal form → its words as spoken in a matching key: no spaces, no tone marks, no ็ ์ ๆ.
_SIGNS = re.compile(r"[ \u0e3a\u0e46-\u0e4e]")


def _alternatives(words: tuple[str, ...]) -> str:
    folded = {_SIGNS.sub("", word) for word in words}
    return "|".join(sorted(folded, key=lambda word: (-len(word), word)))


# At least two characters must stay, otherwise the form is the name.
_PREFIX = re.compile(rf"(?:{_alternatives(LEGAL_FORM_PREFIXES)})(?=..)")
_SUFFIX = re.compile(rf"(?<=..)(?:{_alternatives(LEGAL_FORM_SUFFIXES)})\Z")
# Hardly any name ends in one, and the expression would be tried at every letter.
_ENDS = tuple({_SIGNS.sub("", word) for word in LEGAL_FORM_SUFFIXES})

_PLACE_ABBREVIATIONS = {
    "ต": "ตำบล",
    "อ": "อำเภอ",
    "จ": "จังหวัด",
    "ม": "หมู่",
    "ถ": "ถนน",
    "ซ": "ซอย",
}
_PLACE_ABBREVIATION = re.compile(r"(?<![\u0e01-\u0e4e.])([ตอจมถซ])\. ?(?=[\u0e01-\u0e590-9])(?![\u0e01-\u0e2e]\.)")


def expand_abbreviations(text: str) -> str:
    """ต.บ้านหลวง → ตำบลบ้านหลวง, likewise อ. จ. ม. ถ. ซ.; other abbreviations (อ.บ.ต.) are left alone."""
    if "." not in text:
        return text
    return _PLACE_ABBREVIATION.sub(lambda match: _PLACE_ABBREVIATIONS[match[1]], text)


def strip_legal_forms(key: str) -> str:
    """A folded search key without the legal forms at its ends; one that is nothing else is left alone."""
    while True:
        shorter = key
        if match := _PREFIX.match(shorter):
            shorter = shorter[match.end() :]
        if shorter.endswith(_ENDS) and (match := _SUFFIX.search(shorter)):
            shorter = shorter[: match.start()]
        if shorter == key:
            return key
        key = shorter
