from typing import Any

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory

from core import icons


def rendered(template: str, query: str = "", **context: Any) -> str:
    return Template(template).render(Context({"request": RequestFactory().get(f"/list/{query}"), **context}))


def test_a_filter_is_added_to_and_taken_from_the_address_and_the_list_begins_anew() -> None:
    query = "?issue=01&issue=02&page=3"
    assert rendered("{% query_with 'issue' '03' %}", query) == "?issue=01&amp;issue=02&amp;issue=03"
    assert rendered("{% query_with 'issue' '02' %}", query) == "?issue=01&amp;issue=02"
    assert rendered("{% query_without 'issue' '01' %}", query) == "?issue=02"
    assert rendered("{% query_without 'issue' '09' %}", query) == "?issue=01&amp;issue=02"


@pytest.mark.parametrize(
    ("query", "link", "order"),
    [
        ("?q=x&page=2", "?q=x&amp;sort=-name", "ascending"),
        ("?sort=-name", "?sort=name", "descending"),
        ("?sort=place", "?sort=name", None),
    ],
)
def test_a_heading_sorts_the_other_way_the_second_time(query: str, link: str, order: str | None) -> None:
    html = rendered("{% sort_header 'name' 'Name' default=True %}", query)
    assert f'href="{link}"' in html
    assert ("aria-sort" in html) == bool(order)
    assert order is None or f'aria-sort="{order}"' in html


def test_pages_keep_the_query_and_one_page_needs_no_links() -> None:
    many = Paginator(range(100), 10)
    html = rendered("{% pagination page %}", "?q=%E0%B8%81&page=2", page=many.page(2))
    assert 'href="?q=%E0%B8%81&amp;page=3" rel="next"' in html
    assert html.count('aria-current="page"') == 1
    assert rendered("{% pagination page %}", page=Paginator(range(3), 10).page(1)).strip() == ""


def test_a_badge_tells_its_state_by_word_and_shape() -> None:
    html = rendered("{% badge 'good' label %}", label="<ok>")
    assert html.startswith('<span class="badge badge-good"><svg')
    assert html.endswith("&lt;ok&gt;</span>")
    assert 'class="badge badge-idle"' in rendered("{% badge 'unheard-of' 'x' %}")


def test_an_icon_is_hidden_unless_it_speaks() -> None:
    assert 'aria-hidden="true"' in rendered("{% icon 'search' %}")
    assert 'role="img" aria-label="Find"' in rendered("{% icon 'search' 'Find' %}")
    with pytest.raises(ValueError, match="no icon"):
        icons.drawing("../base")
