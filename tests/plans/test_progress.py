import pytest
from django.urls import reverse

from plans import actions
from tests.factories.plans import LinkFactory, ProgressFactory
from tests.plans.test_plan import plain

pytestmark = pytest.mark.django_db


def url(period="2565-H1", number="1.2", name="progress"):
    return reverse(f"plans:{name}", args=["cso-1", number, period])


def test_a_committee_member_reads_what_was_accepted(client_of, project, committee, staff):
    row = ProgressFactory(node=project, by=staff, outputs="คู่มือ 1 เล่ม", disbursed=None)
    LinkFactory(progress=row)
    text = plain(client_of(committee).get(url()))
    for words in ("คู่มือ 1 เล่ม", "500,000 บาท", "40%", "รายงานการประชุม"):
        assert words in text
    assert "งบประมาณที่เบิกจ่าย ยังไม่รายงาน" in text


@pytest.mark.parametrize("state", ["draft", "submitted", "returned"])
def test_what_is_on_its_way_is_for_the_agency_and_the_ministry_alone(
    client_of, project, officer, stranger, committee, staff, state
):
    ProgressFactory(node=project, by=staff, state=state, progress="ข้อความร่าง")
    seen = {
        person.username: "ข้อความร่าง" in plain(client_of(person).get(url()))
        for person in (officer, stranger, committee, staff)
    }
    assert seen == {"agency": True, "stranger": False, "committee": False, "staff": True}


def test_each_reader_is_offered_the_next_step_and_no_other(client_of, project, officer, committee, staff):
    def steps(person):
        context = client_of(person).get(url()).context
        names = ("may_write", "may_correct", "submit_form", "accept_form", "return_form")
        return {name for name in names if context.get(name)}

    assert steps(officer) == {"may_write"}
    assert steps(committee) == set()
    row = ProgressFactory(node=project, state="draft")
    assert steps(officer) == {"may_write", "submit_form"}
    row = actions.submit_progress(progress=row, by=officer)
    assert steps(officer) == set()
    assert steps(staff) == {"accept_form", "return_form"}
    actions.accept_progress(progress=row, by=staff)
    assert steps(staff) == {"return_form"}
    actions.close_period(period=project.plan.periods.get(period="2565-H1"), reason="เสนอแล้ว", by=staff)
    assert steps(officer) == {"may_correct"}


def test_a_draft_says_what_is_missing(client_of, project, officer):
    ProgressFactory(node=project, state="draft", percent=None, status="")
    text = plain(client_of(officer).get(url()))
    assert "ก่อนส่งรายงาน โปรดกรอก: สถานะ, ร้อยละความสำเร็จ" in text


def test_a_correction_stands_before_what_it_corrects(client_of, project, committee, staff):
    first = ProgressFactory(node=project, by=staff, state="closed", percent=40)
    ProgressFactory(node=project, by=staff, state="closed", percent=35, corrects=first, correction_reason="นับซ้ำ")
    response = client_of(committee).get(url())
    assert response.context["report"].percent == 35
    assert [each["report"].percent for each in response.context["earlier"]] == [40]
    assert "นับซ้ำ" in plain(response)


def test_a_period_outside_the_plan_is_a_page_with_a_hint(client_of, project, committee):
    for period in ("2566-H1", "2565", "abc"):
        response = client_of(committee).get(url(period))
        assert response.status_code == 404
        assert "แผนนี้ไม่มีงวดนี้" in plain(response)
    assert client_of(committee).get(url(number="1")).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_for_one_correction_as_for_three(
    client_of, project, committee, staff, count, django_assert_num_queries
):
    last = None
    for _each in range(count):
        reason = "แก้" if last else ""
        last = ProgressFactory(node=project, by=staff, state="closed", corrects=last, correction_reason=reason)
    reader = client_of(committee)
    with django_assert_num_queries(9):
        reader.get(url())
