"""What people type for phones, e-mails, pages and numbers, and what becomes of it."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from organisations import validators


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", ""),
        ("053123456", "053-123-456"),
        ("๐๕๓-๑๒๓๔๕๖", "053-123-456"),
        ("โทร. 0 5312 3456", "053-123-456"),
        ("+66 53 123 456", "053-123-456"),
        ("+66 (0) 81 234 5678", "081-234-5678"),
        ("66812345678", "081-234-5678"),
        ("０２－１２３－４５６７", "02-123-4567"),
        ("02 123 4567", "02-123-4567"),
        ("053-123-456 ต่อ 12", "053-123-456 ต่อ 12"),
        ("053123456 ext.๑๒", "053-123-456 ต่อ 12"),
        ("053-123456 # 101-3", "053-123-456 ต่อ 101-3"),
        ("053-123456-8", "053-123-456-8"),
        ("02-123-4567 ถึง 9", "02-123-4567-9"),
        ("053 123456, 081-2345678", "053-123-456, 081-234-5678"),
        ("053123456 / มือถือ 0812345678", "053-123-456, 081-234-5678"),
        ("053-123-456 และ 053-123-457 ต่อ 5", "053-123-456, 053-123-457 ต่อ 5"),
        ("1300", "1300"),
    ],
)
def test_phones(typed, kept):
    assert validators.clean_phone(typed) == kept


@pytest.mark.parametrize("typed", ["12", "05312345", "0812345678901", "ไม่มี", "053-123-456 ต่อ", "+1 202 555 0100", "x"])
def test_what_is_no_phone_number_is_told_how_to_mend_it(typed):
    with translation.override("th"), pytest.raises(ValidationError, match="9 หรือ 10 หลัก"):
        validators.clean_phone(typed)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("50 200", "50200"), ("๕๐๒๐๐", "50200"), ("５０２００", "50200"), ("50200.", "50200"), (" ", "")],
)
def test_postcodes(typed, kept):
    assert validators.clean_postcode(typed) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" Info@EXAMPLE.org. ", "Info@example.org"),
        ("mailto:a@b.co.th", "a@b.co.th"),
        ("＜ａ＠ｂ．ｃｏ＞", "a@b.co"),
        ("น้ำ@ไทย.คอม", None),
        ("a๑@example.org", "a1@example.org"),
        ("info@exam ple.org", "info@example.org"),
    ],
)
def test_e_mails(typed, kept):
    if kept is None:
        with pytest.raises(ValidationError):
            validators.clean_email(typed)
    else:
        assert validators.clean_email(typed) == kept


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("info.example.org", "ไม่มีเครื่องหมาย @"),
        ("info@example", "ไม่มีจุดหลังเครื่องหมาย @"),
        ("อีเมล@example.org", "อักษรไทย"),
        ("a@example.org, b@example.org", "มากกว่าหนึ่ง"),
        ("a@b@example.org", "มากกว่าหนึ่ง"),
        ("@example.org", "ไม่ใช่อีเมล"),
    ],
)
def test_what_is_no_e_mail_is_told_how_to_mend_it(typed, says):
    with translation.override("th"), pytest.raises(ValidationError) as problem:
        validators.clean_email(typed)
    assert says in problem.value.messages[0]
    assert typed in problem.value.messages[0]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("www.Example.ORG/Page", "https://www.example.org/Page"),
        ("HTTP://example.org", "http://example.org"),
        ("http:/example.org", "http://example.org"),
        ("https;//example.org", "https://example.org"),
        ("องค์กร.ไทย/หน้า๑", "https://องค์กร.ไทย/หน้า๑"),
        ("xn--42cg4b4d.xn--o3cw4h", "https://xn--42cg4b4d.xn--o3cw4h"),
        ("ｗｗｗ．example．org", "https://www.example.org"),
    ],
)
def test_web_addresses(typed, kept):
    assert validators.clean_url(typed) == kept


@pytest.mark.parametrize(
    ("typed", "says"), [("มูลนิธิเด็ก", "คัดลอก"), ("a@example.org", "อีเมล"), ("exa..mple.org", "www.example.org")]
)
def test_what_is_no_web_address_is_told_how_to_mend_it(typed, says):
    with translation.override("th"), pytest.raises(ValidationError) as problem:
        validators.clean_url(typed)
    assert says in problem.value.messages[0]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0-9940-00158-37-8", "0994000158378"),
        ("๐๙๙๔๐๐๐๑๕๘๓๗๘", "0994000158378"),
        ("กท 1234/2540", "กท 1234/2540"),
        ("ชม. ๕", "ชม. 5"),
        ("123456", "123456"),
    ],
)
def test_registration_numbers(typed, kept):
    assert validators.clean_registration_number(typed) == kept


@pytest.mark.parametrize(
    ("typed", "says"), [("0994000158379", "13 หลัก"), ("099400015837", "12 หลัก"), ("0-9940-00158-37-88", "14 หลัก")]
)
def test_a_mistyped_number_of_13_digits_is_told(typed, says):
    with translation.override("th"), pytest.raises(ValidationError) as problem:
        validators.clean_registration_number(typed)
    assert says in problem.value.messages[0]


@given(st.text(max_size=80))
def test_whatever_is_typed_is_kept_tidy_for_good_or_refused(text):
    for clean in (
        validators.clean_phone,
        validators.clean_postcode,
        validators.clean_email,
        validators.clean_url,
        validators.clean_registration_number,
    ):
        try:
            tidy = clean(text)
        except ValidationError:
            continue
        assert clean(tidy) == tidy
