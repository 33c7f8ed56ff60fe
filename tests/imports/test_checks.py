"""What is found in rows: every problem of every row, each at its column."""

import pytest
from django.utils import translation

from imports.checks import CHECKS
from imports.problems import sentence
from tests.factories.imports import RIGHT, checked, csv_of, xlsx_of
from tests.factories.organisations import OrganisationFactory

pytestmark = pytest.mark.django_db

BASE = {**RIGHT, "ชื่อองค์กร": "สมาคมตรวจ"}


@pytest.mark.parametrize(
    ("cells", "problems"),
    [
        ({}, []),
        ({"ชื่อองค์กร": ""}, [("name_th", "required", "error")]),
        ({"ชื่อองค์กร": "..."}, [("name_th", "no_name", "error")]),
        ({"จังหวัด": "-"}, [("province", "required_cleared", "error")]),
        ({"จังหวัด": "เชียงใหม"}, [("province", "place_unknown", "error")]),
        ({"จังหวัด": "สงขลา", "อำเภอ": "แม่ริม"}, [("district", "place_elsewhere", "error")]),
        ({"อำเภอ": "เมือง", "ตำบล": "สุเทพ", "รหัสไปรษณีย์": "10200"}, [("postcode", "postcode_other", "warning")]),
        ({"รหัสทะเบียน": "CSO-1234567"}, [("code", "code_check_digit", "error")]),
        ({"วันที่จดทะเบียน": "31/2/2560"}, [("registered_on", "no_such_day", "error")]),
        ({"วันที่จดทะเบียน": "1/1/2700"}, [("registered_on", "future", "error")]),
        ({"ประเด็น": "อวกาศ"}, [("issues", "unknown_term", "error")]),
        ({"ตำแหน่งผู้นำ": "ประธาน"}, [("head_position", "nameless", "warning")]),
        (
            {"อีเมล": "ไม่มี", "จำนวนสมาชิก": "มาก"},
            [("email", "email", "error"), ("member_count", "not_a_number", "error")],
        ),
    ],
)
def test_a_row_has_exactly_these_problems(admin, cells, problems):
    row = checked(csv_of([{**BASE, **cells}]), by=admin).rows.get()
    assert [(one["column"], one["code"], one["severity"]) for one in row.problems] == problems
    for problem in row.problems:
        with translation.override("th"):
            thai = sentence(problem)
        with translation.override("en"):
            assert sentence(problem) != thai


def test_two_rows_with_one_code_and_twins_without(admin):
    held = OrganisationFactory()
    rows = [{"รหัสทะเบียน": held.code, "ชื่อย่อ": "ก"}, {"รหัสทะเบียน": held.code, "ชื่อย่อ": "ข"}, BASE, BASE]
    found = checked(csv_of(rows), by=admin).rows.order_by("number")
    assert [row.verdict for row in found] == ["changed", "error", "new", "duplicate"]
    assert [[one["code"] for one in row.problems] for row in found] == [[], ["code_doubled"], [], ["twin"]]


def test_a_district_left_behind_by_a_move(admin):
    held = OrganisationFactory(province_id="50", district_id="5001")
    row = checked(csv_of([{"รหัสทะเบียน": held.code, "จังหวัด": "ลำพูน"}]), by=admin).rows.get()
    assert [(one["column"], one["code"]) for one in row.problems] == [("district", "place_left_behind")]


def test_an_old_value_that_would_not_pass_today_harms_nobody(admin):
    held = OrganisationFactory(phone="ไม่มีโทรศัพท์")
    same = {"รหัสทะเบียน": held.code, "โทรศัพท์": "ไม่มีโทรศัพท์"}
    assert checked(csv_of([same]), by=admin).rows.get().verdict == "same"


def test_real_days_buddhist_years_serials_and_years_mean_their_day(admin):
    from datetime import datetime

    headings = [*BASE, "วันที่จดทะเบียน"]
    cells = [datetime(2002, 3, 30), datetime(2545, 3, 30), 37345, "๓๐/๓/๒๕๔๕", "30 มี.ค. 2545", 2545]  # noqa: DTZ001 - as a sheet has it
    table = [headings, *([f"สมาคมที่ {n}", *list(BASE.values())[1:], cell] for n, cell in enumerate(cells))]
    rows = checked(xlsx_of(table), by=admin, name="a.xlsx").rows.order_by("number")
    read = [(row.read["registered_on"], row.read["registered_precision"]) for row in rows]
    assert read == [("2002-03-30", "day")] * 5 + [("2002-01-01", "year")]


def test_codes_names_and_all_separators_mean_the_same(admin):
    writings = ["01; 04", "เด็กและเยาวชน|ผู้สูงอายุ", "1\nผู้สูงอายุ", "ผู้สูงอายุ, 01"]
    rows = [{**BASE, "ชื่อองค์กร": f"สมาคมที่ {n}", "ประเด็น": text} for n, text in enumerate(writings)]
    found = checked(csv_of(rows), by=admin).rows.all()
    assert [row.read["issues"] for row in found] == [["01", "04"]] * 4


def test_every_check_says_what_it_is_for():
    assert [check.__name__ for check in CHECKS if not check.__doc__] == []
