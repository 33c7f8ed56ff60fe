"""A name taken apart: what it is (legal form), where (places), which (numbers), and what it is called (the rest)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from organisations.duplicates.words import folded
from places import lookup
from places.reading import read_province
from thai.digits import to_arabic
from thai.names import expand_abbreviations
from thai.text import normalise, search_key

# Ways to write one kind of organisation, longest first; the kinds of one letter run into each other in practice.
_FORMS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("foundation", ("มูลนิธิ", "มุลนิธิ", "มูลนิธ")),
    ("federation", ("สมาพันธ์", "สหพันธ์")),
    ("association", ("สมาคม",)),
    ("welfare", ("องค์กรสวัสดิการชุมชน", "กองทุนสวัสดิการชุมชน", "กองทุนสวัสดิการ", "สวัสดิการชุมชน", "กสช.")),
    ("fund", ("กองทุน",)),
    ("council", ("สภาองค์กรชุมชน", "สอช.")),
    (
        "savings",
        (
            "กลุ่มออมทรัพย์เพื่อการผลิต",
            "กลุ่มสัจจะออมทรัพย์เพื่อการผลิต",
            "กลุ่มสัจจะออมทรัพย์",
            "กลุ่มสัจจะสะสมทรัพย์",
            "กลุ่มออมทรัพย์",
            "ออมทรัพย์เพื่อการผลิต",
            "ออมทรัพย์",
        ),
    ),
    ("cooperative", ("สหกรณ์",)),
    ("enterprise", ("กลุ่มวิสาหกิจชุมชน", "วิสาหกิจชุมชน", "วสช.")),
    ("company", ("วิสาหกิจเพื่อสังคม", "ห้างหุ้นส่วนจำกัด", "หจก.", "บริษัท", "บจก.", "บมจ.")),
    ("family", ("ศูนย์พัฒนาครอบครัวในชุมชน", "ศูนย์พัฒนาครอบครัว", "ศพค.")),
    ("network", ("เครือข่าย",)),
    ("group", ("กลุ่ม", "ชมรม")),
    ("", ("องค์การ", "องค์กร")),
)
_FORM_WORDS = sorted(
    ((folded(word) if not word.endswith(".") else word, kind) for kind, words in _FORMS for word in words),
    key=lambda pair: -len(pair[0]),
)
_PLAIN_FORM, _SHORT_WORD_FORM = (
    re.compile("|".join(re.escape(word) for word, _kind in _FORM_WORDS if word.endswith(".") == is_short))
    for is_short in (False, True)
)
_KIND_OF_WORD = dict(_FORM_WORDS)
# Words long enough to be told when misspelt, the longest first: their kinds, nearly half of them from either end.
_FORM_HALVES = [
    (word, kind, word[: len(word) // 2 - 1], word[-(len(word) // 2) + 1 :])
    for word, kind in _FORM_WORDS
    if len(word) > 5 and not word.endswith(".")
]
_COMPANY_ENDS = tuple(folded(word) for word in ("จำกัด (มหาชน)", "จำกัด", "วิสาหกิจเพื่อสังคม"))
_CUT_ENDS = tuple(folded(word) for word in ("วิสาหกิจ", "วิสาหกิจเพื่อ", "เพื่อ"))
_LATIN_FORMS = {
    "foundation": "foundation",
    "fdn": "foundation",
    "association": "association",
    "assoc": "association",
    "federation": "federation",
    "cooperative": "cooperative",
    "coop": "cooperative",
    "network": "network",
    "club": "group",
    "group": "group",
    "company": "company",
}
_LATIN_IDLE = frozenset({"the", "of", "for", "and", "in", "co", "ltd", "limited", "operative", "a", "to", "thailand"})
# Kinds by legal form of the record, for names that do not say theirs.
KIND_OF_FORM = {
    "foundation": "foundation",
    "association": "association",
    "welfare-organisation": "welfare",
    "welfare-fund": "welfare",
    "tambon-council": "council",
    "savings-group": "savings",
    "cooperative": "cooperative",
    "group": "group",
    "network": "network",
    "social-enterprise": "company",
    "community-enterprise": "enterprise",
    "family-centre": "family",
}

_VILLAGE = re.compile(r"(?:หมู่บ้านที่|หมู่ที่|หมู่|ม\.|(?<![ก-๎])ม(?= ?[0-9]))\s*(?:ที่\s*)?([0-9]{1,3})")
_NUMBER_WORDS = {
    "หนึ่ง": "1", "สอง": "2", "สาม": "3", "สี่": "4", "ห้า": "5", "หก": "6", "เจ็ด": "7", "แปด": "8", "เก้า": "9", "สิบ": "10",
}  # fmt: skip
_SAID_NUMBER = re.compile(r"(หมู่ที่|หมู่|รุ่นที่|ที่|รุ่น|สาขา)\s*(หนึ่ง|สอง|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า|สิบ)(?![ก-๎])")
_NUMBER = re.compile(r"(?:ลำดับที่|แห่งที่|รุ่นที่|ชุดที่|ที่|รุ่น|หมายเลข|no\.?)?\s*([0-9]+)", re.IGNORECASE)
_DIGITS = re.compile("[0-9]+")
_CONSONANT = re.compile("[ก-ฮ]")
_LAST_NUMBER = re.compile(r"(?<=\S)\s+([0-9]+)\s*\Z")
_BRACKETS = re.compile(r"[(\[（]([^)\]）]*)[)\]）]")
_SHORT_FORM = re.compile(r"[ก-ฮA-Z][ก-ฮA-Za-z]{0,3}(?:\.[ก-ฮA-Za-z]{1,3})*\.?|[A-Z]{2,10}")
_MARKED = re.compile(
    r"(เทศบาลตำบล|เทศบาลเมือง|เทศบาลนคร|องค์การบริหารส่วนตำบล|อบต\.?|กิ่งอำเภอ|อำเภอ|ตำบล|แขวง|จังหวัด|(?<![ก-๎])เขต(?=\s*[ก-ฮเ-ไ])"
    r"|(?<![ก-๎.])(?:จว|[ตอจ])\.)\s*"
)
_ENDS_WITH_MARK = re.compile(rf"(?:{_MARKED.pattern})\Z")
_LEVELS = {
    "ตำบล": 6, "แขวง": 6, "ต.": 6, "เทศบาลตำบล": 6, "องค์การบริหารส่วนตำบล": 6, "อบต": 6, "อบต.": 6,
    "อำเภอ": 4, "กิ่งอำเภอ": 4, "เขต": 4, "อ.": 4, "จังหวัด": 2, "จ.": 2, "จว.": 2,
    "เทศบาลเมือง": 5, "เทศบาลนคร": 5,
}  # fmt: skip
_NATION = re.compile(r"แห่งประเทศไทย|ประเทศไทย|แห่งชาติ|ระดับชาติ")
_REGION = re.compile(
    r"(?:ประจำ)?ภาค(เหนือตอนบน|เหนือตอนล่าง|เหนือ|ใต้ตอนบน|ใต้ตอนล่าง|ใต้|อีสาน|ตะวันออกเฉียงเหนือ|ตะวันออก|ตะวันตก|กลาง)"
)
_BANGKOK = re.compile(r"กรุงเทพมหานคร|กรุงเทพฯ|กทม\.?|กรุงเทพ")
_FOLLOWING = re.compile(r"[^\s]*")


@dataclass(frozen=True)
class Name:
    """`core`: what it is called, folded; `kind`: of _FORMS, "" where the name does not say; `places`: by level
    (0 the nation, 1 a region, 2 4 6 by digits of their codes), folded; `whole`: all but numbers, folded; `open_end`:
    shortened with ฯ; `searched`: the search key of the text."""

    text: str
    is_latin: bool
    kind: str
    core: str
    whole: str
    places: tuple[tuple[int, str], ...]
    villages: frozenset[str]
    numbers: tuple[str, ...]
    open_end: bool
    searched: str

    @cached_property
    def key(self) -> str:
        """What candidates are looked up by: the core with the places below the province."""
        return self.core + "".join(name for level, name in self.places if level > 2)

    @cached_property
    def turned_key(self) -> str:
        """The same with the places first."""
        return "".join(name for level, name in self.places if level > 2) + self.core


@lru_cache(maxsize=32768)
def read_name(text: str, province: str = "") -> Name:
    """Take a name apart. `province`: code of the record's own, whose name in it says nothing."""
    text = to_arabic(normalise(text))
    if not _CONSONANT.search(text):
        return _read_latin(text)
    rest = _with_numbers(text)
    # Most names have none, and need not be searched for what goes with one.
    has_numbers = bool(_DIGITS.search(rest))
    villages = _villages(rest) if has_numbers else frozenset()
    rest = _VILLAGE.sub(" ", rest) if has_numbers else rest
    written_out = expand_abbreviations(rest)
    whole = folded(_NUMBER.sub(" ", written_out) if has_numbers else written_out)
    before = rest.strip()
    rest, kind = _take_form(before)
    if kind in ("", "group", "welfare", "fund", "savings", "council"):
        rest, kind = _take_misspelt(before, rest, kind)
    rest, places = _take_places(rest, province)
    numbers: tuple[str, ...] = ()
    if has_numbers:
        numbers = tuple(sorted(str(int(number)) for number in _NUMBER.findall(rest)))
        rest = _NUMBER.sub(" ", rest)
    open_end = rest.rstrip(" .").endswith("ฯ")
    core = folded(rest)
    core, places = _take_own_province(core, places, province)
    for word in _COMPANY_ENDS:
        if core.endswith(word) and len(core) > len(word) + 1:
            core = core[: -len(word)]
            kind = kind or "company"
    if open_end:
        core = next((core.removesuffix(end) for end in _CUT_ENDS if core.endswith(end)), core)
    return Name(
        text, False, kind, core, whole, tuple(sorted(set(places))), villages, numbers, open_end, search_key(text)
    )


