import csv
import io
import json

import openpyxl
import pytest
from django.core.signals import request_finished

from core.models import PersonalDataAccess
from core.spreadsheets import as_text
from organisations.choices import State
from organisations.models import Organisation
from organisations.resources import FURTHER, columns
from organisations.terms import current_terms
from organisations.views.export import export
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
    [row] = read(get(client_of(coordinator), "?people=1"))
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
    [row] = read(get(client_of(staff), "?people=1"))
    terms = current_terms()
    for column in columns():
        if row[column.heading] and column.kind != "place":
            expected = [getattr(full, feed, None) for feed in column.feeds]
            cleaned = column.clean(row[column.heading], terms)
            if "." not in column.feeds[0]:
                assert [str(value) for value in cleaned] == [str(value) for value in expected], column.key


def test_people_are_for_those_who_may_and_ask_and_the_export_is_on_record(
    full, coordinator, coordinator_south, committee, client_of
):
    assert read(get(client_of(coordinator), "?people=1"))[0]["ผู้นำองค์กร"] == "นางสมศรี ใจดี"
    export = PersonalDataAccess.objects.get()
    assert (export.user, export.kind, export.rows, export.query, export.columns) == (
        coordinator,
        "export",
        1,
        "/organisations/export.csv?people=1",
        "head, head_position, coordinator, coordinator_phone, coordinator_email",
    )
    for other in (coordinator_south, committee, None):
        row = read(get(client_of(other), "?people=1"))[0]
        assert (row["ผู้นำองค์กร"], row["ตำแหน่งผู้นำ"]) == ("", "")
    assert PersonalDataAccess.objects.filter(user=committee).count() == 0


@pytest.mark.parametrize("asked", ["", "?people=", "?people=0", "?people=yes"])
def test_people_come_only_on_purpose(full, staff, client_of, asked):
    for kind in ("csv", "json"):
        assert "สมศรี".encode() not in b"".join(get(client_of(staff), asked, kind).streaming_content)
    assert PersonalDataAccess.objects.count() == 0


def test_an_export_that_is_broken_off_is_on_record_too(full, staff, rf, monkeypatch):
    request = rf.get("/organisations/export.csv?people=1")
    request.user = staff
    answer = export(request, kind="csv")
    pieces = answer.streaming_content
    next(pieces)
    assert PersonalDataAccess.objects.get().rows == 0
    next(pieces)
    # A server closes an answer like this, and then the connection, which here is the test's.
    monkeypatch.setattr(request_finished, "send", lambda **kwargs: None)
    answer.close()
    assert PersonalDataAccess.objects.get().rows == 1


def test_the_public_gets_neither_drafts_nor_notes_nor_contact_held_back(client):
    OrganisationFactory(state=State.DRAFT)
    OrganisationFactory(contact_is_public=False, phone="053-123-456", house_number="9", note="ภายใน", email="a@b.org")
    [row] = read(get(client))
    assert (row["โทรศัพท์"], row["เลขที่"], row["หมายเหตุ"], row["อีเมล"], row["จังหวัด"]) == ("", "", "", "", "เชียงใหม่")


# What spreadsheet programs take for a formula, a command or a field, and what only looks so.
PAYLOADS = [
    "=1+1",
    "==1+1",
    '=HYPERLINK("http://x")',
    "=cmd|' /C calc'!A0",
    '=IMPORTXML(CONCAT("http://x"), "//a")',
    '=DDE("a";"b")',
    '=WEBSERVICE("http://x")',
    "+1+1",
    "+cmd|' /C calc'!A0",
    "-1+1",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)",
    '@IMPORTDATA("http://x")',
    "'=1+1",
    "''=1+1",
    "'@x",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(1)",
    "'＝1+1",
    '"=1+1"',
    '=1+1";=1+1',
    "=1+1,=1+1",
    "'plain",
    "a=1+1",
    "ก=1",
    "1=1",
    "%=1",
    "|=1",
]


@pytest.fixture
def nasty(db):
    """A record for each payload, which stands in every text of it."""
    made = []
    for payload in PAYLOADS:
        own = {name: payload for name in TEXTS if name not in ("code", "postcode", "village_number")}
        organisation = OrganisationFactory(**own, postcode=payload[:5], village_number=payload[:20])
        PersonFactory(organisation=organisation, title="", name=payload, position=payload)
        PersonFactory(
            organisation=organisation, title="", name=payload, kind="coordinator", mobile=payload, email=payload
        )
        # Codes that no list knows, as plain SQL may leave them.
        Organisation.objects.filter(pk=organisation.pk).update(
            issues=[payload[:40], "01"], legal_form=payload[:40], level=payload[:40]
        )
        made.append(organisation)
    return made


TEXTS = [
    feed
    for column in columns()
    for feed in column.feeds
    if column.kind in ("text", "long_text", "number", "phone", "email", "url", "postcode") and "." not in feed
]


def test_no_formula_comes_alive_in_any_column_of_any_format(nasty, staff, client_of):
    client = client_of(staff)
    rows = read(get(client, "?people=1&sort=code"))
    content = io.BytesIO(b"".join(get(client, "?people=1&sort=code", "xlsx").streaming_content))
    head, *sheet = openpyxl.load_workbook(content).active.iter_rows()
    alive = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
    assert [value for row in rows for value in row.values() if value.startswith(alive)] == []
    assert {cell.data_type for row in sheet for cell in row if cell.value is not None} <= {"s", "n"}
    assert [cell.value for row in sheet for cell in row if str(cell.value or "").startswith(alive)] == []
    assert [[cell.value or "" for cell in row] for row in sheet] == [list(row.values()) for row in rows]
    assert [cell.value for cell in head] == HEADINGS
    for payload, row in zip(PAYLOADS, rows, strict=True):
        assert as_text(row["ชื่อองค์กร"]) == as_text(row["ผู้นำองค์กร"]) == as_text(row["อีเมล"]) == payload
        assert as_text(row["ประเด็น"]) == f"{payload[:40]}; เด็กและเยาวชน"


def test_an_import_of_what_could_have_come_alive_changes_nothing(nasty, staff, client_of):
    for organisation, row in zip(nasty, read(get(client_of(staff), "?sort=code")), strict=True):
        for column in columns():
            if column.kind in ("text", "long_text") and not column.personal:
                [held] = (getattr(organisation, feed) for feed in column.feeds)
                assert as_text(row[column.heading]) == held


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
