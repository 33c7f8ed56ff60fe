"""The ministry's decisions: on each held change, and on what is to be mended in each field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from organisations import facts, holding
from organisations.forms.fields import LinesField
from organisations.forms.words import in_words
from organisations.models import HeldChange, Organisation
from organisations.sections import FORMS, fields_of
from organisations.showing import shown
from organisations.terms import Terms

APPROVE, REFUSE, LATER = "approve", "refuse", "later"


@dataclass(frozen=True)
class Line:
    """One held change with its two fields of the form."""

    change: HeldChange
    label: Any
    verified: str
    now: str
    wanted: str
    has_moved_on: bool
    decision: forms.BoundField
    reason: forms.BoundField


class DecideForm(forms.Form):
    """decide_FIELD and reason_FIELD for each held change; `version` of the record that is shown."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, data: Any = None, *, organisation: Organisation, held: Mapping[str, HeldChange], terms: Terms
    ) -> None:
        super().__init__(data, initial={"version": organisation.version})
        self.organisation, self.held, self.terms = organisation, held, terms
        for name, change in held.items():
            choices = [(APPROVE, _("Approve")), (REFUSE, _("Do not approve")), (LATER, _("Decide later"))]
            label = _("Decision on: %(field)s") % {"field": facts.label(name)}
            # Where the verified value has moved on, nobody approves by a habit of the hand.
            first = LATER if holding.has_moved_on(change, organisation) else APPROVE
            self.fields[f"decide_{name}"] = forms.ChoiceField(
                label=label, choices=choices, initial=first, widget=forms.RadioSelect
            )
            self.fields[f"reason_{name}"] = forms.CharField(
                label=_("Reason, where it is not approved"), required=False, max_length=2000
            )

    @property
    def lines(self) -> list[Line]:
        return [
            Line(
                change,
                facts.label(name),
                in_words(holding.verified_values(change), self.terms),
                in_words(holding.current_values(self.organisation, name), self.terms),
                in_words(holding.wanted_values(change), self.terms),
                holding.has_moved_on(change, self.organisation),
                self[f"decide_{name}"],
                self[f"reason_{name}"],
            )
            for name, change in self.held.items()
        ]

    def clean(self) -> dict[str, Any]:
        answers: dict[str, Any] = super().clean() or {}
        for name in self.held:
            if answers.get(f"decide_{name}") == REFUSE and not answers.get(f"reason_{name}"):
                problem = _("Say why the change is not approved, so that the province understands it.")
                self.add_error(f"reason_{name}", problem)
        return answers

    def decisions(self) -> dict[str, Any]:
        """As actions.decide takes them."""
        chosen = {name: self.cleaned_data[f"decide_{name}"] for name in self.held}
        return {
            "approve": [name for name, choice in chosen.items() if choice == APPROVE],
            "refuse": {
                name: self.cleaned_data[f"reason_{name}"] for name, choice in chosen.items() if choice == REFUSE
            },
            "version": self.cleaned_data["version"],
        }


class SendBackForm(forms.Form):
    """A reason for the whole, and reason_FIELD for each field of the sections, each with the value as it stands."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    reason = LinesField(
        label=_("What is to be mended"),
        required=False,
        help_text=_("For the record as a whole. The coordinator of the province reads this."),
    )

    def __init__(self, data: Any = None, *, organisation: Organisation, terms: Terms) -> None:
        super().__init__(data, initial={"version": organisation.version})
        self.names: dict[str, list[str]] = {}
        model_fields = {field.name: field for field in Organisation._meta.concrete_fields}
        for section in FORMS:
            self.names[section] = fields_of(section)
            for name in self.names[section]:
                field: Any = model_fields.get(name)
                value = shown(field, getattr(organisation, field.attname), terms) if field else ""
                self.fields[f"reason_{name}"] = forms.CharField(
                    label=facts.reason_label(name), required=False, max_length=2000, help_text=value
                )

    @property
    def groups(self) -> list[tuple[Any, list[forms.BoundField], bool]]:
        """The fields of each section under its title, and whether something is written in it."""
        fields = {section: [self[f"reason_{name}"] for name in names] for section, names in self.names.items()}
        return [(facts.TITLES[section], own, any(field.value() for field in own)) for section, own in fields.items()]

    def clean(self) -> dict[str, Any]:
        answers: dict[str, Any] = super().clean() or {}
        if not self.errors and not answers.get("reason") and not self.reasons():
            self.add_error("reason", _("Say what is to be mended, so that the province can mend it."))
        return answers

    def reasons(self) -> dict[str, str]:
        """The reasons that were given, by field."""
        found = {name: self.cleaned_data.get(f"reason_{name}", "") for names in self.names.values() for name in names}
        return {name: reason for name, reason in found.items() if reason}
