"""Two people changed one record: what stands in the register now beside what was typed, field by field.

Three versions are held against each other: what the form showed when it was opened, what was typed, and what the record
says now. What only one side changed is taken from that side; what both changed is the reader's to choose.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from core.formats import language
from organisations import posted
from organisations.forms.sections import SectionForm
from organisations.models import Organisation
from organisations.showing import shown
from organisations.terms import Terms
from thai.dates import format_founded

# Answers that mean something together only: they are chosen together.
UNITS = (
    ("province", "district", "subdistrict", "postcode"),
    ("latitude", "longitude"),
    ("status", "status_reason"),
    ("certification", "certificate_number", "certified_on"),
)
# Before the name of the first field of a choice: which version it takes.
PICK = "pick_"
THEIRS = "theirs"


@dataclass(frozen=True)
class Difference:
    """A field, or fields that go together, whose typed value is not the record's. Who changed it: `mine`, `theirs`."""

    names: tuple[str, ...]
    label: str
    now: str
    typed: str
    mine: bool
    theirs: bool

    @property
    def name(self) -> str:
        return self.names[0]

    @property
    def pick(self) -> str:
        """The name of the two radio buttons."""
        return f"{PICK}{self.name}"

    @property
    def contested(self) -> bool:
        return self.mine and self.theirs


def moved(now: SectionForm, opened: posted.Posted | None) -> bool:
    """Whether any answer of the section is another one than when the form was opened; None: that is not known."""
    if opened is None:
        return True
    held = posted.shown(now)
    return any(
        posted.answer(held, names) != posted.answer(opened, names)
        for names in map(posted.names_of, now.visible_fields())
    )


def differences(now: SectionForm, typed: SectionForm, opened: posted.Posted | None, terms: Terms) -> list[Difference]:
    """Every answer of the bound form `typed` that is not that of `now`, the form that shows the record as it is."""
    typed.full_clean()
    held, sent = posted.shown(now), posted.sent(typed.data)
    sides = {}
    for bound in now.visible_fields():
        names = posted.names_of(bound)
        mine, theirs = (
            opened is None or posted.answer(one, names) != posted.answer(opened, names) for one in (sent, held)
        )
        sides[bound.name] = (mine and not _same(bound.name, now, typed, sent, held), theirs)
    found = []
    for unit in _units(now):
        mine, theirs = (any(sides[name][side] for name in unit) for side in (0, 1))
        if not (mine or theirs):
            continue
        said, meant = (
            ", ".join(text for name in unit if (text := in_words(form, name, terms))) for form in (now, typed)
        )
        if said != meant:
            found.append(Difference(unit, label_of(now, *unit), said, meant, mine, theirs))
    return found


def merged(now: SectionForm, typed: SectionForm, found: list[Difference]) -> dict[str, Any]:
    """What the form shows next, by field: the typed answers where the reader changed them."""
    mine = {name for one in found if one.mine for name in one.names}
    answers = posted.initial_of(typed, typed.data)
    return {name: value for name, value in answers.items() if name in mine}


def chosen(data: QueryDict) -> QueryDict:
    """What was sent from the page of both versions: where the record's was chosen, it takes the typed one's place."""
    opened = posted.read_opened(data.get("opened", ""))
    if opened is None:
        return data
    picked = data.copy()
    units = {names[0]: names for names in UNITS}
    for name, value in data.items():
        if not name.startswith(PICK):
            continue
        picked.pop(name)
        first = name.removeprefix(PICK)
        if value == THEIRS:
            for field in units.get(first, (first,)):
                _take(picked, opened, field)
    return picked


def _take(data: QueryDict, opened: Mapping[str, list[str]], field: str) -> None:
    for name in {field, *(name for name in (*data, *opened) if name.startswith(f"{field}_") and _is_date_part(name))}:
        data.setlist(name, opened.get(name, []))


def _is_date_part(name: str) -> bool:
    return name.rpartition("_")[2] in ("day", "month", "year")


def _units(form: SectionForm) -> list[tuple[str, ...]]:
    """The fields of a form, those that go together as one."""
    found: list[tuple[str, ...]] = []
    for bound in form.visible_fields():
        unit = next((names for names in UNITS if bound.name in names), (bound.name,))
        if unit not in found:
            found.append(unit)
    return [tuple(name for name in unit if name in form.fields) for unit in found]


def _same(name: str, now: SectionForm, typed: SectionForm, sent: posted.Posted, held: posted.Posted) -> bool:
    """Whether the typed answer means what the record says, however it is written."""
    names = posted.names_of(now[name])
    if posted.answer(sent, names) == posted.answer(held, names):
        return True
    if name not in typed.cleaned_data:
        return False
    empty: tuple[Any, ...] = (None, "", [], (None, "day"))
    one, other = typed.cleaned_data[name], now.initial.get(name)
    one, other = getattr(one, "pk", one), getattr(other, "pk", other)
    return one == other or (one in empty and other in empty)


def in_words(form: SectionForm, name: str, terms: Terms) -> str:
    """An answer as a reader sees it: the record's, of a bound form the one that was sent."""
    value = _value(name, form)
    if isinstance(value, tuple):
        day, precision = value
        return format_founded(day, precision, language()) if day else ""
    names = {field.name: field for field in Organisation._meta.concrete_fields}
    field = names.get({"service_fields": "fields"}.get(name, name), names["note"])
    return shown(field, value, terms)


def label_of(form: SectionForm, *names: str) -> str:
    """What fields are called, with the heading under which they stand."""
    labels = ", ".join(str(form.fields[name].label) for name in names)
    for group, fields in form.groups:
        if any(bound.name == names[0] for bound in fields):
            return f"{group}: {labels}"
    return labels


def _value(name: str, form: SectionForm) -> Any:
    """An answer as it is kept; as it was typed where it is not one that can be kept."""
    if not form.is_bound:
        return form.initial.get(name)
    if name in form.cleaned_data:
        return form.cleaned_data[name]
    value = form[name].value()
    return " ".join(part for part in value if part) if isinstance(value, list) else value
