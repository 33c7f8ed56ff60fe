"""Fields that take what people type: dates of the Buddhist Era in three parts, numbers with commas and Thai digits."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from core.formats import as_number
from thai.dates import ERA, DateError, parse_date
from thai.numbers import NumberError, parse_number

DATE_PROBLEMS = {
    "not_a_date": _("“%(value)s” is not a date. Type the day, the month and the year, such as 30 3 2564."),
    "no_such_day": _("There is no such day as “%(value)s”. Check the day, the month and the year."),
    "ambiguous_year": _("Type the year of “%(value)s” with four digits, such as 2564."),
    "day_missing": _("Type the day as well: “%(value)s” has only a part of the date."),
    "out_of_range": _("Check the year of “%(value)s”: type it in the Buddhist Era, such as 2564."),
}
NUMBER_PROBLEMS = {
    "not_a_number": _("“%(value)s” is not a number. Type it in digits, such as 1250000 or 1,250,000."),
    "grouping": _("The commas of “%(value)s” are in the wrong places. Type it as 1250000 or 1,250,000."),
    "out_of_range": _("“%(value)s” is too large. Check it."),
}


class ThaiDateWidget(forms.MultiWidget):
    """Three boxes: day, month, year พ.ศ.; a date pasted whole into one box is left there for the field to read."""

    template_name = "django/forms/widgets/thai_date.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        box = {"inputmode": "numeric", "autocomplete": "off"}
        super().__init__(
            {
                "day": forms.TextInput({**box, "maxlength": 40}),
                "month": forms.TextInput({"autocomplete": "off", "maxlength": 40}),
                "year": forms.TextInput({**box, "maxlength": 40}),
            },
            attrs,
        )

    def decompress(self, value: Any) -> list[str | None]:
        if isinstance(value, str):
            try:
                value = parse_date(value)
            except DateError:
                return [value, None, None]
        return [str(value.day), str(value.month), str(value.year + ERA)] if value else [None, None, None]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        labels = (("day", _("Day")), ("month", _("Month")), ("year", _("Year (B.E.)")))
        for part, (kind, label) in zip(context["widget"]["subwidgets"], labels, strict=True):
            part.update(part_kind=kind, part_label=label)
        return context


class ThaiDateField(forms.MultiValueField):
    """A day as datetime.date, typed as day, month (number or name) and year พ.ศ., or pasted whole into any one box."""

    widget = ThaiDateWidget

    def __init__(self, **kwargs: Any) -> None:
        parts = [forms.CharField(required=False) for _part in range(3)]
        super().__init__(fields=parts, require_all_fields=False, **kwargs)

    def compress(self, data_list: Sequence[str]) -> date | None:
        parts = [part.strip() for part in data_list or [] if part and part.strip()]
        if not parts:
            return None
        given = parts[0] if len(parts) == 1 else " ".join(parts)
        # Three numbers are day, month and year whatever stands between them; a month's name needs a space.
        typed = "/".join(parts) if len(parts) > 1 and all(part.isdigit() for part in parts) else given
        try:
            return parse_date(typed)
        except DateError as error:
            raise ValidationError(
                DATE_PROBLEMS.get(error.code, DATE_PROBLEMS["not_a_date"]), code=error.code, params={"value": given}
            ) from error

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.clean(data) != self.to_date(initial))
        except ValidationError:
            return True

    @staticmethod
    def to_date(value: Any) -> date | None:
        """A day from an initial value: a date, or text that means one."""
        if value in (None, ""):
            return None
        try:
            return parse_date(value)
        except DateError:
            return None


class MessyNumberField(forms.Field):
    """A number as people type it: 1,250,000 · ๑๒๕๐ · 1.5 ล้านบาท. An int; with `places` a Decimal."""

    widget = forms.TextInput

    def __init__(
        self, *, places: int = 0, min_value: int | None = 0, max_value: int | None = None, **kwargs: Any
    ) -> None:
        self.places = places
        super().__init__(**kwargs)
        if min_value is not None:
            self.validators.append(MinValueValidator(min_value))
        if max_value is not None:
            self.validators.append(MaxValueValidator(max_value))

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"inputmode": "decimal" if self.places else "numeric", "autocomplete": "off"}

    def prepare_value(self, value: Any) -> Any:
        return as_number(value, places=self.places) if isinstance(value, (int, float, Decimal)) else value

    def to_python(self, value: Any) -> int | Decimal | None:
        if value is None or not str(value).strip():
            return None
        try:
            exact = parse_number(value)
        except NumberError as error:
            raise ValidationError(
                NUMBER_PROBLEMS.get(error.code, NUMBER_PROBLEMS["not_a_number"]),
                code=error.code,
                params={"value": value},
            ) from error
        if exact != round(exact, self.places):
            raise ValidationError(
                _("Type at most %(places)s decimals.") if self.places else _("Type a whole number, without decimals."),
                code="decimals",
                params={"places": self.places},
            )
        return exact if self.places else int(exact)

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.to_python(initial) != self.to_python(data))
        except ValidationError:
            return True
