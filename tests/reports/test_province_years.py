"""The list of the provinces of a year, and the way of a province's yearly report."""

from datetime import date

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from core.models import JobState
from plans.models import PlanPeriod, WindowException
from reports import actions, snapshot, telling
from reports.content import document
from reports.content.blocks import Facts
from reports.models import ProvinceYear, Report
from reports.permissions import may_write_for
from reports.scope import ScopeError, scope_of
from tests.factories.reports import half_year, load_cso_1, written_year

LIST = "/reports/provinces/?plan=cso-1&year=2564"


@pytest.fixture
def plan(db):
    return load_cso_1()


def save(by, province="50", version=0, **values):
    return actions.save_year(
        plan=load_cso_1(), year=2564, province=scope_of("provincial", "cso-1", "2564", province).province,
        values={"achievements": "ผลงาน", **values}, version=version, by=by,
    )  # fmt: skip


def rows_of(response):
    return {row["province"].code: row["report"] for row in response.context["rows"]}


def test_everybody_sees_the_provinces_that_are_theirs(client_of, plan, staff, coordinator, committee, agency_officer):
    written_year("50", state="draft", by=staff)
    accepted = written_year("90", state="accepted", by=staff)
    assert {code for code, report in rows_of(client_of(staff).get(LIST)).items() if report} == {"50", "90"}
    assert len(rows_of(client_of(staff).get(LIST))) == 77
    assert {code for code, report in rows_of(client_of(committee).get(LIST)).items() if report == accepted} == {"90"}
    assert rows_of(client_of(coordinator).get(LIST))["50"].state == "draft"
    assert set(rows_of(client_of(coordinator).get(LIST))) == {"50"}
    assert rows_of(client_of(agency_officer).get(LIST)) == {}


def test_the_list_is_cut_by_state_and_says_what_it_does_not_know(client_of, plan, staff):
    written_year("50", state="submitted", by=staff)
    assert set(rows_of(client_of(staff).get(f"{LIST}&state=submitted"))) == {"50"}
    assert len(client_of(staff).get("/reports/provinces/?plan=x&year=9999").context["notes"]) == 2


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_database_the_same_whatever_its_length(
    client_of, plan, staff, count, django_assert_num_queries
):
    for province in ("50", "51", "52")[:count]:
        written_year(province, state="submitted", by=staff)
    reader = client_of(staff)
    reader.get(LIST)
    with django_assert_num_queries(8):
        reader.get(LIST)


def test_late_is_said_by_the_due_day_of_the_years_last_period_or_an_exception(client_of, plan, staff):
    days = {"opens_on": date(2021, 9, 1), "due_on": date(2021, 11, 30), "closes_on": None}
    window, _new = PlanPeriod.objects.update_or_create(plan=plan, period="2564-H2", defaults=days)
    written_year("50", state="submitted", by=staff)  # on 5 April 2022
    written_year("51", state="submitted", by=staff)
    WindowException.objects.create(period=window, province_id="51", until=date(2022, 4, 5), reason="น้ำท่วม")
    late = {row["province"].code: row["late"] for row in client_of(staff).get(LIST).context["rows"]}
    assert (late["50"], late["51"], late["52"]) == (True, False, True)


def test_a_report_goes_from_the_province_to_the_national_report(plan, coordinator, staff):
    report = save(coordinator, proposals="ขอให้คณะกรรมการพิจารณา")
    actions.submit_year(report=report, version=1, by=coordinator)
    returned = actions.return_year(report=report, reason="ขอตัวเลข", by=staff)
    assert (returned.state, returned.review_note) == ("returned", "ขอตัวเลข")
    report = save(coordinator, version=returned.version, achievements="ผลงาน 12 เวที")
    actions.submit_year(report=report, by=coordinator)
    assert snapshot.take(half_year("2564-H2"))["sections"]["voices"]["reports"] == []
    actions.accept_year(report=report, by=staff)
    frozen = snapshot.take(half_year("2564-H2"))
    (voice,) = frozen["sections"]["voices"]["reports"]
    assert (voice["code"], voice["achievements"], voice["proposals"]) == (
        "50",
        "ผลงาน 12 เวที",
        "ขอให้คณะกรรมการพิจารณา",
    )
    chapter = next(each for each in document(frozen, "").chapters if each.code == "voices")
    facts = [block.rows for block in chapter.blocks if isinstance(block, Facts)]
    assert [("ผลงานสำคัญ", "ผลงาน 12 เวที") in rows for rows in facts] == [True]
    discipline = {row["code"]: row for row in frozen["sections"]["discipline"]["provinces"]}
    assert (discipline["50"]["state"], discipline["51"]["state"]) == ("accepted", None)
    sealed = Report.objects.get(kind="provincial")
    assert (sealed.province_id, sealed.period, sealed.state, sealed.standing) == (
        "50",
        "2564",
        JobState.QUEUED,
        "draft",
    )


