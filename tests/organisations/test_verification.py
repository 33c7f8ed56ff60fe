"""The ministry's queue: what stands in it, in which order, and for whom."""

from datetime import timedelta

import pytest
from django.utils import timezone

from organisations import actions, waiting
from organisations.choices import State
from tests.factories.organisations import OrganisationFactory

pytestmark = pytest.mark.django_db

QUEUE = "/organisations/verification/"


def days_ago(days):
    return timezone.now() - timedelta(days=days)


@pytest.fixture
def waiting_records(coordinator):
    OrganisationFactory(name_th="ใหม่", state=State.SUBMITTED, state_since=days_ago(2))
    OrganisationFactory(name_th="เก่า", state=State.SUBMITTED, state_since=days_ago(10))
    OrganisationFactory(name_th="นานมาก", state=State.RETURNED, state_since=days_ago(15))
    OrganisationFactory(name_th="เพิ่งส่งกลับ", state=State.RETURNED, state_since=days_ago(3))
    OrganisationFactory(name_th="ใต้", state=State.SUBMITTED, state_since=days_ago(5), province_id="90")
    OrganisationFactory(name_th="ไม่ยืนยัน", verified_at=days_ago(365 + 20), province_id="90")
    changed = OrganisationFactory(name_th="แก้ชื่อ")
    actions.update(organisation=changed, values={"name_th": "ชื่อใหม่"}, by=coordinator)
    waiting.raise_late()


def names(response):
    return [item.name for item in response.context["items"]]


def test_what_rose_first_then_the_oldest_and_confirmations_last(waiting_records, staff, client_of):
    page = client_of(staff).get(QUEUE)
    assert names(page) == ["นานมาก", "เก่า", "ใต้", "ใหม่", "แก้ชื่อ", "ไม่ยืนยัน"]
    assert [item.is_late for item in page.context["items"]] == [True, False, False, False, False, True]
    assert [item.days for item in page.context["items"]] == [15, 10, 5, 2, 0, 20]


def test_by_province_by_kind_and_late_only(waiting_records, staff, client_of):
    client = client_of(staff)
    page = client.get(f"{QUEUE}?province=90")
    assert names(page) == ["ใต้", "ไม่ยืนยัน"]
    assert [(name, count) for name, _asked, count in page.context["provinces"]] == [("เชียงใหม่", 4), ("สงขลา", 2)]
    assert names(client.get(f"{QUEUE}?kind=held")) == ["แก้ชื่อ"]
    overdue = client.get(f"{QUEUE}?kind=confirm")
    assert [(item.name, item.days) for item in overdue.context["items"]] == [("ไม่ยืนยัน", 20)]
    assert overdue.context["page_obj"].paginator.count == 1
    assert names(client.get(f"{QUEUE}?late=1")) == ["นานมาก", "ไม่ยืนยัน"]
    assert [count for _label, _asked, count in page.context["kinds"]] == [1, 0, 0, 1]


@pytest.mark.parametrize("query", ["", "kind=confirm", "kind=held", "late=1", "province=90&kind=confirm"])
def test_an_empty_queue(query, staff, client_of):
    assert names(client_of(staff).get(f"{QUEUE}?{query}")) == []


@pytest.mark.parametrize("query", ["province=xx", "kind=%00", "late=2", "page=-1", "province=%FF&kind=nonsense"])
def test_values_that_mean_nothing_are_left_out(query, waiting_records, staff, client_of):
    assert len(names(client_of(staff).get(f"{QUEUE}?{query}"))) == 6


def test_one_and_three_rows_cost_the_same(staff, client_of, django_assert_num_queries):
    client = client_of(staff)
    OrganisationFactory(state=State.SUBMITTED)
    client.get(QUEUE)
    with django_assert_num_queries(8):
        client.get(QUEUE)
    OrganisationFactory.create_batch(2, state=State.SUBMITTED)
    with django_assert_num_queries(8):
        client.get(QUEUE)
