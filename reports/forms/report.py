from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from places.models import Province
from plans.models import Plan, Progress
from reports.choices import Numerals, ReportKind
from reports.models import Report
from reports.outline import CHOSEN, ordered, sections_of
from reports.scope import Scope, ScopeError, latest_half_year, offered, scope_of


def _words(label: Any, help_text: Any = "", *, rows: int = 3, longest: int = 10_000) -> Any:
    """A field for what people write into a report, if they like to."""
    area = forms.Textarea({"rows": rows})
    return forms.CharField(label=label, required=False, max_length=longest, widget=area, help_text=help_text)


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

    why = _words(
        _("Why a new edition"),
        _("Only where this report is issued already: what was wrong or has changed. The new edition says it."),
        longest=2000,
    )
    introduction = _words(
        _("Introduction"),
        _("Opens the executive summary, before what is computed. Each line becomes a paragraph."),
        rows=5,
    )
    summary = _words(
        _("Executive summary in your own words"),
        _("Stands in place of the sentences that are computed; the figures in boxes stay."),
        rows=5,
    )
    digits = forms.ChoiceField(
        label=_("Numerals"),
        required=False,
        choices=Numerals.choices,
        widget=forms.RadioSelect,
        help_text=_("In the PDF, the Word file and the web page. Spreadsheets have numbers of their own."),
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
        provinces = [(province.code, province.name) for province in Province.objects.all()]
        self._offer("plan", [(plan.code, plan.name) for plan in plans])
        self._offer("period", [(str(period), period.label(language)) for period in offered(plans)])
        self._offer("province", [("", _("Choose a province")), *provinces])
        for section in CHOSEN:
            self.fields[f"place_{section.code}"] = forms.IntegerField(
                label=_("Position in the report"),
                required=False,
                min_value=1,
                max_value=len(CHOSEN),
            )
            self.fields[f"words_{section.code}"] = _words(_("Introduction of the section"))
        self.initial.setdefault("kind", ReportKind.HALF_YEAR)
        self.initial.setdefault("digits", Numerals.ARABIC)
        self.fields["digits"].is_answered_by_nothing = True  # type: ignore[attr-defined]  # read by the field's template
        if plans:
            self.initial.setdefault("plan", plans[0].code)
            self.initial.setdefault("period", str(latest_half_year(plans[0], timezone.localdate()) or ""))

    def _offer(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    @property
    def first_fields(self) -> list[forms.BoundField]:
        """What is asked of everybody, in order."""
        names = ("kind", "plan", "period", "province", "why", "introduction", "summary", "digits")
        return [self[name] for name in names]

    @property
    def sections(self) -> list[dict[str, Any]]:
        """Each section that may be left out, moved and introduced, with the kinds of reports that have it."""
        left_out = self["left_out"].value() or []
        return [
            {
                "code": section.code,
                "title": section.title,
                "kinds": [kind.label for kind in ReportKind if section in sections_of(kind)],
                "is_left_out": section.code in left_out,
                "place": self[f"place_{section.code}"],
                "words": self[f"words_{section.code}"],
            }
            for section in CHOSEN
        ]

    @property
    def words(self) -> dict[str, Any]:
        """What is frozen beside the data: see reports.models.WORDS."""
        places = {one.code: place for one in CHOSEN if (place := self.cleaned_data[f"place_{one.code}"])}
        words = {one.code: text for one in CHOSEN if (text := self.cleaned_data[f"words_{one.code}"])}
        return {
            "introduction": self.cleaned_data["introduction"],
            "summary": self.cleaned_data["summary"],
            "digits": self.cleaned_data["digits"] or Numerals.ARABIC,
            "left_out": sorted(self.cleaned_data["left_out"]),
            "order": ordered(self.cleaned_data["kind"], places),
            "narratives": words,
        }

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


def words_of(report: Report) -> dict[str, Any]:
    """The wishes of an earlier report as a form begins with them: to build it anew with other words."""
    codes = [section.code for section in sections_of(report.kind) if section in CHOSEN]
    moved = [code for code in report.order if code in codes]
    return {
        "kind": report.kind,
        "plan": report.plan.code,
        "period": report.period,
        "province": report.province_id or "",
        "introduction": report.introduction,
        "summary": report.summary,
        "digits": report.digits,
        "left_out": report.left_out,
        **{f"place_{code}": at for at, code in enumerate(moved, 1) if moved != codes},
        **{f"words_{code}": words for code, words in report.narratives.items()},
    }
