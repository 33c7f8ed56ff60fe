"""Entry forms of the five kinds of KPI records."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Right, has_right
from core.form_tokens import OnceForm
from core.forms import MessyNumberField, ThaiDateField
from indicators.choices import NetworkLevel, SeatLevel
from indicators.forms.organisations import OrganisationField, OrganisationsField
from indicators.forms.seen import SeenMixin, seen_field
from indicators.models import CommitteeSeat, LegalMeasure, Network, Record, SupportReceived, SupportSystem
from organisations.models import Organisation
from places.models import Province
from plans.evidence import EvidenceField

if TYPE_CHECKING:
    ModelForm = forms.ModelForm[Record]
else:  # Django's class takes no parameter where it runs
    ModelForm = forms.ModelForm


def _https(field: Any, **options: Any) -> Any:
    """A model field's form field; an address typed without its scheme is taken for https."""
    if isinstance(field, models.URLField):
        options["assume_scheme"] = "https"
    return field.formfield(**options)


ORGANISATION_HELP = _("Type the registry code, or the name.")


class RecordForm(SeenMixin, OnceForm, ModelForm):
    """What the five share: whose provinces and organisations may be chosen, and when the record was read."""

    seen = seen_field()
    evidence_file = EvidenceField(
        label=_("Evidence file"),
        required=False,
        help_text=_("PDF, picture (JPEG, PNG), Word or Excel; at most 10 MB. Who may see the record may open it."),
    )

    # First and last day, in the order they must have.
    span: tuple[str, str] | None = None
    # Levels at which a record belongs to a province.
    local_levels: frozenset[str] = frozenset()

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        if self.instance.pk and not self.is_bound:
            self.remember(self.instance)
        self._limit_province()
        names = [name for name in self.fields if name != "evidence_file"]
        self.order_fields([*names[: names.index("note")], "evidence_file", "note"])
        self.fields["note"].widget.attrs["rows"] = 3
        for field in self.fields.values():
            _without_dashes(field)
            if isinstance(field, OrganisationField):
                field.among = self._own_organisations()
            elif isinstance(field, OrganisationsField):
                field.among = Organisation.objects.visible_to(user).select_related("province")

    def _limit_province(self) -> None:
        field: Any = self.fields["province"]
        if has_right(self.user, Right.WHOLE_COUNTRY):
            field.queryset, field.empty_label = Province.objects.all(), str(_("The whole country"))
            return
        field.queryset = Province.objects.filter(code__in=self.user.province_codes)
        field.required, field.help_text = True, ""
        if len(self.user.province_codes) == 1 and not self.instance.pk:
            self.initial.setdefault("province", next(iter(self.user.province_codes)))

    def _own_organisations(self) -> Any:
        """Those the user may choose, and the one the record has already."""
        own = Organisation.objects.editable_by(self.user)
        organisation = getattr(self.instance, "organisation_id", None)
        if organisation:
            own = own | Organisation.objects.filter(pk=organisation)
        return own.select_related("province")

    @property
    def changes_record(self) -> bool:
        """Whether anything but a file was given."""
        return bool(set(self.changed_data) - {"evidence_file", "seen", "token"})

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.span:
            first, last = (cleaned.get(name) for name in self.span)
            if first and last and last < first:
                self.add_error(self.span[1], _("The last day comes before the first day. Check both."))
        if cleaned.get("level") in self.local_levels and not cleaned.get("province") and "province" not in self.errors:
            self.add_error("province", _("Choose the province: this level belongs to one."))
        return cleaned

    def record(self) -> Record:
        """The record with what was typed, not saved."""
        record: Record = self.save(commit=False)
        return record


def _without_dashes(field: Any) -> None:
    """An empty choice says what to do; among radio buttons there is none."""
    if isinstance(field, forms.TypedChoiceField):
        choices: Any = field.choices
        named = [choice for choice in choices if choice[0]]
        field.choices = named if isinstance(field.widget, forms.RadioSelect) else [("", _("Choose")), *named]
    elif isinstance(field, forms.ModelChoiceField) and field.empty_label == "---------":
        field.empty_label = str(_("Choose"))


def _past(day: date | None) -> date | None:
    if day and day > timezone.localdate():
        raise ValidationError(_("This day has not come yet. Check it."))
    return day


