"""Text typed with the keyboard in the wrong layout: l,k8, for สมาคม, ้ำสสน for hello.

The two layouts are those that Thai keyboards are sold with: Kedmanee (TIS 820-2538) and US QWERTY, 47 keys each,
plain and with Shift.
"""

import re

from thai.text import normalise

_QWERTY = "`1234567890-=qwertyuiop[]\\asdfghjkl;'zxcvbnm,./"
_QWERTY_SHIFT = '~!@#$%^&*()_+QWERTYUIOP{}|ASDFGHJKL:"ZXCVBNM<>?'
# Signs above and below stand as escapes: on their own they are drawn over their neighbours.
_KEDMANEE = (
    "_ๅ/-ภถ\u0e38\u0e36คตจขช"
    "ๆไ\u0e33พ\u0e30\u0e31\u0e35รนยบลฃ"
    "ฟหกดเ\u0e49\u0e48าสวง"
    "ผปแอ\u0e34\u0e37ทมใฝ"
)  # fmt: skip
_KEDMANEE_SHIFT = (
    "%+๑๒๓๔\u0e39฿๕๖๗๘๙"
    '๐"ฎฑธ\u0e4d\u0e4aณฯญฐ,ฅ'
    "ฤฆฏโฌ\u0e47\u0e4bษศซ."
    "()ฉฮ\u0e3a\u0e4c?ฒฬฦ"
)  # fmt: skip
_TO_THAI = dict(zip(_QWERTY + _QWERTY_SHIFT, _KEDMANEE + _KEDMANEE_SHIFT, strict=True))
_TO_LATIN = {thai: latin for latin, thai in _TO_THAI.items()}
_THAI_TABLE = str.maketrans(_TO_THAI)
_LATIN_TABLE = str.maketrans(_TO_LATIN)

_THAI_LETTER = re.compile(r"[\u0e01-\u0e4e]")
# Syllables as Thai can be written: a sign has a consonant to stand on, a leading vowel one to lead.
_THAI_WORDS = re.compile(
    r"(?:[\u0e40-\u0e44]?[\u0e01-\u0e2e][\u0e31\u0e34-\u0e39]?\u0e47?[\u0e48-\u0e4b]?\u0e4c?(?:\u0e32\u0e30|[\u0e30\u0e32\u0e33\u0e45])?ๆ?"
    r"|ฯ(?![ก-ฮ])|[๐-๙ .,()\"])+"
)
_LATIN_WORD = re.compile(r"[(\"']?(?:[A-Za-z]+(?:['&-][A-Za-z]+)*|[0-9]+)[.,)\"']?")
_LATIN_VOWEL = re.compile(r"[aeiouyAEIOUY]")


def as_thai(text: str) -> str:
    """What the same keys write in the Thai layout; normalised."""
    return normalise(text.translate(_THAI_TABLE))


def as_latin(text: str) -> str:
    """What the same keys write in the Latin layout."""
    return text.translate(_LATIN_TABLE)


def in_other_layout(text: str) -> str | None:
    """The text as the other layout would have written it, where that could be words; else None.

    `text` is as it was typed, not yet normalised: that would put the signs of ้ำสสน in another order. Text of both
    scripts is taken as meant.
    """
    text = text.strip()
    if _THAI_LETTER.search(text):
        other = as_latin(text)
        return other if not _THAI_LETTER.search(other) and _could_be_latin(other) and other != text else None
    other = as_thai(text)
    return other if len(_THAI_LETTER.findall(other)) > 1 and _could_be_thai(other) else None


def _could_be_thai(text: str) -> bool:
    return _THAI_WORDS.fullmatch(text) is not None


def _could_be_latin(text: str) -> bool:
    words = text.split()
    if not all(_LATIN_WORD.fullmatch(word) for word in words):
        return False
    return any(len(word) > 1 and _LATIN_VOWEL.search(word) for word in words)
