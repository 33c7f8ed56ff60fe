"""Two people changed one record: what stands in the register now beside what was typed, field by field.

What the reader did not touch takes the other's value, what the reader typed stays; nothing is written until the reader,
having seen both, saves again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from organisations.forms.sections import SectionForm
from organisations.models import Organisation
from organisations.showing import shown
from organisations.terms import Terms


@dataclass(frozen=True)
class Difference:
    """One field that differs. `is_mine`: the reader changed it; otherwise only the other did."""

    name: str
    label: Any
    now: str
    typed: str
    is_mine: bool


def differences(form: SectionForm, current: Organisation, version: int | None, terms: Terms) -> list[Difference]:
    """Every field of the form whose typed value is not that of the record now."""
    held = type(form)(organisation=current, user=form.user, terms=terms).initial
    opened = _as_opened(current, version)
    found = []
    for name, typed in form.cleaned_data.items():
        now = held.get(name)
        if name == "version" or _same(typed, now):
            continue
        before = getattr(opened, name, None) if opened is not None and hasattr(opened, name) else object()
        found.append(
            Difference(
                name,
                form.fields[name].label,
                _words(name, now, terms),
                _words(name, typed, terms),
                is_mine=not _same(typed, before),
            )
        )
    return found


def merged_initial(form: SectionForm, found: list[Difference]) -> dict[str, Any]:
    """What the form shows next: the typed values of the fields that the reader changed."""
    return {one.name: form.cleaned_data[one.name] for one in found if one.is_mine}


def _as_opened(current: Organisation, version: int | None) -> Any:
    """The record's event of the version that the form was opened with; None where there is none."""
    events = Organisation.pgh_event_model.objects  # type: ignore[attr-defined]  # put there by the history's decorator
    return events.filter(pgh_obj_id=current.pk, version=version).order_by("-pgh_id").first()


def _same(one: Any, other: Any) -> bool:
    empty: tuple[Any, ...] = (None, "", [], (None, "day"))
    one = getattr(one, "pk", one)
    other = getattr(other, "pk", other)
    return one == other or (one in empty and other in empty)


def _words(name: str, value: Any, terms: Terms) -> str:
    if isinstance(value, tuple):
        value = value[0]
    names = {field.name: field for field in Organisation._meta.concrete_fields}
    field = names.get({"service_fields": "fields"}.get(name, name), names["note"])
    return shown(field, value, terms)
