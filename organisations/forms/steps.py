"""The forms of the steps of the workflow."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.form_tokens import OnceForm
from core.forms import ThaiDateField
from organisations.choices import Taxonomy
from organisations.forms.fields import TermField, TidyField
from organisations.terms import Terms


class AssessmentForm(OnceForm):
    """Scores are fields score_CRITERION."""

    assessed_on = ThaiDateField(label=_("Date of the assessment"), help_text=_("Such as 30 3 2564."))
    assessor = TidyField(label=_("Assessor"), max_length=200, help_text=_("A person, a team or an office."))
    level = TermField(Taxonomy.CAPACITY, label=_("Overall level"), widget=forms.RadioSelect)

    def __init__(self, data: Any = None, *, terms: Terms) -> None:
        super().__init__(data)
        self.fields["level"].choices = [(entry.code, entry.name) for entry in terms.current(Taxonomy.CAPACITY)]  # type: ignore[attr-defined]  # it is a ChoiceField
        self.criteria = [entry.code for entry in terms.current(Taxonomy.CRITERION)]
        for entry in terms.current(Taxonomy.CRITERION):
            self.fields[f"score_{entry.code}"] = forms.TypedChoiceField(
                label=entry.name,
                choices=[("", _("Not assessed")), *((score, score) for score in range(1, 5))],
                coerce=int,
                empty_value=None,
                required=False,
            )

    def scores(self) -> dict[str, int]:
        """The scores given, by criterion."""
        given = {code: self.cleaned_data[f"score_{code}"] for code in self.criteria}
        return {code: score for code, score in given.items() if score is not None}
