import pytest
from django.urls import reverse

from plans.models import Plan
from tests.plans.test_checks import DOCUMENT

URL = reverse("plans:list")
pytestmark = pytest.mark.django_db


def make(code):
    return Plan.objects.create(code=code, name_th=f"แผน {code}", name_en=code, first_year=2564, last_year=2565)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_one_query_however_long(client, count, django_assert_num_queries):
    for number in range(count):
        make(f"plan-{number}")
    with django_assert_num_queries(1):
        response = client.get(URL)
    assert [plan.code for plan in response.context["plans"]] == [f"plan-{number}" for number in range(count)]


def test_a_plan_says_its_years_projects_and_budget(client, cso1):
    row = client.get(URL).context["plans"].get()
    assert (row.programmes, row.projects) == (4, 15)
    text = client.get(URL).content.decode()
    assert "ปีงบประมาณ พ.ศ. 2564–2565" in text
    assert "81,000,000 บาท" in text


def test_without_plans_the_page_says_where_they_come_from(client):
    assert "ยังไม่มีแผน" in client.get(URL).content.decode()


def test_a_plan_without_a_budget_does_not_cost_nothing(client):
    make("free")
    text = client.get(URL).content.decode()
    assert "ไม่ระบุ" in text
    assert "0 บาท" not in text


def test_the_sample_document_is_listed_beside_the_others(client, cso1):
    from plans.actions import load_plan

    load_plan(content=DOCUMENT.encode(), by=None)
    assert [plan.projects for plan in client.get(URL).context["plans"]] == [15, 3]
