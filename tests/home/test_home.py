from datetime import timedelta

import pytest
from django.utils import timezone

from imports.models import Import
from plans.models import Agency, NodeAgency, PlanPeriod, SupportingPart, WindowException
from tests.factories.indicators import AgencyFactory, SupportFactory
from tests.factories.organisations import OrganisationFactory
from tests.factories.plans import ProgressFactory, load_cso1, make_officer

pytestmark = pytest.mark.django_db


def tasks(client):
    return {str(task.label): task.count for task in client.get("/").context_data["tasks"]}


def test_a_stranger_sees_the_published_registry_only(client):
    OrganisationFactory(province_id="50", issues=["01", "04"])
    OrganisationFactory(province_id="90", issues=["01"])
    OrganisationFactory(province_id="50", issues=["01"], state="submitted")
    found = client.get("/").context_data
    assert found["total"] == 2
    assert {row["code"]: row["value"] for row in found["issues"] if row["value"]} == {"01": 2, "04": 1}
    assert {row["code"]: row["value"] for row in found["provinces"] if row["value"]} == {"50": 1, "90": 1}
    assert {row["code"]: row["value"] for row in found["regions"] if row["value"]} == {"north": 1, "south": 1}
    assert "tasks" not in found


@pytest.mark.parametrize("rows", [1, 3])
def test_a_strangers_start_page_takes_two_queries(client, django_assert_num_queries, rows):
    """One asks whether the lists of terms changed, one counts."""
    OrganisationFactory.create_batch(rows)
    client.get("/")
    with django_assert_num_queries(2):
        client.get("/")


def test_a_coordinator_sees_what_waits_in_the_own_province(client_of, coordinator):
    OrganisationFactory(province_id="50", state="draft")
    OrganisationFactory(province_id="50", state="returned")
    OrganisationFactory(province_id="50", state="submitted")
    OrganisationFactory(province_id="90", state="draft")
    assert tasks(client_of(coordinator)) == {
        "องค์กรที่ส่งกลับให้แก้ไข": 1,
        "ร่างที่ยังไม่ได้ส่ง": 1,
        "ส่งแล้ว รอกระทรวงตรวจสอบ": 1,
    }


def test_staff_see_what_waits_for_the_ministry(client_of, staff):
    plan = load_cso1()
    day = timezone.localdate() + timedelta(days=3)
    PlanPeriod.objects.filter(plan=plan).update(opens_on=timezone.localdate(), due_on=day)
    ProgressFactory(node=plan.nodes.get(number="1.1"), state="submitted", by=staff)
    OrganisationFactory(state="submitted")
    assert tasks(client_of(staff)) == {
        "องค์กรที่รอตรวจสอบ": 1,
        "รายงานความก้าวหน้าที่รอตรวจ: cso-1, 2565-H1": 1,
    }
    PlanPeriod.objects.filter(plan=plan, period="2565-H1").update(
        opens_on=day - timedelta(days=30), due_on=timezone.localdate() - timedelta(days=1)
    )
    found = {task.url: task.count for task in client_of(staff).get("/").context_data["tasks"]}
    assert found["/plans/cso-1/?period=2565-H1#progress"] == 1
    assert found["/plans/cso-1/periods/"] == 14  # of fifteen, one is in


def test_an_admin_sees_checked_spreadsheets(client_of, admin):
    Import.objects.create(owner=admin, state="done", phase="check", file_name="a.xlsx")
    Import.objects.create(owner=admin, state="done", phase="commit", file_name="b.xlsx")
    assert tasks(client_of(admin)) == {"ตารางข้อมูลที่ตรวจแล้ว รอท่านตัดสินใจ": 1}


def test_an_agency_sees_its_open_reports_until_they_are_sent(client_of, agency_officer):
    plan = load_cso1()
    make_officer(agency_officer)
    today = timezone.localdate()
    PlanPeriod.objects.filter(plan=plan).update(opens_on=today + timedelta(days=1), due_on=today + timedelta(days=9))
    PlanPeriod.objects.filter(plan=plan, period="2565-H1").update(opens_on=today - timedelta(days=30), due_on=today)
    client = client_of(agency_officer)
    due = client.get("/").context_data["due_reports"]
    led = ["1.2", "1.4", "3.1", "3.2", "4.1", "4.3", "4.4"]
    assert [(report.node.number, str(report.period), report.overdue) for report in due] == [
        (number, "2565-H1", False) for number in led
    ]
    ProgressFactory(node=plan.nodes.get(number="1.2"), state="submitted", by=agency_officer)
    assert [report.node.number for report in client.get("/").context_data["due_reports"]] == led[1:]
    PlanPeriod.objects.filter(plan=plan, period="2565-H1").update(due_on=today - timedelta(days=1))
    assert client.get("/").context_data["due_reports"][0].overdue is True


