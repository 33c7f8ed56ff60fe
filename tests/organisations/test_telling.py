"""Coordinators are told of what the ministry decided: one mail for all of it, each decision once, no personal data."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from organisations import actions, telling
from organisations.bulk.meant import Meant
from organisations.choices import BulkKind, State
from organisations.models import DecisionMail, Organisation
from organisations.tasks import run_bulk, tell_of_decisions
from tests.factories.organisations import OrganisationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def tell(monkeypatch, django_capture_on_commit_callbacks):
    """An hour later, as the beat does it; gives the mails as (to, subject, body)."""
    monkeypatch.setattr("core.jobs.ring", lambda job, task: task(str(job.pk)))
    hours = iter(range(1, 24))

    def told():
        mail.outbox.clear()
        moment = timezone.now() + timedelta(minutes=30 * next(hours))
        with monkeypatch.context() as patched, django_capture_on_commit_callbacks(execute=True):
            patched.setattr(timezone, "now", lambda: moment)
            tell_of_decisions()
        return [(message.to[0], message.subject, message.body) for message in mail.outbox]

    return told


def old(**values):
    """A record that was there before the hour began."""
    organisation = OrganisationFactory(**values)
    Organisation.objects.filter(pk=organisation.pk).update(
        created_at=timezone.now() - timedelta(days=9),
        **({"verified_at": timezone.now() - timedelta(days=5)} if organisation.state == State.VERIFIED else {}),
    )
    organisation.refresh_from_db()
    return organisation


def test_all_of_an_hour_in_one_mail_and_each_once(coordinator, coordinator_south, staff, tell):
    verified, returned = (old(name_th=f"สมาคม {name}", state=State.SUBMITTED) for name in "กข")
    held = old(name_th="สมาคม ค", phone="081-234-5678")
    names = {"name_en": "New", "legal_form": "foundation"}
    actions.update(organisation=held, values=names, by=coordinator)
    assert tell() == []
    actions.verify(organisation=verified, by=staff)
    actions.send_back(organisation=returned, reason="นางสมศรี โทร 081-000-0000", by=staff)
    actions.decide(organisation=held, approve=["name_en"], refuse={"legal_form": "นางสมศรีบอกว่าไม่ใช่"}, by=staff)
    [(to, subject, body)] = tell()
    assert (to, subject) == (coordinator.email, "กระทรวงพิจารณาข้อมูลองค์กรในจังหวัดของท่านแล้ว 4 รายการ")
    lines = [line for line in body.splitlines() if line.startswith("- ") or line.endswith("(1)")]
    assert lines == [
        "ส่งกลับให้แก้ไข (1)",
        f"- สมาคม ข ({returned.code})",
        "การแก้ไขที่ไม่ได้รับอนุมัติ (1)",
        f"- สมาคม ค ({held.code})",
        "การแก้ไขที่ได้รับอนุมัติ (1)",
        f"- สมาคม ค ({held.code})",
        "ตรวจสอบแล้ว (1)",
        f"- สมาคม ก ({verified.code})",
    ]
    assert [word for word in ("สมศรี", "081", "New") if word in body] == []
    assert tell() == []


def test_of_many_verified_at_once_the_first_are_named(coordinator, staff, tell, monkeypatch):
    monkeypatch.setattr(telling, "NAMED", 2)
    for number in range(3):
        old(name_th=f"สมาคม {number}", state=State.DRAFT)
    action = actions.preview_bulk(kind=BulkKind.VERIFY, parameters={}, meant=Meant(), by=staff)
    run_bulk(str(action.pk))
    actions.confirm_bulk(action=action, by=staff)
    run_bulk(str(action.pk))
    [(_to, _subject, body)] = tell()
    assert body.count("- สมาคม") == 2
    assert "และอีก 1" in body


def test_what_comes_in_verified_is_nobodys_to_be_told(coordinator, tell):
    OrganisationFactory(verified_at=timezone.now())
    assert tell() == []


def test_who_has_left_is_told_nothing(coordinator, staff, tell):
    organisation = old(state=State.SUBMITTED)
    actions.verify(organisation=organisation, by=staff)
    coordinator.is_active = False
    coordinator.save()
    assert (tell(), DecisionMail.objects.count()) == ([], 0)


def test_what_was_approved_stands_on_the_record_for_a_while(coordinator, staff, client_of):
    organisation = OrganisationFactory()
    actions.update(organisation=organisation, values={"name_en": "New"}, by=coordinator)
    actions.decide(organisation=organisation, approve=["name_en"], by=staff)
    page = f"/organisations/{organisation.code}/"
    client = client_of(coordinator)
    assert [wanted for _label, wanted, _change in client.get(page).context["notices"].approved] == ["New"]
    organisation.held_changes.update(decided_at=timezone.now() - timedelta(days=15))
    assert client.get(page).context["notices"].approved == []
