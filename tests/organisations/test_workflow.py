"""Verifying, returning field by field, deciding on held changes, certification: what the actions promise."""

from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.db.utils import ProgrammingError
from django.utils import timezone

from organisations import actions
from organisations.choices import Certification, State, Status
from organisations.models import Decision, HeldChange, Organisation, ReturnReason
from tests.factories.organisations import OrganisationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def held(coordinator):
    """A verified record whose two names the coordinator wants changed."""
    organisation = OrganisationFactory(name_th="เดิม", name_en="Old")
    return actions.update(organisation=organisation, values={"name_th": "ใหม่", "name_en": "New"}, by=coordinator)


def decisions():
    return {change.field: (change.decision, change.decision_reason) for change in HeldChange.objects.all()}


def test_approving_one_and_refusing_the_other(held, staff):
    row = actions.decide(organisation=held, approve=["name_th"], refuse={"name_en": "ไม่ตรงกับใบสำคัญ"}, by=staff)
    assert (row.name_th, row.name_en) == ("ใหม่", "Old")
    assert decisions() == {"name_th": (Decision.APPROVED, ""), "name_en": (Decision.REFUSED, "ไม่ตรงกับใบสำคัญ")}


def test_a_refusal_has_a_reason(held, staff):
    with pytest.raises(ValidationError):
        actions.decide(organisation=held, refuse={"name_en": " "}, by=staff)
    assert decisions() == {"name_th": (Decision.WAITING, ""), "name_en": (Decision.WAITING, "")}


def test_what_is_decided_is_not_decided_again(held, staff):
    actions.decide(organisation=held, approve=["name_th"], by=staff)
    with pytest.raises(actions.WrongStateError):
        actions.decide(organisation=held, refuse={"name_th": "x"}, by=staff)


def test_who_asks_does_not_decide(held, coordinator):
    with pytest.raises(PermissionDenied):
        actions.decide(organisation=held, approve=["name_th"], by=coordinator)


def test_only_the_version_that_was_read_is_verified(staff, coordinator):
    organisation = OrganisationFactory(state=State.SUBMITTED)
    actions.update(organisation=organisation, values={"note": "x"}, by=coordinator)
    for step in (actions.verify, actions.send_back):
        with pytest.raises(actions.ConflictError):
            step(organisation=organisation, version=1, by=staff)
    assert actions.verify(organisation=organisation, version=2, by=staff).state == State.VERIFIED


def test_reasons_by_field_live_until_the_record_is_sent_again(staff, coordinator):
    organisation = OrganisationFactory(state=State.SUBMITTED)
    reasons = {"name_th": "ไม่ตรงกับใบสำคัญ", "people": "ไม่มีผู้ประสานงาน", "road": "  "}
    actions.send_back(organisation=organisation, fields=reasons, by=staff)
    opened = ReturnReason.objects.open().values_list("field", "reason")
    assert list(opened) == [("name_th", "ไม่ตรงกับใบสำคัญ"), ("people", "ไม่มีผู้ประสานงาน")]
    actions.submit(organisation=organisation, by=coordinator)
    assert (ReturnReason.objects.open().count(), ReturnReason.objects.count()) == (0, 2)


def test_a_return_says_something(staff):
    with pytest.raises(ValidationError):
        actions.send_back(organisation=OrganisationFactory(state=State.SUBMITTED), fields={"note": " "}, by=staff)