@dataclass(frozen=True)
class Glance:
    """What tells most pairs of names apart without taking them apart: the villages that a name names, its numbers (some
    may be parts of places), and the one that stands apart at its end, which surely is a number of its own, or ""."""

    villages: frozenset[str]
    numbers: frozenset[str]
    last_number: str


_NO_NUMBERS = Glance(frozenset(), frozenset(), "")
# In a shorter name the number may be taken for a part of a misspelt form.
_LONG = 40


@lru_cache(maxsize=16384)
def glance_at(text: str) -> Glance:
    """Look at a Thai name; of others nothing is told."""
    text = to_arabic(normalise(text))
    if not _CONSONANT.search(text):
        return _NO_NUMBERS
    text = _with_numbers(text)
    if not _DIGITS.search(text):
        return _NO_NUMBERS
    rest = _VILLAGE.sub(" ", text)
    numbers = frozenset(str(int(number)) for number in _DIGITS.findall(rest))
    last = _LAST_NUMBER.search(rest) if numbers and len(rest) > _LONG else None
    surely = last is not None and not _ENDS_WITH_MARK.search(rest[: last.start()])
    return Glance(_villages(text), numbers, str(int(last[1])) if last and surely else "")


def _with_numbers(text: str) -> str:
    """Without abbreviations in brackets, and with digits for numbers in words."""
    if "(" in text or "[" in text or "（" in text:
        text = _without_short_forms(text)
    return _SAID_NUMBER.sub(_in_digits, text)


