from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from places.models import Province
from plans.models import Plan
from reports.choices import ReportKind
from reports.scope import Scope, ScopeError, latest_half_year, offered, scope_of


class ReportForm(forms.Form):
    """Which report is wanted. Whether there can be such a one is the scope's to say."""

    kind = forms.ChoiceField(label=_("Kind of report"), choices=ReportKind.choices, widget=forms.RadioSelect)
    plan = forms.ChoiceField(label=_("Plan"))
    period = forms.ChoiceField(
        label=_("Period"),
        help_text=_("A half-year for the half-year report; a year for the provincial and the forum report."),
    )
    province = forms.ChoiceField(
        label=_("Province"), required=False, help_text=_("Only for the provincial yearly report.")
    )

    scope: Scope

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plans = list(Plan.objects.all())
        language = get_language() or "th"
        self.fields["plan"].choices = [(plan.code, plan.name) for plan in plans]  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["period"].choices = [  # type: ignore[attr-defined]
            (str(period), period.label(language)) for period in offered(plans)
        ]
        self.fields["province"].choices = [  # type: ignore[attr-defined]
            ("", _("Choose a province")),
            *((province.code, province.name) for province in Province.objects.all()),
        ]
        self.initial.setdefault("kind", ReportKind.HALF_YEAR)
        if plans:
            self.initial.setdefault("plan", plans[0].code)
            self.initial.setdefault("period", str(latest_half_year(plans[0], timezone.localdate()) or ""))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            try:
                self.scope = scope_of(
                    cleaned["kind"], cleaned["plan"], cleaned["period"], cleaned.get("province") or None
                )
            except ScopeError as error:
                self.add_error(error.field, str(error))
        return cleaned
