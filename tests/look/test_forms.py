from datetime import date
from decimal import Decimal

import pytest
from django import forms
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from core.forms import MessyNumberField, ThaiDateField, ThaiDateWidget
from thai.dates import ERA


class Form(forms.Form):
    day = ThaiDateField(label="Day")


@pytest.mark.parametrize(
    "parts",
    [
        ("30", "3", "2564"),
        (" ๓๐ ", "๓", "๒๕๖๔"),
        ("30", "มี.ค.", "2564"),
        ("30", "มีนาคม", "พ.ศ. 2564"),
        ("30/3/2564", "", ""),
        ("", "", "30 มี.ค. 2564"),
        ("", "2021-03-30", ""),
    ],
)
def test_a_date_is_read_however_it_is_typed(parts: tuple[str, str, str]) -> None:
    form = Form(dict(zip(("day_day", "day_month", "day_year"), parts, strict=True)))
    assert form.is_valid(), form.errors
    assert form.cleaned_data["day"] == date(2021, 3, 30)


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        (("31", "2", "2564"), "no_such_day"),
        (("30", "3", "64"), "ambiguous_year"),
        (("", "3", "2564"), "day_missing"),
        (("x", "y", "z"), "not_a_date"),
        (("", "", ""), "required"),
    ],
)
def test_a_date_that_cannot_be_read_says_why_and_keeps_what_was_typed(parts: tuple[str, str, str], code: str) -> None:
    form = Form(dict(zip(("day_day", "day_month", "day_year"), parts, strict=True)))
    assert [error.code for error in form.errors.as_data()["day"]] == [code]
    for part in filter(None, parts):
        assert f'value="{part}"' in str(form["day"])


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31)))
def test_a_date_survives_the_way_to_the_form_and_back(day: date) -> None:
    field = ThaiDateField()
    parts = ThaiDateWidget().decompress(day)
    assert parts == [str(day.day), str(day.month), str(day.year + ERA)]
    assert field.clean(parts) == day
    assert not field.has_changed(day, parts)


@pytest.mark.parametrize(
    ("typed", "number"), [("1,250", 1250), ("๑๒๕๐", 1250), (" 25 คน ", 25), ("0", 0), ("", None), ("  ", None)]
)
def test_a_number_is_read_however_it_is_typed(typed: str, number: int | None) -> None:
    assert MessyNumberField(required=False).clean(typed) == number


@pytest.mark.parametrize(
    ("typed", "code"), [("many", "not_a_number"), ("1,2", "grouping"), ("1.5", "decimals"), ("-1", "min_value")]
)
def test_a_number_that_cannot_be_read_says_why(typed: str, code: str) -> None:
    with pytest.raises(ValidationError) as refused:
        MessyNumberField().clean(typed)
    assert [error.code for error in refused.value.error_list] == [code]


def test_money_keeps_its_satang() -> None:
    assert MessyNumberField(places=2).clean("1,250.75 บาท") == Decimal("1250.75")


def test_a_number_is_shown_with_its_commas_and_is_not_thereby_changed() -> None:
    field = MessyNumberField()
    assert field.prepare_value(1250) == "1,250"
    assert not field.has_changed(1250, "1,250")
    assert field.has_changed(1250, "1,251")
