"""Thai text made comparable: one spelling to store, one key each to search, to match and to sort.

Every key is a plain string to be kept in a column beside the text it comes from:

=================  =============================================  =========================================
``normalise``      the same letters in one order, one spelling     what is stored and shown
``search_key``     without spaces, punctuation, case, Thai digits  ``contains`` on a column with a trigram index
``matching_key``   also without legal form and tone marks          equal for names that are likely the same
``sort_key``       Royal Institute Dictionary order                ``ORDER BY`` in code-point ("C") order
=================  =============================================  =========================================

A million names go through these, so each is one or two passes of compiled expressions, and text that is
already clean (nearly all of it) is recognised by a single search.
"""

import re
import unicodedata

from thai.digits import ARABIC, THAI, to_arabic
from thai.names import expand_abbreviations, strip_legal_forms

_MARKS = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"  # signs above and below a consonant
_TONES = "\u0e48-\u0e4b"

# Old Windows and Mac fonts drew shifted signs from this private area; text copied from PDF files still holds them.
_PRIVATE_GLYPHS = dict(
    zip(
        range(0xF700, 0xF71B),
        "ฐ\u0e34\u0e35\u0e36\u0e37"
        "\u0e48\u0e49\u0e4a\u0e4b\u0e4c"
        "\u0e48\u0e49\u0e4a\u0e4b\u0e4c"
        "ญ\u0e31\u0e4d\u0e47"
        "\u0e48\u0e49\u0e4a\u0e4b\u0e4c"
        "\u0e38\u0e39\u0e3a",
        strict=True,
    )
)


class _CharacterTable(dict[int, str | int | None]):
    """A ``str.translate`` table that decides on a character the first time it meets it."""

    def __missing__(self, code: int) -> str | int | None:
        self[code] = value = self.decide(chr(code))
        return value

    def decide(self, character: str) -> str | int | None:
        raise NotImplementedError


class _Cleaning(_CharacterTable):
    """Spaces of every kind to one kind; what cannot be seen (controls, zero-width, surrogates) to nothing."""

    def decide(self, character: str) -> str | int | None:
        if ord(character) in _PRIVATE_GLYPHS:
            return _PRIVATE_GLYPHS[ord(character)]
        if character.isspace():
            return " "
        if unicodedata.category(character) in {"Cc", "Cf", "Cs"}:
            return None
        return character


class _Searching(_CharacterTable):
    """Lower case, Arabic digits, no accents on Latin letters; spaces, punctuation, symbols and ฯ to nothing."""

    def decide(self, character: str) -> str | int | None:
        if character in THAI:
            return ARABIC[THAI.index(character)]
        if character == "ๅ":  # ฤๅ is often typed ฤา
            return "า"
        if character == "ฯ":
            return None
        if "\u0e00" < character < "\u0e60" and character != "฿":
            return None if unicodedata.category(character)[0] == "P" else character
        kept = [
            part
            for part in unicodedata.normalize("NFD", character.lower())
            if unicodedata.category(part)[0] not in "PSZC" and unicodedata.category(part) != "Mn"
        ]
        return "".join(kept)


class _Sorting(_Searching):
    """What counts in order: as for searching, but ๅ is a letter of its own and ๆ no letter at all."""

    def decide(self, character: str) -> str | int | None:
        if character in "ๅๆ":
            return character if character == "ๅ" else None
        return super().decide(character)


_CLEANING = _Cleaning()
_SEARCHING = _Searching()
_SORTING = _Sorting()

# Text of nothing but these goes by the short way, which does what the tables above would do to it.
_COMMON = re.compile(r"[ -~\u0e01-\u0e2e\u0e30-\u0e3a\u0e40-\u0e44\u0e46-\u0e4c]*\Z")
_NOT_SEARCHED = re.compile(r"[ -/:-@\[-`{-~]+")
_NOT_SORTED = re.compile(r"[ -/:-@\[-`{-~\u0e46]+")
_CAPITAL = re.compile("[A-Z]")
# Where leaving that out brings two signs together, so that the key must be normalised again: seldom. It begins with a
# set of characters, which Python's expressions skip to; so do those below.
_MEETS = re.compile(
    r"[ -/:-@\[-`{-~]"
    rf"(?:(?<=เ.)[ -/:-@\[-`{{-~]*เ|(?<=[ะาำ{_MARKS}].)[ -/:-@\[-`{{-~]*[{_MARKS}])"
)

