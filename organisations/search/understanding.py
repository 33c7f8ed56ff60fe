"""What a search asks for: from strict to forgiving, each step only where the one before it finds nothing.

1. a registry code; 2. every word as typed; 3. as the other keyboard layout would have written it; 4. by loose keys;
5. without words for legal forms; 6. one or two wrong letters in a word.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Q
from django.db.models.expressions import RawSQL

from organisations.listing import common_words
from organisations.search import near, ranking
from organisations.search.conditions import NOTHING, loosely, strictly
from organisations.search.lookups import Like as Like  # registers itself
from organisations.search.words import NO_WORDS, Words, as_typed, without_forms
from thai.identifiers import CodeError, parse_registry_code
from thai.keyboard import in_other_layout
from thai.text import normalise

if TYPE_CHECKING:
    from organisations.querysets import OrganisationQuerySet

# A merged record's code finds the one it was merged into, over as many merges as there were.
_SURVIVOR = """
    WITH RECURSIVE way (id, merged_into_id) AS (
        SELECT id, merged_into_id FROM {table} WHERE code = %s
        UNION SELECT o.id, o.merged_into_id FROM {table} o JOIN way ON o.id = way.merged_into_id
    )
    SELECT id FROM way WHERE merged_into_id IS NULL
"""


@dataclass(frozen=True)
class Understanding:
    """How a search was understood.

    `condition` on the columns of Searchable says which records are found, `levels` which of them stand first (`order`
    for `order_by` of organisations). `instead`: what was searched for where the typed text found nothing;
    `suggestions`: what may have been meant. `words`, `loose`, `near` and `code` tell how the found ones match.
    """

    q: str
    condition: Q
    levels: tuple[Q, ...] = ()
    words: Words = NO_WORDS
    loose: bool = False
    near: bool = False
    code: str = ""
    instead: str = ""
    suggestions: tuple[str, ...] = ()

    @property
    def asks(self) -> bool:
        """Whether anything is searched for at all."""
        return bool(self.condition)

    @property
    def word(self) -> str:
        """The one search key that is looked for as it was typed; "" for any other search.

        Shorter ones have none either: nearly every record holds them, so nobody keeps them (common_words).
        """
        words = self.words.words
        if len(words) != 1 or len(words[0].writings) != 1 or self.loose or self.near or self.code:
            return ""
        return words[0].writings[0] if words[0].loose else ""

    def order(self) -> tuple[Any, ...]:
        """What `order_by` of organisations takes for the best match first."""
        return ranking.order(self.levels)


NOT_ASKED = Understanding("", Q())


def understand(q: str, among: OrganisationQuerySet) -> Understanding:
    """Understand what was typed, for a reader who sees `among`. Never fails, whatever was typed.

    One query where the text finds something as it stands, a few where it does not.
    """
    typed = as_typed(q)
    other = in_other_layout(q)
    if not typed.words and not other:
        return Understanding(q, Q())
    return _Search(q, typed, other, among).understood()


@dataclass(frozen=True)
class _Search:
    q: str
    typed: Words
    other: str | None
    among: OrganisationQuerySet

    def understood(self) -> Understanding:
        other = as_typed(self.other) if self.other else NO_WORDS
        instead = normalise(self.other or "")
        found, other_too = _first(
            [
                *self._by_code(),
                *self._by_words(self.typed, loose=(False,)),
                *self._by_words(other, loose=(False,), instead=instead),
                *self._by_words(self.typed, loose=(True,)),
                *self._by_words(without_forms(self.typed), loose=(False, True), besides=self.typed),
                *self._by_words(other, loose=(True,), instead=instead),
                *self._by_words(without_forms(other), loose=(False, True), besides=other, instead=instead),
            ],
            Understanding(self.q, strictly(other)) if other.words else None,
            self.among,
        )
        if found:
            # What the same keys write in the other layout is offered where some record holds it.
            offered = other_too and not (found.instead or found.code)
            return replace(found, suggestions=(instead,)) if offered else found
        return (
            self._near(self.typed)
            or self._near(other, instead=instead)
            or Understanding(self.q, NOTHING, words=self.typed)
        )

    def _by_code(self) -> Iterator[Understanding]:
        try:
            code = parse_registry_code(self.q)
        except CodeError:
            return
        meant = RawSQL(_SURVIVOR.format(table=self.among.model._meta.db_table), [code])  # noqa: S611 - the code is a parameter
        yield Understanding(self.q, Q(organisation_id__in=meant), words=self.typed, code=code)

    def _by_words(
        self, words: Words, *, loose: tuple[bool, ...], besides: Words | None = None, instead: str = ""
    ) -> Iterator[Understanding]:
        """The steps for some words, strict or loose; none where there are no other words than those `besides`."""
        if not words.words or words == besides:
            return
        for forgiving in loose:
            if forgiving and not any(word.loose for word in words.words):
                continue
            yield Understanding(
                self.q,
                loosely(words) if forgiving else strictly(words),
                ranking.by_words(words, loose=forgiving),
                words,
                forgiving,
                instead=instead,
            )

    def _near(self, words: Words, *, instead: str = "") -> Understanding | None:
        if not words.words:
            return None
        bare = without_forms(words)
        found = near.find(bare, self.among)
        if not found.ids:
            return None
        return Understanding(
            self.q,
            Q(organisation_id__in=found.ids),
            ranking.by_ids(found.ids),
            bare,
            loose=True,
            near=True,
            instead=instead,
            suggestions=(found.spelling,) if found.spelling else (),
        )


def _first(
    steps: list[Understanding], other: Understanding | None, among: OrganisationQuerySet
) -> tuple[Understanding | None, bool]:
    """The first step that finds anything, and whether `other` does; one query, in which no step is tried after it."""
    cases: list[str] = []
    parameters: list[Any] = []
    for place, step in enumerate(steps):
        if condition := _finds(step, among):
            cases.append(f"WHEN {condition[0]} THEN {place}")
            parameters += condition[1]
    besides = _finds(other, among) if other else None
    if not cases:
        return None, False
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT CASE {' '.join(cases)} END, {besides[0] if besides else 'false'}",
            [*parameters, *(besides[1] if besides else ())],
        )
        place, other_too = cursor.fetchone()
    return None if place is None else steps[place], other_too


def _finds(step: Understanding, among: OrganisationQuerySet) -> tuple[str, list[Any]] | None:
    """Whether a step finds anything, as SQL; None where it cannot."""
    try:
        sql, given = among.searched(step).order_by().values("pk").query.sql_with_params()
    except EmptyResultSet:
        return None
    # Materialised, so that it is planned for all its rows: planned for the first alone, a word that nobody has would be
    # looked for in every record.
    finds = f"EXISTS (WITH found AS MATERIALIZED ({sql}) SELECT FROM found)"
    if not step.word:
        return finds, [*given]
    # OFFSET 0: one record after another until one is seen, whatever the planner thinks of their number.
    one = among.filter(pk=RawSQL("held.organisation_id", [])).order_by().values("pk")
    seen, first = one.query.sql_with_params()
    kept = f"EXISTS (SELECT FROM ({common_words.HOLDERS}) AS held, LATERAL ({seen} OFFSET 0) AS seen)"
    return f"CASE WHEN {common_words.IS_KEPT} THEN {kept} ELSE {finds} END", [step.word, step.word, *first, *given]
