"""The sections of a record: what each asks, and how its answers go to organisations.actions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.form_tokens import OnceForm
from core.forms import MessyNumberField, ThaiDateField
from core.names import in_reader_language
from organisations import holding, posted, typed, validators
from organisations.choices import DatePrecision, Status, Taxonomy
from organisations.facts import label
from organisations.forms.fields import (
    FoundedField,
    LinesField,
    ListField,
    OrganisationField,
    TermField,
    TermsField,
    TidyField,
)
from organisations.forms.marks import Standing, mark
from organisations.models import Organisation
from organisations.terms import Terms
from places import official
from thai.text import sort_key

MOST = 2_147_483_647


def _text(name: str, **options: Any) -> TidyField:
    return TidyField(label=label(name), required=options.pop("required", False), **options)


def _count(name: str) -> MessyNumberField:
    return MessyNumberField(label=label(name), required=False, max_value=MOST)


class SectionForm(OnceForm):
    """One section. `version` is that of the record when the form was opened, `opened` what the form showed then.

    `ticket` says whose form it is, so that what is typed is kept even when the session has ended meanwhile.
    """

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    opened = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)
    ticket = forms.CharField(widget=forms.HiddenInput, required=False)
    # Its name in the addresses.
    section = ""

    def __init__(
        self,
        data: Any = None,
        *,
        organisation: Organisation,
        user: Any,
        terms: Terms,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        self.standing = Standing.of(organisation, user)
        if self.standing.holds:
            # Who asked for changes that wait goes on from them.
            organisation = holding.with_wanted(organisation, self.standing.held.values())
        self.organisation = organisation
        self.user = user
        self.terms = terms
        held = self.initial_values(organisation)
        super().__init__(data, initial={**held, "version": organisation.version, **(initial or {})})
        for name, field in self.fields.items():
            if isinstance(field, (TermField, TermsField)):
                value = held.get(name)
                field.offer(terms, value if isinstance(value, list) else [value] if value else [])
        self.prepare()
        self.initial["ticket"] = typed.ticket(user, self.section, organisation.code)
        self.initial.setdefault("opened", posted.write_opened(posted.shown(self)))
        mark(self, self.standing, terms)

    def prepare(self) -> None:
        """What a section does to its fields when it knows the record and the reader."""

    def initial_values(self, organisation: Organisation) -> dict[str, Any]:
        """The record's values by field of the form."""
        return {name: getattr(organisation, name) for name in self.base_fields if hasattr(organisation, name)}

    def values(self) -> dict[str, Any]:
        """The answers by field of the record."""
        return {name: value for name, value in self.cleaned_data.items() if name not in posted.MACHINE}

    @property
    def groups(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """The fields under the headings that they have in the form; empty where it has none."""
        return []

    def warnings(self) -> list[str]:
        """What is to be told of answers that are kept all the same; of a valid form."""
        return []

    def parts(self) -> dict[str, Any]:
        """The answers that are kept beside the record: `people` and `budgets` of the actions."""
        return {}


class IdentityForm(SectionForm):
    section = "identity"
    name_th = _text("name_th", required=True, max_length=300, help_text=_("In full, as registered or as used."))
    name_en = _text("name_en", max_length=300)
    abbreviation = _text("abbreviation", max_length=60)
    former_names = ListField(label=label("former_names"), required=False, help_text=_("One a line."))
    aliases = ListField(label=label("aliases"), required=False, help_text=_("One a line."))
    legal_form = TermField(Taxonomy.LEGAL_FORM, label=label("legal_form"))
    registration_number = _text(
        "registration_number",
        max_length=60,
        tidy=validators.clean_registration_number,
        help_text=_("As on the certificate of registration."),
    )
    registrar = _text("registrar", max_length=200)
    registered_on = FoundedField(
        label=label("registered_on"),
        required=False,
        help_text=_("Such as 30 3 2564. The year alone will do where the day is not known."),
    )
    parent = OrganisationField(
        label=label("parent"), required=False, help_text=_("Its registry code, such as CSO-0012340.")
    )

    def initial_values(self, organisation: Organisation) -> dict[str, Any]:
        held = super().initial_values(organisation)
        return {**held, "registered_on": (organisation.registered_on, organisation.registered_precision)}

    def values(self) -> dict[str, Any]:
        day, precision = self.cleaned_data["registered_on"] or (None, DatePrecision.DAY)
        return {**super().values(), "registered_on": day, "registered_precision": precision}

    def clean_parent(self) -> Organisation | None:
        parent: Organisation | None = self.cleaned_data["parent"]
        if parent is not None and parent.pk == self.organisation.pk:
            raise forms.ValidationError(_("This is the organisation itself. Type the code of another."))
        return parent


class SizeForm(SectionForm):
    section = "size"
    staff_count = _count("staff_count")
    social_worker_count = _count("social_worker_count")
    volunteer_count = _count("volunteer_count")
    member_count = _count("member_count")


class WorkForm(SectionForm):
    section = "work"
    objectives = LinesField(label=label("objectives"), required=False)
    issues = TermsField(Taxonomy.ISSUE, label=label("issues"), help_text=_("Tick at least one."))
    expertise = TermsField(Taxonomy.EXPERTISE, label=label("expertise"), required=False)
    targets = TermsField(Taxonomy.TARGET, label=label("targets"), required=False)
    # A form's own `fields` are its fields.
    service_fields = TermsField(Taxonomy.FIELD, label=label("fields"), required=False)
    modes = TermsField(Taxonomy.MODE, label=label("modes"), required=False)
    level = TermField(Taxonomy.LEVEL, label=label("level"), required=False)
    area_provinces = forms.MultipleChoiceField(
        label=label("area_provinces"),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 8}),
        help_text=_("Hold Ctrl (or ⌘) to choose several."),
    )
    area_districts = _count("area_districts")
    area_tambons = _count("area_tambons")
    area_villages = _count("area_villages")

    def prepare(self) -> None:
        self.fields["area_provinces"].choices = province_choices()  # type: ignore[attr-defined]  # it is a ChoiceField

    def initial_values(self, organisation: Organisation) -> dict[str, Any]:
        return {**super().initial_values(organisation), "service_fields": organisation.fields}

    def values(self) -> dict[str, Any]:
        values = super().values()
        values["fields"] = values.pop("service_fields")
        return values

    def clean_area_provinces(self) -> list[str]:
        return sorted(self.cleaned_data["area_provinces"])


