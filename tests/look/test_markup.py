"""What functions write for templates: every text that a person can type is escaped."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from django.core.paginator import Paginator
from django.utils import translation

from core import markup
from core.facets import Facet, Item, written
from core.navigation import Place

EVIL = """<script>alert("1")</script>'&"""
SAFE = "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&#x27;&amp;"


@dataclass
class Shown:
    text: str = ""
    more: int = 0
    badges: tuple[tuple[str, str], ...] = ()


@dataclass
class Cell:
    label: str
    numeric: bool
    shown: Shown


def test_text_is_escaped_and_what_is_safe_is_left() -> None:
    assert markup.text(EVIL) == SAFE
    assert markup.text(markup.mark_safe("<b>")) == "<b>"
    assert markup.text(None) == "None"


def test_a_cell_shows_its_text_a_dash_or_badges() -> None:
    assert markup.cells([Cell(EVIL, True, Shown(EVIL, 2))]) == (
        f'<td class="numeric" data-label="{SAFE}">{SAFE} <span class="text-soft">+2</span></td>'
    )
    assert markup.cells([Cell("A", False, Shown())]) == '<td data-label="A"><span class="missing">–</span></td>'
    assert markup.cells([Cell("A", False, Shown(badges=(("good", EVIL), ("bad", "b"))))]) == (
        f'<td data-label="A">{markup.badge("good", EVIL)} {markup.badge("bad", "b")}</td>'
    )


@pytest.mark.parametrize(
    "html",
    [
        markup.badge("good", EVIL),
        markup.icon("search", EVIL),
        markup.column_head(EVIL),
        markup.sort_head(EVIL, f"?q={EVIL}", "ascending"),
        markup.menu([Place(EVIL, f"/{EVIL}", "page")]),
        markup.pages(Paginator(range(100), 10).page(2), f"?q={EVIL}&page="),
        written([Facet("a", EVIL, [Item("A", 1, "?a=1")])]),
    ],
    ids=["badge", "icon", "column", "sort", "menu", "pages", "facets"],
)
def test_nothing_typed_comes_alive(html: str) -> None:
    assert "<script" not in html
    assert SAFE in html
    assert re.findall(r'"[^"<>]*<[^"]*"', html) == []


def test_a_filter_shows_what_is_chosen_what_nobody_has_and_folds_the_rest() -> None:
    items = [Item("one", 1234, "?a=1", selected=True), Item("two", 0, "?a=2"), Item("three", None, "?a=3")]
    with translation.override("en"):
        remove = markup.icon("x", "Remove this filter")
        assert written([Facet("a", "A", items, items[1:], is_open=False)]) == (
            '<details class="facet"><summary>A</summary><ul class="facet-list">'
            '<li><a href="?a=1" aria-current="true"><span class="facet-label">one</span>'
            f'<span class="facet-count">1,234</span>{remove}</a></li>'
            '<li class="facet-zero"><a href="?a=2"><span class="facet-label">two</span>'
            '<span class="facet-count">0</span></a></li>'
            '<li><a href="?a=3"><span class="facet-label">three</span></a></li></ul>'
            '<details class="facet-more"><summary>Show 2 more</summary><ul class="facet-list">'
            '<li class="facet-zero"><a href="?a=2"><span class="facet-label">two</span>'
            '<span class="facet-count">0</span></a></li>'
            '<li><a href="?a=3"><span class="facet-label">three</span></a></li></ul></details></details>'
        )
