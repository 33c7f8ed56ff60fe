"""Why a record was found: what to mark in its name, and where else the words stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from organisations.keys import KEYED_BY, full_name, place_key
from organisations.models import Organisation
from organisations.search.near import allowed
from organisations.search.understanding import Understanding
from organisations.search.words import Word
from thai.loose import loose_and_places, loosen, strict_and_places
from thai.nearness import nearest

# What is read of a record to say why it was found: all that its keys are made of.
COLUMNS = KEYED_BY
_AROUND = 40  # characters shown before and after what matches in a long text
_LONG = 110
Span = tuple[int, int]


@dataclass(frozen=True)
class Part:
    """A piece of text, marked where it matches."""

    text: str
    marked: bool = False


@dataclass(frozen=True)
class Reason:
    """Where a record holds what its name does not: "Former name", and the text."""

    label: str | Promise
    parts: list[Part]


@dataclass(frozen=True)
class Why:
    """The shown name in parts, and at most two reasons besides it."""

    name: list[Part]
    reasons: list[Reason]


def why(asked: Understanding, organisation: Organisation) -> Why:
    """What matched in a record that was found. Reads the COLUMNS."""
    shown = organisation.name
    spans = {word: span for word in asked.words.words if (span := _find(word, shown, asked))}
    left = [word for word in asked.words.words if word not in spans]
    reasons = []
    for label, text in _elsewhere(organisation, shown):
        found = {word: span for word in left if (span := _find(word, text, asked))}
        if found:
            left = [word for word in left if word not in found]
            reasons.append(Reason(label, _marked(*_cut(text, [*found.values()]))))
    # The province and the district are shown in any case.
    place = place_key(organisation.subdistrict_id or "").partition("|")[0]
    if place and any(writing in place for word in left for writing in word.writings):
        reasons.append(Reason(_("Where it is"), [Part(_place(organisation))]))
    if asked.near:
        reasons.insert(0, Reason(_("Similar spelling"), []))
    return Why(_marked(shown, [*spans.values()]), reasons[:2])


def _elsewhere(organisation: Organisation, shown: str) -> Iterator[tuple[str | Promise, str]]:
    other = organisation.name_en if shown == organisation.name_th else organisation.name_th
    yield from [(_("Name"), other), (_("Abbreviation"), organisation.abbreviation)]
    yield from [(_("Former name"), name) for name in organisation.former_names]
    yield from [(_("Other name"), name) for name in organisation.aliases]
    yield from [
        (_("Registry code"), organisation.code),
        (_("Registration number"), organisation.registration_number),
        (_("Objectives"), organisation.objectives),
    ]


def _place(organisation: Organisation) -> str:
    code = organisation.subdistrict_id or organisation.district_id or organisation.province_id
    names = [full_name(code[:digits]) for digits in (6, 4, 2) if len(code) >= digits]
    return " ".join(filter(None, names))


def _find(word: Word, text: str, asked: Understanding) -> Span | None:
    """Where a text holds a word, in the way in which the search found it."""
    if not text:
        return None
    key, places = strict_and_places(text)
    for writing in word.writings:
        if (start := key.find(writing)) >= 0:
            return places[start], places[start + len(writing) - 1] + 1
    if not asked.loose:
        return None
    key, places = loose_and_places(text)
    for writing in word.loose:
        if (start := key.find(writing)) >= 0:
            return _whole(text, places[start], places[start + len(writing) - 1] + 1)
    if asked.near and (writing := loosen(word.writings[0])):
        near = nearest(writing, key)
        if near.end > near.start and near.wrong <= allowed(writing):
            return _whole(text, places[near.start], places[near.end - 1] + 1)
    return None


def _whole(text: str, start: int, end: int) -> Span:
    """With the signs that the last letter bears, which loose keys do not have."""
    while end < len(text) and text[end].isprintable() and not text[end].isspace() and not loosen(text[end]):
        end += 1
    return start, end


def _cut(text: str, spans: list[Span]) -> tuple[str, list[Span]]:
    """A long text shortened to what stands around the matches, which move with it."""
    if len(text) <= _LONG:
        return text, spans
    start = max(0, min(first for first, _end in spans) - _AROUND)
    end = min(len(text), max(start + _LONG, min(last for _start, last in spans) + _AROUND))
    before, after = "…" if start else "", "…" if end < len(text) else ""
    moved = [(a - start + len(before), min(b, end) - start + len(before)) for a, b in spans if start <= a < end]
    return f"{before}{text[start:end]}{after}", moved


def _marked(text: str, spans: list[Span]) -> list[Part]:
    parts: list[Part] = []
    done = 0
    for start, end in sorted(spans):
        start = max(start, done)
        if end <= start:
            continue
        if start > done:
            parts.append(Part(text[done:start]))
        parts.append(Part(text[start:end], marked=True))
        done = end
    if done < len(text):
        parts.append(Part(text[done:]))
    return parts