class SeatForm(RecordForm):
    organisation = OrganisationField(label=_("Organisation"), help_text=ORGANISATION_HELP)
    from_on = ThaiDateField(label=_("First day of the seat"), help_text=_("Such as 30 3 2564."))
    to_on = ThaiDateField(
        label=_("Last day of the seat"), required=False, help_text=_("Leave empty while the seat is held.")
    )
    span = ("from_on", "to_on")
    local_levels = frozenset({SeatLevel.PROVINCIAL, SeatLevel.DISTRICT, SeatLevel.TAMBON})

    class Meta:
        formfield_callback = _https
        model = CommitteeSeat
        fields = ["organisation", "committee", "level", "province", "from_on", "to_on", "evidence_link", "note"]
        widgets = {"level": forms.RadioSelect}


class SupportForm(RecordForm):
    organisation = OrganisationField(label=_("Organisation that received it"), help_text=ORGANISATION_HELP)
    amount = MessyNumberField(
        label=_("Amount (baht)"),
        places=2,
        min_value=None,
        help_text=_("What is given in kind at its value in baht. Such as 1,250,000 or 1.5 ล้าน."),
    )
    received_on = ThaiDateField(label=_("Date received"), help_text=_("Such as 30 3 2564."))

    class Meta:
        formfield_callback = _https
        model = SupportReceived
        fields = ["organisation", "source", "sector", "kind", "amount", "received_on", "province",
                  "evidence_link", "note"]  # fmt: skip
        widgets = {"sector": forms.RadioSelect, "kind": forms.RadioSelect}

    def clean_amount(self) -> Any:
        amount = self.cleaned_data["amount"]
        if amount is not None and not 0 < amount < 10**13:
            raise ValidationError(_("Type an amount of more than 0 and less than 10 million million baht."))
        return amount

    def clean_received_on(self) -> date | None:
        return _past(self.cleaned_data["received_on"])


class LegalMeasureForm(RecordForm):
    in_force_on = ThaiDateField(label=_("Date in force"), help_text=_("Such as 30 3 2564."))

    class Meta:
        formfield_callback = _https
        model = LegalMeasure
        fields = ["title", "kind", "change", "in_force_on", "agency", "reference", "province", "evidence_link", "note"]
        widgets = {"kind": forms.RadioSelect, "change": forms.RadioSelect, "title": forms.Textarea(attrs={"rows": 2})}
        help_texts = {"reference": _("Such as the volume and date of the Royal Gazette.")}


class SystemForm(RecordForm):
    in_service_on = ThaiDateField(label=_("In service since"), help_text=_("Such as 30 3 2564."))
    out_of_service_on = ThaiDateField(
        label=_("Out of service since"), required=False, help_text=_("Leave empty while it is in service.")
    )
    span = ("in_service_on", "out_of_service_on")

    class Meta:
        formfield_callback = _https
        model = SupportSystem
        fields = ["name", "kind", "in_service_on", "out_of_service_on", "owner", "link", "province",
                  "evidence_link", "note"]  # fmt: skip
        widgets = {"kind": forms.RadioSelect}

    def clean_in_service_on(self) -> date | None:
        return _past(self.cleaned_data["in_service_on"])


class NetworkForm(RecordForm):
    members = OrganisationsField(
        label=_("Member organisations"),
        required=False,
        help_text=_("One on each line: the registry code, or the name."),
    )
    active_from = ThaiDateField(label=_("Active from"), help_text=_("Such as 30 3 2564."))
    active_to = ThaiDateField(label=_("Active to"), required=False, help_text=_("Leave empty while it is active."))
    span = ("active_from", "active_to")
    local_levels = frozenset({NetworkLevel.PROVINCIAL, NetworkLevel.DISTRICT, NetworkLevel.TAMBON})

    class Meta:
        formfield_callback = _https
        model = Network
        fields = ["name", "form", "level", "province", "members", "active_from", "active_to", "evidence_link", "note"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and not self.is_bound:
            self.initial["members"] = list(Organisation.objects.filter(networks=self.instance.pk))


FORMS: dict[str, type[RecordForm]] = {
    "seats": SeatForm,
    "support": SupportForm,
    "laws": LegalMeasureForm,
    "systems": SystemForm,
    "networks": NetworkForm,
}


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=_("Why is it withdrawn?"),
        help_text=_("Such as: entered twice, or entered for the wrong organisation."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
