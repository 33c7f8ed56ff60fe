"""The sections of a record as a form: which there are, and how far each is filled in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from organisations.facts import TITLES
from organisations.forms.address import AddressForm
from organisations.forms.parts import MoneyForm, PeopleForm
from organisations.forms.sections import IdentityForm, LifeForm, SectionForm, SizeForm, WorkForm
from organisations.models import Organisation

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


@dataclass(frozen=True)
class Task:
    """One line of the task list, as components/task_list.html takes it."""

    label: str | Promise
    url: str
    hint: str | Promise
    state_kind: str
    state_label: str | Promise


def tasks(organisation: Organisation) -> list[Task]:
    """Every section with what is still missing in it."""
    found = []
    to_mend = {reason.field for reason in organisation.return_reasons.open()}
    for section in FORMS:
        kind, hint = _state(section, organisation)
        if to_mend & set(fields_of(section)):
            kind, hint = "bad", _("The ministry asks for a change here. The reason stands at the field.")
        labels = {
            "good": _("Filled in"),
            "warn": _("Not complete"),
            "idle": _("Nothing yet"),
            "bad": _("To be mended"),
        }
        url = reverse("organisations:section", args=[organisation.code, section])
        found.append(Task(TITLES[section], url, hint, kind, labels[kind]))
    return found


def _state(section: str, organisation: Organisation) -> tuple[str, str | Promise]:
    """The kind of badge, and what to do."""
    hints: dict[str, tuple[Any, str | Promise]] = {
        "address": (
            organisation.district_id and (organisation.phone or organisation.email or organisation.house_number),
            _("The district and a way to reach the organisation are still missing."),
        ),
        "people": (organisation.people.exists(), _("The head and the coordinator, if you know them.")),
        "size": (organisation.member_count or organisation.staff_count, _("Staff, volunteers and members.")),
        "money": (organisation.budgets.exists(), _("The yearly budget, if you know it.")),
        "work": (organisation.issues, _("At least one issue area is needed.")),
    }
    filled, hint = hints.get(section, (True, ""))
    if filled:
        return "good", ""
    return ("warn" if section in ("address", "work") else "idle"), hint