@pytest.mark.django_db(transaction=True)
def test_two_verify_at_once_and_one_does(staff, admin):
    organisation = OrganisationFactory(state=State.SUBMITTED)
    barrier, seen = Barrier(2), []

    def press(person):
        barrier.wait()
        try:
            actions.verify(organisation=organisation, version=1, by=person)
            seen.append("done")
        except actions.WrongStateError as late:
            seen.append(late.current.state)
        finally:
            connection.close()

    threads = [Thread(target=press, args=[person]) for person in (staff, admin)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(seen) == ["done", "verified"]
    assert Organisation.objects.get().version == 2


def certify(organisation, step, day, by, **more):
    return actions.certify(organisation=organisation, step=step, taken_on=day, by=by, **more)


def test_the_steps_of_the_law_in_order(staff):
    organisation = OrganisationFactory()
    steps = (
        (Certification.RECEIVED, date(2024, 1, 5), "รับ 12/2567"),
        (Certification.CERTIFIED, date(2024, 3, 1), "89/2567"),
        (Certification.CERTIFICATE_SENT, date(2024, 3, 9), ""),
        (Certification.GAZETTED, date(2024, 5, 2), "เล่ม 141"),
    )
    for step, day, number in steps:
        certify(organisation, step, day, staff, number=number)
    organisation.refresh_from_db()
    assert (organisation.certification, organisation.certificate_number, organisation.certified_on) == (
        Certification.GAZETTED,
        "89/2567",
        date(2024, 3, 1),
    )
    assert [taken.step for taken in organisation.certification_steps.all()] == [step for step, _, _ in steps]


@pytest.mark.parametrize(
    ("now", "step"),
    [
        (Certification.NONE, Certification.CERTIFIED),
        (Certification.RECEIVED, Certification.GAZETTED),
        (Certification.GAZETTED, Certification.CERTIFIED),
        (Certification.CERTIFIED, Certification.REFUSED),
        (Certification.CERTIFIED, Certification.NONE),
    ],
)
def test_no_step_is_left_out_or_taken_back_without_a_reason(now, step, staff):
    organisation = OrganisationFactory(certification=now)
    with pytest.raises(ValidationError) as problem:
        certify(organisation, step, date(2024, 1, 5), staff)
    assert list(problem.value.error_dict) == ["reason"]
    certify(organisation, step, date(2024, 1, 5), staff, reason="บันทึกผิด")
    organisation.refresh_from_db()
    assert organisation.certification == step


def test_a_refusal_takes_the_certificate_and_one_may_apply_again(staff):
    organisation = OrganisationFactory()
    certify(organisation, Certification.RECEIVED, date(2024, 1, 5), staff)
    with pytest.raises(ValidationError):
        certify(organisation, Certification.REFUSED, date(2024, 2, 5), staff)
    certify(organisation, Certification.REFUSED, date(2024, 2, 5), staff, reason="เอกสารไม่ครบ")
    certify(organisation, Certification.RECEIVED, date(2024, 6, 5), staff)
    organisation.refresh_from_db()
    assert organisation.certification == Certification.RECEIVED


@pytest.mark.parametrize("day", [date(2023, 1, 1), timezone.localdate() + timedelta(days=1)])
def test_a_step_is_dated_after_the_one_before_and_not_to_come(day, staff):
    organisation = OrganisationFactory()
    certify(organisation, Certification.RECEIVED, date(2024, 1, 5), staff)
    with pytest.raises(ValidationError) as problem:
        certify(organisation, Certification.CERTIFIED, day, staff)
    assert list(problem.value.error_dict) == ["taken_on"]


def test_a_coordinator_does_not_certify(coordinator):
    with pytest.raises(PermissionDenied):
        certify(OrganisationFactory(), Certification.RECEIVED, date(2024, 1, 5), coordinator)


def test_dissolved_with_its_day_and_still_there(coordinator, client):
    organisation = OrganisationFactory()
    day = date(2025, 6, 30)
    actions.set_status(
        organisation=organisation, status=Status.DISSOLVED, reason="สมาชิกลงมติให้เลิก", since=day, by=coordinator
    )
    organisation.refresh_from_db()
    assert (organisation.status, organisation.status_reason, organisation.status_since) == (
        "dissolved",
        "สมาชิกลงมติให้เลิก",
        day,
    )
    assert client.get(organisation.get_absolute_url()).status_code == 200


def test_nobody_deletes_an_organisation():
    organisation = OrganisationFactory()
    with pytest.raises(ProgrammingError, match="Cannot delete rows"):
        organisation.delete()
