"""Saying what the columns of a file are: once, and remembered for the next file of that shape."""

import pytest
from django.urls import reverse

from core.models import JobState
from imports.builders.template import build_template
from tests.factories.imports import RIGHT, checked, csv_of, ran, xlsx_of

pytestmark = pytest.mark.django_db

HEADINGS = ["ชื่อองค์กร", "สังกัดแบบ", "จังหวัด", "ประเด็น", "ข้อสังเกต"]
ROW = ["มูลนิธิรักษ์ป่าต้นน้ำ", "มูลนิธิ", "เชียงใหม่", "17", "ดี"]


def file(name: str = "มูลนิธิรักษ์ป่าต้นน้ำ") -> bytes:
    return csv_of([dict(zip(HEADINGS, [name, *ROW[1:]], strict=True))], headings=HEADINGS)


def test_a_column_that_was_not_understood_is_explained_once(admin, client_of):
    client = client_of(admin)
    imported = checked(file(), by=admin)
    assert (imported.state, imported.failure["code"]) == (JobState.FAILED, "missing_columns")
    address = reverse("imports:columns", args=[imported.pk])
    assert address in client.get(imported.get_absolute_url()).text
    form = client.get(address).context["form"]
    assert [field.initial for field in form.fields.values()] == ["name_th", "", "province", "issues", ""]
    said = {"column-0": "name_th", "column-1": "legal_form", "column-2": "province", "column-3": "issues"}
    assert len(client.post(address, {**said, "column-1": ""}).context["form"].non_field_errors()) == 1
    assert client.post(address, {**said, "column-4": "issues"}).context["form"].errors.keys() == {"column-4"}
    assert client.post(address, {**said, "column-4": "note"}).headers["Location"] == imported.get_absolute_url()
    imported = ran(imported)
    assert (imported.counts["new"], imported.rows.get().read["note"], imported.notes) == (1, "ดี", [])
    again = checked(file("มูลนิธิอื่น"), by=admin)
    assert (again.counts["new"], [note["code"] for note in again.notes]) == (1, ["mapping_remembered"])
    assert again.rows.get().read["legal_form"] == "foundation"


def test_a_preview_can_be_read_anew_with_other_columns(admin, client_of):
    client = client_of(admin)
    imported = checked(csv_of([{**RIGHT, "ข้อสังเกต": "ดี"}], headings=[*RIGHT, "ข้อสังเกต"]), by=admin)
    address = reverse("imports:columns", args=[imported.pk])
    form = client.get(address).context["form"]
    assert [field.help_text for field in form.fields.values()] == [*RIGHT.values(), "ดี"]
    said = {name: field.initial for name, field in form.fields.items()}
    client.post(address, {**said, "column-4": "objectives"})
    assert ran(imported).rows.get().read["objectives"] == "ดี"


def test_a_heading_that_stands_twice_can_be_told_apart(admin, client_of):
    client = client_of(admin)
    content = ",".join([*RIGHT, "จังหวัด"]) + "\n" + ",".join([*RIGHT.values(), "น่าน"])
    imported = checked(content.encode(), by=admin)
    assert imported.failure["code"] == "doubled_columns"
    said = {
        "column-0": "name_th",
        "column-1": "legal_form",
        "column-2": "",
        "column-3": "issues",
        "column-4": "province",
    }
    client.post(reverse("imports:columns", args=[imported.pk]), said)
    assert ran(imported).rows.get().read["province"] == "55"


@pytest.mark.parametrize("value", ["nothing", "\0", "code; DROP"])
def test_a_column_that_does_not_exist_is_no_answer(admin, client_of, value):
    imported = checked(file(), by=admin)
    response = client_of(admin).post(reverse("imports:columns", args=[imported.pk]), {"column-0": value})
    assert response.status_code == 200


def test_the_sheets_of_the_template_that_hold_no_rows_are_told_by_name(admin):
    lists = csv_of([], headings=["จังหวัด", "สถานะ", "รูปแบบองค์กร", "ประเด็น", "ระดับการดำเนินงาน"]) + b"x,y,z\n"
    assert checked(lists, by=admin).failure["code"] == "wrong_sheet"
    help_sheet = "แบบนำเข้าข้อมูลองค์กรภาคประชาสังคม ฉบับที่ 1\nหัวตาราง,In English\nก,ข\n".encode()
    assert checked(help_sheet, by=admin).failure["code"] == "wrong_sheet"
    assert checked(build_template(), by=admin, name="x.xlsx").failure["code"] == "no_rows"


def test_the_version_of_the_template_is_told_where_it_is_another(admin, monkeypatch):
    import io

    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(build_template()))
    sheet = book["องค์กร"]
    place = {cell.value: cell.column for cell in sheet[1]}
    for heading, value in RIGHT.items():
        sheet.cell(2, place[heading]).value = value
    target = io.BytesIO()
    book.save(target)
    assert checked(target.getvalue(), by=admin, name="x.xlsx").notes == []
    monkeypatch.setattr("imports.checking.VERSION", 2)
    imported = checked(target.getvalue(), by=admin, name="x.xlsx")
    assert [note["code"] for note in imported.notes] == ["old_template"]


def test_a_table_under_a_title_is_found(admin):
    table = [["ทะเบียนองค์กร ปี 2565"], [], ["", *HEADINGS[:1], "รูปแบบองค์กร", *HEADINGS[2:4]], ["", *ROW[:4]]]
    imported = checked(xlsx_of(table), by=admin, name="x.xlsx")
    assert [(row.number, row.verdict) for row in imported.rows.all()] == [(4, "new")]
