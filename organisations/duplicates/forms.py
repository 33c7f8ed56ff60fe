"""The word for the legal form that leads a name, also where it is misspelt, and which kind of organisation it tells."""

from __future__ import annotations

import re
from functools import lru_cache

from organisations.duplicates.words import folded
from places import lookup

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


def take_form(text: str) -> tuple[str, str]:
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


def take_misspelt(text: str, rest: str, kind: str) -> tuple[str, str]:
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
