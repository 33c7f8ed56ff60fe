"""Which of the found ones stands first, told from the search text alone (organisations.keys explains its parts).

Nothing here is more than a comparison of text in the database: a common word is found in very many records.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import and_, or_
from typing import Any

from django.db.models import Case, F, IntegerField, Q, Value, When

from organisations.choices import State
from organisations.search.words import Word, Words
from thai.loose import loosen

Level = Q
"""A condition on the columns of Searchable."""


def by_words(words: Words, *, loose: bool) -> tuple[Level, ...]:
    """The name itself first, then a name that begins so, names that hold the words, codes and places, objectives."""
    column = "loose_text" if loose else "search_text"
    phrases = tuple(filter(None, map(loosen, words.phrases))) if loose else words.phrases
    levels = [
        _any(Q(**{f"{column}__startswith": f"|{phrase}|"}) for phrase in phrases),
        _any(Q(**{f"{column}__contains": f"|{phrase}|"}) for phrase in phrases),
        # No more than a legal form before it.
        _any(Q(**{f"{column}__like": f"%{phrase}|%/%/%"}) for phrase in phrases),
        _any(Q(**{f"{column}__startswith": f"|{phrase}"}) for phrase in phrases),
        *(_in_lines(column, phrase, 1) for phrase in phrases),
        _all(words, column, 1),
        _all(words, column, 2),
    ]
    # One word alone says the same twice, and each comparison is made for every record that is found.
    return tuple(dict.fromkeys(level for level in levels if level))


def by_ids(ids: Iterable[int]) -> tuple[Level, ...]:
    """In the order of the ids."""
    return tuple(Q(organisation_id=pk) for pk in ids)


def order(levels: tuple[Level, ...]) -> tuple[Any, ...]:
    """What `order_by` of organisations takes: by level, verified records before others, in order of names."""
    unverified = Case(When(state=State.VERIFIED, then=Value(0)), default=Value(1), output_field=IntegerField())
    ties = (unverified, F("name_sort"), F("id"))
    if not levels:
        return ties
    cases = [When(_joined(level), then=Value(place)) for place, level in enumerate(levels)]
    return (Case(*cases, default=Value(len(levels)), output_field=IntegerField()), *ties)


def _joined(level: Q) -> Q:
    """The same condition on the organisation that the text belongs to."""
    parts: list[Any] = []
    for part in level.children:
        if isinstance(part, Q):
            parts.append(_joined(part))
        elif isinstance(part, tuple):
            parts.append((f"searchable__{part[0]}", part[1]))
    return Q(*parts, _connector=level.connector, _negated=level.negated)


def _any(conditions: Iterable[Q]) -> Q:
    return reduce(or_, conditions, Q())


def _all(words: Words, column: str, lines: int) -> Q:
    return reduce(
        and_, [_any(_in_lines(column, key, lines) for key in _keys(word, column)) for word in words.words], Q()
    )


def _keys(word: Word, column: str) -> tuple[str, ...]:
    return (word.loose or word.writings) if column == "loose_text" else word.writings


def _in_lines(column: str, key: str, lines: int) -> Q:
    """Whether one of the first lines of the three holds the key."""
    return Q(**{f"{column}__like": f"%{key}%" + "/%" * (3 - lines)})