class LifeForm(SectionForm):
    section = "life"
    status = forms.ChoiceField(label=label("status"), choices=Status.choices, widget=forms.RadioSelect)
    status_reason = _text("status_reason", max_length=300, help_text=_("Where it is dormant or dissolved."))
    status_since = ThaiDateField(
        label=label("status_since"), required=False, help_text=_("Left empty, it is the day on which you change it.")
    )
    confirmed_on = ThaiDateField(label=label("confirmed_on"), required=False)
    source_note = _text("source_note", max_length=200, help_text=_("Such as a letter and its number, or a visit."))
    note = LinesField(label=label("note"), required=False)

    def clean(self) -> dict[str, Any]:
        answers: dict[str, Any] = super().clean() or {}
        if answers.get("status") in (Status.DORMANT, Status.DISSOLVED) and not answers.get("status_reason"):
            self.add_error("status_reason", _("Say why the organisation is dormant or dissolved."))
        was = self.organisation
        if answers.get("status") != was.status and answers.get("status_since") in (None, was.status_since):
            answers["status_since"] = timezone.localdate()
        return answers


def province_choices(codes: Any = None) -> list[tuple[str, str]]:
    """Provinces in the order of the reader's language; those of `codes` only, where given."""
    found = [
        (row.code, in_reader_language(row.name_th, row.name_en))
        for row in official.provinces()
        if codes is None or row.code in codes
    ]
    return sorted(found, key=lambda choice: sort_key(choice[1]))
