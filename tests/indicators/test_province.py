import pytest
from django.utils import timezone

from tests.factories.indicators import (
    PlanPeriodFactory,
    SeatFactory,
    SupportFactory,
    TargetFactory,
    goal_indicators,
)
from tests.factories.organisations import OrganisationFactory

pytestmark = pytest.mark.django_db


def test_a_province_shows_its_own_organisations_figures_and_targets(client_of, committee):
    goals = goal_indicators()
    SeatFactory(province_id="50")
    SeatFactory(province_id="90")
    OrganisationFactory(province_id="50")
    TargetFactory(indicator=goals["G1"], period="2565-H2", province_id="50", value=7)
    page = client_of(committee).get("/indicators/provinces/50/")
    row = page.context["rows"][0]
    assert [one.value for one in row["figures"]] == [0, 0, 1, 1]
    assert (str(row["latest_target"].period), row["latest_target"].target) == ("2565-H2", 7)
    # Each seat came with an organisation of เชียงใหม่.
    assert page.context["organisations"] == 3
    assert 'href="/indicators/cso-1/G1/records/?province=50&amp;period=2565-H1"' in page.content.decode()


def test_a_stranger_sees_figures_without_links_to_records(client_of):
    goal_indicators()
    SeatFactory(province_id="50")
    page = client_of(None).get("/indicators/provinces/50/")
    assert page.status_code == 200
    assert "/records/" not in page.content.decode()


def test_what_waits_is_for_those_who_keep_the_province(client_of, coordinator, coordinator_south):
    goal_indicators()
    organisation = OrganisationFactory(province_id="50")
    SupportFactory.create_batch(2, organisation=organisation, province_id="50")
    SeatFactory(province_id="90")
    page = client_of(coordinator).get("/indicators/provinces/50/")
    assert [(one.kind.slug, one.check, one.count) for one in page.context["waiting"]] == [
        ("support", "waiting", 2),
        ("support", "twice", 2),
    ]
    theirs = client_of(coordinator_south).get("/indicators/provinces/50/")
    assert (theirs.context["keeps"], theirs.context["waiting"]) == (False, [])


def test_an_open_period_says_when_it_is_due_and_a_closed_one_what_was_reported(client_of, staff):
    plan = goal_indicators()["G1"].plan
    SeatFactory(province_id="50")
    PlanPeriodFactory(plan=plan, period="2565-H1", closed_at=timezone.now(), closed_by=staff)
    PlanPeriodFactory(plan=plan, period="2565-H2")
    SeatFactory(province_id="50")
    page = client_of(staff).get("/indicators/provinces/50/")
    assert [(str(one.period), one.state) for one in page.context["windows"]] == [("2565-H2", "late")]
    figure = page.context["rows"][0]["figures"][2]
    assert (figure.value, figure.reported.value, figure.is_restated) == (2, 1, True)


def test_an_unknown_province_is_not_found(client_of):
    assert client_of(None).get("/indicators/provinces/99/").status_code == 404


def test_without_a_plan_there_are_no_figures(client_of):
    assert client_of(None).get("/indicators/provinces/50/").status_code == 200


@pytest.mark.parametrize("records", [1, 3])
def test_the_number_of_queries_does_not_grow(records, client_of, staff, django_assert_num_queries):
    goal_indicators()
    SeatFactory.create_batch(records)
    SupportFactory.create_batch(records)
    client = client_of(staff)
    client.get("/indicators/provinces/50/")
    with django_assert_num_queries(12):
        client.get("/indicators/provinces/50/")


@pytest.mark.parametrize(
    ("chosen", "led_to"), [("50", "/indicators/provinces/50/"), ("99", "/indicators/"), ("", "/indicators/")]
)
def test_a_province_is_chosen_by_name(chosen, led_to, client_of):
    assert client_of(None).get("/indicators/provinces/", {"province": chosen}).headers["Location"] == led_to
