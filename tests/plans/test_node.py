import pytest
from django.urls import reverse

from plans.models import PlanPeriod
from tests.factories.plans import ProgressFactory
from tests.plans.test_plan import plain

pytestmark = pytest.mark.django_db


def url(number, name="node", code="cso-1"):
    return reverse(f"plans:{name}", args=[code, number])


def test_a_project_names_its_agencies_in_full(client, cso1):
    text = plain(client.get(url("2.1")))
    assert "หน่วยงานหลัก พม. กระทรวงการพัฒนาสังคมและความมั่นคงของมนุษย์" in text
    assert "มท. (กรมส่งเสริมการปกครองท้องถิ่น : สถ.) กรมส่งเสริมการปกครองท้องถิ่น" in text


def test_a_project_without_supporting_agencies_says_so(client, cso1):
    assert "หน่วยงานรอง ไม่มี" in plain(client.get(url("4.3")))


def test_every_address_leads_to_the_one_that_fits_the_level(client, cso1):
    assert client.get(url("1")).url == url("1", "programme")
    assert client.get(url("1.1", "programme")).url == url("1.1")


@pytest.mark.parametrize(("number", "count"), [("1", 4), ("3", 3)])
def test_a_programme_lists_its_projects_in_five_queries(client, cso1, number, count, django_assert_num_queries):
    with django_assert_num_queries(5):
        response = client.get(url(number, "programme"))
    assert len(response.context["children"]) == count


def test_a_project_over_time(client_of, project, committee, staff):
    ProgressFactory(node=project, period="2564-H1", by=staff, percent=10)
    ProgressFactory(node=project, period="2564-H2", by=staff, percent=None, received=None)
    ProgressFactory(node=project, period="2565-H1", state="draft", percent=90)
    response = client_of(committee).get(url("1.2"))
    assert response.context["percents"] == [10, None, None, None]
    assert [line.code for line in response.context["periods"]] == ["2564-H1", "2564-H2", "2565-H1", "2565-H2"]


@pytest.mark.parametrize("reports", [1, 3])
def test_time_costs_the_same_for_one_report_as_for_three(
    client_of, project, committee, staff, reports, django_assert_num_queries
):
    for period in ["2564-H1", "2564-H2", "2565-H1"][:reports]:
        ProgressFactory(node=project, period=period, by=staff)
    reader = client_of(committee)
    with django_assert_num_queries(8):
        reader.get(url("1.2"))


def test_the_lead_agency_is_offered_the_period_that_waits(client_of, project, officer, stranger, staff):
    reader = client_of(officer)
    assert reader.get(url("1.2")).context["to_report"].code == "2565-H2"
    ProgressFactory(node=project, period="2565-H2", by=staff)
    assert reader.get(url("1.2")).context["to_report"].code == "2565-H1"
    assert client_of(stranger).get(url("1.2")).context["to_report"] is None
    PlanPeriod.objects.update(opens_on="2099-01-01", due_on="2099-02-01")
    assert reader.get(url("1.2")).context["to_report"] is None


def test_a_stranger_sees_no_progress(client, project, staff):
    ProgressFactory(node=project, by=staff)
    assert "periods" not in client.get(url("1.2")).context


def test_an_unknown_number_is_a_page_with_a_hint(client, cso1):
    response = client.get(url("9.9"))
    assert response.status_code == 404
    assert "แผนนี้ไม่มีโครงการนี้" in plain(response)
    assert cso1.get_absolute_url() in response.content.decode()
    assert client.get("/plans/cso-1/projects/1'.1/").status_code == 404
