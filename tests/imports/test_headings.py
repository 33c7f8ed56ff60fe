"""Headings: synonyms, English names, order, slips; what is missing or doubled."""

import pytest

from imports import actions
from imports.headings import letter_of, read, refuse_incomplete, shape_of
from imports.reading import UnreadableFileError, heading_key
from tests.factories.imports import checked, ran, xlsx_of

NEEDED = ["ชื่อองค์กร", "รูปแบบองค์กร", "จังหวัด", "ประเด็น"]


def match(texts):
    headings = read(texts)
    refuse_incomplete(headings)
    return headings


def keys(texts):
    return [heading.column.key if heading.column else None for heading in match(texts).all]


def test_synonyms_english_names_spaces_and_other_orders_are_understood():
    texts = [" จังหวัด * ", "Name", "LEGAL  FORM", "ประเด็นงาน", "งบประมาณต่อปี (บาท)", "เบอร์โทรศัพท์"]
    assert keys(texts) == ["province", "name_th", "legal_form", "issues", "budget", "phone"]


def test_unknown_columns_are_reported_and_slips_are_told():
    headings = match([*NEEDED, "ข้อสังเกต", "ความเชี่ยวชาน"])
    assert [note["code"] for note in headings.notes] == ["unknown_column", "understood_column"]
    assert headings.notes[0]["params"] == {"letter": "E", "heading": "ข้อสังเกต"}


def test_what_an_export_adds_is_passed_over_in_silence():
    headings = match([*NEEDED, "แก้ไขล่าสุด", "สถานะของระเบียน"])
    assert (len(headings.taken), headings.notes) == (4, ())


@pytest.mark.parametrize(
    ("texts", "code"),
    [
        (NEEDED[:3], "missing_columns"),
        (["จังหวัด", "สถานะ", "รูปแบบองค์กร", "ประเด็น", "ระดับการดำเนินงาน"], "wrong_sheet"),
        ([*NEEDED, "ชื่อหน่วยงาน"], "doubled_columns"),
    ],
)
def test_a_missing_or_doubled_column_is_refused(texts, code):
    with pytest.raises(UnreadableFileError) as caught:
        match(texts)
    assert caught.value.code == code


def test_a_file_of_changes_needs_the_code_alone():
    assert keys(["รหัสทะเบียน", "โทรศัพท์"]) == ["code", "phone"]


def test_letters_are_the_spreadsheet_programs():
    assert [letter_of(position) for position in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_what_a_person_said_goes_first():
    twice = heading_key("จังหวัด")
    mapping = {heading_key("สังกัด"): "legal_form", twice: "", f"{twice}#2": "province"}
    headings = read(["ชื่อองค์กร", "สังกัด", "จังหวัด", "จังหวัด", "ประเด็น"], mapping=mapping)
    assert [one.column.key if one.column else None for one in headings.all] == [
        "name_th",
        "legal_form",
        None,
        "province",
        "issues",
    ]


def test_the_shape_of_a_file_is_its_headings_but_those_of_the_workbook_of_errors():
    assert shape_of(["แถวเดิม", "What to mend", "ชื่อ องค์กร", "จังหวัด"]) == shape_of(["ชื่อองค์กร", "จังหวัด", ""])
    assert shape_of(["จังหวัด", "ชื่อองค์กร"]) != shape_of(["ชื่อองค์กร", "จังหวัด"])


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_file_without_a_known_heading_can_be_explained(admin, kind):
    table = [["ทะเบียนของเรา"], ["เรียกว่า", "แบบ", "ที่ตั้ง จว.", "งานที่ทำ"], ["กลุ่มสมมุติ", "มูลนิธิ", "น่าน", "01"]]
    content = xlsx_of(table) if kind == "xlsx" else "\n".join(",".join(row) for row in table).encode()
    imported = checked(content, by=admin, name=f"own.{kind}")
    assert (imported.failure["code"], imported.may_map) == ("no_headings", True)
    assert [one["heading"] for one in imported.headings] == table[1]
    said = dict(enumerate(["name_th", "legal_form", "province", "issues"]))
    actions.map_columns(imported=imported, columns=said, by=admin, ring=False)
    assert ran(imported).counts["new"] == 1
    assert checked(content, by=admin, name=f"next.{kind}").counts["new"] == 1
