from __future__ import annotations

from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import ThaiDateField
from forum.models import FollowUpStatus, Proposal
from plans.models import Agency, Node


class FollowUpForm(forms.Form):
    on = ThaiDateField(label=_("Date"), initial=timezone.localdate)
    status = forms.ChoiceField(label=_("Status"), choices=FollowUpStatus.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("What was done"),
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("An entry stays as it is; add another one to correct it."),
    )
    link = forms.URLField(label=_("Evidence link"), required=False, assume_scheme="https")

    def clean_on(self) -> Any:
        day = self.cleaned_data["on"]
        if day and day > timezone.localdate():
            raise forms.ValidationError(_("The day lies in the future. Type the day on which it was done."))
        return day


class PartsForm(forms.Form):
    """Which agencies are to act on a proposal, and which projects work on it."""

    agencies = forms.ModelMultipleChoiceField(
        label=_("Responsible agencies"),
        queryset=Agency.objects.order_by("name_th"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    projects = forms.ModelMultipleChoiceField(
        label=_("Related projects"),
        queryset=Node.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data: QueryDict | None = None, *, proposal: Proposal) -> None:
        super().__init__(data, initial={"agencies": proposal.agencies.all(), "projects": proposal.projects.all()})
        projects = cast(forms.ModelMultipleChoiceField, self.fields["projects"])
        projects.queryset = Node.objects.reporting().order_by("plan__code", "position")
