import pytest

from tests.factories.indicators import IndicatorFactory, PlanFactory, SeatFactory, TargetFactory, goal_indicators

pytestmark = pytest.mark.django_db


def test_the_list_without_a_plan_leads_to_the_plan_with_computed_indicators(client_of):
    IndicatorFactory(plan=PlanFactory(code="aaa"))
    goal_indicators()
    response = client_of(None).get("/indicators/")
    assert (response.status_code, response.headers["Location"]) == (302, "/indicators/cso-1/")


def test_without_any_plan_the_page_says_so(client_of):
    assert client_of(None).get("/indicators/").status_code == 200


def test_an_unknown_plan_is_not_found(client_of):
    assert client_of(None).get("/indicators/no-such/").status_code == 404


def test_everyone_sees_the_figures_of_each_half_year(client_of):
    goals = goal_indicators()
    SeatFactory()
    TargetFactory(indicator=goals["G1"], period="2565-H2", value=40)
    response = client_of(None).get("/indicators/cso-1/")
    (first, *_) = response.context["rows"]
    assert [one.value for one in first["figures"]] == [0, 0, 1, 1]
    assert (str(first["target"][0]), first["target"][1]) == ("2565-H2", 40)
    assert response.context["rows"][1]["target"] is None
    years = client_of(None).get("/indicators/cso-1/?by=year").context["rows"][0]["figures"]
    assert [str(one.period) for one in years] == ["2564", "2565"]


@pytest.mark.parametrize("seats", [1, 3])
def test_the_number_of_queries_does_not_grow(seats, client_of, staff, django_assert_num_queries):
    goal_indicators()
    SeatFactory.create_batch(seats)
    client = client_of(staff)
    with django_assert_num_queries(7):
        client.get("/indicators/cso-1/")
