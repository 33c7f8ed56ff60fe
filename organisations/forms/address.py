"""The section on address and contact: province, district and subdistrict one after the other."""

from __future__ import annotations

from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Right, has_right
from core.names import in_reader_language
from organisations import validators
from organisations.facts import label
from organisations.forms.fields import ListField, TidyField
from organisations.forms.sections import SectionForm, province_choices
from organisations.models import Organisation
from places.models import District, Subdistrict
from thai.digits import to_arabic
from thai.text import normalise


def _point(text: str) -> str:
    return to_arabic(text).strip()


def _in_arabic_digits(text: str) -> str:
    return to_arabic(normalise(text))


class DegreesField(forms.DecimalField):
    """A latitude or longitude; Thai digits are understood."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(_point(value) if isinstance(value, str) else value)


def _text(name: str, **options: Any) -> TidyField:
    return TidyField(label=label(name), required=False, **options)


def scope_choices(user: Any) -> list[tuple[str, str]]:
    """The provinces in which the user may have organisations."""
    return province_choices(None if has_right(user, Right.WHOLE_COUNTRY) else user.province_codes)


class ProvinceField(forms.ChoiceField):
    """A province of the user's; htmx then asks for its districts."""

    widget = forms.Select(
        attrs={"hx-get": reverse_lazy("places:districts"), "hx-target": "#id_district", "hx-trigger": "change"}
    )


class AddressForm(SectionForm):
    section = "address"
    house_number = _text("house_number", max_length=60, tidy=_in_arabic_digits)
    village_number = _text("village_number", max_length=20, tidy=_in_arabic_digits)
    lane = _text("lane", max_length=100)
    road = _text("road", max_length=100)
    province = ProvinceField(label=label("province"))
    district = forms.ChoiceField(
        label=label("district"),
        required=False,
        error_messages={"invalid_choice": _("This district is not in the chosen province. Choose again.")},
    )
    subdistrict = forms.ChoiceField(
        label=label("subdistrict"),
        required=False,
        widget=forms.Select(
            attrs={
                "hx-get": reverse_lazy("places:subdistricts"),
                "hx-include": "#id_district",
                "hx-trigger": "change from:#id_district, htmx:afterSettle from:#id_district",
            }
        ),
        error_messages={"invalid_choice": _("This subdistrict is not in the chosen district. Choose again.")},
    )
    postcode = _text(
        "postcode",
        tidy=validators.clean_postcode,
        help_text=_("Left empty, it is taken from the subdistrict."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "list": "postcodes"}),
    )
    latitude = DegreesField(
        label=label("latitude"), required=False, max_digits=8, decimal_places=6, min_value=5, max_value=21
    )
    longitude = DegreesField(
        label=label("longitude"), required=False, max_digits=9, decimal_places=6, min_value=97, max_value=106
    )
    phone = _text(
        "phone", max_length=60, tidy=validators.clean_phone, help_text=_("Of the office, such as 053 123 456.")
    )
    fax = _text("fax", max_length=60, tidy=validators.clean_phone)
    email = _text("email", max_length=254, tidy=validators.clean_email)
    website = _text("website", max_length=200, tidy=validators.clean_url)
    social_pages = ListField(
        label=label("social_pages"),
        required=False,
        tidy=validators.clean_url,
        longest=200,
        help_text=_("One address a line."),
    )
    contact_is_public = forms.BooleanField(
        label=label("contact_is_public"), required=False, help_text=_("Untick when the organisation asks otherwise.")
    )

    def initial_values(self, organisation: Organisation) -> dict[str, Any]:
        held = super().initial_values(organisation)
        return {
            **held,
            **{name: getattr(organisation, f"{name}_id") for name in ("province", "district", "subdistrict")},
        }

    def prepare(self) -> None:
        self._offer("province", scope_choices(self.user), empty=False)
        self._offer("district", _names(District.objects.filter(province=self._chosen("province"))))
        self._offer("subdistrict", _names(Subdistrict.objects.filter(district=self._chosen("district"))))

    def _chosen(self, name: str) -> str:
        value = self.data.get(name) if self.is_bound else self.initial.get(name)
        return str(value or "").replace("\0", "")

    def _offer(self, name: str, choices: list[tuple[str, str]], *, empty: bool = True) -> None:
        field = self.fields[name]
        field.choices = [*([("", _("Choose"))] if empty else []), *choices]  # type: ignore[attr-defined]  # a ChoiceField

    def clean(self) -> dict[str, Any]:
        answers: dict[str, Any] = super().clean() or {}
        if answers.get("subdistrict") and not answers.get("postcode") and "postcode" not in self.errors:
            postcodes = Subdistrict.objects.get(code=answers["subdistrict"]).postcodes
            answers["postcode"] = postcodes[0] if len(postcodes) == 1 else ""
        return answers

    def warnings(self) -> list[str]:
        """A postcode that is not the subdistrict's is kept, as the post office moves its borders, and told."""
        typed, code = self.cleaned_data.get("postcode"), self.cleaned_data.get("subdistrict")
        place = Subdistrict.objects.filter(code=code).first() if typed and code else None
        if place is None or typed in place.postcodes:
            return []
        words = {"typed": typed, "place": place.name, "known": ", ".join(place.postcodes)}
        return [_("The postcode %(typed)s is saved, but that of %(place)s is %(known)s. Check it.") % words]

    def values(self) -> dict[str, Any]:
        values = super().values()
        # The choices hold codes that exist; the record is set by the columns that keep them.
        for name in ("province", "district", "subdistrict"):
            values[f"{name}_id"] = values.pop(name) or None
        return values


def _names(places: Any) -> list[tuple[str, str]]:
    return [(place.code, in_reader_language(place.name_th, place.name_en)) for place in places]
