from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thai.digits import to_arabic, to_thai
from thai.identifiers import CodeError, check_digit, parse_registry_code, registry_code, valid_thai_id13

numbers = st.integers(1, 999_999)


def test_registry_code():
    assert registry_code(1234) == "CSO-0012340"
    assert check_digit("572") == "4"  # Damm's own example


@pytest.mark.parametrize(
    "typed",
    ["CSO-0012340", "cso-0012340", " CSO 0012340", "cso0012340", "CSO-๐๐๑๒๓๔๐", "CSO-001234-0", "CSO–OO1234O"],
)
def test_parse_registry_code(typed):
    assert parse_registry_code(typed) == "CSO-0012340"


@pytest.mark.parametrize("typed", ["", "0012340", "CSO-001234", "CSO-00123400", "CSX-0012340", "CSO-00A2340"])
def test_what_is_no_code(typed):
    with pytest.raises(CodeError) as caught:
        parse_registry_code(typed)
    assert (caught.value.code, caught.value.value) == ("form", typed)


@pytest.mark.parametrize("typed", ["CSO-0012341", "CSO-0000000", "CSO-0012430"])
def test_what_is_mistyped(typed):
    with pytest.raises(CodeError) as caught:
        parse_registry_code(typed)
    assert caught.value.code == "check_digit"


@given(numbers, st.integers(0, 6), st.sampled_from("0123456789"))
def test_every_wrong_digit_is_noticed(number, place, digit):
    code = registry_code(number)
    digits = code[4:]
    wrong = digits[:place] + digit + digits[place + 1 :]
    if wrong != digits:
        with pytest.raises(CodeError, match="last digit"):
            parse_registry_code(f"CSO-{wrong}")


@given(numbers, st.integers(0, 5))
def test_every_swap_of_neighbours_is_noticed(number, place):
    digits = registry_code(number)[4:]
    wrong = digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]
    if wrong != digits:
        with pytest.raises(CodeError, match="last digit"):
            parse_registry_code(f"CSO-{wrong}")


@given(numbers)
def test_codes_are_read_back(number):
    code = registry_code(number)
    assert parse_registry_code(to_thai(code.lower())) == code


@given(st.text())
def test_nothing_but_code_errors(text):
    with suppress(CodeError):
        assert len(parse_registry_code(text)) == 11
    assert valid_thai_id13(text) in (True, False)


@pytest.mark.parametrize("number", [0, -1, 1_000_000])
def test_there_are_no_other_numbers(number):
    with pytest.raises(ValueError, match="between 1 and"):
        registry_code(number)


def test_thai_id13():
    assert valid_thai_id13("1-1017-00230-70-8")
    assert valid_thai_id13("๑๑๐๑๗๐๐๒๓๐๗๐๘")
    assert not valid_thai_id13("1101700230707")
    assert not valid_thai_id13("110170023070")


@given(st.text())
def test_digits_there_and_back(text):
    assert to_arabic(to_thai(text)) == to_arabic(text)
    assert to_thai(to_arabic(text)) == to_thai(text)
