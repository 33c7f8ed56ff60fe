"""The form of an entry, and its works, one a line."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.form_tokens import OnceForm
from core.forms import ThaiDateField
from organisations.choices import Taxonomy
from organisations.forms.fields import TermsField, TidyField
from organisations.forms.sections import province_choices
from organisations.terms import Terms
from organisations.validators import clean_email, clean_phone, clean_url
from researchers.actions import WorkValues
from researchers.models import Researcher
from thai.digits import to_arabic
from thai.text import normalise

_TEXTS = ("title", "name_th", "name_en", "affiliation", "position", "phone", "email")


def _label(name: str) -> Any:
    return Researcher._meta.get_field(name).verbose_name  # type: ignore[union-attr]  # never a reverse relation


class WorksField(forms.CharField):
    """One work a line: title | year | link. The year is in the Buddhist Era; year and link may be left out."""

    widget = forms.Textarea(attrs={"rows": 5})

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, list):
            return "\n".join(" | ".join(filter(None, (work.title, str(work.year or ""), work.link))) for work in value)
        return value

    def to_python(self, value: Any) -> list[WorkValues]:  # type: ignore[override]  # a CharField by its widget only
        return [_work(line) for line in (value or "").splitlines() if line.strip()]

    def validate(self, value: Any) -> None:
        pass

    def run_validators(self, value: Any) -> None:
        pass


def _work(line: str) -> WorkValues:
    title, *others = [normalise(part) for part in line.split("|")]
    year, link = None, ""
    for part in filter(None, others):
        digits = to_arabic(part)
        if digits.isascii() and digits.isdigit():
            year = int(digits[:6])
            # Years of the common era are what works are printed with.
            year += 543 if 1900 <= year < 2100 else 0
            if not 2400 <= year <= timezone.localdate().year + 544:
                raise ValidationError(
                    _("Check the year of “%(title)s”: type it in the Buddhist Era, such as 2564."),
                    params={"title": title[:80]},
                )
        else:
            link = clean_url(part)
    if not title or len(title) > 400 or len(link) > 200:
        raise ValidationError(_("Type a title of at most 400 characters first: title | year | link."))
    return WorkValues(title, year, link)


class ResearcherForm(OnceForm):
    """A whole entry. `version` is that of the entry when the form was opened."""

    title = TidyField(label=_label("title"), max_length=60, required=False, help_text=_("Such as ดร. or ผศ.ดร."))
    name_th = TidyField(label=_label("name_th"), max_length=200)
    name_en = TidyField(label=_label("name_en"), max_length=200, required=False)
    affiliation = TidyField(label=_label("affiliation"), max_length=300, help_text=_("The faculty or institute."))
    position = TidyField(label=_label("position"), max_length=200, required=False)
    province = forms.ChoiceField(label=_label("province"))
    issues = TermsField(Taxonomy.ISSUE, label=_label("issues"), help_text=_("Tick at least one."))
    expertise = TermsField(Taxonomy.EXPERTISE, label=_label("expertise"), required=False)
    works = WorksField(
        label=_("Works"),
        required=False,
        help_text=_("One a line: title | year (B.E.) | link. Year and link may be left out."),
    )
    phone = TidyField(label=_label("phone"), max_length=60, required=False, tidy=clean_phone)
    email = TidyField(label=_label("email"), max_length=254, required=False, tidy=clean_email)
    consented_on = ThaiDateField(
        label=_label("consented_on"),
        required=False,
        help_text=_("Without it, the entry is seen by those alone who keep the book."),
    )
    withdrawn_on = ThaiDateField(label=_label("withdrawn_on"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, terms: Terms, researcher: Researcher | None = None) -> None:
        super().__init__(data, initial=_held(researcher) if researcher else {})
        self.fields["issues"].offer(terms, researcher.issues if researcher else [])  # type: ignore[attr-defined]  # a field of terms
        self.fields["expertise"].offer(terms, researcher.expertise if researcher else [])  # type: ignore[attr-defined]  # a field of terms
        first = [] if researcher else [("", _("Choose"))]
        self.fields["province"].choices = [*first, *province_choices()]  # type: ignore[attr-defined]  # it is a ChoiceField

    def clean(self) -> dict[str, Any]:
        answers: dict[str, Any] = super().clean() or {}
        consented, withdrawn = answers.get("consented_on"), answers.get("withdrawn_on")
        for name, day in (("consented_on", consented), ("withdrawn_on", withdrawn)):
            if day and day > timezone.localdate():
                self.add_error(name, _("This day lies in the future. Check the year."))
        if withdrawn and (not consented or withdrawn < consented):
            self.add_error("withdrawn_on", _("Consent is withdrawn after it was given. Check both dates."))
        return answers

    def values(self) -> dict[str, Any]:
        """The answers by field of the entry, without its works."""
        names = (*_TEXTS, "issues", "expertise", "consented_on", "withdrawn_on")
        return {**{name: self.cleaned_data[name] for name in names}, "province_id": self.cleaned_data["province"]}


def _held(researcher: Researcher) -> dict[str, Any]:
    names = (*_TEXTS, "issues", "expertise", "consented_on", "withdrawn_on", "version")
    works = [WorkValues(work.title, work.year, work.link) for work in researcher.works.all()]
    return {**{name: getattr(researcher, name) for name in names}, "province": researcher.province_id, "works": works}
