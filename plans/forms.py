"""What an agency types about its project, what the ministry answers, and agencies themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.form_tokens import OnceForm
from core.forms import MessyNumberField, ThaiDateField
from places.models import Province
from plans.actions.parts import ADDED
from plans.choices import ProgressStatus
from plans.evidence import EvidenceField
from plans.models import Agency, Plan, Progress
from plans.reading import MAX_BYTES
from plans.sheets import is_workbook
from thai.text import normalise

# Each text, and what it is about.
TEXTS = {
    "progress": _("What was done in this period. Needed before you send the report."),
    "constraints_text": _("What held the work up, and what help is needed."),
    "outputs": _("What the work produced: numbers of people, places, documents."),
    "outcomes": _("What changed for those whom the work is for."),
    "impact": _("What changed in the longer run, if it can be seen yet."),
    "next_steps": _("What comes in the next period."),
}


def heading(name: str) -> str:
    """What a column of a report is called, as a heading."""
    label = str(Progress._meta.get_field(name).verbose_name)  # type: ignore[union-attr]  # all that are asked for are columns
    return label[:1].upper() + label[1:]


class ProgressForm(OnceForm):
    """One project's report for one period. Nothing is required while it is a draft; sending it asks for more."""

    status = forms.ChoiceField(
        label=_("Status"),
        help_text=_("How the project stands as a whole. Needed before you send the report."),
        choices=ProgressStatus.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    percent = MessyNumberField(
        label=_("Percent complete"),
        help_text=_("Of the whole project, from 0 to 100. Needed before you send the report."),
        max_value=100,
        required=False,
    )
    received = MessyNumberField(
        label=_("Budget received in this period (baht)"),
        help_text=_("Leave it empty where it is not known; type 0 where there was none."),
        places=2,
        max_value=10**13 - 1,
        required=False,
    )
    disbursed = MessyNumberField(
        label=_("Budget disbursed in this period (baht)"),
        help_text=_("Leave it empty where it is not known; type 0 where there was none."),
        places=2,
        max_value=10**13 - 1,
        required=False,
    )
    evidence_title = forms.CharField(label=_("What the evidence shows"), max_length=200, required=False)
    evidence_link = forms.URLField(
        label=_("Link to evidence"),
        help_text=_("An address that begins with https://"),
        assume_scheme="https",
        required=False,
    )
    evidence_file = EvidenceField(
        label=_("Evidence file"),
        help_text=_("PDF, JPEG, PNG, Word (.docx) or Excel (.xlsx), up to 10 MB."),
        required=False,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, hint in TEXTS.items():
            self.fields[name] = forms.CharField(
                label=heading(name),
                help_text=hint,
                max_length=20_000,
                required=False,
                widget=forms.Textarea({"rows": 4}),
            )

    @property
    def written(self) -> dict[str, Any]:
        """What the report is to say: an empty number is None, "not reported"."""
        kept = ("status", "percent", "received", "disbursed", *TEXTS)
        return {name: self.cleaned_data[name] for name in kept}


class CorrectionForm(ProgressForm):
    """The same for a period that is closed, with the reason."""

    reason = forms.CharField(
        label=_("Reason for the correction"),
        help_text=_("What was wrong, and how it is known. It stands beside the report for good."),
        max_length=2_000,
        widget=forms.Textarea({"rows": 3}),
    )


class ReasonForm(OnceForm):
    """A step that asks why: returning a report, closing a period."""

    reason = forms.CharField(max_length=2_000, widget=forms.Textarea({"rows": 3}))
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)

    def __init__(self, *args: Any, label: Any, hint: Any = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label, self.fields["reason"].help_text = label, hint

    def clean_reason(self) -> str:
        reason: str = self.cleaned_data["reason"].strip()
        if not reason:
            raise ValidationError(_("Say why."), code="required")
        return reason


class ReturnForm(ReasonForm):
    """Giving a report back: a reason at each field that should change, or one for the whole."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = False
        for name in ("status", "percent", *TEXTS, "received", "disbursed"):
            self.fields[f"note_{name}"] = forms.CharField(label=heading(name), max_length=1_000, required=False)

    def clean_reason(self) -> str:
        reason: str = self.cleaned_data["reason"].strip()
        return reason

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("reason") and not any(self.notes.values()):
            self.add_error("reason", _("Say what the agency should change."))
        return cleaned

    @property
    def notes(self) -> dict[str, str]:
        """What should change, by the field's name."""
        given = {name: text.strip() for name, text in self.cleaned_data.items() if name.startswith("note_")}
        return {name.removeprefix("note_"): text for name, text in given.items()}


class PartForm(OnceForm):
    """What a supporting agency adds to a project's report."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hints = {**TEXTS, "progress": _("What your agency did for this project in this period.")}
        for name in ADDED:
            self.fields[name] = forms.CharField(
                label=heading(name),
                help_text=hints[name],
                max_length=20_000,
                required=False,
                widget=forms.Textarea({"rows": 4}),
            )


class DocumentForm(OnceForm):
    """A plan's document as text, or as a file that takes its place."""

    file = forms.FileField(
        label=_("Document file"),
        help_text=_("A YAML document or its workbook (.xlsx). It takes the place of the text below."),
        widget=forms.ClearableFileInput({"accept": ".yaml,.yml,.xlsx"}),
        required=False,
    )
    text = forms.CharField(
        label=_("The plan's document"),
        help_text=_("Lines “name: value”, as the schema of plan documents says."),
        max_length=MAX_BYTES,
        required=False,
        strip=False,
        widget=forms.Textarea({"rows": 30, "spellcheck": "false", "class": "code"}),
    )

    @property
    def content(self) -> bytes:
        """What was sent, the file before the text."""
        upload = self.cleaned_data.get("file")
        given: bytes = upload.read(MAX_BYTES + 1) if upload else self.cleaned_data["text"].encode()
        return given if is_workbook(given) else given.replace(b"\r\n", b"\n")


class WindowForm(OnceForm):
    """When the reports of a period may be written."""

    opens_on = ThaiDateField(label=_("Opens on"))
    due_on = ThaiDateField(label=_("Due on"), help_text=_("A report sent on this day is still on time."))
    closes_on = ThaiDateField(
        label=_("Late reports are taken until"),
        help_text=_("Counts in full. Leave it empty to take late reports until you close the period."),
        required=False,
    )
    reason = forms.CharField(
        label=_("Why it closes then"),
        help_text=_("Shown to whoever finds the form shut."),
        max_length=1_000,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )
    contact = forms.CharField(
        label=_("Whom to ask"),
        help_text=_("A unit with its telephone or e-mail address, such as: กลุ่มแผนงาน โทร. 0 2659 0000."),
        max_length=200,
        required=False,
    )


class ExceptionForm(OnceForm):
    """More time for one agency or province."""

    agency = forms.ModelChoiceField(label=_("Agency"), queryset=Agency.objects.none(), required=False)
    province = forms.ModelChoiceField(
        label=_("or province"), queryset=Province.objects.order_by("name_th"), required=False
    )
    until = ThaiDateField(label=_("More time until"), help_text=_("This day counts in full."))
    reason = forms.CharField(label=_("Reason"), max_length=1_000, widget=forms.Textarea({"rows": 2}))

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        # It stands on one page with the window's form, which has a reason too.
        super().__init__(*args, **{"auto_id": "exception_%s", **kwargs})
        named = Q(node_agencies__node__plan=plan) | Q(plan_agencies__plan=plan)
        agency: Any = self.fields["agency"]
        agency.queryset = Agency.objects.filter(named).distinct()


class StepForm(OnceForm):
    """A step without words: sending or accepting the report that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class AgencyField(forms.CharField):
    """Gives the Agency that is meant by a code, an abbreviation or a name.

    `coming`: codes of agencies that are about to be added; one of them gives an Agency that is not saved.
    """

    coming: frozenset[str] = frozenset()

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, int):
            value = Agency.objects.filter(pk=value).first()
        return value.code if isinstance(value, Agency) else value

    def clean(self, value: Any) -> Any:
        text = normalise(super().clean(value))
        if not text:
            return None
        found = list(Agency.objects.filter(code__iexact=text)) or list(
            Agency.objects.filter(Q(abbreviation=text) | Q(name_th=text) | Q(name_en__iexact=text)).order_by("code")[:5]
        )
        if not found and text.lower() in self.coming:
            return Agency(code=text.lower())
        if not found:
            raise ValidationError(
                _("No agency has the code or name “%(value)s”. Check it, or add the agency first."),
                code="no_agency",
                params={"value": text[:100]},
            )
        if len(found) > 1:
            raise ValidationError(
                _("Several agencies are called “%(value)s”. Type the code of one: %(codes)s."),
                code="several_agencies",
                params={"value": text[:100], "codes": ", ".join(one.code for one in found)},
            )
        return found[0]


if TYPE_CHECKING:
    ModelForm = forms.ModelForm[Agency]
else:  # Django's class takes no parameter where it runs
    ModelForm = forms.ModelForm


class AgencyForm(ModelForm):
    """A whole agency; the one that it is part of by code or name."""

    parent = AgencyField(label=_("Part of"), required=False)

    class Meta:
        model = Agency
        fields = ["code", "name_th", "name_en", "abbreviation", "kind", "parent"]

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"].lower()
        return code
