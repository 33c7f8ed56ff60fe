"""Words as conditions on the columns of Searchable."""

from __future__ import annotations

from functools import reduce
from operator import and_, or_

from django.db.models import Q

from organisations.search.words import Word, Words
from thai.loose import loosen

# No record has it; an empty list of keys would have Django skip the query, and raise where its SQL is asked for.
NOTHING = Q(organisation_id__lt=0)


def strictly(words: Words) -> Q:
    """Every word as it was typed."""
    return reduce(and_, [reduce(or_, map(_holds, word.writings)) for word in words.words])


def loosely(words: Words) -> Q:
    """Every word by its loose key; one too short for that as it was typed."""
    return reduce(and_, [_holds_loosely(word) for word in words.words])


def _holds(writing: str) -> Q:
    # The loose text is what has the index, and holds whatever the search text holds.
    loose = loosen(writing)
    found = Q(search_text__contains=writing)
    return Q(loose_text__contains=loose) & found if len(loose) > 2 else found


def _holds_loosely(word: Word) -> Q:
    if not word.loose:
        return reduce(or_, map(_holds, word.writings))
    return reduce(or_, [Q(loose_text__contains=key) for key in word.loose])
