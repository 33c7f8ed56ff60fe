import pytest
from django.urls import reverse

from tests.factories.plans import ProgressFactory
from tests.plans.test_plan import plain

URL = reverse("plans:period_close", args=["cso-1", "2565-H1"])
pytestmark = pytest.mark.django_db


def test_closing_asks_why_and_keeps_the_reason(client_of, cso1, project, staff):
    ProgressFactory(node=project, by=staff)
    client = client_of(staff)
    assert sorted(client.post(URL, {"reason": " "}).context["form"].errors) == ["reason"]
    response = client.post(URL, {"reason": "เสนอ คสป. แล้ว"}, follow=True)
    assert "เหตุผล: เสนอ คสป. แล้ว" in plain(response)
    row = cso1.periods.get(period="2565-H1")
    assert (row.closed_by, row.closed_reason) == (staff, "เสนอ คสป. แล้ว")
    assert client.get(URL).status_code == 302


def test_what_waits_for_review_holds_the_closing_up(client_of, cso1, project, staff):
    ProgressFactory(node=project, by=staff, state="submitted")
    response = client_of(staff).post(URL, {"reason": "เสนอแล้ว"})
    assert "ยังมีรายงานรอการตรวจ" in plain(response)
    assert not cso1.periods.get(period="2565-H1").is_closed


def test_a_period_outside_the_plan_is_not_found(client_of, cso1, staff):
    assert client_of(staff).get(URL.replace("2565-H1", "2570-H1")).status_code == 404
