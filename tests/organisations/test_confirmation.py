"""The yearly confirmation: who is asked for what, the overdue list, and its file."""

import csv
import io
from datetime import date, timedelta

import pytest
from django.utils import timezone

from core.spreadsheets import as_text
from organisations import waiting
from organisations.choices import State, Status
from tests.factories.organisations import OrganisationFactory
from tests.organisations.test_export import PAYLOADS
from thai.text import normalise

pytestmark = pytest.mark.django_db

LIST = "/organisations/confirmation/"


def verified(name, days, **values):
    """A record verified so many days before the day a year ago."""
    return OrganisationFactory(name_th=name, verified_at=timezone.now() - timedelta(days=365 + days), **values)


@pytest.fixture
def records(db):
    verified("เกินกำหนด", 20)
    verified("ใกล้", -20)
    verified("อีกนาน", -100)
    verified("เพิ่งยืนยัน", 20, confirmed_on=timezone.localdate())
    verified("เลิก", 20, status=Status.DISSOLVED)
    verified("ใต้", 3, province_id="90")
    OrganisationFactory(name_th="ร่าง", state=State.DRAFT, confirmed_on=date(2020, 1, 1))


def names(page):
    return [line.name for line in page.context["lines"]]


def test_a_coordinator_sees_the_own_province(records, coordinator, client_of):
    page = client_of(coordinator).get(LIST)
    assert names(page) == ["เกินกำหนด", "ใกล้"]
    assert page.context["overdue"] == 1
    assert names(client_of(coordinator).get(f"{LIST}?overdue=1")) == ["เกินกำหนด"]
    assert names(client_of(coordinator).get(f"{LIST}?province=90")) == []


def test_the_ministry_sees_all_by_province(records, staff, client_of):
    page = client_of(staff).get(LIST)
    assert names(page) == ["เกินกำหนด", "ใต้", "ใกล้"]
    assert page.context["provinces"] == [("50", "เชียงใหม่", 1), ("90", "สงขลา", 1)]


def test_one_press_confirms(records, coordinator, client_of):
    client = client_of(coordinator)
    line = client.get(LIST).context["lines"][0]
    assert client.post(line.url, {"list": 1}).url == LIST
    assert names(client.get(LIST)) == ["ใกล้"]


def test_the_page_asks_before_it_is_confirmed(coordinator, client_of):
    organisation = verified("เกินกำหนด", 20)
    page = client_of(coordinator).get(f"/organisations/{organisation.code}/confirm/")
    assert page.context["due_on"] == waiting.year_after(timezone.localdate(organisation.verified_at))


def test_the_file_is_the_list(records, staff, client_of):
    OrganisationFactory(name_th="=1+1", verified_at=timezone.now() - timedelta(days=800))
    response = client_of(staff).get("/organisations/confirmation.csv?overdue=1")
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[0] == ["รหัสทะเบียน", "ชื่อ", "จังหวัด", "ยืนยันล่าสุด", "วันครบกำหนด", "จำนวนวันที่เกินกำหนด"]
    assert [row[1] for row in rows[1:]] == ["'=1+1", "เกินกำหนด", "ใต้"]


def test_no_formula_comes_alive(staff, client_of):
    for payload in PAYLOADS:
        verified(payload, 20)
    response = client_of(staff).get("/organisations/confirmation.csv?overdue=1")
    rows = list(csv.reader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig"))))[1:]
    alive = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
    assert [cell for row in rows for cell in row if cell.startswith(alive)] == []
    assert sorted(as_text(row[1]) for row in rows) == sorted(map(normalise, PAYLOADS))


@pytest.mark.parametrize("query", ["province=xx", "overdue=%00", "page=zzz"])
def test_values_that_mean_nothing_are_left_out(query, records, staff, client_of):
    assert len(names(client_of(staff).get(f"{LIST}?{query}"))) == 3


def test_one_and_three_rows_cost_the_same(coordinator, client_of, django_assert_num_queries):
    client = client_of(coordinator)
    verified("ก", 1)
    client.get(LIST)
    with django_assert_num_queries(5):
        client.get(LIST)
    verified("ข", 1)
    verified("ค", 1)
    with django_assert_num_queries(5):
        client.get(LIST)
