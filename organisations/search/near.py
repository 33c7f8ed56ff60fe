"""Records whose words are one or two letters away from those that were typed.

Cut a word with at most two wrong letters into four, and two of the pieces are whole; into three, and one is. So the
index over the loose texts finds every record worth comparing, and only those that share most are compared letter by
letter.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from itertools import combinations, pairwise
from operator import and_, or_
from typing import TYPE_CHECKING, Any

from django.db.models import FloatField, Func, Q, Value
from django.db.models.expressions import Combinable, F

from organisations.search.words import Word, Words
from thai.legal_forms import nearly_a_legal_form
from thai.loose import loose_and_places, loosen
from thai.nearness import nearest

if TYPE_CHECKING:
    from organisations.querysets import OrganisationQuerySet

_LOOKED_AT = 3000  # records that share pieces
_COMPARED = 80  # records compared letter by letter
_MOST = 40
_PIECE = 3  # letters; the index knows no shorter ones


@dataclass(frozen=True)
class Nearest:
    """The nearest records, best first, and the best one's own spelling of what was typed ("" where it has none)."""

    ids: tuple[int, ...]
    spelling: str = ""


@dataclass(frozen=True)
class _Candidate:
    rank: tuple[Any, ...]
    wrong: int
    pk: int
    name: str


def find(words: Words, among: OrganisationQuerySet) -> Nearest:
    """The records of `among` that hold every word with no more letters wrong than `allowed` for its length."""
    meant = [word for word in words.words if not nearly_a_legal_form(word.writings[0])]
    keys = [(word, key) for word in meant or words.words if (key := loosen(word.writings[0]))]
    long = [key for word, key in keys if len(key) > _PIECE]
    if not long:
        return Nearest(())
    shared = among.holding(reduce(and_, [_pieces(word, key) for word, key in keys])).order_by()
    rows = (
        among.model._default_manager.filter(pk__in=shared.values("pk")[:_LOOKED_AT])
        .annotate(alike=_alike(long))
        .order_by("-alike", "name_sort", "id")
        .values_list("pk", "name_th", "name_en", "searchable__search_text", "searchable__loose_text", "name_sort")
    )[:_COMPARED]
    candidates = [one for row in rows if (one := _compared(row, keys))]
    if not candidates:
        return Nearest(())
    candidates.sort(key=lambda one: one.rank)
    fewest = min(one.wrong for one in candidates)
    kept = [one for one in candidates if one.wrong <= fewest + 1][:_MOST]
    return Nearest(tuple(one.pk for one in kept), _spelling(kept[0].name, [key for _, key in keys]))


def allowed(key: str) -> int:
    """How many letters of a word of that length may be wrong."""
    return 0 if len(key) < 4 else 1 if len(key) < 9 else 2


def _pieces(word: Word, key: str) -> Q:
    if len(key) <= _PIECE:
        return reduce(or_, [Q(search_text__contains=writing) for writing in word.writings])
    if len(key) < 2 * _PIECE:
        pieces, whole = {key[:_PIECE], key[-_PIECE:]}, 1
    elif len(key) < 3 * _PIECE:
        pieces, whole = set(_cut(key, 2)), 1
    elif len(key) < 4 * _PIECE:
        pieces, whole = set(_cut(key, 3)), 1
    else:
        pieces, whole = set(_cut(key, 4)), 2
    choices = [
        reduce(and_, [Q(loose_text__contains=piece) for piece in some])
        for some in combinations(sorted(pieces), min(whole, len(pieces)))
    ]
    others = [Q(loose_text__contains=other) for other in word.loose if other != key]
    return reduce(or_, [*choices, *others])


def _cut(key: str, parts: int) -> list[str]:
    edges = [len(key) * place // parts for place in range(parts + 1)]
    return [key[start:end] for start, end in pairwise(edges)]


def _alike(keys: list[str]) -> Combinable:
    parts: list[Combinable] = [
        Func(Value(key), F("searchable__loose_text"), function="word_similarity", output_field=FloatField())
        for key in keys
    ]
    return reduce(lambda left, right: left + right, parts)


def _compared(row: tuple[Any, ...], keys: list[tuple[Word, str]]) -> _Candidate | None:
    pk, name_th, name_en, search_text, loose_text, name_sort = row
    wrong = exact = 0
    for word, key in keys:
        if any(other in loose_text for other in word.loose[1:]):
            continue
        apart = _apart(key, loose_text)
        if apart > allowed(key):
            return None
        wrong += apart
        exact += nearest(word.writings[0], search_text.partition("/")[0]).wrong
    own_name = name_th if any(letter > "\u0e00" for letter in keys[0][1]) or not name_en else name_en
    return _Candidate((wrong, exact, len(own_name), name_sort, pk), wrong, pk, own_name)


def _apart(key: str, text: str) -> int:
    """Letters wrong between a word and the nearest part of a text; two neighbours swapped are one."""
    apart = nearest(key, text).wrong
    if apart != allowed(key) + 1 or len(key) < 2 * _PIECE:
        return apart
    swaps = (f"{key[:place]}{key[place + 1]}{key[place]}{key[place + 2 :]}" for place in range(len(key) - 1))
    return min(apart, *(nearest(swap, text).wrong + 1 for swap in swaps))


def _spelling(name: str, keys: list[str]) -> str:
    """The part of the name that was meant; "" where it is not in the name."""
    loose, places = loose_and_places(name)
    starts, ends = [], []
    for key in keys:
        near = nearest(key, loose)
        if near.wrong <= allowed(key) and near.end:
            if loose[near.start] != key[0]:  # begins within a word of the name
                return ""
            starts.append(near.start)
            ends.append(near.end)
    if not starts:
        return ""
    start, end = places[min(starts)], places[max(ends) - 1] + 1
    while end < len(name) and not name[end].isspace() and not loosen(name[end]):
        end += 1
    return name[start:end]
