"""Values as a reader sees them: dates of the Buddhist Era, money, numbers, names. A missing value is an empty text."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from functools import lru_cache, wraps
from typing import Any, TypeVar

from django.utils import timezone
from django.utils.translation import get_language, gettext

from core.names import in_reader_language
from thai.dates import Style, format_date
from thai.periods import Period

# Enough places for any sum of money; halves are rounded up, as people do.
_EXACT = Context(prec=60, rounding=ROUND_HALF_UP)

Number = int | float | Decimal | str


def language() -> str:
    """ "th" or "en": the language this page is in."""
    return "en" if (get_language() or "").startswith("en") else "th"


T = TypeVar("T")


def once_a_language(make: Callable[..., T]) -> Callable[..., T]:
    """Let a function whose answer is in the page's language make each answer once for each language.

    For labels that a list shows hundreds of times: looking one up in the catalogue takes longer than writing it. The
    function gets `tongue` too, as `as_date` has it.
    """

    @lru_cache(maxsize=4096)
    def kept(_tongue: str, *args: Any) -> T:
        return make(*args)

    @wraps(make)
    def answer(*args: Any, tongue: str = "") -> T:
        return kept(tongue or language(), *args)

    return answer


def as_date(value: date | datetime | None, *, style: Style, tongue: str = "") -> str:
    """A day in one of the styles of thai.dates.format_date; a moment is first brought to Bangkok time.

    `tongue`: the language, for who has many to show and has asked for it already.
    """
    if not value:
        return ""
    if isinstance(value, datetime):
        value = _in_bangkok(value).date()
    return format_date(value, style=style, language=tongue or language())


def _in_bangkok(value: datetime) -> datetime:
    return value.astimezone(timezone.get_default_timezone()) if timezone.is_aware(value) else value


def as_datetime(value: datetime | None) -> str:
    """A moment in Bangkok time: the day with a short month, then hours and minutes."""
    if not value:
        return ""
    moment = _in_bangkok(value)
    clock = f"{moment:%H:%M}"
    if language() == "th":
        return f"{as_date(value, style='short')} {clock} น."
    return f"{as_date(value, style='short')}, {clock}"


def as_number(value: Number | None, *, places: int = 2) -> str:
    """1234567.5 as 1,234,567.5: Arabic digits, at most `places` decimals, no zeros after the last that counts."""
    if type(value) is int:
        return f"{value:,d}"
    if value is None or value == "":
        return ""
    try:
        exact = Decimal(str(value))
        text = f"{exact.quantize(Decimal(1).scaleb(-places), context=_EXACT):,f}" if exact.is_finite() else ""
    except InvalidOperation:
        return str(value)
    return text.rstrip("0").rstrip(".") if "." in text else text


def as_baht(value: Number | None) -> str:
    """1234567 as 1,234,567 บาท; satang are shown, both digits, only where there are any."""
    if value is None or value == "":
        return ""
    try:
        exact = Decimal(str(value))
    except InvalidOperation:
        return str(value)
    if not exact.is_finite():
        return ""
    amount = as_number(exact, places=0) if exact == exact.to_integral_value() else f"{exact:,.2f}"
    return gettext("%(amount)s baht") % {"amount": amount}


def as_percent(value: Number | None, *, places: int = 1) -> str:
    """45.25 as 45.3%: the value is already in hundredths."""
    text = as_number(value, places=places)
    return f"{text}%" if text else ""


def as_period(value: Any) -> str:
    """A thai.periods.Period, or its code such as "2565-H1", by its name."""
    if not value:
        return ""
    if isinstance(value, str):
        try:
            value = Period.parse(value)
        except ValueError:
            return value
    return str(value.label(language()))


def local_name(thing: Any) -> str:
    """name_th or name_en of a row (or of a dict), by the language of the page; the other one where that is empty."""
    if thing is None or thing == "":
        return ""

    def part(key: str) -> str:
        value = thing.get(key) if isinstance(thing, dict) else getattr(thing, key, None)
        return str(value) if value else ""

    return in_reader_language(part("name_th"), part("name_en")) or ("" if isinstance(thing, dict) else str(thing))
