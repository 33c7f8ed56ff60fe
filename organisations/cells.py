"""What stands in the cells of the registry's spreadsheets: read in, and written out. See resources.py."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from core.forms import DATE_PROBLEMS, NUMBER_PROBLEMS
from core.spreadsheets import as_text
from organisations import validators
from organisations.choices import STATUS_WRITINGS, DatePrecision, Status, Taxonomy
from organisations.terms import Terms, key_of
from places import lookup
from places.reading import read_province
from thai.dates import DateError, format_date, parse_date, parse_founded
from thai.digits import to_arabic
from thai.identifiers import CodeError, parse_registry_code
from thai.numbers import NumberError, parse_number
from thai.text import normalise, normalise_lines

SEPARATORS = re.compile(r"[;|\n]")
MOST = 2_147_483_647  # of PostgreSQL's integer
MOST_BAHT = Decimal(10) ** 13


def parts(raw: Any) -> list[str]:
    """The values of a cell with several: separated by ; | or line breaks (commas are the caller's matter)."""
    return [text for text in map(normalise, SEPARATORS.split(as_text(raw))) if text]


def clean_terms(raw: Any, taxonomy: Taxonomy, terms: Terms, *, several: bool) -> list[str]:
    """Codes of a cell's terms, in the list's order. ValidationError names every value that the list has not got."""
    given = parts(raw) if several else [normalise(as_text(raw))]
    found, unknown = _found(given, lambda text: getattr(terms.find(taxonomy, text), "code", None), commas=several)
    if unknown or not found:
        raise ValidationError(
            _("“%(value)s” is not in the list “%(list)s”. Choose a name or a code of the list."),
            code="unknown_term",
            params={"value": "; ".join(unknown or given), "list": taxonomy.label},
        )
    return terms.in_order(taxonomy, found)


def clean_provinces(raw: Any, _max_length: int = 0) -> tuple[list[str]]:
    """Province codes of a cell."""
    found, unknown = _found(parts(raw), lambda text: read_province(text).code, commas=True)
    if unknown:
        raise ValidationError(
            _("“%(value)s” is not a province. Type its name, such as เชียงใหม่, or its code, such as 50."),
            code="unknown_province",
            params={"value": "; ".join(unknown)},
        )
    return (sorted(set(found)),)


def _found(given: Iterable[str], find: Callable[[str], str | None], *, commas: bool) -> tuple[list[str], list[str]]:
    """What is found and what is not; a value with a comma is tried whole before its pieces."""
    found: list[str] = []
    unknown: list[str] = []
    for text in given:
        pieces = [text] if find(text) or not commas else [piece.strip() for piece in text.split(",") if piece.strip()]
        for piece in pieces:
            code = find(piece)
            if code:
                found.append(code)
            else:
                unknown.append(piece)
    return found, unknown


def province_names(codes: Iterable[str]) -> list[str]:
    """Thai names of province codes."""
    known = lookup.provinces().by_code
    return [known[code].name_th if code in known else code for code in codes]


def clean_code(raw: Any, _max_length: int = 0) -> tuple[str]:
    try:
        return (parse_registry_code(as_text(raw)),)
    except CodeError as error:
        sentence = (
            _("“%(value)s” is not a registry code. It is CSO- and seven digits.")
            if error.code == "form"
            else _("One digit of the registry code “%(value)s” is mistyped. Check it.")
        )
        raise ValidationError(sentence, code=f"code_{error.code}", params={"value": as_text(raw)}) from None


def clean_text(raw: Any, max_length: int = 0) -> tuple[str]:
    return (_short(normalise(as_text(raw)), max_length),)


def clean_long_text(raw: Any, max_length: int = 0) -> tuple[str]:
    return (_short(normalise_lines(as_text(raw)), max_length),)


def _short(text: str, max_length: int) -> str:
    if max_length and len(text) > max_length:
        raise ValidationError(
            _("This text has %(length)s characters. Shorten it to %(max)s."),
            code="too_long",
            params={"length": len(text), "max": max_length},
        )
    return text


def clean_status(raw: Any, _max_length: int = 0) -> tuple[str]:
    status = _statuses().get(key_of(as_text(raw)))
    if status is None:
        raise ValidationError(
            _("“%(value)s” is not a status. Type ดำเนินการ, พักการดำเนินงาน or เลิก."),
            code="unknown_status",
            params={"value": as_text(raw)},
        )
    return (status,)


@cache
def _statuses() -> dict[str, str]:
    return {key_of(text): status.value for status in Status for text in (status.value, *STATUS_WRITINGS[status])}


def clean_date(raw: Any, _max_length: int = 0) -> tuple[date, str]:
    """The first day meant, and how exactly it is meant."""
    try:
        day, precision = parse_founded(raw)
    except DateError as error:
        problem = DATE_PROBLEMS.get(error.code, DATE_PROBLEMS["not_a_date"])
        raise ValidationError(problem, code=error.code, params={"value": as_text(raw)}) from None
    return day, precision


def clean_day(raw: Any, _max_length: int = 0) -> tuple[date]:
    """The one day meant; a month or a year alone is refused."""
    try:
        return (parse_date(raw),)
    except DateError as error:
        problem = DATE_PROBLEMS.get(error.code, DATE_PROBLEMS["not_a_date"])
        raise ValidationError(problem, code=error.code, params={"value": as_text(raw)}) from None


def clean_choice(raw: Any, choices: type[TextChoices]) -> str:
    """The value of a closed list by its name in Thai or English, or by itself."""
    value = _writings(choices).get(key_of(as_text(raw)))
    if value is None:
        raise ValidationError(
            _("“%(value)s” is not in the list. Type one of: %(names)s."),
            code="unknown_choice",
            params={"value": as_text(raw)[:100], "names": ", ".join(choice_names(choices).values())},
        )
    return value


@cache
def choice_names(choices: type[TextChoices], language: str = "th") -> dict[str, str]:
    """Value → its name in a language."""
    with translation.override(language):
        return {str(value): str(label) for value, label in choices.choices}


@cache
def _writings(choices: type[TextChoices]) -> dict[str, str]:
    found: dict[str, str] = {}
    for names in (choice_names(choices), choice_names(choices, "en"), {value: value for value in choices.values}):
        for value, name in names.items():
            found.setdefault(key_of(name), value)
    # The level of a province is said without the word for level too.
    for name, value in list(found.items()):
        found.setdefault(name.removeprefix(key_of("ระดับ")), value)
    return found


def clean_record(raw: Any, _max_length: int = 0) -> tuple[int]:
    """The number of a record, as an export gives it."""
    text = to_arabic(as_text(raw)).strip()
    if not (text.isascii() and text.isdigit() and len(text) < 16):
        raise ValidationError(
            _("“%(value)s” is not the number of a record. Leave the cell empty for a new one."),
            code="not_a_record",
            params={"value": text[:100]},
        )
    return (int(text),)


def date_cell(day: date | None, precision: str) -> str:
    """30/03/2564, 03/2564 or 2564: as exact as it is known, and read back the same."""
    if day is None:
        return ""
    if precision == DatePrecision.YEAR:
        return format_date(day, "year")
    numeric = format_date(day, "numeric")
    return numeric[3:] if precision == DatePrecision.MONTH else numeric


def clean_integer(raw: Any, _max_length: int = 0) -> tuple[int]:
    number = _number(raw)
    if number != int(number) or not 0 <= number <= MOST:
        raise ValidationError(
            _("“%(value)s” is not a whole number of 0 or more."), code="not_whole", params={"value": as_text(raw)}
        )
    return (int(number),)


def clean_money(raw: Any, _max_length: int = 0) -> tuple[Decimal]:
    number = _number(raw)
    if not 0 <= number < MOST_BAHT:
        raise ValidationError(
            _("“%(value)s” is not an amount in baht."), code="not_money", params={"value": as_text(raw)}
        )
    return (number.quantize(Decimal("0.01")),)


def _number(raw: Any) -> Decimal:
    try:
        return parse_number(as_text(raw) if isinstance(raw, str) else raw)
    except NumberError as error:
        problem = NUMBER_PROBLEMS.get(error.code, NUMBER_PROBLEMS["not_a_number"])
        raise ValidationError(problem, code=error.code, params={"value": as_text(raw)}) from None


def clean_phone(raw: Any, max_length: int = 0) -> tuple[str]:
    """A number cell has lost the nought at its beginning: 53123456 is 053-123-456."""
    text = as_text(raw)
    lost = isinstance(raw, (int, float)) and len(text) in (8, 9) and not text.startswith("0")
    return (_short(validators.clean_phone(f"0{text}" if lost else text), max_length),)


def clean_person(raw: Any, max_length: int = 0) -> tuple[str, str]:
    return validators.split_title(_short(normalise(as_text(raw)), max_length))


def person_cell(title: str | None, name: str | None) -> str:
    return validators.with_title(title or "", name or "")


def term_name(taxonomy: Taxonomy | None, code: str, terms: Terms) -> str:
    """The Thai name of a term; files are in Thai whatever the reader's language."""
    entry = terms.get(taxonomy, code) if taxonomy else None
    return entry.name_th if entry else code


def _tidy(clean: Callable[[str], str]) -> Callable[[Any, int], tuple[str]]:
    return lambda raw, max_length: (_short(clean(as_text(raw)), max_length),)


CLEANERS: dict[str, Callable[[Any, int], tuple[Any, ...]]] = {
    "code": clean_code,
    "text": clean_text,
    "long_text": clean_long_text,
    "status": clean_status,
    "date": clean_date,
    "day": clean_day,
    "record": clean_record,
    "found": clean_long_text,
    "integer": clean_integer,
    "money": clean_money,
    "place": clean_text,
    "provinces": clean_provinces,
    "postcode": _tidy(validators.clean_postcode),
    "phone": clean_phone,
    "email": _tidy(validators.clean_email),
    "url": _tidy(validators.clean_url),
    "number": _tidy(validators.clean_registration_number),
    "person": clean_person,
}


def _is_tidy_text(text: str) -> bool:
    return text[0] != "'"


@dataclass(frozen=True)
class TidyNumber:
    """What a cleaner surely makes of a whole number from 0 to `most`, as JSON keeps it."""

    most: int
    value: Callable[[int], int | str]


TIDY_NUMBERS = {"integer": TidyNumber(MOST, int), "money": TidyNumber(int(MOST_BAHT) - 1, "{}.00".format)}

# Whether a cleaner of one value gives a normalised text, not an empty one, back as it is: told at a look, since nearly
# every cell of a register that is kept with care is so.
TIDY: dict[str, Callable[[str], bool]] = {
    "text": _is_tidy_text,
    "long_text": _is_tidy_text,
    "phone": validators.is_tidy_phone,
    "email": validators.is_tidy_email,
    "url": validators.is_tidy_url,
    "number": validators.is_tidy_number,
    "postcode": validators.is_tidy_postcode,
}
