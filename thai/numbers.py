"""Money and counts as people type them, and as they are printed."""

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from thai.digits import to_arabic, to_thai
from thai.text import normalise

Digits = Literal["arabic", "thai"]

NUMBER_MESSAGES = {
    "empty": "Enter a number.",
    "not_a_number": "“%(value)s” is not a number; write it as 1250000 or 1,250,000.",
    "grouping": "The commas of “%(value)s” do not group thousands; write it as 1250000 or 1,250,000.",
    "out_of_range": "“%(value)s” is too large; check it.",
}


class NumberError(ValueError):
    """Not a number that can be read; ``code`` is a key of NUMBER_MESSAGES, ``value`` what was given."""

    def __init__(self, code: str, value: object) -> None:
        super().__init__(NUMBER_MESSAGES[code] % {"value": value})
        self.code = code
        self.value = value


_LIMIT = Decimal(10) ** 15
_POWERS = {
    "": 0,
    "ร้อย": 2,
    "พัน": 3,
    "หมื่น": 4,
    "แสน": 5,
    "ล้าน": 6,
    "พันล้าน": 9,
    "hundred": 2,
    "thousand": 3,
    "million": 6,
    "billion": 9,
}
_POWER = "|".join(sorted(filter(None, _POWERS), key=len, reverse=True))
_UNIT = (
    r"บาท(?:ถ้วน)?|บ\.|฿|thb|baht|คน|ราย|แห่ง|องค์กร|องค์การ|หมู่บ้าน|ตำบล|อำเภอ|จังหวัด|ครัวเรือน|ครอบครัว|"
    r"โครงการ|เครือข่าย|กลุ่ม|ฉบับ|ระบบ|กองทุน"
)
_DIGITS = r"[0-9][0-9,]*(?:\.[0-9]+)?|\.[0-9]+"
# A word of power must stand between two figures: with only one way to match, no text takes long to refuse.
_WHOLE = re.compile(
    r"(?:(?:จำนวน|฿|thb|baht) ?)?(?P<sign>[-−+] ?)?"
    rf"(?P<parts>(?:{_DIGITS})(?: ?(?:{_POWER}) ?(?:{_DIGITS}))*(?: ?(?:{_POWER}))?)"
    rf"(?:\.[-–—]|\.?(?:[-–—]|=))? ?(?:{_UNIT})?\Z"
)
_PART = re.compile(rf"({_DIGITS}) ?({_POWER})?")
_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?\Z")


def parse_number(value: object) -> Decimal:
    """The number of 1250000, "1,250,000 บาท", "๑,๒๐๐", "1.5 ล้านบาท", "2 ล้าน 5 แสน", "500.-" or "25 คน".

    Raises NumberError, also where there is no number ("", "-", None): an absent figure is not nought.
    """
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        number = Decimal(str(value) if isinstance(value, float) else value)
        if not number.is_finite():
            raise NumberError("not_a_number", value)
        return _checked(number, value)
    if value is None or (isinstance(value, str) and normalise(value) in ("", "-", "–", "—")):
        raise NumberError("empty", value)
    if not isinstance(value, str):
        raise NumberError("not_a_number", value)
    text = to_arabic(normalise(value[:100])).lower()
    match = _WHOLE.match(text)
    if not match or len(value) > 100:
        raise NumberError("not_a_number", value)
    number = _sum_of(_PART.findall(match["parts"]), value)
    return _checked(-number if (match["sign"] or "+")[0] in "-−" else number, value)


def _sum_of(parts: list[tuple[str, str]], value: object) -> Decimal:
    """ "2 ล้าน 5 แสน" adds up; powers must fall, so that "5 แสน 2 ล้าน" is not read."""
    total, last_power = Decimal(0), 99
    for digits, word in parts:
        if "," in digits and not _GROUPED.match(digits):
            raise NumberError("grouping", value)
        if _POWERS[word] >= last_power:
            raise NumberError("not_a_number", value)
        last_power = _POWERS[word]
        total += Decimal(digits.replace(",", "")).scaleb(last_power)
    return total


def _checked(number: Decimal, value: object) -> Decimal:
    if abs(number) >= _LIMIT:
        raise NumberError("out_of_range", value)
    return number


def format_number(value: Decimal | float, decimals: int | None = None, digits: Digits = "arabic") -> str:
    """1,250,000.5: thousands grouped; ``decimals`` rounds half up, None prints what there is, without idle noughts."""
    number = Decimal(str(value))
    if decimals is not None:
        number = number.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    text = f"{number:,f}"
    if decimals is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    if not text.strip("-0.,"):
        text = text.removeprefix("-")
    return to_thai(text) if digits == "thai" else text


_BAHT = {
    ("th", "baht"): "{} บาท",
    ("th", "million"): "{} ล้านบาท",
    ("en", "baht"): "{} baht",
    ("en", "million"): "{} million baht",
}


def format_baht(
    value: Decimal | float,
    unit: Literal["baht", "million"] = "baht",
    language: str = "th",
    digits: Digits = "arabic",
    decimals: int | None = None,
) -> str:
    """ "1,250,000 บาท", or with unit "million" "81 ล้านบาท". Satang are shown where there are any."""
    number = Decimal(str(value))
    if unit == "million":
        number = number.scaleb(-6)
    elif decimals is None:
        decimals = 0 if number == number.to_integral_value() else 2
    text = _BAHT["th" if language.startswith("th") else "en", unit].format(format_number(number, decimals))
    return to_thai(text) if digits == "thai" else text
