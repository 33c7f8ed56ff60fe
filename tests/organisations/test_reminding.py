"""Reminders of the yearly confirmation over simulated months: each once, to the right people, none after acting."""

import smtplib
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core import mail
from django.utils import timezone

from core.models import JobState
from organisations import actions, reminding, tasks
from organisations.choices import State, Status
from organisations.models import Escalation, Reminder, ReminderMail, ReminderStage
from tests.factories.organisations import OrganisationFactory

pytestmark = pytest.mark.django_db

DUE = date(2026, 6, 1)


class Clock:
    """A day that moves; every day the beat's tasks run, and on a day that brought a mail once more."""

    def __init__(self, monkeypatch, on_commit):
        self.monkeypatch, self.on_commit = monkeypatch, on_commit

    def run(self, first, last):
        day = first
        while day <= last:
            before = len(mail.outbox)
            self.hour(day, 1)
            if len(mail.outbox) > before:
                self.hour(day, 2)
            day += timedelta(days=1)

    def hour(self, day, hour):
        self.set(day, hour)
        with self.on_commit(execute=True):
            tasks.raise_what_waits()
            tasks.remind_of_confirmations()

    def set(self, day, hour=1):
        now = datetime.combine(day, time(hour), UTC)
        self.monkeypatch.setattr(timezone, "now", lambda: now)


@pytest.fixture
def clock(monkeypatch, django_capture_on_commit_callbacks):
    # What rings for a mail does its work at once.
    monkeypatch.setattr("core.jobs.ring", lambda job, task: task(str(job.pk)))
    return Clock(monkeypatch, django_capture_on_commit_callbacks)


def due(name, on=DUE, **values):
    """A record that is due on a day."""
    verified_at = datetime.combine(on.replace(year=on.year - 1), time(3), UTC)
    return OrganisationFactory(name_th=name, verified_at=verified_at, **values)


def sent():
    """(recipient, day of the mail's row) of all mails, in order."""
    return [(row.owner.username, row.on) for row in ReminderMail.objects.exclude(sent_at=None).order_by("on", "owner")]


def test_each_stage_once_to_the_coordinators_of_the_province(clock, coordinator, coordinator_south, staff):
    due("ก")
    due("ข")
    clock.run(date(2026, 4, 1), date(2026, 9, 1))
    days = [date(2026, 5, 2), DUE, date(2026, 6, 15)]
    assert sent() == [("coordinator", day) for day in days]
    assert sorted(Reminder.objects.values_list("organisation__name_th", "days", "on")) == [
        (name, stage, day) for name in ("ก", "ข") for stage, day in zip((-30, 0, 14), days, strict=True)
    ]
    assert [message.to for message in mail.outbox] == [[coordinator.email]] * 3
    assert "ก (CSO-" in mail.outbox[0].body
    assert mail.outbox[0].alternatives[0].mimetype == "text/html"
    assert Escalation.objects.open().count() == 2


def test_none_after_acting(clock, coordinator):
    first, second, third = due("ก"), due("ข"), due("ค")
    clock.run(date(2026, 4, 25), date(2026, 5, 10))
    actions.confirm(organisation=first, by=coordinator)
    actions.set_status(organisation=second, status=Status.DISSOLVED, reason="มติ", by=coordinator)
    clock.run(date(2026, 5, 11), date(2026, 6, 30))
    assert [message.body.count("(CSO-") for message in mail.outbox] == [3, 1, 1]
    assert third.code in mail.outbox[1].body
    clock.run(date(2027, 4, 1), date(2027, 4, 30))
    assert sent()[-1] == ("coordinator", date(2027, 4, 10))


def test_a_record_that_is_not_public_is_not_asked_for(clock, coordinator):
    due("ร่าง", state=State.DRAFT)
    due("เลิก", status=Status.DISSOLVED)
    clock.run(DUE, DUE)
    assert mail.outbox == []


def test_after_a_long_rest_there_is_one_mail_and_not_three(clock, coordinator):
    due("ก")
    due("ข", DUE + timedelta(days=20))
    clock.run(DUE + timedelta(days=40), DUE + timedelta(days=45))
    assert len(mail.outbox) == 1
    assert sorted(Reminder.objects.values_list("organisation__name_th", "days")) == [("ก", 14), ("ข", 14)]


def test_the_schedule_is_data(clock, coordinator):
    ReminderStage.objects.filter(days=-30).update(is_on=False)
    ReminderStage.objects.create(days=-7)
    due("ก")
    clock.run(date(2026, 4, 1), DUE)
    assert [on for _who, on in sent()] == [DUE - timedelta(days=7), DUE]


def test_acting_before_the_mail_leaves_keeps_it(clock, coordinator):
    organisation = due("ก")
    clock.set(DUE)
    (waiting_mail,) = reminding.make(DUE)
    actions.confirm(organisation=organisation, by=coordinator)
    tasks.send_reminder(str(waiting_mail.pk))
    waiting_mail.refresh_from_db()
    assert (mail.outbox, waiting_mail.state, waiting_mail.sent_at) == ([], JobState.DONE, None)


def test_a_mail_delivered_twice_is_sent_once(clock, coordinator):
    due("ก")
    clock.set(DUE)
    (waiting_mail,) = reminding.make(DUE)
    for _again in range(2):
        tasks.send_reminder(str(waiting_mail.pk))
    assert len(mail.outbox) == 1
    assert reminding.make(DUE) == []


def test_a_mail_server_that_is_down_for_a_day_loses_nothing(clock, coordinator, monkeypatch):
    due("ก")
    clock.set(DUE)
    (waiting_mail,) = reminding.make(DUE)
    with monkeypatch.context() as patch:
        patch.setattr(reminding.EmailMultiAlternatives, "send", lambda self: _refuse())
        for _attempt in range(3):
            with pytest.raises(smtplib.SMTPServerDisconnected):
                tasks.send_reminder(str(waiting_mail.pk))
        tasks.send_reminder(str(waiting_mail.pk))
    assert ReminderMail.objects.get().state == JobState.FAILED
    clock.set(DUE + timedelta(days=1))
    tasks.raise_what_waits()
    tasks.send_reminder(str(waiting_mail.pk))
    assert len(mail.outbox) == 1


def _refuse():
    raise smtplib.SMTPServerDisconnected


def test_no_personal_data_leave_by_mail(clock, coordinator):
    organisation = due("ก", phone="053 123 456", email="office@example.org")
    organisation.people.create(kind="head", name="สมศรี ใจดี")
    clock.run(DUE, DUE)
    (message,) = mail.outbox
    for text in (message.body, message.alternatives[0].content):
        assert not any(word in text for word in ("สมศรี", "053", "office@", coordinator.name))
