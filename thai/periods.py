"""Years and half-years, fiscal and calendar, as one type.

The Thai fiscal year N (พ.ศ.) runs from 1 October N−1 to 30 September N: 2565 is 2021-10-01 … 2022-09-30.
``2565-H1`` is its October–March, ``2565-H2`` its April–September. Plans that count calendar years
(SOMSWD) have January–June and July–December.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import total_ordering
from typing import Literal
from zoneinfo import ZoneInfo

from thai.digits import to_arabic, to_thai
from thai.months import SHORT

BANGKOK = ZoneInfo("Asia/Bangkok")
ERA = 543  # พ.ศ. minus ค.ศ.
FIRST_YEAR, LAST_YEAR = 2300, 2800  # beyond these a year is a slip of the finger

Calendar = Literal["fiscal", "calendar"]

_CODE = re.compile(r"\s*([0-9]{4})\s*(?:[-‐-―−/]?\s*[Hh]\s*([12])\s*)?\Z")
# (months before the year begins, by calendar)
_OFFSET: dict[str, int] = {"fiscal": 3, "calendar": 0}
_LABELS = {
    ("th", "fiscal"): "ปีงบประมาณ พ.ศ. {year}",
    ("th", "calendar"): "ปี พ.ศ. {year}",
    ("en", "fiscal"): "fiscal year B.E. {year}",
    ("en", "calendar"): "year B.E. {year}",
}
_HALVES = {
    "th": ("ครึ่งปีแรก", "ครึ่งปีหลัง"),
    "en": ("First half of", "Second half of"),
}


class PeriodError(ValueError):
    """Not a period; ``code`` is "not_a_period" or "out_of_range", ``value`` what was given."""

    def __init__(self, message: str, *, code: str, value: object) -> None:
        super().__init__(message)
        self.code = code
        self.value = value


@total_ordering
@dataclass(frozen=True)
class Period:
    """A year (พ.ศ.) or one of its halves. Ordered by first day; a year comes before its first half."""

    year: int
    half: int | None = None
    calendar: Calendar = "fiscal"

    def __post_init__(self) -> None:
        if not FIRST_YEAR <= self.year <= LAST_YEAR:
            raise PeriodError(
                f"The year {self.year} is not a Buddhist-era year between {FIRST_YEAR} and {LAST_YEAR}.",
                code="out_of_range",
                value=self.year,
            )
        if self.half not in (None, 1, 2) or self.calendar not in _OFFSET:
            raise PeriodError(
                "A period is a year or its half 1 or 2, fiscal or calendar.",
                code="not_a_period",
                value=(self.half, self.calendar),
            )

    @classmethod
    def parse(cls, text: str, calendar: Calendar = "fiscal") -> "Period":
        """The period of a code such as ``2565-H1`` or ``2565``; Thai digits, spaces and a small h will do.

        Raises PeriodError for anything else.
        """
        match = _CODE.match(to_arabic(text))
        if not match:
            raise PeriodError(
                f"“{text}” is not a period; write a year such as 2565 or a half-year such as 2565-H1.",
                code="not_a_period",
                value=text,
            )
        return cls(int(match[1]), int(match[2]) if match[2] else None, calendar)

    @classmethod
    def of(cls, day: date, halves: bool = True, calendar: Calendar = "fiscal") -> "Period":
        """The half-year (or with ``halves=False`` the year) that a day falls in; a datetime is read in Bangkok.

        Raises PeriodError for days outside the years that a period may have.
        """
        if isinstance(day, datetime):
            day = (day.astimezone(BANGKOK) if day.tzinfo else day).date()
        month = day.month - 1 + _OFFSET[calendar]
        half = month % 12 // 6 + 1 if halves else None
        return cls(day.year + ERA + month // 12, half, calendar)

    def __str__(self) -> str:
        return f"{self.year}-H{self.half}" if self.half else str(self.year)

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Period):
            return NotImplemented
        return self._rank < other._rank

    @property
    def _rank(self) -> tuple[date, int]:
        return self.first_day, -self.last_day.toordinal()

    @property
    def first_day(self) -> date:
        """Its first day."""
        return self._month_start(6 if self.half == 2 else 0)

    @property
    def last_day(self) -> date:
        """Its last day, which belongs to it."""
        return self._month_start(6 if self.half == 1 else 12) - timedelta(days=1)

    def _month_start(self, months: int) -> date:
        months += (self.year - ERA) * 12 - _OFFSET[self.calendar]
        return date(months // 12, months % 12 + 1, 1)

    @property
    def starts_at(self) -> datetime:
        """Midnight in Bangkok at which it begins."""
        return datetime(*self.first_day.timetuple()[:3], tzinfo=BANGKOK)

    @property
    def ends_before(self) -> datetime:
        """Midnight in Bangkok at which it is over: the first moment that does not belong to it."""
        return datetime(*(self.last_day + timedelta(days=1)).timetuple()[:3], tzinfo=BANGKOK)

    def contains(self, day: date) -> bool:
        """Whether a day falls in it; a datetime with a zone is read in Bangkok."""
        if isinstance(day, datetime):
            day = (day.astimezone(BANGKOK) if day.tzinfo else day).date()
        return self.first_day <= day <= self.last_day

    def within(self, other: "Period") -> bool:
        """Whether every day of it falls in the other."""
        return other.first_day <= self.first_day and self.last_day <= other.last_day

    def previous(self) -> "Period":
        """The period of the same length that ends the day before it begins."""
        return self._shifted(-1)

    def next(self) -> "Period":
        """The period of the same length that begins the day after it ends."""
        return self._shifted(1)

    def _shifted(self, steps: int) -> "Period":
        if self.half is None:
            return Period(self.year + steps, None, self.calendar)
        halves = self.year * 2 + self.half - 1 + steps
        return Period(halves // 2, halves % 2 + 1, self.calendar)

    def halves(self) -> tuple["Period", ...]:
        """Its two halves; a half-year is its own only half."""
        if self.half is not None:
            return (self,)
        return Period(self.year, 1, self.calendar), Period(self.year, 2, self.calendar)

    @property
    def year_period(self) -> "Period":
        """The year that it is, or is half of."""
        return Period(self.year, None, self.calendar)

    def label(self, language: str = "th", digits: Literal["arabic", "thai"] = "arabic") -> str:
        """As people read it: "ครึ่งปีแรก ปีงบประมาณ พ.ศ. 2565 (ต.ค. 2564 – มี.ค. 2565)"; languages th and en."""
        language = "th" if language.startswith("th") else "en"
        text = _LABELS[language, self.calendar].format(year=self.year)
        if self.half is None:
            text = text[0].upper() + text[1:]
        else:
            text = f"{_HALVES[language][self.half - 1]} {text} ({self._span(language)})"
        return to_thai(text) if digits == "thai" else text

    def _span(self, language: str) -> str:
        first, last = (f"{SHORT[language][day.month - 1]} {day.year + ERA}" for day in (self.first_day, self.last_day))
        return f"{first} – {last}"


def periods_between(
    first_day: date, last_day: date, halves: bool = True, calendar: Calendar = "fiscal"
) -> list[Period]:
    """The periods, oldest first, that hold the days from the first to the last; none where last precedes first."""
    return list(_periods_between(first_day, last_day, halves, calendar))


def _periods_between(first_day: date, last_day: date, halves: bool, calendar: Calendar) -> Iterator[Period]:
    if last_day < first_day:
        return
    period, end = (
        Period.of(first_day, halves, calendar),
        Period.of(last_day, halves, calendar),
    )
    while period <= end:
        yield period
        if period == end:
            return
        period = period.next()
