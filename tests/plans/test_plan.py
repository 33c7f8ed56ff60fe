import re

import pytest
from django.urls import reverse

from plans.actions import load_plan
from plans.models import PlanPeriod
from tests.factories.plans import ProgressFactory
from tests.plans.test_checks import DOCUMENT

pytestmark = pytest.mark.django_db


def url(code="cso-1", period=""):
    return reverse("plans:plan", args=[code]) + (f"?period={period}" if period else "")


def plain(response) -> str:
    """The words of a page, one space between them."""
    text = re.sub(r"<svg.*?</svg>|<[^>]+>", " ", response.content.decode(), flags=re.DOTALL)
    return " ".join(text.split())


def test_everything_that_the_document_prints_is_on_the_page(client, cso1):
    text = plain(client.get(url()))
    for statement in cso1.statements.all():
        assert statement.text_th in text
    for indicator in cso1.indicators.all():
        assert indicator.name_th in text
    for node in cso1.nodes.with_agencies():
        assert node.name_th in text
        lead = " ".join(part.printed for part in node.lead)
        supporting = " ".join(part.printed for part in node.supporting)
        assert node.level.reports_progress is bool(lead)
        assert f"{node.number} {node.name_th} {lead} {supporting or '– ไม่มี'}" in text or not lead
    assert "81,000,000 บาท" in text


def test_a_stranger_sees_the_plan_but_no_progress(client, cso1, project, staff):
    ProgressFactory(node=project, by=staff, status="delayed")
    response = client.get(url())
    assert "discipline" not in response.context
    assert "ล่าช้า" not in plain(response)


def test_a_committee_member_sees_what_was_accepted_and_staff_see_all(client_of, cso1, committee, staff):
    nodes = {node.number: node for node in cso1.nodes.reporting()}
    ProgressFactory(node=nodes["1.2"], by=staff, status="at_risk")
    ProgressFactory(node=nodes["1.3"], state="draft", status="delayed")

    def statuses(user):
        roots = client_of(user).get(url(period="2565-H1")).context["roots"]
        return {line.number: line.report.status for root in roots for line in root["lines"] if line.report}

    assert statuses(committee) == {"1.2": "at_risk"}
    assert statuses(staff) == {"1.2": "at_risk", "1.3": "delayed"}


def test_money_is_what_was_reported_and_never_a_zero_for_silence(client_of, cso1, project, committee, staff):
    reader = client_of(committee)
    assert "0 บาท" not in plain(reader.get(url(period="2565-H1"))).replace("81,000,000 บาท", "")
    ProgressFactory(node=project, by=staff, received=500_000, disbursed=None)
    text = plain(reader.get(url(period="2565-H1")))
    assert "ได้รับในงวดนี้ 500,000 บาท รายงานแล้ว 1 จาก 15 โครงการ" in text
    assert "เบิกจ่ายในงวดนี้ – " in text


def test_the_period_is_chosen_in_the_address_and_an_unknown_one_is_told(client_of, cso1, committee):
    reader = client_of(committee)
    response = reader.get(url(period="2564-H2"))
    assert str(response.context["period"]) == "2564-H2"
    assert response.context["unknown_period"] == ""
    for nonsense in ("2566-H1", "2565", "x' OR 1=1", "๒๕๖๕-H9"):
        response = reader.get(url(period=nonsense))
        assert (str(response.context["period"]), response.status_code) == ("2565-H2", 200)
        assert "ไม่ใช่งวดของแผนนี้" in plain(response)


def test_without_a_choice_it_is_the_latest_period_that_has_opened(client_of, cso1, committee):
    PlanPeriod.objects.filter(period="2565-H2").update(opens_on="2099-01-01", due_on="2099-02-01")
    assert str(client_of(committee).get(url()).context["period"]) == "2565-H1"


@pytest.mark.parametrize("code", ["cso-1", "test-plan"])
def test_the_page_costs_the_same_for_fifteen_projects_as_for_three(
    client, client_of, cso1, committee, staff, code, django_assert_num_queries
):
    load_plan(content=DOCUMENT.encode(), by=None)
    for node in cso1.nodes.reporting():
        ProgressFactory(node=node, by=staff)
    # The first time the plan's tree is read; then it is only asked for whether it is the same.
    for queries in (8, 2):
        with django_assert_num_queries(queries):
            client.get(url(code))
    reader = client_of(committee)
    with django_assert_num_queries(7):
        reader.get(url(code))


def test_an_unknown_plan_is_a_thai_page_with_a_hint(client, cso1):
    response = client.get(url("nothing"))
    assert response.status_code == 404
    assert "ไม่พบแผนนี้" in plain(response)
    assert reverse("plans:list") in response.content.decode()


def test_the_page_in_english(client, cso1):
    client.cookies["django_language"] = "en"
    text = plain(client.get(url()))
    assert "Fiscal years 2564–2565" in text
    assert "Lead agency" in text
    assert cso1.nodes.get(number="1.1").name_en in text


def test_a_split_of_the_budget_is_shown_as_the_document_prints_it(client):
    load_plan(content=DOCUMENT.encode(), by=None)
    text = plain(client.get(url("test-plan")))
    assert "1 2564 เชียงใหม่ 400,000 บาท" in text
