import pytest
from django.urls import reverse

from tests.factories.plans import ProgressFactory
from tests.plans.test_plan import plain

pytestmark = pytest.mark.django_db


def url(code):
    return reverse("plans:agency", args=[code])


@pytest.mark.parametrize(("code", "count"), [("ocs", 1), ("rd", 1), ("nhco", 12)])
def test_an_agency_shows_its_projects_in_four_queries(client, cso1, code, count, django_assert_num_queries):
    with django_assert_num_queries(4):
        response = client.get(url(code))
    assert len(response.context["parts"]) == count


def test_what_it_leads_stands_before_what_it_supports(client, cso1):
    parts = list(client.get(url("nhco")).context["parts"])
    assert [part.node.number for part in parts if part.role == "lead"] == [
        "1.2",
        "1.4",
        "3.1",
        "3.2",
        "4.1",
        "4.3",
        "4.4",
    ]
    assert [part.role for part in parts] == ["lead"] * 7 + ["supporting"] * 5


def test_agencies_within_and_above_are_named(client, cso1):
    assert "สังกัด กระทรวงการคลัง" in plain(client.get(url("rd")))
    assert "หน่วยงานในสังกัด กรมพัฒนาสังคมและสวัสดิการ" in plain(client.get(url("msdhs")))


def test_an_agency_without_projects_says_so(client, cso1):
    assert "ไม่ได้เป็นหน่วยงานหลักหรือหน่วยงานรองของโครงการใด" in plain(client.get(url("moc")))


def test_an_unknown_agency_is_a_page_with_a_hint(client, cso1):
    response = client.get(url("nowhere"))
    assert response.status_code == 404
    assert "ไม่พบหน่วยงานนี้" in plain(response)


def test_who_may_read_reports_sees_the_latest_of_each_project(client_of, cso1, staff, committee):
    node = cso1.nodes.get(number="1.2")
    ProgressFactory(node=node, period="2565-H1", by=staff, percent=30)
    ProgressFactory(node=node, period="2565-H2", by=staff, percent=55, status="at_risk")
    ProgressFactory(node=cso1.nodes.get(number="1.4"), period="2565-H1", by=staff, state="submitted")
    page = client_of(committee).get(url("nhco"))
    reports = {row["part"].node.number: row["report"] for row in page.context["rows"]}
    assert (reports["1.2"].period, reports["1.2"].percent, reports["1.4"]) == ("2565-H2", 55, None)
    assert "รายงานล่าสุด" in plain(page)
    assert "รายงานล่าสุด" not in plain(client_of(None).get(url("nhco")))


@pytest.mark.parametrize("code", ["ocs", "nhco"])
def test_with_reports_the_page_takes_as_many_queries_however_long(
    code, client_of, cso1, committee, django_assert_num_queries
):
    client = client_of(committee)
    with django_assert_num_queries(7):
        client.get(url(code))
