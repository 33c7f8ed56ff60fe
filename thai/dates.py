"""Dates as Thai people and their spreadsheets write them, and back.

What is read: 30/3/2564, ๓๐/๓/๒๕๖๔, 30-03-2564, 30 มี.ค. 2564, วันที่ 30 มีนาคม พ.ศ. 2564, 2021-03-30, 2564-03-30,
30 March 2021, a time of day behind any of them, date cells, and spreadsheet serial numbers. What is decided:

- The day comes before the month, always; 3/30/2564 is an error, never silently 30 March.
- A year of 2400 or more is Buddhist Era whatever the cell says, one up to 2257 is Christian Era; พ.ศ. and ค.ศ. win.
- Two-digit years are refused: 30.3.64 may mean พ.ศ. 2564, 2464 or ค.ศ. 1964, and a registry whose organisations
  are up to 150 years old cannot guess.
- พ.ศ. is ค.ศ. + 543 on every day of the year, as DOMAIN.md has it, also before 2484 when the year still began in April.
- 29 February is judged by the ค.ศ. year: 29/2/2567 exists (2024), 29/2/2564 does not.
"""

import math
import re
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Literal
from zoneinfo import ZoneInfo

from thai.digits import to_arabic, to_thai
from thai.months import LONG, MONTH_PATTERN, SHORT, month_number
from thai.text import normalise

BANGKOK = ZoneInfo("Asia/Bangkok")
ERA = 543
FIRST_BE_YEAR, LAST_BE_YEAR = 2400, 2800
_FIRST_CE_YEAR, _LAST_CE_YEAR = FIRST_BE_YEAR - ERA, LAST_BE_YEAR - ERA

Precision = Literal["day", "month", "year"]
Style = Literal["full", "long", "short", "numeric", "month", "month_short", "year"]
Digits = Literal["arabic", "thai"]

DATE_MESSAGES = {
    "empty": "Enter a date.",
    "not_a_date": "“%(value)s” is not a date; write it as 30/3/2564 or 30 มี.ค. 2564.",
    "no_such_day": "There is no such day as “%(value)s”; check day, month and year (the day comes first).",
    "ambiguous_year": "Write the year of “%(value)s” with four digits, such as 2564.",
    "day_missing": "“%(value)s” names no day; write day, month and year, such as 30/3/2564.",
    "out_of_range": "The year of “%(value)s” is not between พ.ศ. 2400 and 2800; check it.",
}


class DateError(ValueError):
    """Not a date that can be read.

    ``code`` is a key of DATE_MESSAGES (English, with ``%(value)s``, so that callers can translate), ``value`` is what
    was given.
    """

    def __init__(self, code: str, value: object) -> None:
        super().__init__(DATE_MESSAGES[code] % {"value": value})
        self.code = code
        self.value = value


