"""Fields that take what people type into a record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.forms import DATE_PROBLEMS, ThaiDateField
from organisations.choices import DatePrecision, Taxonomy
from organisations.models import Organisation
from organisations.terms import Terms
from thai.dates import ERA, DateError, parse_founded
from thai.identifiers import CodeError, parse_registry_code
from thai.text import normalise, normalise_lines


class TidyField(forms.CharField):
    """One line, tidied by `tidy` (organisations.validators), or in its one spelling."""

    def __init__(self, *, tidy: Callable[[str], str] = normalise, **options: Any) -> None:
        super().__init__(**options)
        self.tidy = tidy

    def to_python(self, value: Any) -> str:
        return self.tidy(super().to_python(value) or "")


class LinesField(forms.CharField):
    """Several lines of text."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        return normalise_lines(super().to_python(value) or "")


class ListField(forms.CharField):
    """One value a line, as a list; each tidied by `tidy`."""

    widget = forms.Textarea(attrs={"rows": 3})

    def __init__(self, *, tidy: Callable[[str], str] = normalise, longest: int = 300, **options: Any) -> None:
        super().__init__(**options)
        self.tidy = tidy
        self.longest = longest

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]  # a CharField by its widget only
        lines = [self.tidy(line) for line in (value or "").splitlines()]
        found = list(dict.fromkeys(line for line in lines if line))
        if any(len(line) > self.longest for line in found):
            raise ValidationError(_("Shorten each line to %(max)s characters."), params={"max": self.longest})
        return found

    def validate(self, value: Any) -> None:
        if self.required and not value:
            raise ValidationError(self.error_messages["required"], code="required")

    def run_validators(self, value: Any) -> None:
        for line in value:
            super().run_validators(line)


class _Moved:
    """Of a field that offers terms: a code that was merged into another means that one, whenever it was typed.

    So what was typed and never saved, and a page that was opened before the merger, lead to the term in use.
    """

    taxonomy: Taxonomy
    terms: Terms | None = None

    def moved(self, code: Any) -> Any:
        return self.terms.survivor(self.taxonomy, code) if self.terms and isinstance(code, str) else code


class TermField(_Moved, forms.ChoiceField):
    """One term; radio buttons where the list is short. The form fills in the choices."""

    def __init__(self, taxonomy: Taxonomy, **options: Any) -> None:
        super().__init__(**options)
        self.taxonomy = taxonomy

    def offer(self, terms: Terms, held: Sequence[str]) -> None:
        """Let the terms in use be chosen, and those retired that the record holds."""
        self.terms = terms
        empty = [] if self.required and held and held[0] else [("", _("Choose"))]
        self.choices = [*empty, *_choices(terms, self.taxonomy, held)]

    def to_python(self, value: Any) -> Any:
        return self.moved(super().to_python(value))

    def prepare_value(self, value: Any) -> Any:
        return self.moved(value)


class TermsField(_Moved, forms.MultipleChoiceField):
    """Several terms, as check boxes."""

    widget = forms.CheckboxSelectMultiple(attrs={"class": "choices-columns"})

    def __init__(self, taxonomy: Taxonomy, **options: Any) -> None:
        super().__init__(**options)
        self.taxonomy = taxonomy

    def offer(self, terms: Terms, held: Sequence[str]) -> None:
        """As TermField's."""
        self.terms = terms
        self.choices = _choices(terms, self.taxonomy, held)

    def to_python(self, value: Any) -> Any:
        typed = super().to_python(value)
        codes = list(dict.fromkeys(map(self.moved, typed)))
        return codes if codes == typed or self.terms is None else self.terms.in_order(self.taxonomy, codes)

    def prepare_value(self, value: Any) -> Any:
        return list(dict.fromkeys(map(self.moved, value))) if isinstance(value, (list, tuple)) else value


def _choices(terms: Terms, taxonomy: Taxonomy, held: Iterable[str]) -> list[tuple[str, str]]:
    return [
        (entry.code, entry.name) for entry in terms.of(taxonomy).values() if not entry.is_retired or entry.code in held
    ]


class FoundedField(ThaiDateField):
    """A day, a month or a year alone: gives (first day meant, precision) or None."""

    def compress(self, data_list: Sequence[str]) -> Any:
        parts = [part.strip() for part in data_list or [] if part and part.strip()]
        if not parts:
            return None
        typed = "/".join(parts) if len(parts) > 1 and all(part.isdigit() for part in parts) else " ".join(parts)
        try:
            return parse_founded(typed)
        except DateError as error:
            problem = DATE_PROBLEMS.get(error.code, DATE_PROBLEMS["not_a_date"])
            raise ValidationError(problem, code=error.code, params={"value": " ".join(parts)}) from error

    def prepare_value(self, value: Any) -> Any:
        """The three boxes; those that are not known stay empty."""
        if not isinstance(value, tuple):
            return value
        day, precision = value
        return founded_parts(day, precision)


def founded_parts(day: date | None, precision: str) -> list[str | None]:
    """Day, month and year พ.ศ. as far as they are known."""
    if day is None:
        return [None, None, None]
    return [
        str(day.day) if precision == DatePrecision.DAY else None,
        str(day.month) if precision != DatePrecision.YEAR else None,
        str(day.year + ERA),
    ]


class OrganisationField(forms.CharField):
    """Another organisation by its registry code."""

    def prepare_value(self, value: Any) -> Any:
        return value.code if isinstance(value, Organisation) else value

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return None
        try:
            code = parse_registry_code(text)
        except CodeError:
            code = ""
        found = Organisation.objects.filter(code=code, merged_into=None).first()
        if found is None:
            raise ValidationError(
                _("There is no organisation with the code “%(value)s”. Type a code such as CSO-0012340."),
                params={"value": text},
            )
        return found