# Text that is all of these, no space at its ends, with none of those next to each other, is returned as it is.
_CLEAN = re.compile(r"(?! )[\u0e01-\u0e3a\u0e3f-\u0e4c\u0e4e-\u0e5b -~]*+(?<! )\Z")
_NEIGHBOURS = re.compile(
    rf"[เ ะาำ{_MARKS}](?=[เ {_MARKS}])(?:(?<=เ)เ|(?<= ) |(?<=[{_MARKS}])[{_MARKS}](?<!"
    rf"[\u0e31\u0e34-\u0e39][\u0e48-\u0e4c])|(?<=[ะาำ])[{_TONES}])"
)
_SPACES = re.compile(r" {2,}")
_MARK_RUN = re.compile(rf"[{_MARKS}]{{2,}}")
_NIKHAHIT_AA = re.compile(rf"\u0e4d([{_TONES}]*)\u0e32")
_VOWEL_TONE = re.compile(rf"([\u0e30\u0e32\u0e33])([{_TONES}]+)")
_MARK_RANK = {
    mark: rank
    for rank, marks in enumerate(
        [
            "\u0e3a",
            "\u0e31\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39",
            "\u0e47",
            "\u0e4d",
            "\u0e48\u0e49\u0e4a\u0e4b",
            "\u0e4c",
            "\u0e4e",
        ]
    )
    for mark in marks
}


def normalise(text: str) -> str:
    """One line of text in its one spelling: what looks the same is the same.

    NFC (never NFKC, which takes ำ apart); เ + เ is แ; ํ + า is ำ; vowel sign before tone mark; a sign typed twice
    counts once; invisible characters are dropped, all kinds of space are one space, none at the ends. Idempotent.
    """
    if _CLEAN.match(text) and not _NEIGHBOURS.search(text):
        return text
    for _ in range(8):  # one round does for real text; a mend may bring together what another then mends
        before, text = text, _normalise_once(text)
        if text == before:
            break
    return text


def is_normal(text: str) -> bool:
    """Whether `normalise` surely gives the text back as it is; nearly every one that does is told."""
    return _CLEAN.match(text) is not None and not _NEIGHBOURS.search(text)


def _normalise_once(text: str) -> str:
    text = unicodedata.normalize("NFC", text.translate(_CLEANING))
    text = _SPACES.sub(" ", text).strip(" ").replace("เเ", "แ")
    text = _MARK_RUN.sub(_order_marks, text)
    text = _NIKHAHIT_AA.sub("\\1\u0e33", text)
    return _VOWEL_TONE.sub(r"\2\1", text)


def _order_marks(match: re.Match[str]) -> str:
    return "".join(sorted(dict.fromkeys(match[0]), key=lambda mark: (_MARK_RANK[mark], mark)))


def one_line(text: str) -> str:
    """The text as it was typed, but for what cannot be seen and spaces more than one: no sign moves its place."""
    return _SPACES.sub(" ", text.translate(_CLEANING)).strip(" ")


