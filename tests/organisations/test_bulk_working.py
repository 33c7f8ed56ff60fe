"""What the worker does of a bulk action."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from core.models import JobState
from organisations import actions
from organisations.bulk import preview, rows, undoing, working
from organisations.choices import BulkKind, BulkPhase, Outcome, State, Waiting
from organisations.models import BulkAction, BulkRow, Escalation, Organisation, ReturnReason
from organisations.tasks import purge_bulk_previews, run_bulk
from tests.factories.accounts import UserFactory
from tests.factories.organisations import OrganisationFactory
from tests.organisations.bulk import EVERYTHING, add, look, outcomes, run, start

pytestmark = pytest.mark.django_db


def test_add_a_value_to_what_has_it_not(staff):
    first = OrganisationFactory(issues=["01", "99"])
    second = OrganisationFactory(issues=["17"])
    action = run(start("add", add(), staff, why="ตามมติ"))
    assert action.state == JobState.DONE
    assert outcomes(action) == [("changed", ""), ("same", "")]
    first.refresh_from_db()
    # In the list's order, as every form keeps them.
    assert (first.issues, first.version, first.updated_by) == (["01", "17", "99"], 2, staff)
    second.refresh_from_db()
    assert (second.issues, second.version) == (["17"], 1)
    event = first.events.order_by("-pgh_id").first()
    assert event.issues == ["01", "17", "99"]
    metadata = event.pgh_context.metadata
    assert (metadata["user"], metadata["through"], metadata["reason"], metadata["bulk"]) == (
        staff.pk,
        "bulk",
        "ตามมติ",
        str(action.pk),
    )


def test_the_last_issue_is_not_taken_away(staff):
    only, one_of_two = OrganisationFactory(issues=["17"]), OrganisationFactory(issues=["01", "17"])
    action = run(start("remove", add(), staff))
    assert outcomes(action) == [("changed", ""), ("refused", "last_value")]
    only.refresh_from_db()
    one_of_two.refresh_from_db()
    assert (only.issues, one_of_two.issues) == (["17"], ["01"])


def test_undo_puts_back_what_still_stands(staff):
    kept, put_back = OrganisationFactory.create_batch(2, issues=["01"])
    action = run(start("add", add(), staff))
    actions.update(organisation=kept, values={"issues": ["04"]}, by=staff)
    actions.undo_bulk(action=action, by=staff)
    run(action)
    assert action.blocked == {"count": 1, "organisations": [kept.pk]}
    assert outcomes(action) == [("changed", ""), ("changed", "")]
    actions.undo_bulk(action=action, despite=True, by=staff)
    run(action)
    assert outcomes(action) == [("kept", ""), ("undone", "")]
    kept.refresh_from_db()
    put_back.refresh_from_db()
    assert (kept.issues, put_back.issues, put_back.version) == (["04"], ["01"], 3)
    with pytest.raises(ValidationError):
        actions.undo_bulk(action=action, by=staff)


def test_a_change_of_another_field_stands_in_nobody_s_way(staff):
    organisation = OrganisationFactory(issues=["01"])
    action = run(start("add", add(), staff))
    actions.update(organisation=organisation, values={"phone": "053-111-222"}, by=staff)
    actions.undo_bulk(action=action, by=staff)
    run(action)
    organisation.refresh_from_db()
    assert (organisation.issues, organisation.phone) == (["01"], "053-111-222")


def test_assign_and_undo(staff, coordinator):
    organisation = OrganisationFactory()
    action = run(start("assign", {"person": coordinator.pk}, staff))
    organisation.refresh_from_db()
    assert organisation.responsible == coordinator
    actions.undo_bulk(action=action, by=staff)
    run(action)
    organisation.refresh_from_db()
    assert organisation.responsible is None


def test_status_and_level(staff):
    organisation = OrganisationFactory()
    run(start("status", {"status": "dormant", "status_reason": "ไม่มีการดำเนินงาน"}, staff))
    run(start("level", {"code": "district"}, staff))
    organisation.refresh_from_db()
    assert (organisation.status, organisation.status_reason) == ("dormant", "ไม่มีการดำเนินงาน")
    assert organisation.level == "district"


def test_verify_by_the_workflow_s_own_rules_and_undo(staff):
    draft = OrganisationFactory(state=State.DRAFT)
    empty = OrganisationFactory(state=State.DRAFT, issues=[])
    done = OrganisationFactory()
    action = run(start("verify", {}, staff))
    assert outcomes(action) == [("changed", ""), ("refused", "incomplete"), ("same", "")]
    draft.refresh_from_db()
    assert (draft.state, draft.verified_by) == (State.VERIFIED, staff)
    actions.undo_bulk(action=action, by=staff)
    run(action)
    for organisation in (draft, empty, done):
        organisation.refresh_from_db()
    assert (draft.state, draft.verified_at, draft.verified_by) == (State.DRAFT, None, None)
    assert (empty.state, done.state) == (State.DRAFT, State.VERIFIED)


def test_what_is_not_one_s_own_is_left_out(staff):
    OrganisationFactory(province_id="50")
    OrganisationFactory(province_id="90")
    action = start("add", add(), staff)
    # By the time the worker comes, the owner looks after one province only.
    staff.role = "coordinator"
    staff.save()
    staff.provinces.set(["90"])
    assert outcomes(run(action)) == [("changed", ""), ("refused", "not_yours")]


def test_one_mail_to_each_coordinator(staff, coordinator):
    UserFactory(username="both", role="coordinator", provinces=["50", "90"], email="both@example.org")
    UserFactory(username="away", role="coordinator", provinces=["50"], email="away@example.org", is_active=False)
    OrganisationFactory.create_batch(2, province_id="50")
    OrganisationFactory(province_id="90")
    OrganisationFactory(province_id="10")
    action = run(start("remind", {"message": "ขอให้ตรวจสอบ", "site": "https://cso.example"}, staff))
    assert outcomes(action) == [("changed", "")] * 3 + [("refused", "no_coordinator")]
    mails = {message.to[0]: message for message in mail.outbox}
    assert set(mails) == {coordinator.email, "both@example.org"}
    assert "3 องค์กร" in mails["both@example.org"].subject
    assert "https://cso.example/organisations/?province=50&province=90" in mails["both@example.org"].body
    assert "ขอให้ตรวจสอบ" in mails[coordinator.email].body
    # Delivered twice, it is sent once.
    BulkAction.objects.update(state=JobState.QUEUED)
    run(action)
    assert len(mail.outbox) == 2


def dying(monkeypatch, module, name, after):
    """Let a function of a module be killed when it is called the next time after so many."""
    real, calls = getattr(module, name), []

    def dies(*arguments):
        calls.append(arguments)
        if len(calls) == after + 1:
            raise MemoryError
        return real(*arguments)

    monkeypatch.setattr(module, name, dies)


def test_a_killed_worker_s_work_goes_on_where_it_stopped(staff, monkeypatch):
    OrganisationFactory.create_batch(3)
    monkeypatch.setattr(rows, "BATCH", 1)
    action = start("add", add(), staff)
    dying(monkeypatch, working, "_write", after=1)
    with pytest.raises(MemoryError):
        run_bulk(str(action.pk))
    assert action.rows.filter(outcome=Outcome.CHANGED).count() == 1
    run(action)
    assert action.state == JobState.DONE
    assert set(Organisation.objects.values_list("version", flat=True)) == {2}


def test_a_killed_preview_begins_anew_with_the_same_records(staff, monkeypatch):
    OrganisationFactory.create_batch(3, issues=["01"])
    OrganisationFactory(issues=["17"])
    undisturbed = look("add", add(), staff)
    monkeypatch.setattr(rows, "BATCH", 1)
    dying(monkeypatch, preview, "_counted", after=2)
    action = actions.preview_bulk(kind=BulkKind("add"), parameters=add(), meant=EVERYTHING, by=staff)
    with pytest.raises(MemoryError):
        run_bulk(str(action.pk))
    # What comes in between is not meant.
    OrganisationFactory()
    run(action)
    assert (action.state, action.phase, action.seen) == (JobState.DONE, BulkPhase.CHECK, undisturbed.seen)
    assert (action.seen["total"], action.seen["changed"], action.seen["same"]) == (4, 3, 1)
    # A second delivery finds nothing to do.
    assert run(action).attempts == 2


def test_a_killed_undoing_goes_on_where_it_stopped(staff, monkeypatch):
    OrganisationFactory.create_batch(3, issues=["01"])
    action = run(start("add", add(), staff))
    monkeypatch.setattr(rows, "BATCH", 1)
    actions.undo_bulk(action=action, by=staff)
    dying(monkeypatch, undoing, "_put_back", after=1)
    with pytest.raises(MemoryError):
        run_bulk(str(action.pk))
    assert outcomes(run(action)) == [("undone", "")] * 3
    assert set(Organisation.objects.values_list("version", flat=True)) == {3}


def test_what_was_looked_at_is_what_is_changed(staff):
    looked_at = OrganisationFactory(issues=["01"])
    action = look("add", add(), staff)
    later = OrganisationFactory(issues=["01"])
    run(actions.confirm_bulk(action=action, by=staff))
    looked_at.refresh_from_db()
    later.refresh_from_db()
    assert (looked_at.issues, later.issues) == (["01", "17"], ["01"])
    with pytest.raises(ValidationError):
        actions.confirm_bulk(action=action, by=staff)


def test_a_preview_is_confirmed_by_whoever_asked_for_it(staff, admin):
    action = look("add", add(), staff)
    with pytest.raises(PermissionDenied):
        actions.confirm_bulk(action=action, by=admin)


def test_the_preview_by_name_with_reasons(staff):
    OrganisationFactory(name_th="สมาคม ข", state=State.DRAFT)
    OrganisationFactory(name_th="สมาคม ก", state=State.DRAFT)
    OrganisationFactory(issues=[], state=State.DRAFT)
    OrganisationFactory()
    seen = look("verify", {}, staff).seen
    names = {one.pk: one.name_th for one in Organisation.objects.all()}
    assert [names[pk] for pk, _before, _after in seen["sample"]] == ["สมาคม ก", "สมาคม ข"]
    assert (seen["total"], seen["changed"], seen["same"], seen["refused"]) == (4, 2, 1, {"incomplete": 1})


def test_stopping_leaves_what_is_done(staff, monkeypatch):
    OrganisationFactory.create_batch(3, issues=["01"])
    monkeypatch.setattr(rows, "BATCH", 1)
    action = start("add", add(), staff)
    real, calls = working._write, []

    def stopped_in_the_second(*arguments):
        calls.append(arguments)
        if len(calls) == 2:
            actions.cancel_bulk(action=action, by=staff)
        real(*arguments)

    monkeypatch.setattr(working, "_write", stopped_in_the_second)
    run(action)
    # The batch at work when it was stopped is not written, nor is the stop: both are one transaction here.
    assert outcomes(action) == [("", ""), ("", ""), ("changed", "")]


def test_stopped_it_goes_on_or_is_undone(staff):
    OrganisationFactory(issues=["01"])
    action = start("add", add(), staff)
    actions.cancel_bulk(action=action, by=staff)
    assert (run(action).state, outcomes(action)) == (JobState.CANCELLED, [("", "")])
    actions.retry_bulk(action=action, by=staff)
    assert outcomes(run(action)) == [("changed", "")]
    with pytest.raises(ValidationError):
        actions.cancel_bulk(action=action, by=staff)


def test_a_preview_that_was_thrown_away_changes_nothing(staff):
    OrganisationFactory()
    action = look("add", add(), staff)
    actions.cancel_bulk(action=action, by=staff)
    for step in (actions.confirm_bulk, actions.retry_bulk, actions.undo_bulk, actions.cancel_bulk):
        with pytest.raises(ValidationError):
            step(action=action, by=staff)
    assert list(BulkAction.objects.listed()) == []


def test_previews_that_nobody_confirmed_are_deleted_after_a_week(staff):
    OrganisationFactory()
    old, young, done = (look("add", add(), staff) for _time in range(3))
    actions.confirm_bulk(action=done, by=staff)
    past = timezone.now() - preview.KEPT - timedelta(minutes=1)
    BulkAction.objects.filter(pk__in=[old.pk, done.pk]).update(created_at=past)
    assert purge_bulk_previews() == 1
    assert set(BulkAction.objects.all()) == {young, done}
    assert BulkRow.objects.count() == 2


def test_undone_by_another_it_is_written_in_his_name(staff, admin):
    organisation = OrganisationFactory(issues=["01"])
    action = run(start("add", add(), staff))
    actions.undo_bulk(action=action, by=admin)
    run(action)
    organisation.refresh_from_db()
    event = organisation.events.order_by("-pgh_id").first()
    assert (organisation.updated_by, event.pgh_context.metadata["user"]) == (admin, admin.pk)


def test_verifying_many_answers_what_waits(staff):
    returned = OrganisationFactory(state=State.RETURNED, state_reason="แก้ที่อยู่")
    ReturnReason.objects.create(organisation=returned, field="road", reason="ไม่ครบ")
    now = timezone.now()
    Escalation.objects.create(organisation=returned, kind=Waiting.RETURNED, since=now, raised_at=now)
    run(start("verify", {}, staff, why="ตรวจแล้ว"))
    returned.refresh_from_db()
    assert (returned.state, returned.state_reason, returned.version) == (State.VERIFIED, "", 2)
    assert (ReturnReason.objects.open().count(), Escalation.objects.open().count()) == (0, 0)
    metadata = returned.events.order_by("-pgh_id").first().pgh_context.metadata
    assert (metadata["action"], metadata["through"], metadata["reason"]) == ("verify", "bulk", "ตรวจแล้ว")


def test_a_status_holds_since_the_day_it_was_set(staff):
    organisation = OrganisationFactory()
    now = timezone.now()
    Escalation.objects.create(organisation=organisation, kind=Waiting.CONFIRMATION, since=now, raised_at=now)
    run(start("status", {"status": "dissolved", "status_reason": "เลิกแล้ว"}, staff))
    organisation.refresh_from_db()
    assert organisation.status_since == timezone.localdate()
    assert Escalation.objects.open().count() == 0


@pytest.mark.parametrize(
    ("kind", "parameters"),
    [
        ("add", {"taxonomy": "form", "code": "foundation"}),
        ("add", {"taxonomy": "issue", "code": "zz"}),
        ("level", {"code": "zz"}),
        ("status", {"status": "gone", "status_reason": ""}),
        ("status", {"status": "dormant", "status_reason": ""}),
        ("assign", {"person": 0}),
    ],
)
def test_parameters_that_do_not_fit(kind, parameters, staff):
    with pytest.raises(ValidationError):
        start(kind, parameters, staff)
    assert BulkAction.objects.count() == 0
