"""The researchers' book as files: the list's own query, contact details only on purpose and on record."""

import csv
import io
import json

import openpyxl
import pytest

from core.models import PersonalDataAccess
from core.spreadsheets import as_text
from researchers.resources import COLUMNS
from tests.factories.researchers import ResearcherFactory, WorkFactory
from tests.organisations.test_export import PAYLOADS

pytestmark = pytest.mark.django_db
HEADINGS = [column.heading for column in COLUMNS.values()]
TEXTS = ("name_th", "name_en", "affiliation", "position", "phone", "email")


def get(client, query="", kind="csv"):
    return b"".join(client.get(f"/researchers/export.{kind}{query}").streaming_content)


def read(client, query=""):
    content = get(client, query)
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


@pytest.fixture
def entry():
    researcher = ResearcherFactory.create(name_th="แก้ว วนาสมมุติ", issues=["01", "17"])
    WorkFactory.create(researcher=researcher, title="ก่อน", year=2560, link="https://research.example.org/1")
    WorkFactory.create(researcher=researcher, title="หลัง", year=2564)
    WorkFactory.create(researcher=researcher, title="ไม่ทราบปี", year=None)
    return researcher


def test_a_row(entry, staff, client_of):
    [row] = read(client_of(staff), "?people=1")
    assert list(row) == HEADINGS
    assert row == {
        "เลขที่ระเบียน": str(entry.pk),
        "คำนำหน้า": "ดร.",
        "ชื่อ": "แก้ว วนาสมมุติ",
        "ชื่อภาษาอังกฤษ": "",
        "สังกัด": "คณะสังคมศาสตร์ มหาวิทยาลัยทดสอบ",
        "ตำแหน่ง": "อาจารย์ประจำ",
        "จังหวัด": "เชียงใหม่",
        "ประเด็น": "เด็กและเยาวชน; ทรัพยากรธรรมชาติและสิ่งแวดล้อม",
        "ความเชี่ยวชาญ": "วิจัยและถอดบทเรียน",
        "ผลงาน": "หลัง | 2564\nก่อน | 2560 | https://research.example.org/1\nไม่ทราบปี",
        "โทรศัพท์": "053-000-001",
        "อีเมล": "researcher@example.org",
        "วันที่ยินยอมให้เผยแพร่": "01/07/2564",
        "วันที่ถอนความยินยอม": "",
        "แก้ไขล่าสุด": row["แก้ไขล่าสุด"],
    }


def test_contact_is_for_those_who_may_and_ask_and_the_export_is_on_record(
    entry, staff, coordinator, coordinator_south, committee, client_of
):
    assert read(client_of(coordinator), "?people=1")[0]["อีเมล"] == "researcher@example.org"
    look = PersonalDataAccess.objects.get()
    assert (look.user, look.kind, look.subject, look.rows, look.columns) == (
        coordinator,
        "export",
        "researchers.Researcher",
        1,
        "phone, email",
    )
    for other in (coordinator_south, committee, None):
        row = read(client_of(other), "?people=1")[0]
        assert (row["โทรศัพท์"], row["อีเมล"], row["วันที่ยินยอมให้เผยแพร่"]) == ("", "", "")
    assert read(client_of(staff))[0]["อีเมล"] == ""
    assert PersonalDataAccess.objects.filter(user__in=[staff, committee]).count() == 0


def test_the_register_names_the_columns_and_the_list(entry, staff, admin, client_of):
    get(client_of(staff), "?people=1&province=50")
    [line] = client_of(admin).get("/accounts/personal-data/").context["lines"]
    assert (line.asked, line.columns) == ("จังหวัด: เชียงใหม่", "โทรศัพท์, อีเมล")


def test_those_who_did_not_agree_are_in_the_keepers_files_alone(client, staff, client_of):
    ResearcherFactory.create(consented_on=None)
    assert (len(read(client)), len(read(client_of(staff)))) == (0, 1)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_no_formula_comes_alive(kind, staff, client_of):
    for payload in PAYLOADS:
        researcher = ResearcherFactory.create(title="", **dict.fromkeys(TEXTS, payload), issues=[payload[:40]])
        WorkFactory.create(researcher=researcher, title=payload, year=None)
    client = client_of(staff)
    if kind == "csv":
        rows = [list(row.values()) for row in read(client, "?people=1&sort=updated")]
    else:
        sheet = openpyxl.load_workbook(io.BytesIO(get(client, "?people=1&sort=updated", kind))).active
        rows = [[cell.value or "" for cell in row] for row in list(sheet.iter_rows())[1:]]
        assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None} == {"s"}
    alive = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
    assert [value for row in rows for value in row if value.startswith(alive)] == []
    assert [[as_text(row[place]) for place in (2, 7, 9, 10)] for row in rows] == [
        [payload, payload[:40], payload, payload] for payload in PAYLOADS
    ]


def test_the_same_query_as_the_list(entry, client):
    ResearcherFactory.create(province_id="90")
    assert [row["ชื่อ"] for row in read(client, "?province=50&q=แก้ว&page=7&form=x")] == ["แก้ว วนาสมมุติ"]


def test_excel_and_json_hold_the_same(entry, client):
    rows = list(openpyxl.load_workbook(io.BytesIO(get(client, kind="xlsx"))).active.values)
    assert (list(rows[0]), len(rows)) == (HEADINGS, 2)
    [found] = json.loads(get(client, kind="json"))
    assert list(found) == HEADINGS
    assert found["ประเด็น"] == ["เด็กและเยาวชน", "ทรัพยากรธรรมชาติและสิ่งแวดล้อม"]


def test_nothing_found_is_a_file_with_headings_only(client):
    assert (read(client), json.loads(get(client, kind="json"))) == ([], [])