def normalise_lines(text: str) -> str:
    """A text of several lines, each normalised; runs of empty lines become one, none at the ends."""
    lines = "\n".join(normalise(line) for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", lines).strip("\n")


def search_key(text: str) -> str:
    """What a search compares: no spaces, punctuation, ฯ or case; Arabic digits. Both sides go through it.

    A key of a part of a name is part of the key of the name, so ``column__contains=search_key(q)`` finds it
    however either was spaced.
    """
    return _searched(normalise(text))


def _searched(text: str) -> str:
    """The search key of a normalised text."""
    if not _COMMON.match(text):
        return normalise(text.translate(_SEARCHING))
    key = _NOT_SEARCHED.sub("", text.lower() if _CAPITAL.search(text) else text)
    return normalise(key) if _MEETS.search(text) else key


_FOLDED_SIGNS = re.compile("[\u0e3a\u0e46-\u0e4e]+")
# A key of nothing but these folds to what is normalised, unless a sign stood between เ and เ.
_FOLDS_WELL = re.compile(r"[0-9a-z\u0e01-\u0e2e\u0e30-\u0e3a\u0e40-\u0e45\u0e47-\u0e4c]*\Z")


def matching_key(text: str) -> str:
    """Equal for two writings of one organisation's name: the search key without legal form and without the signs
    most often left out or mistyped (tone marks, ็ ์ ๆ); ต. อ. จ. are read as ตำบล อำเภอ จังหวัด.

    Empty only where the search key is empty or holds signs alone; a name that is nothing but a legal form keeps it.
    """
    text = normalise(text)
    return _matched(_expanded_key(text))


def _expanded_key(text: str) -> str:
    """The search key of a normalised text with its abbreviations written out."""
    expanded = expand_abbreviations(text)
    return _searched(text) if expanded is text else search_key(expanded)


def _matched(key: str) -> str:
    """The matching key for a search key."""
    folded = fold_signs(key)
    if "เเ" in folded or not _FOLDS_WELL.match(key):
        folded = normalise(folded)
    return strip_legal_forms(folded)


def name_keys(text: str) -> tuple[str, str, str]:
    """Of a name at once, with half the work: the search key with abbreviations of places written out, the matching key
    and the sort key."""
    clean = normalise(text)
    key = _expanded_key(clean)
    searched = key if clean is text else search_key(expand_abbreviations(text))
    return searched, _matched(key), _sorted(clean)


def fold_signs(text: str) -> str:
    """The text without tone marks, ็ ์ ๆ and their like."""
    return _FOLDED_SIGNS.sub("", text)


_LEADING_VOWEL = re.compile(r"([\u0e40-\u0e44])([\u0e01-\u0e2e])")
# ็ ่ ้ ๊ ๋ ์ ํ ๎, in code-point order as in dictionary order; ฺ is met in Pali only.
_LAST_LEVEL_SIGN = re.compile(r"([\u0e3a\u0e47-\u0e4e])")
_THAI_NUMBER = re.compile(r"[๐-๙0-9]+")
# Text of nothing but these is told in full by the first two levels of its key.
_PLAIN = re.compile(r"[a-z\u0e01-\u0e2e\u0e30-\u0e3a\u0e40-\u0e45\u0e47-\u0e4e]*\Z")
_LEVEL = "!"  # lower than every character of a level
_LONGEST_NUMBER = 48


def sort_key(text: str) -> str:
    """A string whose code-point order (``COLLATE "C"``) is the order of the Royal Institute Dictionary.

    Consonants ก–ฮ (ฤ after ร, ฦ after ล), then vowels; a vowel written before its consonant counts after it;
    ็ ่ ้ ๊ ๋ ์ decide only between words otherwise the same; spaces and punctuation only after that.
    Digits come before Latin letters, Latin before Thai; numbers in order of value (หมู่ 2 before หมู่ 10).
    """
    return _sorted(normalise(text))


def _sorted(text: str) -> str:
    """The sort key of a normalised text."""
    # Before spaces are dropped: "2 10" is not 210.
    ordered = _THAI_NUMBER.sub(_number_key, text)
    # [before, vowel, consonant, before, vowel, …]: the two change places.
    parts = _LEADING_VOWEL.split(ordered)
    if len(parts) > 1:
        parts[1::3], parts[2::3] = parts[2::3], parts[1::3]
        ordered = "".join(parts)
    ordered = _NOT_SORTED.sub("", ordered.lower()) if _COMMON.match(text) else ordered.translate(_SORTING)
    letters = _LAST_LEVEL_SIGN.split(ordered)
    signs = letters[1::2]
    if signs:
        # Every letter is a dash on the second level, so that the signs keep their places.
        ordered = "".join(letters[::2])
        placed = "".join(["-" * len(before) + sign for before, sign in zip(letters[::2], signs, strict=False)])
    else:
        placed = ""
    if _PLAIN.match(text):
        return f"{ordered}{_LEVEL}{placed}"
    return f"{ordered}{_LEVEL}{placed}{_LEVEL}{text}"


def _number_key(match: re.Match[str]) -> str:
    """How many digits the number has, in two, then those digits: a longer number is a greater one."""
    digits = to_arabic(match[0]).lstrip("0")[:_LONGEST_NUMBER]
    return f"{len(digits):02}{digits}"