_ERA_MARK = r"(?:พ\.?\s?ศ\.?|ค\.?\s?ศ\.?|b\.?\s?e\b\.?|a\.?\s?d\b\.?|c\.?\s?e\b\.?)"
_YEAR = rf"(?:ปี\s?)?(?P<era>{_ERA_MARK})?\s?(?P<year>[0-9]{{4}}|[0-9]{{1,2}})(?:\s?(?P<era_after>{_ERA_MARK}))?"
_WEEKDAY = (
    r"(?:วัน)?(?:อาทิตย์|จันทร์|อังคาร|พุธ|พฤหัสบดี|พฤหัส|ศุกร์|เสาร์)|"
    r"(?:sun|mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?)(?:day)?"
)
_PREFIX = rf"(?:ณ\s?|เมื่อ\s?|ลง\s?)?(?:(?:{_WEEKDAY})\.?,?\s?)?(?:วันที่|ที่)?\s?"
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_GAP = r"\s?[-–/.,]?\s?"
_MONTH_NAME = rf"(?:เดือน\s?)?(?P<name>{MONTH_PATTERN})\.?"
_TIME = (
    r"(?:,?[\st]\s?(?:เวลา\s?)?(?P<clock>(?:[01]?[0-9]|2[0-3])[:.][0-5][0-9](?:[:.][0-5][0-9](?:\.[0-9]{1,9})?)?)"
    r"\s?(?:น\.?|[ap]m)?(?P<zone>z|[+-][0-9]{2}:?[0-9]{2})?)?"
)
_DAY_FORMS = tuple(
    re.compile(rf"{_PREFIX}{form}{_TIME}\Z")
    for form in (
        rf"{_DAY}(?:\s?[-–/.]\s?|\s)(?P<month>[0-9]{{1,2}})(?:\s?[-–/.]\s?|\s){_YEAR}",
        r"(?P<year>[0-9]{4})\s?[-–/.]\s?(?P<month>[0-9]{1,2})\s?[-–/.]\s?(?P<day>[0-9]{1,2})",
        rf"{_DAY}{_GAP}{_MONTH_NAME}{_GAP}{_YEAR}",
        rf"(?P<name>{MONTH_PATTERN})\.?\s?{_DAY}(?:\s?,\s?|\s){_YEAR}",
    )
)
_MONTH_FORMS = tuple(
    re.compile(rf"{form}\Z")
    for form in (
        rf"{_MONTH_NAME}{_GAP}{_YEAR}",
        r"(?P<month>[0-9]{1,2})\s?[-–/.]\s?(?P<year>[0-9]{4})",
        r"(?P<year>[0-9]{4})\s?[-–/]\s?(?P<month>[0-9]{1,2})",
    )
)
_YEAR_FORM = re.compile(rf"(?:เมื่อ\s?)?{_YEAR}\Z")
_GROUPED_YEAR = re.compile(r"\A([12]),?([0-9]{3})(?:\.0+)?\Z")

# A sheet counts days from 1899-12-30 (which makes up for its 29 February 1900); below 3000 (1908) it is a year.
_SHEET_EPOCH = date(1899, 12, 30)
_FIRST_SERIAL, _LAST_SERIAL = 3000, (date(LAST_BE_YEAR, 12, 31) - _SHEET_EPOCH).days


def parse_date(value: object) -> date:
    """The day that a cell or a typed text means, as a Gregorian date (ค.ศ. 1857–2257).

    ``value``: text, date, datetime (with a zone: the day in Bangkok), or a spreadsheet's serial number.
    Raises DateError; its code is "day_missing" for a mere month or year.
    """
    day, precision = _parse(value)
    if precision != "day":
        raise DateError("day_missing", value)
    return day


def parse_founded(value: object) -> tuple[date, Precision]:
    """The first day that the value may mean, and how exactly it says so: "day", "month" (มี.ค. 2545) or "year" (2545).

    Raises DateError.
    """
    return _parse(value)


def parse_year(value: object) -> int:
    """The ค.ศ. year of 2545, พ.ศ. ๒๕๔๕, ค.ศ. 2002 or 2002 (text or number; of a date, its year).

    Raises DateError.
    """
    day, precision = _parse(value)
    if precision != "year" and not isinstance(value, date):
        raise DateError("not_a_date", value)
    return day.year


def _parse(value: object) -> tuple[date, Precision]:
    if isinstance(value, datetime):
        if value.tzinfo and not _FIRST_CE_YEAR <= value.year <= LAST_BE_YEAR:
            raise DateError("out_of_range", value)  # near the ends of the calendar another zone has no such day
        value = (value.astimezone(BANGKOK) if value.tzinfo else value).date()
    if isinstance(value, date):
        return _day(value.year, value.month, value.day, None, value), "day"
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return _parse_number(value, value)
    if isinstance(value, str):
        return _parse_text(value)
    raise DateError("empty" if value is None else "not_a_date", value)


def _parse_number(number: float | Decimal, value: object) -> tuple[date, Precision]:
    if isinstance(number, Decimal) and number.is_nan():  # comparing a Decimal's NaN raises, a float's is False
        raise DateError("not_a_date", value)
    if not 1000 <= number < _LAST_SERIAL + 1:
        raise DateError("not_a_date", value)
    if number < _FIRST_SERIAL:
        if number != int(number):
            raise DateError("not_a_date", value)
        return date(_ce_year(int(number), None, value), 1, 1), "year"
    day = _SHEET_EPOCH + timedelta(days=math.floor(number))
    return _day(day.year, day.month, day.day, None, value), "day"


