"""The sections of a record as a form: which there are, and how far each is filled in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.forms import BoundField
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from organisations import posted, typed
from organisations.conflicts import in_words, label_of
from organisations.facts import TITLES
from organisations.forms.address import AddressForm
from organisations.forms.parts import MoneyForm, PeopleForm
from organisations.forms.sections import IdentityForm, LifeForm, SectionForm, SizeForm, WorkForm
from organisations.models import Organisation
from organisations.terms import Terms

FORMS: dict[str, type[SectionForm]] = {
    "identity": IdentityForm,
    "address": AddressForm,
    "people": PeopleForm,
    "size": SizeForm,
    "work": WorkForm,
    "money": MoneyForm,
    "life": LifeForm,
}


def next_section(section: str) -> str | None:
    """The section after this one; None after the last."""
    names = list(FORMS)
    place = names.index(section) + 1
    return names[place] if place < len(names) else None


def fields_of(section: str) -> list[str]:
    """The fields of the record that a section asks; itself where they are kept in a table of their own."""
    kept = {field.name for field in Organisation._meta.concrete_fields}
    # A form's own `fields` are its fields, so the record's field of that name goes by another in it.
    own = [name.removeprefix("service_") for name in FORMS[section].base_fields]
    return [name for name in own if name in kept and name != "version"] or [section]


# Of these sections something is needed before a record can be submitted (actions.missing_fields).
REQUIRED = frozenset({"identity", "address", "work"})
# What makes a section done: one field of each group. Without groups, any answer does.
WANTED: dict[str, tuple[tuple[str, ...], ...]] = {
    "identity": (("name_th",), ("legal_form",), ("registered_on",)),
    "address": (("province",), ("district",), ("phone", "email", "house_number")),
    "people": (("head_name",),),
    "size": (("staff_count", "volunteer_count", "member_count"),),
    "work": (("issues",), ("objectives", "targets", "service_fields", "expertise")),
    "life": (("status",), ("confirmed_on", "source_note", "note")),
}
HINTS: dict[str, Any] = {
    "identity": _("The name, the legal form, and when it was registered or began."),
    "address": _("The district, and a way to reach the organisation."),
    "people": _("The head and the coordinator, if you know them."),
    "size": _("Staff, volunteers and members."),
    "work": _("At least one issue area, the objectives, and whom it serves."),
    "money": _("The yearly budget, if you know it."),
    "life": _("When it was last confirmed, and where the record comes from."),
}
# Answers that every record has from its start say nothing about whether a section was begun.
GIVEN = frozenset({"province", "status", "contact_is_public"})
LABELS: dict[str, Any] = {
    "good": _("Done"),
    "info": _("In progress"),
    "idle": _("Not started"),
    "bad": _("Has errors"),
    "warn": _("To be mended"),
}


@dataclass(frozen=True)
class Task:
    """One line of the task list, as components/task_list.html takes it."""

    label: str | Promise
    url: str
    hint: str | Promise
    state_kind: str
    state_label: str | Promise


def tasks(organisation: Organisation, *, user: Any, terms: Terms) -> list[Task]:
    """Every section with how far it is, whether it is required, and what of it is typed and not saved yet."""
    unsaved = typed.sections_of(user, organisation)
    to_mend = {reason.field for reason in organisation.return_reasons.open()}
    found = []
    for section, make in FORMS.items():
        asked = to_mend & set(fields_of(section))
        kind = "warn" if asked else _state(make(organisation=organisation, user=user, terms=terms))
        hints = [
            *([_("Required.")] if section in REQUIRED else []),
            *([HINTS[section]] if kind in ("idle", "info") else []),
            *(
                [_("An answer cannot be kept as it is. Open the section, save it, and see what to mend.")]
                if kind == "bad"
                else []
            ),
            *([_("The ministry asks for a change here. The reason stands at the field.")] if asked else []),
            *([_("You have typed something here that is not saved yet.")] if section in unsaved else []),
        ]
        url = reverse("organisations:section", args=[organisation.code, section])
        found.append(Task(TITLES[section], url, " ".join(map(str, hints)), kind, LABELS[kind]))
    return found


@dataclass(frozen=True)
class Row:
    """One answer on the page that shows them all; `url` leads to its field and back."""

    label: str
    text: str
    url: str


@dataclass(frozen=True)
class Answers:
    """One section on that page: what is answered, and what is not."""

    section: str
    title: Any
    url: str
    rows: list[Row]
    empty: list[Row]


def all_answers(organisation: Organisation, *, user: Any, terms: Terms) -> list[Answers]:
    """Every answer of a record, section by section, as its forms ask them. People's details are among them."""
    found = []
    for section, make in FORMS.items():
        form = make(organisation=organisation, user=user, terms=terms)
        url = f"{reverse('organisations:section', args=[organisation.code, section])}?back=check"
        rows = [
            Row(label_of(form, bound.name), in_words(form, bound.name, terms), f"{url}#{_anchor(bound)}")
            for bound in form.visible_fields()
        ]
        given, empty = [row for row in rows if row.text], [row for row in rows if not row.text]
        found.append(Answers(section, TITLES[section], url, given, empty))
    return found


def _anchor(bound: BoundField) -> str:
    return str(bound.id_for_label or bound.auto_id)


def _state(form: SectionForm) -> str:
    """How far a section is, as a kind of badge."""
    shown = posted.shown(form)
    filled = {bound.name for bound in form.visible_fields() if any(posted.answer(shown, posted.names_of(bound)))}
    judged = type(form)(posted.as_query(shown), organisation=form.organisation, user=form.user, terms=form.terms)
    if any(name in filled for name in judged.errors):
        return "bad"
    wanted = WANTED.get(form.section, ())
    if not filled - GIVEN:
        return "idle"
    return "good" if all(filled.intersection(names) for names in wanted) else "info"
