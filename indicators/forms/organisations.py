"""Fields in which an organisation is typed: by code or name, with candidates where the name is not one's own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from indicators.lookup import NotOneError, find
from organisations.models import Organisation
from organisations.querysets import OrganisationQuerySet

MOST_MEMBERS = 300

NOT_FOUND = _("No organisation has this code or name. Check it, or enter the organisation in the registry first.")
SEVERAL = _("Several organisations have such a name. Choose one of them below, or type its code.")


class OrganisationWidget(forms.TextInput):
    """A box for a code or name; htmx suggests while typing. Candidates that the field found follow as choices."""

    template_name = "indicators/widgets/organisation.html"
    candidates: list[Organisation]

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"autocomplete": "off", "maxlength": 300, **(attrs or {})})
        self.candidates = []

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        typed = data.get(name)
        # A choice made among candidates holds only while the text they were found for still stands.
        if data.get(f"{name}_pick") and data.get(f"{name}_asked") == typed:
            return data[f"{name}_pick"]
        return typed

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        return super().get_context(name, value, attrs) | {"candidates": self.candidates}


class OrganisationField(forms.CharField):
    """Gives the Organisation that was meant. `among` is set by the form: whom its user may choose."""

    widget = OrganisationWidget
    among: OrganisationQuerySet

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, int):
            value = Organisation.objects.filter(pk=value).first()
        return as_typed(value) if isinstance(value, Organisation) else value

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        try:
            return find(text, self.among)
        except NotOneError as error:
            if isinstance(self.widget, OrganisationWidget):
                self.widget.candidates = error.candidates
            raise ValidationError(SEVERAL if error.candidates else NOT_FOUND, code="not_one") from error

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(str(self.prepare_value(initial) or "") != str(data or ""))


class OrganisationsField(forms.CharField):
    """Several organisations, one on each line. Gives a list without repetitions."""

    widget = forms.Textarea
    among: OrganisationQuerySet

    def prepare_value(self, value: Any) -> Any:
        return value if value is None or isinstance(value, str) else "\n".join(as_typed(one) for one in value)

    def clean(self, value: Any) -> Any:
        lines = [line for line in super().clean(value).splitlines() if line.strip()]
        if len(lines) > MOST_MEMBERS:
            raise ValidationError(_("Type at most %(most)s lines.") % {"most": MOST_MEMBERS})
        found, problems = {}, []
        for number, line in enumerate(lines, 1):
            try:
                one = find(line, self.among)
                found[one.pk] = one
            except NotOneError as error:
                problems.append(_problem(number, line, error.candidates))
        if problems:
            raise ValidationError(problems)
        return list(found.values())


def as_typed(organisation: Organisation) -> str:
    """The text that finds an organisation again: its code, and its name for the reader."""
    return f"{organisation.code} {organisation.name}"


def _problem(number: int, line: str, candidates: Iterable[Organisation]) -> str:
    known = {"number": number, "text": line.strip(), "candidates": "; ".join(map(as_typed, candidates))}
    if known["candidates"]:
        return gettext("Line %(number)s, “%(text)s”: type the code of the one you mean: %(candidates)s") % known
    return gettext("Line %(number)s, “%(text)s”: no organisation has this code or name.") % known
