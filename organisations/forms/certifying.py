"""The form of one step of certification, and of the organisation's status."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.form_tokens import OnceForm
from core.forms import ThaiDateField
from organisations.certification import NEXT
from organisations.choices import Certification
from organisations.forms.fields import LinesField, TidyField
from organisations.models import Organisation


class CertificationForm(OnceForm):
    step = forms.ChoiceField(label=_("Step"), choices=Certification.choices, widget=forms.RadioSelect)
    taken_on = ThaiDateField(label=_("Date of the step"), help_text=_("Such as 30 3 2564."))
    number = TidyField(
        label=_("Document number"),
        required=False,
        max_length=60,
        help_text=_("Of the letter, the certificate, or the volume and section of the Royal Gazette."),
    )
    reason = LinesField(
        label=_("Reason"),
        required=False,
        help_text=_("Where the organisation is not certified, or the step is out of order."),
    )

    def __init__(self, data: Any = None, *, organisation: Organisation) -> None:
        following = NEXT[Certification(organisation.certification)]
        super().__init__(data, initial={"step": following[0] if following else ""})
        others = [choice for choice in Certification if choice not in following]
        groups = [(_("Next"), following), (_("Out of order, with a reason"), others)]
        self.fields["step"].choices = [  # type: ignore[attr-defined]  # it is a ChoiceField
            (title, [(choice.value, choice.label) for choice in choices]) for title, choices in groups if choices
        ]
