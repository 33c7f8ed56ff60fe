import pytest
from django.urls import reverse

from plans.models import Evidence
from tests.factories.plans import LinkFactory, ProgressFactory
from tests.plans.test_plan import plain
from tests.plans.test_progress import url

pytestmark = pytest.mark.django_db


def press(client, step, row, **data):
    return client.post(url(name=f"progress_{step}"), {"version": row.version, **data}, follow=True)


def state(row):
    row.refresh_from_db()
    return row.state


def test_the_whole_way_by_buttons(client_of, project, officer, staff):
    row = ProgressFactory(node=project, state="draft")
    press(client_of(officer), "submit", row)
    assert state(row) == "submitted"
    press(client_of(staff), "return", row, reason="ขอหลักฐาน")
    assert (state(row), row.review_note) == ("returned", "ขอหลักฐาน")
    press(client_of(officer), "submit", row)
    row.refresh_from_db()
    press(client_of(staff), "accept", row)
    assert state(row) == "accepted"


def test_buttons_of_others_do_nothing(client_of, project, officer, stranger, committee, staff):
    row = ProgressFactory(node=project, by=staff, state="submitted")
    for person in (officer, committee, stranger):
        for step in ("accept", "return"):
            assert press(client_of(person), step, row, reason="x").status_code in {403, 404}
    assert state(row) == "submitted"


def test_a_return_without_a_reason_is_asked_again(client_of, project, staff):
    row = ProgressFactory(node=project, by=staff, state="submitted")
    response = press(client_of(staff), "return", row, reason="  ")
    assert sorted(response.context["return_form"].errors) == ["reason"]
    assert state(row) == "submitted"


def test_what_was_changed_meanwhile_is_read_again_first(client_of, project, staff):
    row = ProgressFactory(node=project, by=staff, state="submitted", version=5)
    row.version = 4
    assert "มีผู้อื่นแก้ไขรายงานนี้ระหว่างนั้น" in plain(press(client_of(staff), "accept", row))
    assert state(row) == "submitted"


def test_the_second_press_changes_nothing_and_says_nothing_wrong(client_of, project, staff):
    row = ProgressFactory(node=project, by=staff, state="submitted")
    token = "6f1f2c1e-8f7b-4ab6-9a0f-0a4b3c2d1e0f"
    for _press in range(2):
        response = press(client_of(staff), "accept", row, token=token)
    assert [str(message) for message in response.context["messages"]] == []
    assert state(row) == "accepted"


def test_an_agency_takes_its_evidence_out_until_the_report_is_sent(client_of, project, officer, staff):
    row = ProgressFactory(node=project, state="draft")
    link = LinkFactory(progress=row)
    address = reverse("plans:evidence_remove", args=["cso-1", "1.2", "2565-H1", link.pk])
    client_of(officer).post(address)
    assert not Evidence.objects.exists()
    sent = ProgressFactory(node=project, period="2565-H2", by=staff, state="submitted")
    kept = LinkFactory(progress=sent)
    address = reverse("plans:evidence_remove", args=["cso-1", "1.2", "2565-H2", kept.pk])
    assert "ส่งให้กระทรวงแล้ว" in plain(client_of(officer).post(address, follow=True))
    assert Evidence.objects.count() == 1
