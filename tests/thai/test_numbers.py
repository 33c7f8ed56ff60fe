from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thai.numbers import NUMBER_MESSAGES, NumberError, format_baht, format_number, parse_number


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("1,250,000 บาท", "1250000"),
        ("๑,๒๐๐", "1200"),
        ("1.5 ล้านบาท", "1500000"),
        ("81 ล้าน", "81000000"),
        ("2 ล้าน 5 แสน", "2500000"),
        ("500.-", "500"),
        ("1,000.50 บาท", "1000.50"),
        ("฿ 500", "500"),
        ("25 คน", "25"),
        ("-5", "-5"),
        ("0", "0"),
        (25, "25"),
        (1.1, "1.1"),
        (Decimal("2.50"), "2.50"),
    ],
)
def test_parse_number(typed, number):
    assert parse_number(typed) == Decimal(number)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "empty"),
        ("-", "empty"),
        (None, "empty"),
        ("มาก", "not_a_number"),
        ("1 200", "not_a_number"),
        ("1.250.000", "not_a_number"),
        ("1" * 60 + "x", "not_a_number"),
        ("1.1" * 30 + "x", "not_a_number"),
        ("5 แสน 2 ล้าน", "not_a_number"),
        (True, "not_a_number"),
        (float("nan"), "not_a_number"),
        ("1,25", "grouping"),
        ("12,50,000", "grouping"),
        ("1" * 16, "out_of_range"),
    ],
)
def test_parse_number_refuses(typed, code):
    with pytest.raises(NumberError) as caught:
        parse_number(typed)
    assert caught.value.code == code
    assert str(caught.value) == NUMBER_MESSAGES[code] % {"value": typed}


@given(
    st.one_of(st.text(), st.text(alphabet=st.sampled_from("0๑,.- ล้านแสบท")), st.floats(), st.integers(), st.decimals())
)
def test_nothing_but_number_errors(value):
    with suppress(NumberError):
        assert parse_number(value).is_finite()


@given(st.decimals(-(10**12), 10**12, places=2), st.sampled_from(["arabic", "thai"]))
def test_printed_numbers_are_read_back(number, digits):
    assert parse_number(format_number(number, digits=digits)) == number
    assert parse_number(format_baht(number, digits=digits)) == number
    assert parse_number(format_baht(number, "million", digits=digits)) == number


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        (format_number(1250000), "1,250,000"),
        (format_number(Decimal("1E+3")), "1,000"),
        (format_number(Decimal("2.50")), "2.5"),
        (format_number(Decimal("2.345"), 2), "2.35"),
        (format_number(Decimal("-0.001"), 2), "0.00"),
        (format_number(100, digits="thai"), "๑๐๐"),
        (format_baht(81_000_000, "million"), "81 ล้านบาท"),
        (format_baht(Decimal("12.5")), "12.50 บาท"),
        (format_baht(1250, language="en"), "1,250 baht"),
        (format_baht(81_500_000, "million", "en"), "81.5 million baht"),
    ],
)
def test_format(printed, text):
    assert printed == text
