"""The workbook of errors: the user's rows as they were, marked, with why; mended, it is an import."""

import io

import openpyxl
import pytest
from django.urls import reverse

from core.models import PersonalDataAccess
from organisations.resources import columns
from tests.factories.imports import RIGHT, checked, csv_of, xlsx_of
from tests.organisations.test_export import PAYLOADS

pytestmark = pytest.mark.django_db

WRONG = {**RIGHT, "ชื่อองค์กร": "สมาคมผิด", "จังหวัด": "แอตแลนติส", "รหัสไปรษณีย์": "12", "อีเมล": ""}


def workbook(client, imported):
    response = client.get(reverse("imports:errors", args=[imported.pk]))
    assert response.status_code == 200
    content = b"".join(response.streaming_content)
    return content, openpyxl.load_workbook(io.BytesIO(content)).active


def test_wrong_rows_come_as_they_were_marked_and_with_why(admin, client_of):
    imported = checked(csv_of([RIGHT, WRONG]), by=admin)
    _content, sheet = workbook(client_of(admin), imported)
    headings = [cell.value for cell in sheet[1]]
    assert headings == ["แถวเดิม", "สิ่งที่ต้องแก้", *(column.heading for column in columns())]
    assert sheet.max_row == 2
    row = dict(zip(headings, sheet[2], strict=True))
    assert {heading: cell.value for heading, cell in row.items() if cell.value is not None and heading in WRONG} == {
        key: value for key, value in WRONG.items() if value
    }
    assert row["แถวเดิม"].value == 3
    assert [line.split(":")[0] for line in row["สิ่งที่ต้องแก้"].value.split("\n")] == ["รหัสไปรษณีย์", "จังหวัด"]
    coloured = {heading for heading, cell in row.items() if cell.fill.fgColor.rgb == "FFF8C9C4"}
    assert coloured == {"รหัสไปรษณีย์", "จังหวัด"}


def test_a_required_cell_that_is_empty_is_marked_too(admin, client_of):
    imported = checked(csv_of([{**RIGHT, "จังหวัด": ""}]), by=admin)
    _content, sheet = workbook(client_of(admin), imported)
    cell = sheet.cell(2, [one.value for one in sheet[1]].index("จังหวัด") + 1)
    assert (cell.value, cell.fill.fgColor.rgb) == (None, "FFF8C9C4")


def test_mended_it_is_taken_in_without_a_word_about_its_own_columns(admin, client_of):
    client = client_of(admin)
    imported = checked(csv_of([WRONG, RIGHT]), by=admin)
    content, _sheet = workbook(client, imported)
    again = checked(content, by=admin, name="errors.xlsx")
    assert (again.counts["error"], again.total, again.notes) == (1, 1, [])
    # Once more, without the columns of the first workbook standing twice.
    content, sheet = workbook(client, again)
    assert [cell.value for cell in sheet[1]].count("สิ่งที่ต้องแก้") == 1
    sheet.cell(2, [one.value for one in sheet[1]].index("จังหวัด") + 1).value = "เชียงใหม่"
    sheet.cell(2, [one.value for one in sheet[1]].index("รหัสไปรษณีย์") + 1).value = "50200"
    target = io.BytesIO()
    sheet.parent.save(target)
    mended = checked(target.getvalue(), by=admin, name="errors.xlsx")
    assert (mended.counts["error"], mended.counts["new"], mended.notes) == (0, 1, [])


def test_in_english_it_is_in_english(admin, client_of):
    client = client_of(admin)
    client.cookies["django_language"] = "en"
    content, sheet = workbook(client, checked(csv_of([WRONG]), by=admin))
    assert [cell.value for cell in sheet[1]][:2] == ["Row in the file", "What to mend"]
    assert checked(content, by=admin, name="errors.xlsx").notes == []


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_comes_alive_and_everything_reads_as_before(admin, client_of, payload):
    texts = [column.heading for column in columns() if column.key not in ("code", "province")]
    table = [["จังหวัด", *texts, payload], ["แอตแลนติส", *[payload] * len(texts), payload]]
    imported = checked(csv_of([dict(zip(table[0], table[1], strict=True))], headings=table[0]), by=admin)
    content, sheet = workbook(client_of(admin), imported)
    for row in sheet.iter_rows():
        for cell in row:
            assert cell.data_type in ("s", "n")
            assert not str(cell.value or "").startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))
    again = checked(content, by=admin, name="errors.xlsx")
    assert again.rows.get().read == imported.rows.get().read


def test_without_errors_there_is_no_such_file(admin, client_of):
    imported = checked(csv_of([RIGHT]), by=admin)
    assert client_of(admin).get(reverse("imports:errors", args=[imported.pk])).status_code == 404


def test_people_in_it_are_on_record(admin, client_of):
    imported = checked(csv_of([{**WRONG, "ผู้นำองค์กร": "นางสมศรี ใจดี"}]), by=admin)
    workbook(client_of(admin), imported)
    assert list(PersonalDataAccess.objects.values_list("user", "kind", "subject", "rows")) == [
        (admin.pk, "export", "imports.ImportRow", 1)
    ]


def test_days_of_a_spreadsheet_mean_the_same_after_mending(admin, client_of):
    from datetime import date

    table = [["ชื่อองค์กร", "วันที่จดทะเบียน", "จังหวัด"], ["ก", date(2021, 3, 30), "x"], ["ข", date(2564, 3, 30), "x"]]
    imported = checked(
        xlsx_of([[*table[0], "รูปแบบองค์กร", "ประเด็น"], *([*row, "มูลนิธิ", "01"] for row in table[1:])]), by=admin
    )
    content, _sheet = workbook(client_of(admin), imported)
    again = checked(content, by=admin, name="errors.xlsx")
    for one in (imported, again):
        assert [row.read["registered_on"] for row in one.rows.order_by("number")] == ["2021-03-30", "2021-03-30"]
