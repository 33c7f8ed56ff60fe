"""A report's way, step by step: who may take it, what it needs, and what is refused."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from plans import actions
from plans.models import PlanPeriod, Progress
from tests.factories.plans import ProgressFactory

PERIOD = "2565-H1"
VALUES = {"status": "on_track", "percent": 40, "progress": "จัดเวที 4 ภาค"}

pytestmark = pytest.mark.django_db


def save(project, by, **values):
    return actions.save_progress(node=project, period=PERIOD, values=values or VALUES, by=by)


def submit(project, officer, **values):
    return actions.submit_progress(progress=save(project, officer, **values), by=officer)


def accepted(project, officer, staff, **values):
    return actions.accept_progress(progress=submit(project, officer, **values), by=staff)


def close(plan, staff, period=PERIOD):
    return actions.close_period(period=plan.periods.get(period=period), reason="เสนอ คสป. แล้ว", by=staff)


def test_a_draft_may_be_empty_and_null_stays_null(project, officer):
    row = save(project, officer, progress="")
    assert (row.state, row.version, row.percent, row.received, row.status) == ("draft", 1, None, None, "")
    row = save(project, officer, received=Decimal(0))
    assert (row.version, row.received, row.disbursed) == (2, 0, None)


@pytest.mark.parametrize("values", [{"percent": 101}, {"percent": -1}, {"received": -5}, {"status": "splendid"}])
def test_what_cannot_be_is_refused(project, officer, values):
    with pytest.raises(ValidationError):
        save(project, officer, **values)
    assert not Progress.objects.exists()


def test_only_the_lead_agency_and_the_ministry_report(project, officer, staff, admin, stranger, coordinator, committee):
    for person in (stranger, coordinator, committee):
        with pytest.raises(PermissionDenied):
            save(project, person)
    for person in (officer, staff, admin):
        save(project, person)


def test_an_officer_of_a_supporting_agency_does_not_report(cso1, officer):
    supported = cso1.nodes.select_related("plan", "level").get(number="1.1")
    with pytest.raises(PermissionDenied):
        save(supported, officer)


def test_a_report_is_sent_with_what_it_needs(project, officer):
    with pytest.raises(ValidationError) as error:
        submit(project, officer, outputs="เอกสาร")
    assert sorted(error.value.message_dict) == ["percent", "progress", "status"]
    row = submit(project, officer, **VALUES)
    assert (row.state, row.submitted_by) == ("submitted", officer)


def test_what_was_sent_is_out_of_the_agencys_hands_until_it_is_returned(project, officer, staff):
    row = submit(project, officer)
    for step in (
        lambda: save(project, officer, percent=50),
        lambda: actions.submit_progress(progress=row, by=officer),
        lambda: actions.add_link(progress=row, link="https://example.go.th/a", by=officer),
    ):
        with pytest.raises(actions.NotNowError):
            step()
    with pytest.raises(ValidationError):
        actions.return_progress(progress=row, reason="  ", by=staff)
    row = actions.return_progress(progress=row, reason="ขอตัวเลขผู้เข้าร่วม", by=staff)
    assert (row.state, row.review_note, row.reviewed_by) == ("returned", "ขอตัวเลขผู้เข้าร่วม", staff)
    row = submit(project, officer, outputs="ผู้เข้าร่วม 320 คน")
    assert (row.state, row.outputs) == ("submitted", "ผู้เข้าร่วม 320 คน")


def test_only_the_ministry_reviews_and_only_what_waits(project, officer, staff, committee):
    row = save(project, officer)
    with pytest.raises(actions.NotNowError):
        actions.accept_progress(progress=row, by=staff)
    row = actions.submit_progress(progress=row, by=officer)
    for person in (officer, committee):
        with pytest.raises(PermissionDenied):
            actions.accept_progress(progress=row, by=person)
        with pytest.raises(PermissionDenied):
            actions.return_progress(progress=row, reason="x", by=person)
    row = actions.accept_progress(progress=row, by=staff)
    assert (row.state, row.reviewed_by) == ("accepted", staff)
    with pytest.raises(actions.NotNowError):
        actions.accept_progress(progress=row, by=staff)
    assert actions.return_progress(progress=row, reason="ตัวเลขคลาดเคลื่อน", by=staff).state == "returned"


def test_the_later_of_two_who_read_the_same_version_is_told(project, officer, staff):
    row = save(project, officer)
    actions.save_progress(node=project, period=PERIOD, values={"percent": 50}, version=row.version, by=staff)
    with pytest.raises(actions.ConflictError) as conflict:
        actions.save_progress(node=project, period=PERIOD, values={"percent": 60}, version=row.version, by=officer)
    assert (conflict.value.current.percent, conflict.value.current.version) == (50, 2)
    with pytest.raises(actions.ConflictError):
        actions.save_progress(node=project, period=PERIOD, values={"percent": 60}, version=0, by=officer)
    with pytest.raises(actions.ConflictError):
        actions.submit_progress(progress=row, version=row.version, by=officer)


def test_a_report_waits_for_its_window_and_the_last_day_counts_in_full(project, officer):
    today = timezone.localdate()
    window = PlanPeriod.objects.filter(plan=project.plan, period=PERIOD)
    window.update(opens_on=today + timedelta(days=1), due_on=today + timedelta(days=9))
    with pytest.raises(actions.NotNowError):
        save(project, officer)
    window.update(opens_on=today, due_on=today)
    row = save(project, officer)
    assert not window.get().is_overdue(today)
    assert window.get().is_overdue(today + timedelta(days=1))
    assert row.state == "draft"


def test_an_unknown_period_is_none_to_report_for(project, officer):
    for period in ("2563-H1", "2565", "2566-H2", "nonsense"):
        with pytest.raises(actions.NotNowError):
            actions.save_progress(node=project, period=period, values=VALUES, by=officer)


def test_a_programme_does_not_report(cso1, staff):
    programme = cso1.nodes.select_related("plan", "level").get(number="1")
    with pytest.raises(PermissionDenied):
        save(programme, staff)


def test_a_period_closes_once_nothing_waits(cso1, project, officer, staff, committee):
    row = submit(project, officer)
    with pytest.raises(PermissionDenied):
        close(cso1, committee)
    with pytest.raises(actions.NotNowError):
        close(cso1, staff)
    actions.accept_progress(progress=row, by=staff)
    with pytest.raises(ValidationError):
        actions.close_period(period=cso1.periods.get(period=PERIOD), reason="", by=staff)
    closed = close(cso1, staff)
    assert (closed.closed_by, closed.closed_reason) == (staff, "เสนอ คสป. แล้ว")
    row.refresh_from_db()
    assert row.state == "closed"
    with pytest.raises(actions.NotNowError):
        close(cso1, staff)


def test_a_period_that_has_not_ended_stays_open(cso1, staff):
    type(cso1).objects.filter(pk=cso1.pk).update(last_year=2699)
    future = PlanPeriod.objects.create(plan=cso1, period="2699-H1", opens_on=date(2022, 1, 1), due_on=date(2022, 1, 2))
    with pytest.raises(actions.NotNowError):
        actions.close_period(period=future, reason="เร็วไป", by=staff)


def test_in_a_closed_period_nothing_is_written_but_a_correction(cso1, project, officer, staff):
    first = accepted(project, officer, staff)
    close(cso1, staff)
    for step in (
        lambda: save(project, officer, percent=99),
        lambda: actions.return_progress(progress=first, reason="x", by=staff),
        lambda: actions.add_link(progress=first, link="https://example.go.th/a", by=officer),
    ):
        with pytest.raises(actions.NotNowError):
            step()
    with pytest.raises(ValidationError):
        actions.correct_progress(node=project, period=PERIOD, values={"percent": 45}, reason=" ", by=officer)
    given = {"node": project, "period": PERIOD, "reason": "นับซ้ำ", "by": officer}
    correction = actions.correct_progress(values={"percent": 45}, **given)
    assert (correction.corrects, correction.percent, correction.progress) == (first, 45, first.progress)
    assert actions.correct_progress(values={"percent": 46}, **given).pk == correction.pk
    in_force = Progress.objects.in_force().filter(node=project, period=PERIOD)
    assert [row.percent for row in in_force] == [40]
    actions.submit_progress(progress=correction, by=officer)
    assert [row.percent for row in in_force.all()] == [40]
    actions.accept_progress(progress=correction, by=staff)
    assert [(row.percent, row.state) for row in in_force.all()] == [(46, "closed")]
    second = actions.correct_progress(values={"percent": 47}, **given)
    assert second.corrects == correction
    first.refresh_from_db()
    assert first.percent == 40


def test_a_report_that_was_never_sent_may_come_after_the_closing(cso1, project, officer, staff):
    save(project, officer, progress="ยังไม่เสร็จ")
    close(cso1, staff)
    given = {"node": project, "period": PERIOD, "reason": "ส่งช้า", "by": officer}
    late = actions.correct_progress(values=VALUES, **given)
    assert late.corrects is None
    actions.submit_progress(progress=late, by=officer)
    assert actions.accept_progress(progress=late, by=staff).state == "closed"


def test_an_open_period_is_changed_not_corrected(project, officer):
    with pytest.raises(actions.NotNowError):
        actions.correct_progress(node=project, period=PERIOD, values=VALUES, reason="x", by=officer)


def test_every_step_is_in_the_history_with_its_reason(project, officer, staff):
    row = submit(project, officer)
    actions.return_progress(progress=row, reason="ขอหลักฐาน", by=staff)
    events = list(row.events.order_by("pgh_id").values_list("pgh_label", "state", "pgh_context__metadata__action"))
    assert events == [
        ("insert", "draft", "save_progress"),
        ("update", "submitted", "submit_progress"),
        ("update", "returned", "return_progress"),
    ]
    assert row.events.order_by("pgh_id").last().pgh_context.metadata["reason"] == "ขอหลักฐาน"


def test_staff_move_a_window_until_it_is_closed(cso1, staff, officer):
    row = cso1.periods.get(period=PERIOD)
    days = {"opens_on": date(2022, 3, 1), "due_on": date(2022, 5, 31)}
    with pytest.raises(PermissionDenied):
        actions.set_window(period=row, by=officer, **days)
    assert actions.set_window(period=row, by=staff, **days).due_on == date(2022, 5, 31)
    with pytest.raises(ValidationError):
        actions.set_window(period=row, opens_on=days["due_on"], due_on=days["opens_on"], by=staff)
    close(cso1, staff)
    with pytest.raises(actions.NotNowError):
        actions.set_window(period=row, by=staff, **days)


def test_whom_a_report_is_shown_to(project, officer, stranger, staff, committee, coordinator):
    draft = ProgressFactory(node=project, period="2564-H1", state="draft")
    told = ProgressFactory(node=project, period="2564-H2", by=staff)
    everything, checked = {draft, told}, {told}
    people = {officer: everything, staff: everything, stranger: checked, committee: checked, coordinator: checked}
    assert {person: set(Progress.objects.visible_to(person)) for person in people} == people
    from django.contrib.auth.models import AnonymousUser

    assert set(Progress.objects.visible_to(AnonymousUser())) == set()
    assert set(Progress.objects.editable_by(officer)) == everything
    assert set(Progress.objects.editable_by(stranger)) == set()
    assert set(Progress.objects.editable_by(committee)) == set()
