"""Values as the cells of a spreadsheet show them: for the preview, and for noticing what an export already said."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from organisations.columns import Column, Kind
from organisations.terms import Terms
from places import lookup

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


def plain_number(number: Decimal) -> str:
    """1000000.00 as 1000000: how a spreadsheet shows it."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
