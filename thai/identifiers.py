"""Registry codes with a check digit, and the check of Thai 13-digit numbers.

A registry code is ``CSO-``, six digits and a check digit: CSO-0012340. It is printed on letters and read over the
telephone, so the check digit is Damm's (H. M. Damm, Total anti-symmetrische Quasigruppen, 2004), which notices every
single wrong digit and every swap of neighbours; Luhn's misses 09 for 90, ISO 7064 MOD 11-2 needs an X.
"""

import re

from thai.digits import to_arabic
from thai.text import normalise

_DAMM = (
    "0317598642",
    "7092154863",
    "4206871359",
    "1750983426",
    "6123045978",
    "3674209581",
    "5869720134",
    "8945362017",
    "9438617205",
    "2581436790",
)
PREFIX = "CSO-"
LAST_NUMBER = 999_999

CODE_MESSAGES = {
    "form": "“%(value)s” is not a registry code; it is CSO- and seven digits, such as %(example)s.",
    "check_digit": "“%(value)s” is no registry code: its last digit does not fit the others; one of them is mistyped.",
}


class CodeError(ValueError):
    """Not a registry code; ``code`` is "form" or "check_digit", ``value`` what was given."""

    def __init__(self, code: str, value: object) -> None:
        super().__init__(CODE_MESSAGES[code] % {"value": value, "example": registry_code(1234)})
        self.code = code
        self.value = value


def check_digit(digits: str) -> str:
    """Damm's check digit of a string of ASCII digits; of the string with its check digit behind, it is "0"."""
    interim = 0
    for digit in digits:
        interim = int(_DAMM[interim][int(digit)])
    return str(interim)


def registry_code(number: int) -> str:
    """The registry code of a running number, 1–999999. Raises ValueError beyond."""
    if not 1 <= number <= LAST_NUMBER:
        raise ValueError(f"A registry number is between 1 and {LAST_NUMBER}, not {number}.")
    digits = f"{number:06}"
    return f"{PREFIX}{digits}{check_digit(digits)}"


_CODE = re.compile(r"CSO([0-9OIL]{7})\Z")
_SEPARATORS = re.compile(r"[\s‐-―−_./-]")
# Letters that a reader takes for digits.
_LOOKALIKES = str.maketrans("OIL", "011")


def parse_registry_code(text: str) -> str:
    """The code in its printed form, from text with small letters, Thai digits, O for 0, spaces, dashes or none.

    Raises CodeError: "form" where it is no code at all, "check_digit" where one is mistyped.
    """
    match = _CODE.match(_SEPARATORS.sub("", to_arabic(normalise(text[:100]))).upper())
    digits = match[1].translate(_LOOKALIKES) if match and len(text) <= 100 else ""
    if not digits:
        raise CodeError("form", text)
    if check_digit(digits) != "0" or digits == "0000000":
        raise CodeError("check_digit", text)
    return f"{PREFIX}{digits}"


def valid_thai_id13(text: str) -> bool:
    """Whether a 13-digit number of a person or juristic person (dashes, spaces, Thai digits allowed) passes its
    check: the digits weighted 13 … 2, 11 minus the sum modulo 11, last digit of that (กรมการปกครอง)."""
    digits = _SEPARATORS.sub("", to_arabic(text))
    if not re.fullmatch("[0-9]{13}", digits):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits[:12], range(13, 1, -1), strict=True))
    return (11 - total % 11) % 10 == int(digits[12])
