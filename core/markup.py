"""Pieces of pages that functions write, because a page has many of them: icons, badges, cells and heads of tables,
the menu, the links between pages (docs/adr/0023).

What people typed is escaped here; the rest is our own. Templates use these through the tags of the same names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from html import escape
from typing import Any

from django.core.paginator import Page
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from core import icons
from core.navigation import Place

_UNSAFE = re.compile("[&<>\"']").search
BADGE_SHAPES = {
    "good": "circle-check",
    "warn": "triangle-alert",
    "bad": "circle-x",
    "info": "circle-dot",
    "idle": "circle-dashed",
}


def text(value: Any) -> str:
    """A value as HTML: escaped, unless it is marked as safe already."""
    # Django's own costs five times as much for the plain texts that nearly all of a page are.
    if type(value) is str:
        return escape(value) if _UNSAFE(value) else value
    return str(conditional_escape(value))


@lru_cache(maxsize=512)
def icon(name: str, label: str = "") -> SafeString:
    """A drawing of templates/icons/; hidden from screen readers unless it has a label."""
    says = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
    drawn = (
        '<svg class="icon" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2"'
        f' stroke-linecap="round" stroke-linejoin="round" focusable="false" {says}>{icons.drawing(name)}</svg>'
    )
    return mark_safe(drawn)  # one of our own files, never anything a person typed; the label is escaped


@lru_cache(maxsize=512)
def badge(kind: str, label: str, shape: str = "") -> SafeString:
    """A state by word, shape and colour. Kinds: those of BADGE_SHAPES; any other is shown as idle."""
    kind = kind if kind in BADGE_SHAPES else "idle"
    shown = f'<span class="badge badge-{kind}">{icon(shape or BADGE_SHAPES[kind])}{escape(label)}</span>'
    return mark_safe(shown)  # the kind is one of ours, the label is escaped


def cells(found: Iterable[Any]) -> str:
    """Cells of a row under their columns: label, numeric, and `shown` with text and more, or badges (kind, word)."""
    return "".join([_cell(cell) for cell in found])


def _cell(cell: Any) -> str:
    shown = cell.shown
    if shown.badges:
        inside = " ".join([badge(kind, word) for kind, word in shown.badges])
    else:
        inside = text(shown.text) if shown.text else '<span class="missing">–</span>'
        if shown.more:
            inside += f' <span class="text-soft">+{shown.more}</span>'
    return f'<td{_NUMERIC if cell.numeric else ""} data-label="{text(cell.label)}">{inside}</td>'


_NUMERIC = ' class="numeric"'
_ORDER_ICONS = {"ascending": "arrow-up", "descending": "arrow-down", "": "chevrons-up-down"}


def column_head(label: Any, *, numeric: bool = False) -> str:
    """A heading of a table's column."""
    return f'<th scope="col"{_NUMERIC if numeric else ""}>{text(label)}</th>'


def sort_head(label: Any, url: str, order: str, *, numeric: bool = False) -> str:
    """A heading that sorts; `order`: "ascending", "descending" or "" as the rows stand now."""
    said = f' aria-sort="{order}"' if order else ""
    link = f'<a class="sort-link" href="{escape(url)}">{text(label)} {icon(_ORDER_ICONS[order])}</a>'
    return f'<th scope="col"{_NUMERIC if numeric else ""}{said}>{link}</th>'


def menu(places: Iterable[Place]) -> str:
    """The entries of the main menu."""
    return f'<ul class="site-nav-list">{"".join([_entry(place) for place in places])}</ul>'


def _entry(place: Place) -> str:
    current = f' aria-current="{place.current}"' if place.current else ""
    return f'<li><a href="{escape(place.url)}"{current}>{escape(place.label)}</a></li>'


def pages(page: Page, prefix: str) -> str:
    """Links to the pages of a list, `prefix` before each number; nothing where there is only one."""
    if page.paginator.num_pages < 2:
        return ""
    # Apart from the texts around them: words within f-strings are not found for the catalogues.
    page_word, before, after = (escape(word) for word in (gettext("Page"), gettext("Previous"), gettext("Next")))
    word = f'<span class="visually-hidden">{page_word}</span> '
    prefix = escape(prefix)
    links = []
    if page.has_previous():
        words = f"{icon('chevron-left')} {before}"
        links.append(f'<li><a href="{prefix}{page.previous_page_number()}" rel="prev">{words}</a></li>')
    for number in page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1):
        if number == page.number:
            links.append(f'<li><span aria-current="page">{word}{number}</span></li>')
        elif not isinstance(number, int):
            links.append('<li><span class="pagination-gap" aria-hidden="true">…</span></li>')
        else:
            links.append(f'<li><a href="{prefix}{number}">{word}{number}</a></li>')
    if page.has_next():
        words = f"{after} {icon('chevron-right')}"
        links.append(f'<li><a href="{prefix}{page.next_page_number()}" rel="next">{words}</a></li>')
    label = escape(gettext("Pages of the list"))
    return f'<nav class="pagination" aria-label="{label}"><ul class="pagination-list">{"".join(links)}</ul></nav>'
