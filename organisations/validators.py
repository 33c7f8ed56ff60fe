"""What people type for phones, postcodes, e-mails, addresses of pages and registration numbers, brought to one form.

Each function gives the tidy text, "" for nothing, or raises ValidationError with a sentence that says what to do.
Forms and spreadsheets use the same ones.
"""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.translation import gettext_lazy as _

from thai.digits import to_arabic
from thai.identifiers import valid_thai_id13
from thai.text import normalise

_PHONE_WORDS = re.compile(r"^(?:โทรศัพท์|โทรสาร|โทร|มือถือ|tel|fax|phone|mobile)\s*[.:]?\s*", re.IGNORECASE)
_PHONE = re.compile(r"[0-9+()\-–—. /,;#]|ต่อ|ถึง|และ|หรือ|ext|x", re.IGNORECASE)
_ONE_NUMBER = re.compile(r"(?:\+?66|0)?[ ().\-–—0-9]+\Z")
_ID13 = re.compile(r"[0-9][0-9 \-]{11,18}\Z")
_web = URLValidator(schemes=["http", "https"])


def clean_phone(text: str) -> str:
    """053123456, +66 53 123 456 and ๐๕๓-๑๒๓๔๕๖ are 053-123-456; several numbers or an extension stay as typed."""
    text = _PHONE_WORDS.sub("", to_arabic(normalise(text)))
    if not text:
        return ""
    if _ONE_NUMBER.match(text):
        digits = re.sub(r"[^0-9]", "", text)
        if text.startswith("+66") or (digits.startswith("66") and len(digits) in (10, 11)):
            digits = "0" + digits.removeprefix("66").removeprefix("0")
        if digits.startswith("0") and len(digits) in (9, 10):
            return _grouped(digits)
        if digits.startswith("1") and len(digits) == 4:  # service numbers such as 1300
            return digits
    elif not _PHONE.sub("", text) and len(re.sub(r"[^0-9]", "", text)) >= 9:
        return text
    raise ValidationError(
        _("“%(value)s” is not a phone number. Type 9 or 10 digits, such as 053 123 456 or 081 234 5678."),
        code="phone",
        params={"value": text},
    )


def _grouped(digits: str) -> str:
    if len(digits) == 10:
        return f"{digits[:3]}-{digits[3:6]}-{digits[6:]}"
    area = 2 if digits.startswith("02") else 3
    return f"{digits[:area]}-{digits[area:-3]}-{digits[-3:]}" if area == 3 else f"02-{digits[2:5]}-{digits[5:]}"


def clean_postcode(text: str) -> str:
    """Five digits; Thai digits and spaces are understood."""
    digits = re.sub(r"[\s\-]", "", to_arabic(normalise(text)))
    if digits and not re.fullmatch(r"[1-9][0-9]{4}", digits):
        raise ValidationError(
            _("“%(value)s” is not a postcode. Type five digits, such as 50200."),
            code="postcode",
            params={"value": text},
        )
    return digits


def clean_email(text: str) -> str:
    """Without spaces, mailto: and full stops at the end; the part after @ in small letters."""
    text = re.sub(r"\s", "", normalise(text)).removeprefix("mailto:").rstrip(".,;")
    if not text:
        return ""
    name, at, domain = text.rpartition("@")
    text = f"{name}{at}{domain.lower()}"
    try:
        validate_email(text)
    except ValidationError:
        raise ValidationError(
            _("“%(value)s” is not an e-mail address. Type it like name@example.org."),
            code="email",
            params={"value": text},
        ) from None
    return text


def clean_url(text: str) -> str:
    """The address of a web page; https:// is put before it where it has neither https:// nor http://."""
    text = re.sub(r"\s", "", normalise(text))
    if not text:
        return ""
    if "://" not in text:
        text = f"https://{text}"
    try:
        _web(text)
    except ValidationError:
        raise ValidationError(
            _("“%(value)s” is not the address of a web page. Type it like www.example.org."),
            code="url",
            params={"value": text},
        ) from None
    return text


def clean_registration_number(text: str) -> str:
    """As typed, in Arabic digits; a number of 13 digits must pass its check and is kept without dashes."""
    text = to_arabic(normalise(text))
    digits = re.sub(r"[ \-]", "", text)
    if _ID13.match(text) and len(digits) == 13:
        if not valid_thai_id13(digits):
            raise ValidationError(
                _("One of the 13 digits of “%(value)s” is mistyped. Check the number."),
                code="registration_number",
                params={"value": text},
            )
        return digits
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
_TITLE = re.compile(
    r"(?:" + "|".join(re.escape(title) for title in sorted(_TITLES, key=len, reverse=True)) + r")(?=\s*[ก-ฮเ-ไA-Za-z])"
)


def split_title(text: str) -> tuple[str, str]:
    """("นาย", "สมชาย ใจดี") of "นายสมชาย ใจดี"; ("", text) where no known title leads the name."""
    text = normalise(text)
    match = _TITLE.match(text)
    if not match or (match[0].isascii() and not match[0].endswith(".") and text[match.end()] != " "):
        return "", text
    return match[0], text[match.end() :].strip()


def with_title(title: str, name: str) -> str:
    """A person as written in one cell: Thai titles stand at the name, Latin ones apart."""
    return f"{title} {name}" if title.isascii() and title else f"{title}{name}"
