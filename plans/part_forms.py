"""Forms by field for the common changes of a plan: its names and dates, a project, an indicator with its targets."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.form_tokens import OnceForm
from core.forms import MessyNumberField, ThaiDateField
from plans import parts
from plans.choices import Cumulation, Direction, IndicatorKind
from plans.forms import AgencyField
from plans.models import Agency
from plans.parts import Data, Values
from plans.writing import schema
from thai.text import normalise


def _text(
    label: Any, *, required: bool = False, rows: int = 2, language: str = "th", **options: Any
) -> forms.CharField:
    widget = forms.Textarea({"rows": rows, "lang": language})
    return forms.CharField(label=label, required=required, widget=widget, **options)


class PartForm(OnceForm):
    """A part of a plan's document. `data` is the document, `part` the part of it; `values` what is to be written.

    `seen` is the document's fingerprint when the form was opened.
    """

    seen = forms.CharField(widget=forms.HiddenInput)
    # Form field: name in the document.
    names: ClassVar[dict[str, str]] = {}

    def __init__(self, *args: Any, data: Data, part: Data | None = None, seen: str, **kwargs: Any) -> None:
        self.document, self.part, self.is_new = data, part or {}, part is None
        initial = {name: self.part.get(key) for name, key in self.names.items()}
        kwargs["initial"] = {"seen": seen, **initial, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)

    @property
    def values(self) -> Values:
        """What the document is to say of this part, None for what is to be not stated."""
        given = {key: self.cleaned_data.get(name) for name, key in self.names.items() if name in self.fields}
        return {key: _plain(value) for key, value in given.items()}


class PlanForm(PartForm):
    """The plan itself."""

    name_th = _text(_("Thai name"), required=True)
    name_en = _text(_("English name"), required=True, language="en")
    approved_on = ThaiDateField(label=_("Approved on"), required=False)
    approved_by_th = forms.CharField(label=_("Approved by, in Thai"), max_length=200, required=False)
    approved_by_en = forms.CharField(label=_("Approved by, in English"), max_length=200, required=False)
    names: ClassVar[dict[str, str]] = {"name_th": "name_th", "name_en": "name_en"}

    def __init__(self, *args: Any, data: Data, **kwargs: Any) -> None:
        by = data.get("approved_by", {})
        initial = {
            "approved_on": data.get("approved_on"),
            "approved_by_th": by.get("th"),
            "approved_by_en": by.get("en"),
        }
        super().__init__(*args, data=data, part=data, initial=initial, **kwargs)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("approved_by_en") and not cleaned.get("approved_by_th"):
            self.add_error("approved_by_th", _("Say it in Thai too."))
        return cleaned

    @property
    def values(self) -> Values:
        day = self.cleaned_data.get("approved_on")
        by = {key: self.cleaned_data.get(f"approved_by_{key}") for key in ("th", "en")}
        return super().values | {
            "approved_on": day.isoformat() if day else None,
            "approved_by": {key: value for key, value in by.items() if value} or None,
        }


ONE_A_LINE = _("One on each line: its code, abbreviation or name.")


class NodeForm(PartForm):
    """A project, or a programme above projects."""

    number = forms.CharField(label=_("Number in the plan"), max_length=20)
    name_th = _text(_("Thai name"), required=True)
    name_en = _text(_("English name"), language="en")
    description_th = _text(_("Thai description"), rows=3)
    description_en = _text(_("English description"), rows=3, language="en")
    first_year = MessyNumberField(
        label=_("First year (B.E.)"), required=False, help_text=_("Leave it empty where it is the plan's own.")
    )
    last_year = MessyNumberField(
        label=_("Last year (B.E.)"), required=False, help_text=_("Leave it empty where it is the plan's own.")
    )
    budget = MessyNumberField(
        label=_("Budget (baht)"), places=2, required=False, help_text=_("Leave it empty where none is stated.")
    )
    lead = _text(_("Lead agencies"), rows=3, help_text=ONE_A_LINE)
    supporting = _text(_("Supporting agencies"), rows=4, help_text=ONE_A_LINE)
    names: ClassVar[dict[str, str]] = {
        "number": "number",
        "name_th": "th",
        "name_en": "en",
        "description_th": "description_th",
        "description_en": "description_en",
        "first_year": "first_year",
        "last_year": "last_year",
        "budget": "budget_baht",
    }

    def __init__(self, *args: Any, data: Data, part: Data | None = None, **kwargs: Any) -> None:
        roles = {role: _lines((part or {}).get(role, [])) for role in ("lead", "supporting")}
        super().__init__(*args, data=data, part=part, initial=kwargs.pop("initial", {}) | roles, **kwargs)
        if not self.is_new:
            # Reports are known by the number: a project that gets another one is another project.
            del self.fields["number"]

    def clean_number(self) -> str:
        number: str = normalise(self.cleaned_data["number"])
        if parts.node_of(self.document, number):
            raise ValidationError(_("The plan has this number already. Give it another one."))
        return number

    def clean_lead(self) -> list[Data]:
        return self._agencies("lead")

    def clean_supporting(self) -> list[Data]:
        return self._agencies("supporting")

    def _agencies(self, role: str) -> list[Data]:
        """The agencies named, each as the document prints it where it stood here before."""
        before = {part.get("printed", part["agency"]): part for part in self.part.get(role, [])}
        field, found = AgencyField(), []
        for line in self.cleaned_data[role].splitlines():
            if not (text := normalise(line)):
                continue
            agency = None if text in before else field.clean(text)
            found.append(before[text] if agency is None else {"agency": agency.code, "printed": str(agency)})
        return found

    @property
    def values(self) -> Values:
        return super().values | {role: self.cleaned_data[role] for role in ("lead", "supporting")}

    @property
    def agencies(self) -> list[Data]:
        """The agencies named, as a document lists them."""
        codes = {part["agency"] for role in ("lead", "supporting") for part in self.cleaned_data[role]}
        found: dict[str, Agency] = {}
        for named in Agency.objects.filter(code__in=codes).order_by("code"):
            agency: Agency | None = named
            # With those that it is part of, or it would lose its place.
            while agency is not None:
                found[agency.code] = agency
                agency = agency.parent
        return [{name: value for name, value in _listed(agency).items() if value} for agency in found.values()]


class IndicatorForm(PartForm):
    """An indicator, with a target for each year of the plan."""

    code = forms.CharField(label=_("Code"), max_length=20, help_text=_("Capital letters and digits, such as G6."))
    name_th = _text(_("Thai name"), required=True)
    name_en = _text(_("English name"), language="en")
    short_th = forms.CharField(label=_("Short name in Thai"), max_length=200, required=False)
    short_en = forms.CharField(label=_("Short name in English"), max_length=200, required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=IndicatorKind.choices)
    measure = forms.ChoiceField(
        label=_("Records that make the figure"),
        required=False,
        help_text=_("For an indicator that is computed from records."),
    )
    unit_th = forms.CharField(label=_("Unit in Thai"), max_length=100, required=False)
    unit_en = forms.CharField(label=_("Unit in English"), max_length=100, required=False)
    numerator = forms.CharField(label=_("Numerator in Thai, of a percentage"), max_length=300, required=False)
    denominator = forms.CharField(label=_("Denominator in Thai, of a percentage"), max_length=300, required=False)
    direction = forms.ChoiceField(label=_("Direction"), choices=Direction.choices)
    cumulation = forms.ChoiceField(label=_("How periods add up"), choices=Cumulation.choices)
    baseline = MessyNumberField(label=_("Baseline"), places=2, min_value=None, required=False)
    names: ClassVar[dict[str, str]] = {
        "code": "code",
        "name_th": "th",
        "name_en": "en",
        "short_th": "short_th",
        "short_en": "short_en",
        "kind": "kind",
        "measure": "measure",
        "unit_th": "unit_th",
        "unit_en": "unit_en",
        "direction": "direction",
        "cumulation": "cumulation",
    }
    NUMERIC: ClassVar[set[str]] = {
        IndicatorKind.COMPUTED,
        IndicatorKind.NUMBER,
        IndicatorKind.MONEY,
        IndicatorKind.PERCENTAGE,
    }

    def __init__(self, *args: Any, data: Data, part: Data | None = None, **kwargs: Any) -> None:
        super().__init__(*args, data=data, part=part, **kwargs)
        rules = schema()["$defs"]["indicator"]["properties"]
        measure: Any = self.fields["measure"]
        measure.choices = [("", _("Choose")), *((name, MEASURES.get(name, name)) for name in rules["measure"]["enum"])]
        self.initial["direction"] = self.part.get("direction", Direction.UP)
        self.initial["cumulation"] = self.part.get("cumulation", Cumulation.STATE)
        for name in ("numerator", "denominator"):
            self.initial[name] = self.part.get(name, {}).get("th")
        self.initial["baseline"] = self.part.get("baseline", {}).get("value")
        self.years = [*range(data["first_year"], data["last_year"] + 1)]
        stated = parts.yearly_targets(data, self.part)
        for year in self.years:
            self.fields[f"target_{year}"] = MessyNumberField(
                label=_("Target for %(year)s") % {"year": year}, places=2, min_value=None, required=False
            )
            self.initial[f"target_{year}"] = stated.get(year, {}).get("value")
        if not self.is_new:
            # What was observed of one nature means nothing under another: a new indicator has a code of its own.
            del self.fields["code"], self.fields["kind"], self.fields["measure"]
            if self.part["kind"] != IndicatorKind.PERCENTAGE:
                del self.fields["numerator"], self.fields["denominator"]
            if self.part["kind"] not in self.NUMERIC:
                for name in ("baseline", *(f"target_{year}" for year in self.years)):
                    del self.fields[name]

    def clean_code(self) -> str:
        code: str = normalise(self.cleaned_data["code"]).upper()
        if parts.indicator_of(self.document, code):
            raise ValidationError(_("The plan has this code already. Give it another one."))
        return code

    @property
    def values(self) -> Values:
        found = super().values
        for name in ("numerator", "denominator"):
            if given := self.cleaned_data.get(name):
                found[name] = {**self.part.get(name, {}), "th": normalise(given)}
        if "baseline" in self.fields:
            given = _plain(self.cleaned_data["baseline"])
            found["baseline"] = None if given is None else {**self.part.get("baseline", {}), "value": given}
            asked = {year: _plain(self.cleaned_data[f"target_{year}"]) for year in self.years}
            found["targets"] = parts.targets_with(self.document, self.part, asked)
        return found


# What each measure counts, in words; the schema names them.
MEASURES = {
    "committee_seats": _("Committee seats: organisations that hold one"),
    "support_received": _("Support received: baht"),
    "legal_measures": _("Laws, rules and measures"),
    "support_systems": _("Support systems: kinds in service"),
    "networks": _("Networks that are active"),
}


def _lines(stated: list[Data]) -> str:
    return "\n".join(str(part.get("printed", part["agency"])) for part in stated)


def _listed(agency: Agency) -> Data:
    return {
        "code": agency.code,
        "name_th": agency.name_th,
        "name_en": agency.name_en,
        "abbreviation": agency.abbreviation,
        "kind": agency.kind,
        "parent": agency.parent.code if agency.parent else "",
    }


def _plain(value: Any) -> Any:
    """A value as a document holds it."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return normalise(value) if isinstance(value, str) and "\n" not in value else value