def _in_digits(said: re.Match[str]) -> str:
    return f"{said[1]} {_NUMBER_WORDS[said[2]]}"


def _villages(text: str) -> frozenset[str]:
    return frozenset(str(int(number)) for number in _VILLAGE.findall(text))


def _read_latin(text: str) -> Name:
    words = re.findall(r"[a-z]+|[0-9]+", re.sub(r"[-'.’]", "", text.lower()))
    kind = next((_LATIN_FORMS[word] for word in words if word in _LATIN_FORMS), "")
    numbers = tuple(sorted(str(int(word)) for word in words if word.isdigit()))
    core = "".join(
        word for word in words if word not in _LATIN_FORMS and word not in _LATIN_IDLE and not word.isdigit()
    )
    return Name(
        text, True, kind, core or "".join(words), "".join(words), (), frozenset(), numbers, False, search_key(text)
    )


def _without_short_forms(text: str) -> str:
    """Without brackets round a mere abbreviation; what other brackets hold stays."""

    def keep(match: re.Match[str]) -> str:
        inner = match[1].strip()
        return " " if _SHORT_FORM.fullmatch(inner) else f" {inner} "

    return _BRACKETS.sub(keep, text)


def _take_form(text: str) -> tuple[str, str]:
    """The text without the legal form at its beginning, and its kind; a name of nothing else keeps it."""
    for word, kind in (("ม.", "foundation"), ("ส.", "association")):
        if text.startswith(word) and len(text) > 5 and re.match(r"[ก-ฮเ-ไ](?!\.)", text[2:].lstrip()):
            return text[2:].lstrip(), kind
    if text.startswith("บ.") and "จำกัด" in text:
        return text[2:].lstrip(), "company"
    found = ""
    for _round in range(2):
        matches = filter(None, (_PLAIN_FORM.match(folded(text[:60])), _SHORT_WORD_FORM.match(text)))
        form = max([match[0] for match in matches], key=len, default="")
        if not form:
            break
        end, kind = _end_of(text, form), _KIND_OF_WORD[form]
        rest = text[end:].lstrip(" ฯ")
        if not end:
            break
        if len(folded(rest)) < 2:
            break
        if found and kind not in ("group", "savings", found):
            break
        found = found or kind
        text = rest
        # A community enterprise is often that of a group, whose word then says nothing more.
        if found != "enterprise":
            break
    return text, found


def _take_misspelt(text: str, rest: str, kind: str) -> tuple[str, str]:
    """The same with a form that is misspelt, where that takes more than the one that is not."""
    start = folded(text[:60])
    taken = len(start) - len(folded(rest[: max(0, 60 - (len(text) - len(rest)))]))
    other, length = _misspelt(start, start[: max(taken, 0)])
    if not length:
        return rest, kind
    end = length
    while end < len(text) and len(folded(text[:end])) < length:
        end += 1
    while end < len(text) and not folded(text[end]):
        end += 1
    return text[end:].lstrip(" ฯ"), other


