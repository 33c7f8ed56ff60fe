from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from plans import actions
from plans.models import PlanPeriod, WindowException

URL = reverse("plans:window", args=["cso-1", "2565-H1"])
PROGRESS = reverse("plans:progress", args=["cso-1", "1.2", "2565-H1"])
EDIT = reverse("plans:progress_edit", args=["cso-1", "1.2", "2565-H1"])

pytestmark = pytest.mark.django_db


def day(name, on):
    return {f"{name}_day": on.day, f"{name}_month": on.month, f"{name}_year": on.year + 543}


def shut(cso1, staff):
    row = cso1.periods.get(period="2565-H1")
    days = {"opens_on": date(2022, 3, 1), "due_on": date(2022, 4, 30), "closes_on": date(2022, 5, 15)}
    return actions.set_window(period=row, reason="ครบกำหนดตามมติ", contact="กลุ่มแผนงาน โทร. 1300", by=staff, **days)


def test_staff_set_the_window(cso1, staff, client_of):
    client = client_of(staff)
    days = day("opens_on", date(2022, 3, 1)) | day("due_on", date(2022, 5, 2)) | day("closes_on", date(2022, 5, 31))
    given = {**days, "reason": "มติ คสป.", "contact": "โทร. 1300"}
    assert client.post(URL, given).status_code == 302
    row = PlanPeriod.objects.get(plan=cso1, period="2565-H1")
    assert (row.due_on, row.closes_on, row.window_set_by) == (date(2022, 5, 2), date(2022, 5, 31), staff)
    page = client.get(URL).content.decode()
    assert "31 พฤษภาคม พ.ศ. 2565" in page


def test_a_window_out_of_order_is_shown_with_what_was_typed(cso1, staff, client_of):
    client = client_of(staff)
    days = day("opens_on", date(2022, 3, 1)) | day("due_on", date(2022, 2, 2))
    page = client.post(URL, {**days})
    assert page.status_code == 200
    assert list(page.context["form"].errors) == ["due_on"]


def test_staff_give_and_end_more_time(cso1, staff, client_of):
    client = client_of(staff)
    until = timezone.localdate() + timedelta(days=10)
    agency = cso1.nodes.get(number="1.2").agencies.get(code="nhco")
    given = {"agency": agency.pk, **day("until", until), "reason": "น้ำท่วม"}
    add = reverse("plans:exception_add", args=["cso-1", "2565-H1"])
    assert client.post(add, given).url == URL
    row = WindowException.objects.get()
    assert (row.agency, row.until, row.created_by) == (agency, until, staff)
    assert "น้ำท่วม" in client.get(URL).content.decode()
    assert client.post(reverse("plans:exception_end", args=["cso-1", "2565-H1", row.pk])).url == URL
    row.refresh_from_db()
    assert row.ended_at is not None


def test_who_has_not_reported_is_listed(cso1, staff, client_of):
    page = client_of(staff).get(URL)
    assert len(page.context["missing"]) == 15


def test_a_shut_form_says_who_why_until_when_and_whom_to_ask(cso1, staff, officer, client_of):
    shut(cso1, staff)
    client = client_of(officer)
    assert client.get(EDIT).url == PROGRESS
    page = client.get(PROGRESS).content.decode()
    for part in ("15 พฤษภาคม พ.ศ. 2565", str(staff), "ครบกำหนดตามมติ", "กลุ่มแผนงาน โทร. 1300"):
        assert part in page
    assert EDIT not in page


def test_the_periods_of_a_plan_with_how_many_reports_are_in(cso1, staff, client_of):
    page = client_of(staff).get(reverse("plans:periods", args=["cso-1"]))
    assert [line["code"] for line in page.context["lines"]] == ["2564-H1", "2564-H2", "2565-H1", "2565-H2"]
    assert [line["discipline"].expected for line in page.context["lines"]] == [15, 15, 15, 15]
