"""Legal forms in what people type: left out, another one, half of one, misspelt or abbreviated.

``thai.names`` strips them from the names of the registry, which are written with care; here every sign may be missing,
doubled or another one, and letters of one sound may stand for each other.
"""

import re

from thai.loose import loosen
from thai.names import LEGAL_FORM_PREFIXES, LEGAL_FORM_SUFFIXES
from thai.nearness import nearest
from thai.text import search_key

_MORE_PREFIXES = (
    "สถาบัน",
    "ศูนย์",
    "ศูนย์ประสานงาน",
    "โครงการ",
    "คณะทำงาน",
    "สมัชชา",
    "สภา",
    "ชุมนุมสหกรณ์",
    "วิสาหกิจ",
    "กองทุนสวัสดิการชุมชนตำบล",
)
# Words that are no more than a form, alone between spaces.
_ALONE = frozenset(
    [
        "foundation",
        "association",
        "network",
        "society",
        "club",
        "group",
        "fund",
        "centre",
        "center",
        "institute",
        "cooperative",
        "council",
        "project",
        "company",
        "limited",
        "ltd",
        "co",
        "the",
        "of",
        "for",
        "and",
        "in",
        "on",
        "สค",
        "มนธ",
        "วสช",
        "วชช",
        "สอช",
        "ศพค",
        "บจ",
        "บจก",
        "หจก",
        "บมจ",
        "กทสค",
    ]
)
_NOTHING_SAID = frozenset({"ฯลฯ", "ฯ", "ๆ"})


def says_nothing(word: str) -> bool:
    """Whether a word as it was typed is one that asks for nothing: ฯลฯ."""
    return word in _NOTHING_SAID


def _pattern(forms: tuple[str, ...]) -> str:
    return "|".join(sorted({loosen(search_key(form)) for form in forms}, key=lambda key: (-len(key), key)))


_FORMS = frozenset(loosen(search_key(form)) for form in LEGAL_FORM_PREFIXES + _MORE_PREFIXES + LEGAL_FORM_SUFFIXES)
_FORM = re.compile(_pattern(LEGAL_FORM_PREFIXES + _MORE_PREFIXES + LEGAL_FORM_SUFFIXES))
# At least two letters must stay of what is more than a form.
_PREFIX = re.compile(rf"(?:{_pattern(LEGAL_FORM_PREFIXES + _MORE_PREFIXES)})(?=..)")
_SUFFIX = re.compile(rf"(?<=..)(?:{_pattern(LEGAL_FORM_SUFFIXES)})\Z")


def without_legal_forms(key: str) -> str:
    """A search key of one typed word without the legal forms at its ends; "" where it is nothing else."""
    if key in _ALONE:
        return ""
    while True:
        loose = loosen(key)
        if _FORM.fullmatch(loose):
            return ""
        if match := _PREFIX.match(loose):
            shorter = _from(key, loose[match.end() :])
        elif match := _SUFFIX.search(loose):
            shorter = _until(key, loose[: match.start()])
        else:
            return key
        if not 1 < len(shorter) < len(key):
            return key
        key = shorter


def nearly_a_legal_form(key: str) -> bool:
    """Whether a search key is a legal form with a letter wrong: สมาคน."""
    loose = loosen(key)
    return len(loose) > 3 and any(
        abs(len(form) - len(loose)) < 2 and nearest(form, loose).wrong < 2 for form in _FORMS if len(form) > 3
    )


def _from(key: str, loose: str) -> str:
    """The longest end of the key whose loose key this is, without the signs of the letter before."""
    for start in range(1, len(key)):
        if loosen(key[start:]) == loose:
            while start < len(key) and not loosen(key[start]):
                start += 1
            return key[start:]
    return key


def _until(key: str, loose: str) -> str:
    """The longest beginning of the key whose loose key this is."""
    return next((key[:end] for end in range(len(key) - 1, 0, -1) if loosen(key[:end]) == loose), key)
