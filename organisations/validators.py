"""What people type for phones, postcodes, e-mails, addresses of pages and registration numbers, brought to one form.

Each function gives the tidy text, "" for nothing, or raises ValidationError with a sentence that says what to do.
Forms and spreadsheets use the same ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.translation import gettext_lazy as _

from thai.digits import to_arabic
from thai.identifiers import valid_thai_id13
from thai.text import normalise

_PHONE_WORDS = re.compile(r"(?:โทรศัพท์|โทรสาร|โทร|เบอร์|มือถือ|แฟกซ์|tel|fax|phone|mobile)\s*[.:]?\s*", re.IGNORECASE)
# Several numbers in one box: "053 123 456, 081 234 5678", "… และ …", "… / …".
_BETWEEN_NUMBERS = re.compile(r"\s*(?:[,;/|]|และ|หรือ|กับ|\band\b|\bor\b)\s*", re.IGNORECASE)
# An extension, or the last digits of a row of lines: "ต่อ 12", "ext. 12", "#12"; "053-123456-8", "ถึง 8".
_EXTENSION = re.compile(
    r"\s*(?:ต่อ|ext(?:ension)?\.?|x|#)\s*[.:]?\s*([0-9]{1,6}(?:\s*-\s*[0-9]{1,6})?)\Z", re.IGNORECASE
)
_ROW_OF_LINES = re.compile(r"\s*(?:ถึง|-|–|—)\s*([0-9]{1,4})\Z")
_ONE_NUMBER = re.compile(r"\+?[ ().\-–—0-9]+\Z")
# What is tidy already, as nearly all of a register that was kept with care; imports read them by the hundred thousand.
_TIDY_PHONE = re.compile(r"(?:0[689][0-9]-[0-9]{3}-[0-9]{4}|02-[0-9]{3}-[0-9]{4}|0[13-57][0-9]-[0-9]{3}-[0-9]{3})\Z")
_TIDY_EMAIL = re.compile(
    r"[A-Za-z0-9_+-]+(?:\.[A-Za-z0-9_+-]+)*@(?:[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?\.)+[a-z]{2,63}\Z"
)
_TIDY_URL = re.compile(
    r"https?://(?:[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?\.)+[a-z]{2,20}(?:/[A-Za-z0-9_~./-]*[A-Za-z0-9_~/-])?/?\Z"
)
_TIDY_NUMBER = re.compile(r"(?![0-9][0-9 -]{11,18}\Z)[0-9A-Za-z\u0e01-\u0e3a\u0e40-\u0e4e ./()-]+\Z")
_TIDY_POSTCODE = re.compile(r"[1-9][0-9]{4}\Z")
_ID13 = re.compile(r"[0-9][0-9 \-–—]{11,18}\Z")
_FULLWIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3002: "."}
_web = URLValidator(schemes=["http", "https"])


def is_tidy_phone(text: str) -> bool:
    """Whether `clean_phone` surely gives a normalised text back as it is; those below likewise."""
    return _TIDY_PHONE.match(text) is not None


def is_tidy_email(text: str) -> bool:
    return len(text) < 200 and _TIDY_EMAIL.match(text) is not None


def is_tidy_url(text: str) -> bool:
    return len(text) < 200 and _TIDY_URL.match(text) is not None


def is_tidy_number(text: str) -> bool:
    return _TIDY_NUMBER.match(text) is not None


def is_tidy_postcode(text: str) -> bool:
    return _TIDY_POSTCODE.match(text) is not None


def _half_width(text: str) -> str:
    """Letters, digits and signs of a Chinese or Japanese keyboard as those of ours; Thai digits as Arabic ones."""
    return to_arabic(text.translate(_FULLWIDTH))


def clean_phone(text: str) -> str:
    """053123456, +66 53 123 456 and ๐๕๓-๑๒๓๔๕๖ are 053-123-456.

    An extension is "053-123-456 ต่อ 12", a row of lines "053-123-456-8"; several numbers stand with commas between.
    """
    if is_tidy_phone(text):
        return text
    text = _half_width(normalise(text))
    numbers = [part for part in _BETWEEN_NUMBERS.split(_PHONE_WORDS.sub("", text)) if part.strip(" .-")]
    return ", ".join(_one_phone(number.strip(), text) for number in numbers)


def _one_phone(number: str, typed: str) -> str:
    ending = ""
    if extension := _EXTENSION.search(number):
        number, ending = number[: extension.start()], " ต่อ " + "".join(extension[1].split())
    # "053-123-456" ends in three digits as well: they are a row of lines only where the number is whole without.
    elif (lines := _ROW_OF_LINES.search(number)) and _national(number[: lines.start()]):
        number, ending = number[: lines.start()], f"-{lines[1]}"
    national = _national(number)
    if not national:
        raise ValidationError(
            _("“%(value)s” is not a phone number. Type 9 or 10 digits, such as 053 123 456 or 081 234 5678."),
            code="phone",
            params={"value": typed},
        )
    return f"{_grouped(national)}{ending}"


def _national(text: str) -> str:
    """The digits of one number as they are dialled in Thailand; "" where they are none."""
    text = text.strip()
    if not _ONE_NUMBER.match(text):
        return ""
    digits = re.sub(r"[^0-9]", "", text)
    if text.startswith(("+66", "(+66")) or (digits.startswith("66") and len(digits) in (10, 11)):
        digits = "0" + digits.removeprefix("66").removeprefix("0")
    if text.startswith("+") and not digits.startswith("0"):
        return ""
    if digits.startswith("0") and len(digits) == (10 if digits[1:2] in "689" else 9):
        return digits
    # Service numbers such as 1300.
    return digits if digits.startswith("1") and len(digits) == 4 else ""


def _grouped(digits: str) -> str:
    if len(digits) == 4:
        return digits
    if len(digits) == 10:
        return f"{digits[:3]}-{digits[3:6]}-{digits[6:]}"
    area = 2 if digits.startswith("02") else 3
    return f"{digits[:area]}-{digits[area:-3]}-{digits[-3:]}" if area == 3 else f"02-{digits[2:5]}-{digits[5:]}"


def clean_postcode(text: str) -> str:
    """Five digits; Thai digits and spaces are understood."""
    digits = re.sub(r"[\s\-.]", "", _half_width(normalise(text)))
    if digits and not re.fullmatch(r"[1-9][0-9]{4}", digits):
        raise ValidationError(
            _("“%(value)s” is not a postcode. Type five digits, such as 50200."),
            code="postcode",
            params={"value": text},
        )
    return digits


def clean_email(text: str) -> str:
    """Without spaces, mailto:, brackets and full stops at the ends; the part after @ in small letters."""
    if is_tidy_email(text):
        return text
    typed = normalise(text)
    text = re.sub(r"\s", "", _half_width(typed)).strip("<>()[]\"'.,;").removeprefix("mailto:")
    if not text:
        return ""
    name, at, domain = text.rpartition("@")
    text = f"{name}{at}{domain.lower()}"
    try:
        validate_email(text)
    except ValidationError:
        raise ValidationError(_email_problem(typed, text), code="email", params={"value": typed}) from None
    return text


def _email_problem(typed: str, text: str) -> Any:
    """The sentence that tells what to mend in what is nearly an e-mail address."""
    if re.search("[ก-๛]", text):
        return _("“%(value)s” has Thai letters in it. Type the e-mail address in Latin letters, like name@example.org.")
    if text.count("@") > 1 or re.search(r"[,;/]", typed):
        return _("“%(value)s” looks like more than one e-mail address. Type one only, like name@example.org.")
    if "@" not in text:
        return _("“%(value)s” has no @ in it. Type the e-mail address like name@example.org.")
    if text.rpartition("@")[2] and "." not in text.rpartition("@")[2]:
        return _("“%(value)s” has no full stop after the @. Type the e-mail address like name@example.org.")
    return _("“%(value)s” is not an e-mail address. Type it like name@example.org.")


def clean_url(text: str) -> str:
    """The address of a web page; https:// is put before it where it has neither https:// nor http://.

    Thai names of hosts and pages are fine: องค์กร.ไทย, https://example.org/หน้าแรก.
    """
    typed = normalise(text)
    text = re.sub(r"\s", "", _half_width_ascii(typed)).rstrip(".,;")
    if not text:
        return ""
    text = re.sub(r"^(https?)[:;]/{0,3}", r"\1://", text, flags=re.IGNORECASE)
    if "://" not in text:
        text = f"https://{text}"
    scheme, _sep, rest = text.partition("://")
    host, slash, path = rest.partition("/")
    text = f"{scheme.lower()}://{host.lower()}{slash}{path}"
    problem = ValidationError(_url_problem(host), code="url", params={"value": typed})
    if "@" in host:
        raise problem
    try:
        _web(text)
    except ValidationError:
        raise problem from None
    return text


def _half_width_ascii(text: str) -> str:
    """As _half_width, but Thai digits stay: they may be part of the name of a Thai page."""
    return text.translate(_FULLWIDTH)


def _url_problem(host: str) -> Any:
    if "@" in host:
        return _("“%(value)s” looks like an e-mail address. Type the address of a web page, like www.example.org.")
    if "." not in host:
        return _(
            "“%(value)s” is a name only. Copy the address from the browser, such as https://www.facebook.com/name."
        )
    return _("“%(value)s” is not the address of a web page. Type it like www.example.org.")


def clean_registration_number(text: str) -> str:
    """As typed, in Arabic digits; a number of 13 digits must pass its check and is kept without dashes."""
    text = _half_width(normalise(text))
    digits = re.sub(r"[ \-–—]", "", text)
    if not _ID13.match(text):
        return text
    if len(digits) == 13:
        if not valid_thai_id13(digits):
            raise ValidationError(
                _("One of the 13 digits of “%(value)s” is mistyped. Check the number."),
                code="registration_number",
                params={"value": text},
            )
        return digits
    if len(digits) in (12, 14):
        raise ValidationError(
            _("“%(value)s” has %(count)s digits; a juristic person's number has 13. Check the number."),
            code="registration_number",
            params={"value": text, "count": len(digits)},
        )
    return text


# Titles before a person's name, longest first; those in Latin letters need a space after them.
_TITLES = (
    "ว่าที่ร้อยตรีหญิง", "ว่าที่ร้อยตรี", "ว่าที่ร้อยโท", "ว่าที่ร้อยเอก", "ว่าที่ ร.ต.", "ว่าที่ร.ต.", "หม่อมราชวงศ์", "หม่อมหลวง",
    "พระครูปลัด", "พระครู", "พระมหา", "พระปลัด", "พระอธิการ", "นายแพทย์", "แพทย์หญิง", "เด็กชาย", "เด็กหญิง", "นางสาว",
    "ศาสตราจารย์", "รองศาสตราจารย์", "ผู้ช่วยศาสตราจารย์", "ผศ.ดร.", "รศ.ดร.", "ศ.ดร.", "ดร.", "ผศ.", "รศ.", "ศ.", "น.ส.",
    "ม.ร.ว.", "ม.ล.", "พล.อ.", "พล.ท.", "พล.ต.อ.", "พล.ต.ท.", "พล.ต.ต.", "พล.ต.", "พ.ต.อ.", "พ.ต.ท.", "พ.ต.ต.", "พ.อ.",
    "พ.ท.", "พ.ต.", "ร.ต.อ.", "ร.ต.ท.", "ร.ต.ต.", "ร.อ.", "ร.ท.", "ร.ต.", "ส.อ.", "จ.ส.อ.", "ด.ต.", "นพ.", "พญ.", "ทพ.",
    "พระ", "นาง", "นาย", "คุณ", "Mrs.", "Miss", "Mr.", "Ms.", "Dr.", "Rev.",
)  # fmt: skip


def _any_of(titles: Iterable[str]) -> str:
    """An expression for the longest of some titles; those of one first letter stand together, so that few are tried."""
    of_letter: dict[str, list[str]] = {}
    for title in sorted(titles, key=len, reverse=True):
        of_letter.setdefault(title[0], []).append(re.escape(title[1:]))
    return "|".join(f"{re.escape(letter)}(?:{'|'.join(ends)})" for letter, ends in of_letter.items())


_TITLE = re.compile(rf"(?:{_any_of(_TITLES)})(?=\s*[ก-ฮเ-ไA-Za-z])")


def split_title(text: str) -> tuple[str, str]:
    """("นาย", "สมชาย ใจดี") of "นายสมชาย ใจดี"; ("", text) where no known title leads the name."""
    return split_normal(normalise(text))


def split_normal(text: str) -> tuple[str, str]:
    """As split_title, of a text that is normalised."""
    match = _TITLE.match(text)
    if not match or (match[0].isascii() and not match[0].endswith(".") and text[match.end()] != " "):
        return "", text
    return match[0], text[match.end() :].strip()


def with_title(title: str, name: str) -> str:
    """A person as written in one cell: Thai titles stand at the name, Latin ones apart."""
    return f"{title} {name}" if title.isascii() and title else f"{title}{name}"
