"""The columns of spreadsheets: headings as printed in the interface, cells as people write them."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from core.spreadsheets import neutralised, restored
from organisations.resources import FURTHER, column_of, columns
from organisations.terms import current_terms
from thai.dates import BANGKOK
from thai.identifiers import registry_code

PRINTED = (
    "รหัสทะเบียน · ชื่อองค์กร · ชื่อภาษาอังกฤษ · ชื่อย่อ · รูปแบบองค์กร · "
    "เลขทะเบียน · วันที่จดทะเบียน · สถานะ · เลขที่ · หมู่ที่ · ซอย · ถนน · "
    "ตำบล · อำเภอ · จังหวัด · รหัสไปรษณีย์ · โทรศัพท์ · อีเมล · เว็บไซต์ · "
    "ผู้นำองค์กร · ตำแหน่งผู้นำ · ผู้ประสานงาน · โทรศัพท์ผู้ประสานงาน · "
    "อีเมลผู้ประสานงาน · ประเด็น · ความเชี่ยวชาญ · กลุ่มเป้าหมาย · "
    "สาขาบริการ · ลักษณะการดำเนินงาน · ระดับการดำเนินงาน · "
    "จังหวัดที่ดำเนินงาน · จำนวนเจ้าหน้าที่ · จำนวนอาสาสมัคร · จำนวนสมาชิก · "
    "งบประมาณต่อปี · วัตถุประสงค์ · หมายเหตุ"
)
HEADINGS = PRINTED.split(" · ")


def column(heading):
    found = column_of(heading)
    assert found is not None
    return found


def test_the_headings_in_their_order():
    assert [one.heading for one in columns()] == HEADINGS
    assert [one.heading for one in columns() if one.required] == ["ชื่อองค์กร", "รูปแบบองค์กร", "จังหวัด", "ประเด็น"]
    assert [one.key for one in columns() if one.personal] == [
        "head",
        "head_position",
        "coordinator",
        "coordinator_phone",
        "coordinator_email",
    ]


def test_every_writing_of_a_heading_means_one_column():
    for one in (*columns(), *FURTHER):
        for writing in (one.heading, one.heading_en, one.key, *one.synonyms, f" {one.heading} * "):
            assert column(writing) is one, writing
    assert column_of("สีประจำองค์กร") is None


@pytest.mark.parametrize(
    ("heading", "raw", "values"),
    [
        ("รหัสทะเบียน", registry_code(1234).lower(), (registry_code(1234),)),
        ("ชื่อองค์กร", "  สมาคม\u200b  เเม่ริม ", ("สมาคม แม่ริม",)),
        ("วันที่จดทะเบียน", "๓๐/๓/๒๕๖๔", (date(2021, 3, 30), "day")),
        ("วันที่จดทะเบียน", datetime(2564, 3, 30, tzinfo=BANGKOK), (date(2021, 3, 30), "day")),
        ("วันที่จดทะเบียน", 2545.0, (date(2002, 1, 1), "year")),
        ("สถานะ", "ยุบเลิก", ("dissolved",)),
        ("รหัสไปรษณีย์", 50200.0, ("50200",)),
        ("โทรศัพท์", 53123456.0, ("053-123-456",)),
        ("เว็บไซต์", "www.example.org", ("https://www.example.org",)),
        ("ผู้นำองค์กร", "นางสาวสมศรี ใจดี", ("นางสาว", "สมศรี ใจดี")),
        ("ผู้นำองค์กร", "นางสาวิตรี ใจดี", ("นาง", "สาวิตรี ใจดี")),
        ("จังหวัดที่ดำเนินงาน", "จ.เชียงใหม่, กทม.|90", (["10", "50", "90"],)),
        ("จำนวนสมาชิก", "๑,๒๐๐ คน", (1200,)),
        ("งบประมาณต่อปี", "1.5 ล้านบาท", (Decimal("1500000.00"),)),
        ("วัตถุประสงค์", "หนึ่ง \r\n สอง", ("หนึ่ง\nสอง",)),
    ],
)
def test_cells_as_people_write_them(heading, raw, values):
    assert column(heading).clean(raw, None) == values


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("heading", "raw", "values"),
    [
        ("ประเด็น", "เด็กและเยาวชน; 4", (["01", "04"],)),
        ("ประเด็น", "ผู้สูงอายุ, เด็ก และ เยาวชน, ผู้สูงอายุ", (["01", "04"],)),
        ("ประเด็น", 1.0, (["01"],)),
        ("ประเด็น", "Religion, arts and culture", (["23"],)),
        ("รูปแบบองค์กร", "Foundation", ("foundation",)),
        ("รูปแบบองค์กร", "ชมรม", ("group",)),
        ("ความเชี่ยวชาญ", "e01|กฎหมาย", (["E01", "E05"],)),
        ("ระดับการดำเนินงาน", "ระดับจังหวัด", ("provincial",)),
    ],
)
def test_terms_by_code_name_or_synonym(heading, raw, values):
    assert column(heading).clean(raw, current_terms()) == values


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("heading", "raw", "sentence"),
    [
        ("ประเด็น", "เด็กและเยาวชน; สีเขียว", "“สีเขียว” ไม่อยู่ในรายการ “ประเด็น” โปรดใช้ชื่อหรือรหัสที่มีในรายการ"),
        ("โทรศัพท์", "ไม่มี", "“ไม่มี” ไม่ใช่หมายเลขโทรศัพท์ โปรดกรอกตัวเลข 9 หรือ 10 หลัก เช่น 053 123 456 หรือ 081 234 5678"),
        ("จำนวนสมาชิก", "1.5", "“1.5” ไม่ใช่จำนวนเต็มตั้งแต่ 0 ขึ้นไป"),
        ("เลขทะเบียน", "1234567890123", "เลข 13 หลัก “1234567890123” มีตัวเลขพิมพ์ผิด โปรดตรวจสอบ"),
        ("ชื่อย่อ", "ก" * 61, "ข้อความนี้ยาว 61 ตัวอักษร โปรดย่อให้เหลือไม่เกิน 60"),
    ],
)
def test_what_cannot_be_read_says_what_to_do(heading, raw, sentence):
    with pytest.raises(ValidationError) as error:
        column(heading).clean(raw, current_terms())
    assert error.value.messages == [sentence]


@given(st.text())
def test_a_neutralised_text_comes_back_and_is_not_alive(text):
    safe = neutralised(text)
    assert restored(safe) == text
    assert safe[:1] not in {"=", "+", "-", "@", "\t", "\r", "\n"} or safe == ""
