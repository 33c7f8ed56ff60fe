"""A plan changed by fields: its document is changed with it, what was reported stays, nothing is invented."""

import pytest
from django.urls import reverse

from plans import actions
from plans.models import Indicator, Node, Plan, Target
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(f"plans:{name}", args=["cso-1", *args])


def filled(page, **changes):
    """What a browser sends of a form as it is shown, with changes."""
    form = page.context_data["form"]
    sent = {}
    for bound in form:
        value = bound.value()
        if bound.name == "approved_on":
            sent |= {
                f"approved_on_{part}": got for part, got in zip(("day", "month", "year"), (30, 3, 2564), strict=True)
            }
        elif value is not None:
            sent[bound.html_name] = value
    return sent | changes


@pytest.fixture
def client(client_of, staff):
    return client_of(staff)


def test_saving_what_is_shown_changes_nothing(cso1, client):
    before = Plan.objects.get().document
    for address in (url("plan_form"), url("node_form", "1.2"), url("indicator_form", "G1")):
        assert client.post(address, filled(client.get(address))).status_code == 302
        assert Plan.objects.get().document == before


def test_names_are_changed_in_the_plan_its_document_and_its_history(cso1, client):
    address = url("plan_form")
    assert client.post(address, filled(client.get(address), name_en="A shorter name")).status_code == 302
    plan = Plan.objects.get()
    assert (plan.name_en, plan.document["name_en"]) == ("A shorter name", "A shorter name")
    assert "A shorter name" in client.get(url("history")).content.decode()
    document, _changes = actions.load_plan(content=client.get(url("document")).content, by=None)
    assert document == plan


def test_a_project_gets_other_agencies_and_stays_the_same_project(cso1, client, staff):
    kept = Node.objects.get(number="1.2")
    printed = [part.printed for part in kept.node_agencies.all()]
    address = url("node_form", "1.2")
    page = client.get(address)
    supporting = page.context_data["form"]["supporting"].value() + "\nวช.\nกรมสรรพากร"
    sent = filled(page, supporting=supporting, budget="๑.๕ ล้าน")
    assert client.post(address, sent).status_code == 302
    assert client.post(address, sent).status_code == 302  # pressed twice
    node = Node.objects.get(number="1.2")
    assert (node.pk, node.budget) == (kept.pk, 1_500_000)
    now = [part.printed for part in node.node_agencies.all()]
    assert now[: len(printed)] == printed
    assert {part.agency.code for part in node.node_agencies.all()} >= {"nrct", "rd"}


def test_an_agency_that_is_not_known_is_named(cso1, client):
    address = url("node_form", "1.2")
    response = client.post(address, filled(client.get(address), lead="กรมที่ไม่มี"))
    assert (response.status_code, list(response.context_data["form"].errors)) == (200, ["lead"])


def test_a_project_is_added_below_its_programme_with_the_next_number(cso1, client):
    address = url("node_new", "4")
    page = client.get(address)
    sent = filled(page, name_th="โครงการใหม่", lead="สช.")
    assert sent["number"] == "4.5"
    assert client.post(address, sent).status_code == 302
    node = Node.objects.get(number="4.5")
    assert (node.parent.number, [str(part.agency) for part in node.lead]) == ("4", ["สช."])
    taken = client.post(address, filled(client.get(address), number="4.1", name_th="อื่น"))
    assert list(taken.context_data["form"].errors) == ["number"]


def test_targets_of_the_years_are_stated_and_taken_away(cso1, client):
    address = url("indicator_form", "G1")
    assert client.post(address, filled(client.get(address), target_2564="1,500", target_2565="๓๐๐๐")).status_code == 302
    assert list(Target.objects.order_by("period").values_list("period", "value")) == [("2564", 1500), ("2565", 3000)]
    assert client.post(address, filled(client.get(address), target_2564="")).status_code == 302
    assert list(Target.objects.values_list("period", "value")) == [("2565", 3000)]


def test_an_indicator_is_added_and_what_is_missing_is_said_at_its_field(cso1, client):
    address = url("indicator_new")
    sent = filled(client.get(address), code="g6", name_th="จำนวนเวที", kind="number")
    refused = client.post(address, sent)
    assert set(refused.context_data["form"].errors) == {"unit_th", "unit_en"}
    sent = filled(client.get(address), code="g6", name_th="จำนวนเวที", kind="number", unit_th="เวที", unit_en="forums")
    assert client.post(address, sent).status_code == 302
    made = Indicator.objects.get(code="G6")
    assert (made.kind, made.unit_en, made.cumulation) == ("number", "forums", "state")


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(cso1, client):
    address = url("plan_form")
    sent = filled(client.get(address), name_en="Mine")
    other = client.get(url("indicator_form", "G1"))
    client.post(url("indicator_form", "G1"), filled(other, short_en="Theirs"))
    response = client.post(address, sent)
    assert (response.status_code, Plan.objects.get().document["name_en"] == "Mine") == (409, False)
    assert response.context_data["form"].non_field_errors()


def test_parts_that_are_not_there_and_readers_who_may_not(cso1, client, client_of):
    for address in (url("node_form", "9.9"), url("node_new", "9"), url("indicator_form", "G9")):
        assert client.get(address).status_code == 404
    assert client_of(UserFactory(role="committee")).post(url("plan_form"), {}).status_code == 403