def _misspelt(text: str, known: str) -> tuple[str, int]:
    """The legal form that stands misspelt at the beginning of a folded text, and how many of its letters it takes.

    `known`: the one that stands there rightly; a longer one is looked for. ("", 0) for none.
    """
    for word, kind, first, last in _FORM_HALVES:
        if len(word) <= len(known):
            break
        # A slip leaves one half or the other as it is.
        if not text.startswith(first) and text.find(last, len(first), len(word) + 2) < 0:
            continue
        length = _misspelt_length(word, text[: len(word) + 1])
        if length and len(text) > length + 1:
            return kind, length
    return "", 0


@lru_cache(maxsize=8192)
def _misspelt_length(word: str, text: str) -> int:
    """How many letters of a text, one longer than the word, are the word with a slip or two; 0 for none."""
    allowed = 2 if len(word) > 12 else 1
    apart, length = min(
        (lookup.distance(word, text[:length], allowed), abs(length - len(word)), length)
        for length in range(len(word) - 1, len(word) + 2)
    )[::2]
    return length if apart <= allowed else 0


def _end_of(text: str, word: str) -> int:
    """Where a legal form at the beginning of the text ends; 0 where the text does not begin with it."""
    if word.endswith("."):
        return len(word) if text.startswith(word) else 0
    for end in range(len(word), min(len(text), len(word) * 2 + 3) + 1):
        if folded(text[:end]) == word:
            # Signs that belong to the last letter.
            while end < len(text) and (not folded(text[end]) or text[end] in "ะัาำิีึืุู") and folded(text[: end + 1]) == word:
                end += 1
            return end
    return 0


def _take_places(text: str, province: str) -> tuple[str, list[tuple[int, str]]]:
    """The text without what is said of places, and these."""
    places: list[tuple[int, str]] = []
    if _NATION.search(text):
        places.append((0, "ไทย"))
        text = _NATION.sub(" ", text)
    if "ภาค" in text:
        places += [(1, folded(region)) for region in _REGION.findall(text)]
        text = _REGION.sub(" ", text)
    kept = ""
    while marked := _MARKED.search(text):
        name, used = _named_place(text[marked.end() :], _LEVELS[marked[1]])
        kept += text[: marked.start()] + " "
        text = text[marked.end() + used :]
        if not name:
            kept += marked[1]
            continue
        level = _LEVELS[marked[1]]
        if level == 2:
            reading = read_province(name).match
            places.append((2, folded(reading.name_th if reading else name)))
        else:
            places.append((level, folded(name)))
    return kept + text, places


def _named_place(text: str, level: int) -> tuple[str, int]:
    """The name that stands at the beginning of the text, the longest official one where there is any; and its end."""
    whole = _FOLLOWING.match(text)
    said = whole[0] if whole else ""
    said = re.split(r"(?=ตำบล|อำเภอ|จังหวัด|แขวง|(?<=[ก-๎])[ตอจ]\.)", said)[0] if said else ""
    if level == 2:
        for end in range(len(said), 1, -1):
            if read_province(said[:end]).match is not None:
                return said[:end], end
        return said, len(said)
    index = lookup.subdistricts() if level == 6 else lookup.districts()
    for end in range(len(said), 1, -1):
        if index.named(lookup.place_key(said[:end])) and not _is_mark(said[end : end + 1]):
            return said[:end], end
    return said, len(said)


def _is_mark(letter: str) -> bool:
    return bool(letter) and letter in "ะัาำิีึืฺุู็่้๊๋์ํ"


def _take_own_province(core: str, places: list[tuple[int, str]], province: str) -> tuple[str, list[tuple[int, str]]]:
    """Without the bare name of the record's own province at either end, where something else remains."""
    for key in _own_names(province):
        for rest in (core.removesuffix(key), core.removeprefix(key)):
            if rest != core and len(rest) >= 4:
                row = lookup.provinces().by_code[province]
                return rest, [*places, (2, folded(row.name_th))]
    return core, places


@lru_cache(maxsize=128)
def _own_names(province: str) -> tuple[str, ...]:
    row = lookup.provinces().by_code.get(province)
    if row is None:
        return ()
    names = {folded(row.name_th)}
    if province == "10":
        names |= {"กรุงเทพมหานคร", "กรุงเทพ", "กทม"}
    for text in ("สุราษฎร์", "โคราช", "อุบล", "อุดร", "นครศรี", "อยุธยา", "ประจวบ", "แปดริ้ว", "กาญจน์"):
        if (match := read_province(text).match) is not None and match.code == province:
            names.add(folded(text))
    return tuple(sorted(names, key=len, reverse=True))
