"""What the reader is told of how a search was understood, with links to what may have been meant."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from organisations.filters import ListQuery
from organisations.querysets import RELEVANCE
from organisations.search.understanding import Understanding
from thai.text import search_key


@dataclass(frozen=True)
class Hint:
    """A sentence, with a link behind it where there is something to choose."""

    text: str
    link: str = ""
    url: str = ""


def hints(query: ListQuery, asked: Understanding) -> list[Hint]:
    """The hints for one page of results, none where the search was taken as it was typed."""
    found = []
    if asked.instead:
        found.append(
            Hint(
                _(
                    "Nothing was found for “%(typed)s”. These are results for “%(instead)s”,"
                    " the same keys in the other layout."
                )
                % {"typed": asked.q, "instead": asked.instead},
            )
        )
    elif asked.near:
        found.append(Hint(_("Nothing is spelt “%(typed)s”. These are the nearest spellings.") % {"typed": asked.q}))
    for other in asked.suggestions:
        if search_key(other) != search_key(asked.q):
            found.append(Hint(_("Did you mean:"), other, query.searching(other).address()))
    if query.q and query.sort != RELEVANCE:
        by_match = replace(query, sort=RELEVANCE, page=1)
        found.append(Hint(_("The list is in the order of a column."), _("Best match first"), by_match.address()))
    return found
