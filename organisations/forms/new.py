"""The first page of a new organisation: what every record must have."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.form_tokens import OnceForm
from organisations import typed
from organisations.choices import Taxonomy
from organisations.facts import label
from organisations.forms.address import scope_choices
from organisations.forms.fields import TermField, TermsField, TidyField
from organisations.terms import Terms


class NewForm(OnceForm):
    name_th = TidyField(label=label("name_th"), max_length=300, help_text=_("In full, as registered or as used."))
    legal_form = TermField(Taxonomy.LEGAL_FORM, label=label("legal_form"))
    province = forms.ChoiceField(label=label("province"))
    issues = TermsField(Taxonomy.ISSUE, label=label("issues"), help_text=_("Tick at least one."))

    ticket = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, data: Any = None, *, user: Any, terms: Terms, key: uuid.UUID, initial: Mapping[str, Any] | None = None
    ) -> None:
        """`key`: the token of this form, under which what is typed in it is kept."""
        provinces = scope_choices(user)
        first_province = {"province": provinces[0][0]} if len(provinces) == 1 else {}
        super().__init__(data, initial={**first_province, **(initial or {})})
        self.key = key
        self.initial["ticket"] = typed.ticket(user, typed.NEW, str(key))
        for name in ("legal_form", "issues"):
            self.fields[name].offer(terms, [])  # type: ignore[attr-defined]  # a field of terms
        first = [] if len(provinces) == 1 else [("", _("Choose"))]
        self.fields["province"].choices = [*first, *provinces]  # type: ignore[attr-defined]  # it is a ChoiceField

    def get_initial_for_field(self, field: forms.Field, field_name: str) -> Any:
        return self.key if field_name == "token" else super().get_initial_for_field(field, field_name)

    def values(self) -> dict[str, Any]:
        """The answers by field of the record."""
        answers = {name: self.cleaned_data[name] for name in ("name_th", "legal_form", "issues")}
        return {**answers, "province_id": self.cleaned_data["province"]}
