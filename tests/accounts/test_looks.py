"""The admins' page of who looked at and who took away personal data, and its file."""

import csv
import io
from datetime import datetime

import pytest
from django.utils import timezone

from core.models import PersonalDataAccess
from organisations.looks import log_export, log_rows, log_view
from tests.factories.accounts import UserFactory
from tests.factories.organisations import OrganisationFactory
from tests.factories.researchers import ResearcherFactory
from tests.organisations.test_export import PAYLOADS

pytestmark = pytest.mark.django_db
URL = "/accounts/personal-data/"
FILE = "/accounts/personal-data.csv"


def at(entry, *moment):
    PersonalDataAccess.objects.filter(pk=entry.pk).update(at=datetime(*moment, tzinfo=timezone.get_current_timezone()))


def shown(page):
    return [(line.who, line.is_export, line.name) for line in page.context["lines"]]


@pytest.fixture
def register(staff, coordinator):
    """Staff looked at an organisation and took a file along; later the coordinator looked at a researcher."""
    organisation = OrganisationFactory(name_th="สมาคมต้นน้ำ")
    log_view(staff, organisation.code, 2)
    at(PersonalDataAccess.objects.latest("id"), 2022, 3, 30, 23, 59)
    export = log_export(staff, "/organisations/export.csv?province=50&people=1", ["head", "head_position"])
    log_rows(export, 12)
    at(export, 2022, 3, 31, 0, 0)
    researcher = ResearcherFactory.create(name_th="แก้ว วนาสมมุติ")
    log_view(coordinator, str(researcher.pk), 1, subject="researchers.Researcher")
    return organisation


def test_the_newest_stands_first_by_the_name_of_what_was_looked_at(register, admin, client_of):
    page = client_of(admin).get(URL)
    assert shown(page) == [
        ("คุณcoordinator", False, "ดร.แก้ว วนาสมมุติ"),
        ("คุณstaff", True, ""),
        ("คุณstaff", False, "สมาคมต้นน้ำ"),
    ]
    export = page.context["lines"][1]
    assert (export.asked, export.columns, export.rows) == ("จังหวัด: เชียงใหม่", "ผู้นำองค์กร, ตำแหน่งผู้นำ", 12)
    assert page.context["lines"][2].url == register.get_absolute_url()
    assert "พบ <strong>3</strong> รายการ" in page.text


@pytest.mark.parametrize(
    ("query", "places"),
    [
        ("person=staff", [1, 2]),
        ("kind=export", [1]),
        ("kind=view&person=coordinator", [0]),
        ("since_0=31&since_1=3&since_2=2565", [0, 1]),
        ("until_0=30&until_1=3&until_2=2565", [2]),
        ("since_0=30&since_1=3&since_2=2565&until_0=31&until_1=3&until_2=2565", [1, 2]),
    ],
)
def test_filters(register, admin, client_of, query, places):
    client = client_of(admin)
    whole = shown(client.get(URL))
    query = query.replace("_0=", "_day=").replace("_1=", "_month=").replace("_2=", "_year=")
    assert shown(client.get(f"{URL}?{query}")) == [whole[place] for place in places]


def test_one_record_is_found_by_its_code_as_typed(register, admin, client_of):
    assert shown(client_of(admin).get(f"{URL}?code={register.code.lower()}")) == [("คุณstaff", False, "สมาคมต้นน้ำ")]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("person=nobody", "person"),
        ("kind=x", "kind"),
        ("code=%00", "code"),
        ("since_day=x", "since"),
        ("since_day=31&since_month=3&since_year=2565&until_day=30&until_month=3&until_year=2565", "until"),
    ],
)
def test_what_cannot_be_used_is_told_and_left_out(register, admin, client_of, query, field):
    page = client_of(admin).get(f"{URL}?{query}&page=x")
    assert page.status_code == 200
    assert list(page.context["form"].errors) == [field]
    assert field not in [key for key, value in page.context["form"].asked().items() if value]


def test_a_chip_takes_its_filter_away(register, admin, client_of):
    page = client_of(admin).get(f"{URL}?kind=view&since_day=31&since_month=3&since_year=2565&page=1")
    assert page.context["chips"] == [
        ("การกระทำ: เปิดดู", "?since_day=31&since_month=3&since_year=2565"),
        ("ตั้งแต่: 31 มี.ค. 2565", "?kind=view"),
    ]


def test_an_address_that_leads_elsewhere_is_no_link(staff, admin, client_of):
    log_view(staff, "", 3, query="//example.org/organisations/")
    page = client_of(admin).get(URL)
    assert [line.address for line in page.context["lines"]] == [""]
    assert "example.org" not in page.text


def test_entries_of_what_is_there_no_longer_keep_their_code(staff, admin, client_of):
    log_view(staff, "CSO-9999990", 1)
    log_view(staff, "7", 1, subject="gone.Thing")
    assert [(line.name, line.url) for line in client_of(admin).get(URL).context["lines"]] == [
        ("7", ""),
        ("CSO-9999990", ""),
    ]


def test_the_file_holds_all_that_is_found(register, admin, staff, client_of):
    staff.name = "=คุณstaff"
    staff.save()
    answer = client_of(admin).get(f"{FILE}?kind=view")
    assert answer["Content-Disposition"].startswith('attachment; filename="personal-data-')
    body = b"".join(answer.streaming_content)
    assert body[:3] == b"\xef\xbb\xbf"
    rows = list(csv.reader(io.StringIO(body[3:].decode())))
    assert rows[0] == ["เวลา", "ผู้ใช้งาน", "การกระทำ", "ข้อมูลของ", "รหัสทะเบียน", "ชื่อ", "รายชื่อหรือไฟล์", "คอลัมน์", "บุคคล"]
    assert [row[1:6] for row in rows[1:]][1] == [
        "'=คุณstaff",
        "เปิดดู",
        "บุคคลขององค์กร",
        register.code,
        "สมาคมต้นน้ำ",
    ]
    assert len(rows) == 3


def test_no_formula_comes_alive(staff, admin, client_of):
    for payload in PAYLOADS:
        person = UserFactory.create(name=payload)
        log_view(person, payload[:40], 1, subject=payload[:40], query=payload)
        log_export(person, payload, [payload, "head"])
    body = b"".join(client_of(admin).get(FILE).streaming_content)
    rows = list(csv.reader(io.StringIO(body[3:].decode())))[1:]
    alive = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
    assert len(rows) == 2 * len(PAYLOADS)
    assert [cell for row in rows for cell in row if cell.startswith(alive)] == []


def test_the_admins_alone_have_it_in_their_menu(admin, staff, client_of):
    link = 'href="/accounts/personal-data/"'
    assert (link in client_of(admin).get("/").text, link in client_of(staff).get("/").text) == (True, False)


@pytest.mark.parametrize("rows", [1, 3])
def test_rows_cost_no_questions(rows, admin, client_of, django_assert_num_queries):
    for _row in range(rows):
        log_view(admin, OrganisationFactory().code, 1)
    client = client_of(admin)
    client.get(URL)
    with django_assert_num_queries(6):
        assert len(client.get(URL).context["lines"]) == rows
