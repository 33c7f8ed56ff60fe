"""A form's answers as a browser sends them: those shown, those typed, and back into a form that judges nothing."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.forms.widgets import ChoiceWidget
from django.http import QueryDict

Posted = dict[str, list[str]]
# What a form carries for the machine, and its further buttons; no answers.
MACHINE = frozenset({"csrfmiddlewaretoken", "version", "opened", "ticket", "token", "show_places", "discard"})


def names_of(bound: forms.BoundField) -> list[str]:
    """The names under which a field's answers are sent: three for a date."""
    widget = bound.field.widget
    if isinstance(widget, forms.MultiWidget):
        return [f"{bound.html_name}{ending}" for ending in widget.widgets_names]  # type: ignore[attr-defined]  # not in the stubs
    return [bound.html_name]


def shown(form: forms.Form) -> Posted:
    """What a browser would send of the form as it is shown, if nothing were typed."""
    found: Posted = {}
    for bound in form:
        if bound.name not in MACHINE:
            found |= _shown_by(bound)
    return found


def _shown_by(bound: forms.BoundField) -> Posted:
    value, widget = bound.value(), bound.field.widget
    if isinstance(widget, forms.MultiWidget):
        parts: Iterable[Any] = value if isinstance(value, (list, tuple)) else widget.decompress(value) or ()
        return {name: _texts([part]) for name, part in zip(names_of(bound), parts, strict=True)}
    if isinstance(widget, forms.CheckboxInput):
        return {bound.html_name: ["on"]} if value else {}
    if isinstance(widget, ChoiceWidget) and widget.allow_multiple_selected:
        return {bound.html_name: [str(one) for one in value]} if value else {}
    return {bound.html_name: _texts([value])}


def _texts(values: Iterable[Any]) -> list[str]:
    return ["" if value is None else _line_ends(str(value)) for value in values]


def _line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def sent(data: Mapping[str, Any]) -> Posted:
    """What a browser has sent, without what is for the machine alone."""
    query = data if isinstance(data, QueryDict) else QueryDict(mutable=True)
    if query is not data:
        for name, value in data.items():
            query.setlist(name, value if isinstance(value, list) else [value])
    return {name: [_clean(text) for text in values] for name, values in query.lists() if name not in MACHINE}


def _clean(text: str) -> str:
    # PostgreSQL keeps no NUL, and no half of a surrogate pair.
    return _line_ends(text).replace("\0", "").encode("utf-8", "ignore").decode("utf-8")


def as_query(posted: Mapping[str, Iterable[str]]) -> QueryDict:
    """Answers as the data of a form."""
    query = QueryDict(mutable=True)
    for name, values in posted.items():
        query.setlist(name, list(values))
    return query


def initial_of(form: forms.Form, data: Any) -> dict[str, Any]:
    """The answers in `data` as the initial values of such a form, which then shows them and judges nothing."""
    found: dict[str, Any] = {}
    for name, field in form.fields.items():
        value = field.widget.value_from_datadict(data, {}, form.add_prefix(name))
        if name not in MACHINE and value is not None:
            found[name] = value
    return found


def read_opened(text: str) -> Posted | None:
    """The answers that a form showed when it was opened, from its hidden field; None where that is not to be read."""
    try:
        found = json.loads(text)
    except ValueError:
        return None
    if not isinstance(found, dict) or not all(isinstance(values, list) for values in found.values()):
        return None
    return {str(name): [str(value) for value in values] for name, values in found.items()}


def write_opened(posted: Posted) -> str:
    """For the hidden field; empty answers are left out, so a long form's weighs little."""
    return json.dumps({name: values for name, values in posted.items() if any(values)}, ensure_ascii=False)


def answer(posted: Mapping[str, list[str]], names: Iterable[str]) -> list[list[str]]:
    """One field's answers so that they compare: nothing and an empty text are the same, order says nothing."""
    return [sorted(value for value in posted.get(name, []) if value) for name in names]