def _parse_text(value: str) -> tuple[date, Precision]:
    # Nothing longer than this is a date; a cell full of prose need not be searched.
    text = to_arabic(normalise(value[:200])).lower()
    if not text:
        raise DateError("empty", value)
    if match := _GROUPED_YEAR.match(text):
        return date(_ce_year(int(match[1] + match[2]), None, value), 1, 1), "year"
    for form in _DAY_FORMS:
        if match := form.match(text):
            return _day_of(match, value), "day"
    for form in _MONTH_FORMS:
        if match := form.match(text):
            year, month = _year_of(match, value), _month_of(match)
            return _day(year, month, 1, "ค", value), "month"
    if match := _YEAR_FORM.match(text):
        return date(_year_of(match, value), 1, 1), "year"
    raise DateError("not_a_date", value)


def _day_of(match: re.Match[str], value: str) -> date:
    day = _day(_year_of(match, value), _month_of(match), int(match["day"]), "ค", value)
    zone = match["zone"]
    if not zone:
        return day
    hours, minutes = (0, 0) if zone == "z" else (int(zone[1:3]), int(zone[-2:]))
    if hours > 23 or minutes > 59:
        raise DateError("not_a_date", value)
    offset = timedelta(hours=hours, minutes=minutes) * (-1 if zone[0] == "-" else 1)
    hour, minute = (int(part) for part in re.split("[:.]", match["clock"])[:2])
    moment = datetime(day.year, day.month, day.day, hour, minute, tzinfo=timezone(offset))
    return moment.astimezone(BANGKOK).date()


def _month_of(match: re.Match[str]) -> int:
    groups = match.groupdict()
    return month_number(groups["name"]) if groups.get("name") else int(groups["month"])


def _year_of(match: re.Match[str], value: object) -> int:
    groups = match.groupdict()
    if len(groups["year"]) < 4:
        raise DateError("ambiguous_year", value)
    return _ce_year(int(groups["year"]), groups.get("era") or groups.get("era_after"), value)


def _ce_year(year: int, era: str | None, value: object) -> int:
    if era is None:
        era = "พ" if year >= FIRST_BE_YEAR else "ค"
    year -= ERA if era[0] in "พb" else 0
    if not _FIRST_CE_YEAR <= year <= _LAST_CE_YEAR:
        raise DateError("out_of_range", value)
    return year


def _day(year: int, month: int, day: int, era: str | None, value: object) -> date:
    year = _ce_year(year, era, value)
    try:
        return date(year, month, day)
    except ValueError:
        raise DateError("no_such_day", value) from None


def be_year(day: date) -> int:
    """The Buddhist-era year of a day: 2564 of 2021-03-30."""
    return day.year + ERA


def format_date(day: date, style: Style = "long", language: str = "th", digits: Digits = "arabic") -> str:
    """A day as people read it, in the Buddhist Era in both languages; a datetime with a zone is read in Bangkok.

    full "30 มีนาคม พ.ศ. 2564" ("30 March B.E. 2564") · long "30 มีนาคม 2564" · short "30 มี.ค. 2564" ·
    numeric "30/03/2564" · month "มีนาคม 2564" · month_short "มี.ค. 2564" · year "2564".
    """
    if isinstance(day, datetime):
        day = (day.astimezone(BANGKOK) if day.tzinfo else day).date()
    language = "th" if language.startswith("th") else "en"
    year = day.year + ERA
    if style == "numeric":
        text = f"{day.day:02}/{day.month:02}/{year}"
    elif style == "year":
        text = str(year)
    else:
        short = style in ("short", "month_short")
        month = (SHORT if short else LONG)[language][day.month - 1]
        era = "" if style != "full" else "พ.ศ. " if language == "th" else "B.E. "
        number = "" if style in ("month", "month_short") else f"{day.day} "
        text = f"{number}{month} {era}{year}"
    return to_thai(text) if digits == "thai" else text


def format_founded(day: date, precision: Precision, language: str = "th", digits: Digits = "arabic") -> str:
    """What parse_founded read, no more exact than it was: "30 มีนาคม 2545", "มีนาคม 2545" or "พ.ศ. 2545"."""
    if precision == "year":
        era = "พ.ศ." if language.startswith("th") else "B.E."
        return f"{era} {format_date(day, 'year', language, digits)}"
    return format_date(day, "long" if precision == "day" else "month", language, digits)
