"""The forms by which administrators keep the lists."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from organisations.choices import Taxonomy
from organisations.forms.fields import LinesField, ListField, TidyField
from organisations.models import Term
from organisations.terms import Terms


class TermForm(forms.Form):
    """A term's names; a new one's code too."""

    name_th = TidyField(label=_("Thai name"), max_length=120)
    name_en = TidyField(label=_("English name"), max_length=120)
    code = TidyField(
        label=_("Code"),
        max_length=40,
        required=False,
        help_text=_("Stands in addresses and files for ever. Leave it empty to have the next one given."),
    )
    sdgs = forms.MultipleChoiceField(
        label=_("Sustainable Development Goals that it serves"),
        choices=[(number, number) for number in range(1, 18)],
        widget=forms.CheckboxSelectMultiple(attrs={"class": "choices-short"}),
        required=False,
    )
    synonyms = ListField(
        label=_("Also written"),
        required=False,
        longest=120,
        help_text=_("One a line. Spreadsheets with these words are understood; former names are kept here."),
    )
    position = forms.IntegerField(
        label=_("Place in the list"),
        min_value=1,
        max_value=9999,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    reason = TidyField(
        label=_("Why"), max_length=300, required=False, help_text=_("Stands in the history of the list.")
    )

    def __init__(self, data: Any = None, *, taxonomy: Taxonomy, term: Term | None = None) -> None:
        initial = None
        if term is not None:
            initial = {name: getattr(term, name) for name in ("name_th", "name_en", "sdgs", "synonyms", "position")}
        super().__init__(data, initial=initial)
        for name in ("code",) if term else ("position", "reason"):
            del self.fields[name]
        if taxonomy != Taxonomy.ISSUE:
            del self.fields["sdgs"]

    def values(self) -> dict[str, Any]:
        """The answers as the actions take them."""
        return {**self.cleaned_data, "sdgs": [int(number) for number in self.cleaned_data.get("sdgs", [])]}


class MergeForm(forms.Form):
    into = forms.ChoiceField(label=_("The value that takes its place"))
    reason = LinesField(
        label=_("Why"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Stands in the history of every record that changes."),
    )

    def __init__(self, data: Any = None, *, term: Term, terms: Terms) -> None:
        super().__init__(data)
        others = [entry for entry in terms.current(Taxonomy(term.taxonomy)) if entry.code != term.code]
        choices = [("", _("Choose")), *((entry.code, f"{entry.code} {entry.name}") for entry in others)]
        self.fields["into"].choices = choices  # type: ignore[attr-defined]  # it is a ChoiceField
