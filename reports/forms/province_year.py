from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.form_tokens import OnceForm
from reports.models import ProvinceYear
from reports.models.province_year import WRITTEN

# Each text, and what it is about.
HINTS = {
    "achievements": _("What organisations and the office achieved in the year. Needed before you send the report."),
    "constraints_text": _("What held the work up, and what help is needed."),
    "lessons": _("What worked, what did not, and what others could learn from it."),
    "next_steps": _("What comes in the next year."),
    "proposals": _("What the committee should decide or take up."),
}


class YearForm(OnceForm):
    """What a coordinator writes of the province's year."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in WRITTEN:
            self.fields[name] = forms.CharField(
                label=ProvinceYear.label_of(name),
                help_text=HINTS[name],
                max_length=20_000,
                required=False,
                widget=forms.Textarea({"rows": 6}),
            )

    @property
    def written(self) -> dict[str, str]:
        """The texts by their names."""
        return {name: self.cleaned_data[name] for name in WRITTEN}


class StepForm(OnceForm):
    """A step without words: sending or accepting the report that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class ReturnYearForm(StepForm):
    """Giving a report back to its province."""

    reason = forms.CharField(
        label=_("What the province should change"),
        max_length=2_000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("The coordinator reads it on the page of the report and in a mail."),
    )
