"""Values as the cells of a spreadsheet show them: for the preview, and for noticing what an export already said."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from organisations.choices import DatePrecision, Taxonomy
from organisations.columns import Column, Kind
from organisations.terms import Terms
from places import lookup
from thai.dates import format_founded

_INDEXES: dict[str, Callable[[], Any]] = {
    "province": lookup.provinces,
    "district": lookup.districts,
    "subdistrict": lookup.subdistricts,
}


def place_name(level: str, code: str) -> str:
    """The Thai name of a province, district or subdistrict by its code."""
    place = _INDEXES[level]().by_code.get(code)
    return place.name_th if place else code


def shown(column: Column, values: dict[str, Any], terms: Terms) -> str:
    """The text of a column's cell for values by feed, as an export writes it; "" for nothing."""
    feeds: list[Any] = [values.get(feed) for feed in column.feeds]
    if feeds[0] in (None, "", []) and column.kind is not Kind.PERSON:
        return ""
    if column.kind is Kind.PLACE:
        return place_name(column.key, feeds[0])
    if column.kind is Kind.DATE:
        feeds[0] = date.fromisoformat(feeds[0])
    cell = column.cell(feeds, terms)
    if isinstance(cell, list):
        return "; ".join(cell)
    if column.kind is Kind.MONEY:
        return plain_number(Decimal(str(cell)))
    return "" if cell is None else str(cell)


def in_words(column: Column, values: dict[str, Any], terms: Terms, language: str) -> str:
    """How a cell was read, so that nobody can take it otherwise: days in words, places with their codes."""
    first = values.get(column.feeds[0])
    if not first:
        return shown(column, values, terms)
    if column.kind is Kind.DATE:
        precision: Any = values.get(column.feeds[1]) or DatePrecision.DAY.value
        return format_founded(date.fromisoformat(first), precision, language)
    if column.kind is Kind.PLACE:
        return f"{place_name(column.key, first)} ({first})"
    if column.kind is Kind.PROVINCES:
        return "; ".join(f"{place_name('province', code)} ({code})" for code in first)
    if column.kind is Kind.TERMS and column.taxonomy:
        return "; ".join(f"{terms.name(Taxonomy(column.taxonomy), code)} ({code})" for code in first)
    return shown(column, values, terms)


def plain_number(number: Decimal) -> str:
    """1000000.00 as 1000000: how a spreadsheet shows it."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
