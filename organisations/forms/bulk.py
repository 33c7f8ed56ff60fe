"""What each kind of bulk action asks for. Every form gives `parameters()`, see organisations/bulk/changes.py."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from organisations.actions.bulk import assignable
from organisations.bulk.changes import MANY
from organisations.choices import BulkKind, Status, Taxonomy
from organisations.forms.fields import LinesField, TidyField
from organisations.terms import Terms

# In the order in which they are offered; terms are merged on their own page.
OFFERED = (
    BulkKind.ASSIGN,
    BulkKind.REMIND,
    BulkKind.ADD_TERM,
    BulkKind.REMOVE_TERM,
    BulkKind.SET_LEVEL,
    BulkKind.STATUS,
    BulkKind.VERIFY,
)
# Changes nothing, so it is no BulkKind; offered with them.
EXPORT = "export"
KINDS: list[tuple[str, Any]] = [
    *((kind.value, kind.label) for kind in OFFERED),
    (EXPORT, _("Take them with you as a file")),
]


class BulkForm(forms.Form):
    """Of a kind that asks for nothing but a reason."""

    why = TidyField(
        label=_("Why"),
        max_length=300,
        required=False,
        help_text=_("Stands in the history of every record that changes."),
    )

    def __init__(self, data: Any = None, *, terms: Terms) -> None:
        super().__init__(data)
        self.terms = terms
        self.order_fields([name for name in self.fields if name != "why"])
        self.set_choices()

    def set_choices(self) -> None:
        """Fill in what is to be chosen from."""

    def choose(self, name: str, choices: list[Any]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]  # it is a ChoiceField

    def parameters(self) -> dict[str, Any]:
        return {}


class AssignForm(BulkForm):
    person = forms.ChoiceField(label=_("Responsible person"))

    def set_choices(self) -> None:
        people = [(str(person.pk), str(person)) for person in assignable()]
        self.choose("person", [("", _("Choose")), *people, ("nobody", _("Nobody any longer"))])

    def parameters(self) -> dict[str, Any]:
        person = self.cleaned_data["person"]
        return {"person": None if person == "nobody" else int(person)}


class RemindForm(BulkForm):
    message = LinesField(
        label=_("Message to the coordinators"),
        max_length=2000,
        required=False,
        help_text=_("Each coordinator gets one mail with the organisations of his or her provinces."),
    )

    def parameters(self) -> dict[str, Any]:
        return {"message": self.cleaned_data["message"]}


class TermsForm(BulkForm):
    """One value of one of the lists; the choice is TAXONOMY:CODE."""

    value = forms.ChoiceField(label=_("Value"))
    offers_retired = False

    def set_choices(self) -> None:
        groups = []
        for taxonomy in MANY:
            entries = self.terms.of(taxonomy).values() if self.offers_retired else self.terms.current(taxonomy)
            choices = [(f"{taxonomy}:{entry.code}", entry.name) for entry in entries if not entry.merged_into]
            groups.append((taxonomy.label, choices))
        self.choose("value", [("", _("Choose")), *groups])

    def parameters(self) -> dict[str, Any]:
        taxonomy, _colon, code = self.cleaned_data["value"].partition(":")
        return {"taxonomy": taxonomy, "code": code}


class RemoveForm(TermsForm):
    offers_retired = True


class LevelForm(BulkForm):
    code = forms.ChoiceField(label=_("Level of operation"))

    def set_choices(self) -> None:
        entries = self.terms.current(Taxonomy.LEVEL)
        self.choose("code", [("", _("Choose")), *((entry.code, entry.name) for entry in entries)])

    def parameters(self) -> dict[str, Any]:
        return {"code": self.cleaned_data["code"]}


class StatusForm(BulkForm):
    status = forms.ChoiceField(label=_("Status"), choices=Status.choices, widget=forms.RadioSelect)
    status_reason = TidyField(
        label=_("Reason for the status"),
        max_length=300,
        required=False,
        help_text=_("Required where the organisations are dormant or dissolved."),
    )

    def clean(self) -> dict[str, Any] | None:
        answers = self.cleaned_data
        if answers.get("status") not in (None, Status.ACTIVE) and not answers.get("status_reason"):
            self.add_error("status_reason", _("Say why the organisations are dormant or dissolved."))
        return answers

    def parameters(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("status", "status_reason")}


FORMS: dict[str, type[BulkForm]] = {
    BulkKind.ASSIGN: AssignForm,
    BulkKind.REMIND: RemindForm,
    BulkKind.ADD_TERM: TermsForm,
    BulkKind.REMOVE_TERM: RemoveForm,
    BulkKind.SET_LEVEL: LevelForm,
    BulkKind.STATUS: StatusForm,
    BulkKind.VERIFY: BulkForm,
}
