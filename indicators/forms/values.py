"""The form in which the value of a typed indicator is entered, by the indicator's kind."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import MessyNumberField
from indicators.actions.values import CONTENT, is_closed
from indicators.forms.seen import SeenMixin, seen_field
from indicators.models import Value
from plans.choices import IndicatorKind
from plans.models import Indicator
from thai.periods import Period

REACHED = [("yes", _("Reached")), ("no", _("Not reached"))]
LIMIT = 10**15


def _number(label: Any, **options: Any) -> MessyNumberField:
    return MessyNumberField(label=label, places=2, min_value=-LIMIT, max_value=LIMIT, **options)


class ValueForm(SeenMixin, forms.Form):
    """Period and place come with the address; this asks for what was observed."""

    seen = seen_field()

    def __init__(
        self, *args: Any, indicator: Indicator, period: Period, value: Value | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.indicator = indicator
        kind = IndicatorKind(indicator.kind)
        if kind in (IndicatorKind.NUMBER, IndicatorKind.MONEY):
            self.fields["number"] = _number(_("Value"), help_text=indicator.unit)
        elif kind == IndicatorKind.PERCENTAGE:
            self.fields["numerator"] = _number(_("How many of them (numerator)"))
            self.fields["denominator"] = _number(
                _("Out of how many (denominator)"), help_text=_("The percentage is computed from both.")
            )
        elif kind == IndicatorKind.MILESTONE:
            self.fields["reached"] = forms.ChoiceField(
                label=_("Was it reached?"), choices=REACHED, widget=forms.RadioSelect
            )
        else:
            self.fields["text"] = forms.CharField(label=_("What can be said"), widget=forms.Textarea)
        if is_closed(indicator, period):
            self.fields["note"] = forms.CharField(
                label=_("Why is it corrected after the period was closed?"),
                help_text=_("What was reported stays beside the corrected value, with this reason."),
                widget=forms.Textarea(attrs={"rows": 3}),
            )
        if value is not None:
            self._start_from(value)

    def _start_from(self, value: Value) -> None:
        self.remember(value)
        for name in CONTENT[IndicatorKind(self.indicator.kind)]:
            self.initial[name] = getattr(value, name)
        if value.reached is not None:
            self.initial["reached"] = "yes" if value.reached else "no"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("denominator") == 0:
            self.add_error("denominator", _("The whole cannot be 0."))
        return cleaned

    @property
    def content(self) -> dict[str, Any]:
        """What was observed, by the fields that `set_value` takes."""
        known = {name: self.cleaned_data[name] for name in CONTENT[IndicatorKind(self.indicator.kind)]}
        return known | ({"reached": known["reached"] == "yes"} if "reached" in known else {})
