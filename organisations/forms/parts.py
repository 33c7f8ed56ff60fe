"""The sections on people and money, which are kept in tables of their own."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import MessyNumberField
from organisations import validators
from organisations.choices import PersonKind
from organisations.forms.fields import TidyField
from organisations.forms.sections import SectionForm
from organisations.models import Person, YearlyBudget
from thai.periods import Period

PERSON_FIELDS = ("title", "name", "position", "phone", "mobile", "email")
MONEY_FIELDS = ("total", "from_members", "from_local_government", "from_agencies", "from_others")
YEARS = 3
MOST_BAHT = 9_999_999_999_999


def _person_field(name: str) -> TidyField:
    field: Any = Person._meta.get_field(name)
    tidy = {"phone": validators.clean_phone, "mobile": validators.clean_phone, "email": validators.clean_email}
    options: dict[str, Any] = {"tidy": tidy[name]} if name in tidy else {}
    return TidyField(label=field.verbose_name, required=False, max_length=field.max_length, **options)


def _money_field(name: str) -> MessyNumberField:
    field: Any = YearlyBudget._meta.get_field(name)
    return MessyNumberField(label=field.verbose_name, required=False, places=2, max_value=MOST_BAHT)


class PeopleForm(SectionForm):
    """The head and the coordinator: fields head_name, coordinator_email and so on."""

    section = "people"

    def prepare(self) -> None:
        held = {person.kind: person for person in self.organisation.people.all()}
        for kind in PersonKind:
            for name in PERSON_FIELDS:
                self.fields[f"{kind}_{name}"] = _person_field(name)
                self.initial.setdefault(f"{kind}_{name}", getattr(held.get(kind), name, ""))

    @property
    def groups(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """The fields of each person under who it is."""
        return [(kind.label, [self[f"{kind}_{name}"] for name in PERSON_FIELDS]) for kind in PersonKind]

    def clean(self) -> dict[str, Any]:
        answers: dict[str, Any] = super().clean() or {}
        for kind in PersonKind:
            given = [name for name in PERSON_FIELDS if answers.get(f"{kind}_{name}")]
            if given and not answers.get(f"{kind}_name") and f"{kind}_name" not in self.errors:
                self.add_error(f"{kind}_name", _("Type the name as well."))
        return answers

    def values(self) -> dict[str, Any]:
        return {}

    def parts(self) -> dict[str, Any]:
        return {
            "people": {
                kind: {name: self.cleaned_data[f"{kind}_{name}"] for name in PERSON_FIELDS} for kind in PersonKind
            }
        }


class MoneyForm(SectionForm):
    """Budgets of the last fiscal years and of those that are on record: fields y2565_total and so on."""

    section = "money"

    def prepare(self) -> None:
        held = {budget.fiscal_year: budget for budget in self.organisation.budgets.all()}
        now = Period.of(timezone.localdate(), halves=False).year
        self.years = sorted({*held, *range(now - YEARS + 1, now + 1)}, reverse=True)
        for year in self.years:
            for name in MONEY_FIELDS:
                self.fields[f"y{year}_{name}"] = _money_field(name)
                self.initial.setdefault(f"y{year}_{name}", getattr(held.get(year), name, None))

    @property
    def groups(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """The fields of each year under its name."""
        return [
            (_("Fiscal year %(year)s (baht)") % {"year": year}, [self[f"y{year}_{name}"] for name in MONEY_FIELDS])
            for year in self.years
        ]

    def clean(self) -> dict[str, Any]:
        answers: dict[str, Any] = super().clean() or {}
        for year in self.years:
            sources = [answers.get(f"y{year}_{name}") for name in MONEY_FIELDS[1:]]
            known = [source for source in sources if source is not None]
            total = answers.get(f"y{year}_total")
            if known and total is None and f"y{year}_total" not in self.errors:
                answers[f"y{year}_total"] = sum(known)
            elif known and total is not None and sum(known) > total:
                self.add_error(f"y{year}_total", _("The sources add up to more than this total. Check the amounts."))
        return answers

    def values(self) -> dict[str, Any]:
        return {}

    def parts(self) -> dict[str, Any]:
        return {
            "budgets": {
                year: {name: self.cleaned_data[f"y{year}_{name}"] for name in MONEY_FIELDS} for year in self.years
            }
        }
