from __future__ import annotations

import re
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from places.models import Province
from plans.models import Plan, Progress
from reports.choices import ReportKind
from reports.models import Report
from reports.outline import CHOSEN
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

    why = forms.CharField(
        label=_("Why a new edition"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Only where this report is issued already: what was wrong or has changed. The new edition says it."
        ),
    )

    introduction = forms.CharField(
        label=_("Introduction"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Opens the executive summary, before what is computed. Each line becomes a paragraph."),
    )
    left_out = forms.MultipleChoiceField(
        label=_("Sections to leave out"),
        required=False,
        choices=[(section.code, section.title) for section in CHOSEN],
        widget=forms.CheckboxSelectMultiple,
    )

    scope: Scope

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A plan on which nothing was reported is seldom the one that is meant.
        reported = Exists(Progress.objects.filter(node__plan=OuterRef("pk")))
        plans = list(Plan.objects.order_by(reported.desc(), "code"))
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
            else:
                self.clean_after_scope(cleaned.get("why", ""))
        return cleaned

    def clean_after_scope(self, why: str) -> None:
        """A report that is issued already gets a new edition for a reason only."""
        issued = Report.objects.of(
            kind=self.scope.kind, plan=self.scope.plan, period=str(self.scope.period), province=self.scope.province
        ).issued()
        if not why and issued.exists():
            self.add_error("why", _("This report is issued already. Say why there is to be a new edition."))


class SealForm(forms.Form):
    """A seal as it is printed, or a file: is it a report of ours?"""

    LARGEST = 50 * 1024 * 1024

    seal = forms.CharField(
        label=_("Seal"),
        required=False,
        max_length=100,
        help_text=_("The letters and digits in the foot of each page (12) or on the cover (64)."),
    )
    file = forms.FileField(
        label=_("File of the report"), required=False, help_text=_("PDF, Word, Excel or HTML. It is not kept.")
    )

    def clean_seal(self) -> str:
        seal = re.sub(r"[\s\u200b…]", "", self.cleaned_data["seal"]).lower()
        if seal and not re.fullmatch(r"[0-9a-f]{12,64}", seal):
            raise forms.ValidationError(
                _("A seal has 12 to 64 of the signs 0–9 and a–f. Copy it from the foot of a page.")
            )
        return seal

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file and file.size > self.LARGEST:
            raise forms.ValidationError(_("No report is larger than 50 MB, so this file is none of ours."))
        return file

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not cleaned.get("seal") and not cleaned.get("file"):
            raise forms.ValidationError(_("Type the seal or choose the file."))
        return cleaned
