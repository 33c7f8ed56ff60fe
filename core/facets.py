"""The filters of a list as links with counts, and their HTML.

Written by a function: a list has two hundred of these links, and a template for each would be most of the time of its
page (docs/adr/0023).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext

from core.markup import icon


@dataclass(slots=True)
class Item:
    """One value of a filter: a link that chooses it, or takes it away. A count of None is not shown.

    `label` and `url` are HTML already: a list has the same two hundred labels on every page.
    """

    label: str
    count: int | None
    url: str
    selected: bool = False


@dataclass(frozen=True)
class Facet:
    """One filter: its `items`, and `more` that are folded."""

    key: str
    title: str | Promise
    items: Sequence[Item]
    more: Sequence[Item] = ()
    is_open: bool = True


def written(facets: Sequence[Facet]) -> str:
    """The filters, one under the other, as HTML."""
    take_away = icon("x", gettext("Remove this filter"))

    def link(item: Item) -> str:
        label, count, url, selected = item.label, item.count, item.url, item.selected
        number = "" if count is None else f'<span class="facet-count">{count:,d}</span>'
        start = '<li class="facet-zero">' if count == 0 else "<li>"
        if selected:
            return (
                f'{start}<a href="{url}" aria-current="true"><span class="facet-label">{label}</span>'
                f"{number}{take_away}</a></li>"
            )
        return f'{start}<a href="{url}"><span class="facet-label">{label}</span>{number}</a></li>'

    return "".join([_written(facet, link) for facet in facets])


def _written(facet: Facet, link: Callable[[Item], str]) -> str:
    more = ""
    if facet.more:
        n = len(facet.more)
        words = ngettext("Show %(counter)s more", "Show %(counter)s more", n) % {"counter": n}
        more = (
            f'<details class="facet-more"><summary>{escape(words)}</summary>'
            f'<ul class="facet-list">{"".join(map(link, facet.more))}</ul></details>'
        )
    return (
        f'<details class="facet"{" open" if facet.is_open else ""}><summary>{escape(str(facet.title))}</summary>'
        f'<ul class="facet-list">{"".join(map(link, facet.items))}</ul>{more}</details>'
    )