def test_each_step_fits_its_state_alone(plan, coordinator, staff):
    report = save(coordinator)
    with pytest.raises(actions.NotNowError):
        actions.accept_year(report=report, by=staff)
    actions.submit_year(report=report, by=coordinator)
    for step in (
        lambda: save(coordinator, version=2),
        lambda: actions.submit_year(report=report, by=coordinator),
    ):
        with pytest.raises(actions.NotNowError):
            step()
    with pytest.raises(ValidationError):
        actions.return_year(report=report, reason=" ", by=staff)
    actions.accept_year(report=report, by=staff)
    assert actions.return_year(report=report, reason="พบข้อผิดพลาด", by=staff).state == "returned"


def test_what_must_be_said_is_said_before_it_is_sent(plan, coordinator):
    with pytest.raises(ValidationError) as refused:
        actions.submit_year(report=save(coordinator, achievements="  "), by=coordinator)
    assert list(refused.value.message_dict) == ["achievements"]


def test_nobody_writes_over_what_another_has_changed(plan, coordinator, staff):
    save(coordinator)
    save(staff, version=1)
    with pytest.raises(actions.ConflictError) as refused:
        save(coordinator, version=1)
    assert refused.value.current.version == 2


def test_others_may_neither_write_nor_review(plan, coordinator, coordinator_south, committee, agency_officer, staff):
    report = save(coordinator)
    for person in (coordinator_south, committee, agency_officer):
        assert may_write_for(person, "50") is False
        with pytest.raises(PermissionDenied):
            save(person)
        with pytest.raises(PermissionDenied):
            actions.submit_year(report=report, by=person)
    for person in (coordinator, committee):
        with pytest.raises(PermissionDenied):
            actions.accept_year(report=report, by=person)
        with pytest.raises(PermissionDenied):
            actions.return_year(report=report, reason="x", by=person)
    with pytest.raises(ScopeError):
        actions.save_year(plan=report.plan, year=2599, province=report.province, values={}, by=staff)


def test_mails_go_to_the_other_side_and_only_while_it_stands_so(plan, coordinator, staff):
    report = save(coordinator)
    actions.submit_year(report=report, by=coordinator)
    report.refresh_from_db()
    assert telling.year_moved(report, "submitted") == 1
    returned = actions.return_year(report=report, reason="ขอตัวเลข", by=staff)
    assert telling.year_moved(returned, "submitted") == 0
    assert telling.year_moved(returned, "returned") == 1
    to_staff, to_province = mail.outbox
    assert (to_staff.to, to_province.to) == ([staff.email], [coordinator.email])
    assert "ขอตัวเลข" in to_province.body
    assert reverse("reports:province_year", args=["cso-1", 2564, "50"]) in to_province.body


def test_its_history_names_each_step_and_who_took_it(client_of, plan, coordinator, staff):
    report = save(coordinator)
    actions.submit_year(report=report, by=coordinator)
    actions.return_year(report=report, reason="ขอตัวเลข", by=staff)
    entries = client_of(coordinator).get(f"{report.get_absolute_url()}history/").context["entries"]
    assert [str(entry.what) for entry in entries] == ["ส่งรายงานกลับ", "ส่งรายงานให้กระทรวง", "เขียนรายงาน"]
    assert ProvinceYear.pgh_event_model.objects.filter(pgh_obj_id=report.pk).count() == 3
