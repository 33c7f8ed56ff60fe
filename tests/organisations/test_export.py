import csv
import io
import json

import openpyxl
import pytest

from core.models import PersonalDataAccess
from organisations.choices import State
from organisations.resources import FURTHER, columns
from organisations.terms import current_terms
from tests.factories.organisations import OrganisationFactory, PersonFactory, YearlyBudgetFactory

pytestmark = pytest.mark.django_db
HEADINGS = [column.heading for column in (*columns(), *FURTHER)]


def read(response):
    content = b"".join(response.streaming_content)
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def get(client, query="", kind="csv"):
    return client.get(f"/organisations/export.{kind}{query}")


@pytest.fixture
def full():
    organisation = OrganisationFactory(
        name_th="สมาคมแม่ริม",
        registered_on="2002-01-01",
        registered_precision="year",
        issues=["01", "23"],
        fields=["other"],
        level="tambon",
        area_provinces=["10", "50"],
        district_id="5007",
        subdistrict_id="500701",
        phone="053-123-456",
        member_count=1200,
        note="ภายใน",
    )
    PersonFactory(organisation=organisation, position="นายก")
    YearlyBudgetFactory(organisation=organisation, fiscal_year=2564, total=5)
    YearlyBudgetFactory(organisation=organisation)
    return organisation


def test_a_row_under_the_templates_headings(full, coordinator, client_of):
    [row] = read(get(client_of(coordinator)))
    assert list(row) == HEADINGS
    assert {heading: value for heading, value in row.items() if value} == {
        "รหัสทะเบียน": full.code,
        "ชื่อองค์กร": "สมาคมแม่ริม",
        "รูปแบบองค์กร": "สมาคม",
        "วันที่จดทะเบียน": "2545",
        "สถานะ": "ดำเนินการ",
        "ตำบล": "ริมใต้",
        "อำเภอ": "แม่ริม",
        "จังหวัด": "เชียงใหม่",
        "โทรศัพท์": "053-123-456",
        "ผู้นำองค์กร": "นางสมศรี ใจดี",
        "ตำแหน่งผู้นำ": "นายก",
        "ประเด็น": "เด็กและเยาวชน; ศาสนา ศิลปะ และวัฒนธรรม",
        "สาขาบริการ": "อื่น ๆ",
        "ระดับการดำเนินงาน": "ตำบล",
        "จังหวัดที่ดำเนินงาน": "กรุงเทพมหานคร; เชียงใหม่",
        "จำนวนสมาชิก": "1200",
        "งบประมาณต่อปี": "1200000.00",
        "หมายเหตุ": "ภายใน",
        "แก้ไขล่าสุด": row["แก้ไขล่าสุด"],
        "สถานะของระเบียน": "ตรวจสอบแล้ว",
    }


def test_what_is_exported_means_the_same_again(full, staff, client_of):
    [row] = read(get(client_of(staff)))
    terms = current_terms()
    for column in columns():
        if row[column.heading] and column.kind != "place":
            expected = [getattr(full, feed, None) for feed in column.feeds]
            cleaned = column.clean(row[column.heading], terms)
            if "." not in column.feeds[0]:
                assert [str(value) for value in cleaned] == [str(value) for value in expected], column.key


def test_people_are_for_those_who_may_and_the_export_is_on_record(
    full, coordinator, coordinator_south, committee, client_of
):
    assert read(get(client_of(coordinator)))[0]["ผู้นำองค์กร"] == "นางสมศรี ใจดี"
    export = PersonalDataAccess.objects.get()
    assert (export.user, export.kind, export.rows, export.query) == (
        coordinator,
        "export",
        1,
        "/organisations/export.csv",
    )
    for other in (coordinator_south, committee, None):
        row = read(get(client_of(other)))[0]
        assert (row["ผู้นำองค์กร"], row["ตำแหน่งผู้นำ"]) == ("", "")
    assert PersonalDataAccess.objects.filter(user=committee).count() == 0


def test_the_public_gets_neither_drafts_nor_notes_nor_contact_held_back(client):
    OrganisationFactory(state=State.DRAFT)
    OrganisationFactory(contact_is_public=False, phone="053-123-456", house_number="9", note="ภายใน", email="a@b.org")
    [row] = read(get(client))
    assert (row["โทรศัพท์"], row["เลขที่"], row["หมายเหตุ"], row["อีเมล"], row["จังหวัด"]) == ("", "", "", "", "เชียงใหม่")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "＝", "'="])
def test_no_formula_comes_alive_and_the_text_comes_back(start, staff, client_of):
    text = f"{start}HYPERLINK(1)"
    OrganisationFactory(name_th=text)
    client = client_of(staff)
    name = read(get(client))[0]["ชื่อองค์กร"]
    assert name == f"'{text}"
    assert columns()[1].clean(name, current_terms()) == (text.strip(),)
    content = io.BytesIO(b"".join(get(client, kind="xlsx").streaming_content))
    cell = openpyxl.load_workbook(content).active["B2"]
    assert (cell.value, cell.data_type) == (f"'{text}", "s")


def test_the_same_query_as_the_list(client):
    OrganisationFactory(province_id="90")
    wanted = OrganisationFactory(name_th="สมาคมแม่ริม")
    assert [row["รหัสทะเบียน"] for row in read(get(client, "?province=50&q=แม่ริม&page=7&x=y"))] == [wanted.code]


def test_excel_and_json_hold_the_same(full, client):
    content = io.BytesIO(b"".join(get(client, kind="xlsx").streaming_content))
    rows = list(openpyxl.load_workbook(content).active.values)
    assert list(rows[0]) == HEADINGS
    assert dict(zip(*rows, strict=True))["จำนวนสมาชิก"] == 1200
    [found] = json.loads(b"".join(get(client, kind="json").streaming_content))
    assert list(found) == HEADINGS
    assert (found["ประเด็น"], found["งบประมาณต่อปี"]) == (["เด็กและเยาวชน", "ศาสนา ศิลปะ และวัฒนธรรม"], 1200000)


def test_nothing_found_is_a_file_with_headings_only(client):
    assert read(get(client)) == []
    assert json.loads(b"".join(get(client, kind="json").streaming_content)) == []


def test_other_formats_are_not_found(client):
    assert client.get("/organisations/export.pdf", follow=True).status_code == 404
