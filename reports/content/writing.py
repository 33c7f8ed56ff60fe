"""Values of a snapshot as a report writes them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.formats import as_number
from reports.content.blocks import As, Cell, Led, Paragraph, Value
from thai.dates import format_date
from thai.periods import Period

MINUS = "−"
# Around a figure within a sentence while it is put together: its address, then its text. Nobody types these signs.
_FIGURE = re.compile("\ue000([^\ue001]*)\ue001([^\ue002]*)\ue002")


def language() -> str:
    return "en" if (get_language() or "").startswith("en") else "th"


def said(texts: Mapping[str, Any]) -> str:
    """{"th", "en"} in the language of the report."""
    return str(texts[language()] or texts["th"])


def in_unit(text: str, indicator: Mapping[str, Any]) -> str:
    """A text with the indicator's unit in brackets behind it; as it is where the plan states none."""
    unit = said(indicator["unit"])
    return f"{text} ({unit})" if unit else text


def number_of(value: Any) -> Decimal | int | None:
    """A frozen number as a number: decimals are kept as text. None for None and for what is no number."""
    if value is None or isinstance(value, bool | int):
        return value
    try:
        return Decimal(value)
    except (InvalidOperation, TypeError):
        return None


def content_of(value: Any) -> Value:
    """The figure of an indicator, which may also be a yes or no, or words."""
    number = number_of(value)
    return value if number is None else number


def written(value: Value, kind: As) -> str:
    """A value as text: 1,234,567 · 1,234.50 · 45.3% · +12 · 30 มี.ค. 2564; nothing for None."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, date):
        return format_date(value, style="short", language=language())
    if isinstance(value, str) or kind == As.TEXT:
        return str(value)
    if kind == As.MONEY:
        return _signed(value, as_money(value))
    if kind == As.PERCENT:
        return f"{as_number(value, places=1)}%"
    if kind == As.CHANGE:
        return ("+" if value > 0 else "") + _signed(value, as_money(value))
    return _signed(value, as_number(value))


def as_money(value: Decimal | int) -> str:
    """Both digits of satang, where there are any."""
    exact = Decimal(value)
    return as_number(exact, places=0) if exact == exact.to_integral_value() else f"{exact:,.2f}"


def _signed(value: Decimal | int, text: str) -> str:
    return text.replace("-", MINUS) if value < 0 else text


def shown(cell: Cell, kind: As) -> str:
    """What a cell says: its value, or why there is none."""
    return written(cell.value, kind) or cell.missing or "–"


def day(text: str | None) -> date | None:
    """A frozen day or moment as the day in Bangkok."""
    return date.fromisoformat(text[:10]) if text else None


def long_day(text: str) -> str:
    """A frozen day as 30 มีนาคม 2564."""
    return format_date(date.fromisoformat(text[:10]), style="long", language=language())


def moment(text: str) -> str:
    """A frozen moment as 30 มีนาคม 2564 เวลา 14.05 น."""
    clock = text[11:16].replace(":", ".") if language() == "th" else text[11:16]
    return _("%(day)s at %(clock)s") % {"day": long_day(text), "clock": clock}


def period_short(code: str, calendar: str = "fiscal") -> str:
    """A period in a table's heading: 1/2565 for the first half of 2565, or the year."""
    period = Period.parse(code, calendar="calendar" if calendar == "calendar" else "fiscal")
    return f"{period.half}/{period.year}" if period.half else str(period.year)


def change(value: Any, previous: Any) -> Decimal | int | None:
    """The difference of two frozen numbers; None where either is none."""
    now, before = number_of(value), number_of(previous)
    if now is None or before is None or isinstance(now, bool) or isinstance(before, bool):
        return None
    return now - before


def led(text: str, url: str) -> str:
    """A figure that goes into a sentence and leads to its records; `told` makes a text of the whole."""
    return f"\ue000{url}\ue001{text}\ue002" if url else text


def told(sentence: str) -> Led:
    """A sentence with the figures that `led` has put into it."""
    pieces, at = [], 0
    for found in _FIGURE.finditer(sentence):
        pieces += [(sentence[at : found.start()], ""), (found[2], found[1])]
        at = found.end()
    pieces = [piece for piece in [*pieces, (sentence[at:], "")] if piece[0]]
    text = Led("".join(piece for piece, _url in pieces))
    text.pieces = tuple(pieces)
    return text


def introduced(words: str) -> list[Paragraph]:
    """What somebody wrote as paragraphs: each line one."""
    return [Paragraph(line.strip()) for line in words.splitlines() if line.strip()]


def names(agencies: list[dict[str, Any]]) -> str:
    """Agencies as the plan prints them, in its order."""
    return ", ".join(agency["printed"] for agency in agencies)