def test_a_form_that_is_shut_does_not_wait_but_what_was_returned_does(client_of, agency_officer, staff):
    plan = load_cso1()
    make_officer(agency_officer)
    today = timezone.localdate()
    PlanPeriod.objects.filter(plan=plan).update(opens_on=today + timedelta(days=1), due_on=today + timedelta(days=9))
    shut = PlanPeriod.objects.get(plan=plan, period="2565-H1")
    shut.opens_on, shut.due_on = today - timedelta(days=60), today - timedelta(days=30)
    shut.closes_on = today - timedelta(days=1)
    shut.save()
    client = client_of(agency_officer)

    def waiting():
        due = client.get("/").context_data["due_reports"]
        return [(report.node.number, report.due_on, report.overdue, report.returned) for report in due]

    assert waiting() == []
    ProgressFactory(node=plan.nodes.get(number="1.2"), state="returned", by=staff)
    assert waiting() == [("1.2", shut.due_on, True, True)]
    other = AgencyFactory(code="other")
    WindowException.objects.create(period=shut, agency=other, until=today, reason="…")
    assert len(waiting()) == 1
    WindowException.objects.create(period=shut, agency=Agency.objects.get(code="nhco"), until=today, reason="…")
    assert [number for number, *_rest in waiting()] == ["1.2", "1.4", "3.1", "3.2", "4.1", "4.3", "4.4"]
    assert waiting()[1] == ("1.4", today, False, False)
    shut.refresh_from_db()
    shut.closed_at, shut.closed_by = timezone.now(), staff
    shut.save()
    assert waiting() == []


def test_supporting_agencies_see_how_many_parts_they_may_add(client_of, agency_officer):
    plan = load_cso1()
    make_officer(agency_officer)
    today = timezone.localdate()
    PlanPeriod.objects.filter(plan=plan).update(opens_on=today + timedelta(days=1), due_on=today + timedelta(days=9))
    label = "โครงการที่หน่วยงานของท่านสนับสนุน: ส่วนของรายงานที่เพิ่มได้"
    assert label not in tasks(client_of(agency_officer))
    PlanPeriod.objects.filter(plan=plan, period="2565-H1").update(opens_on=today, due_on=today)
    nhco = Agency.objects.get(code="nhco")
    supported = NodeAgency.objects.filter(agency=nhco, role="supporting")
    assert tasks(client_of(agency_officer))[label] == supported.count() > 0
    SupportingPart.objects.create(node=supported[0].node, agency=nhco, period="2565-H1")
    assert tasks(client_of(agency_officer)).get(label, 0) == supported.count() - 1


def test_kpi_records_to_set_right_wait_for_staff_and_for_the_province(client_of, staff, coordinator, coordinator_south):
    organisation = OrganisationFactory(province_id="50")
    SupportFactory.create_batch(2, organisation=organisation, province_id="50")
    assert tasks(client_of(staff)) == {
        "การสนับสนุนที่ได้รับ: ยังไม่ตรวจสอบ": 2,
        "การสนับสนุนที่ได้รับ: อาจบันทึกซ้ำ": 2,
    }
    assert tasks(client_of(coordinator))["การสนับสนุนที่ได้รับ: อาจบันทึกซ้ำ"] == 2
    assert "การสนับสนุนที่ได้รับ: อาจบันทึกซ้ำ" not in tasks(client_of(coordinator_south))


def test_a_coordinator_is_led_to_the_page_of_the_province(client_of, coordinator, staff):
    assert [one["url"] for one in client_of(coordinator).get("/").context_data["own_provinces"]] == [
        "/indicators/provinces/50/"
    ]
    assert client_of(staff).get("/").context_data["own_provinces"] == []
