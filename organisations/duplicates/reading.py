"""A name taken apart: what it is (legal form), where (places), which (numbers), and what it is called (the rest)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from organisations.duplicates.forms import take_form, take_misspelt
from organisations.duplicates.words import folded
from places import lookup
from places.reading import read_province
from thai.digits import to_arabic
from thai.names import expand_abbreviations
from thai.text import normalise, search_key

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
    """`core`: what it is called, folded; `kind`: of forms.py, "" where the name does not say; `places`: by level
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
    rest, kind = take_form(before)
    if kind in ("", "group", "welfare", "fund", "savings", "council"):
        rest, kind = take_misspelt(before, rest, kind)
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
