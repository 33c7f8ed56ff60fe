"""Reminders of reports over two simulated years: each once, to the right people, none after the report is in."""

import random
import re
import smtplib
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core import mail
from django.utils import timezone

from core.models import JobState
from plans import actions, reminding, tasks
from plans.models import Agency, PlanPeriod, Progress, ReportReminder, ReportReminderMail, ReportReminderStage
from tests.factories.accounts import UserFactory
from tests.factories.plans import ProgressFactory, make_officer

pytestmark = pytest.mark.django_db

STAGES = [("agency", -14), ("agency", 0), ("agency", 7), ("ministry", 14)]
DUE = date(2022, 4, 30)  # of 2565-H1


class Clock:
    """A day that moves; every day the beat's task runs, twice where it sent; what is sent is kept with its day.

    `quiet`: days of which the beat runs on every tenth alone, to show that it stays quiet.
    """

    def __init__(self, monkeypatch, on_commit):
        self.monkeypatch, self.on_commit = monkeypatch, on_commit
        self.sent = []  # (recipient, day, "1.2", "2565-H1") of every line of every mail

    def run(self, first, last, *, evening=lambda day: None, quiet=lambda day: False):
        day = first
        while day <= last:
            if not quiet(day) or day.day % 10 == 0:
                self.hour(day, 1)
            if mail.outbox:
                self.hour(day, 2)
            for message in mail.outbox:
                for number, period in re.findall(r"/projects/([\d.]+)/progress/([\dH-]+)/", message.body):
                    self.sent.append((message.to[0], day, number, period))
            mail.outbox.clear()
            self.set(day, 10)
            evening(day)
            day += timedelta(days=1)

    def hour(self, day, hour):
        self.set(day, hour)
        with self.on_commit(execute=True):
            tasks.remind_of_reports()

    def set(self, day, hour=1):
        now = datetime.combine(day, time(hour), UTC)
        self.monkeypatch.setattr(timezone, "now", lambda: now)


@pytest.fixture
def clock(monkeypatch, django_capture_on_commit_callbacks):
    # What rings for a mail does its work at once.
    monkeypatch.setattr("core.jobs.ring", lambda job, task: task(str(job.pk)))
    return Clock(monkeypatch, django_capture_on_commit_callbacks)


@pytest.fixture
def people(cso1, staff):
    """An officer for each agency but the last two that lead; one has left, one has no address, one has two agencies."""
    codes = sorted({part.agency.code for node in cso1.nodes.with_agencies() for part in node.lead})
    found = {}
    for code in codes[:-2]:
        found[code] = UserFactory(username=code, role="agency", email=f"{code}@example.org")
        make_officer(found[code], code)
    make_officer(found[codes[0]], codes[1])
    make_officer(UserFactory(username="left", role="agency", is_active=False), codes[0])
    make_officer(UserFactory(username="silent", role="agency", email=""), codes[-1])
    return found


def whom(cso1, staff):
    """The addresses that may be reminded of each project, asked of the tables in another way than the code's."""
    answer = {}
    for node in cso1.nodes.with_agencies().filter(level__reports_progress=True):
        codes = {part.agency.code for part in node.lead}
        members = Agency.objects.filter(code__in=codes, members__user__is_active=True)
        answer[node.number] = set(members.values_list("members__user__email", flat=True)) - {"", None} or {staff.email}
    return answer


def test_over_two_years_each_is_sent_once_to_the_right_people_and_none_after_the_report_is_in(
    cso1, people, staff, clock
):
    dice = random.Random(2564)
    nodes = {node.number: node for node in cso1.nodes.filter(level__reports_progress=True).select_related("plan")}
    due = dict(PlanPeriod.objects.filter(plan=cso1).values_list("period", "due_on"))
    # When each report comes in: early, late or never.
    comes = {
        (number, period): on + timedelta(days=dice.choice([-40, -20, -14, -13, -3, 0, 1, 7, 8, 14, 20, 999]))
        for number in nodes
        for period, on in due.items()
    }

    def evening(day):
        for (number, period), on in comes.items():
            if on == day:
                ProgressFactory(node=nodes[number], period=period, state="submitted", by=staff)

    def quiet(day):
        """Neither near a stage of a due day, nor in the month after one, in which what was missed is caught up."""
        return not any(-16 <= (day - on).days <= 22 for on in due.values())

    clock.run(date(2020, 10, 1), date(2022, 12, 31), evening=evening, quiet=quiet)
    addresses = whom(cso1, staff)
    expected = [
        (address, on + timedelta(days=days), number, period)
        for (number, period), came in comes.items()
        for on in [due[period]]
        for audience, days in STAGES
        if came >= on + timedelta(days=days)
        for address in (addresses[number] if audience == "agency" else {staff.email})
    ]
    assert len(expected) > 100
    assert sorted(clock.sent) == sorted(expected)


def test_the_schedule_is_data(cso1, officer, clock):
    ReportReminderStage.objects.filter(days__in=[-14, 0]).update(is_on=False)
    ReportReminderStage.objects.create(days=-3, audience="agency")
    clock.run(date(2022, 3, 1), DUE + timedelta(days=10))
    mine = {day for address, day, _number, period in clock.sent if address == officer.email and period == "2565-H1"}
    assert mine == {DUE - timedelta(days=3), DUE + timedelta(days=7)}


def test_more_time_moves_the_reminders_and_a_returned_report_is_awaited_again(cso1, officer, staff, clock):
    window = PlanPeriod.objects.get(plan=cso1, period="2565-H1")
    nodes = cso1.nodes.led_by(officer).values_list("number", flat=True)
    clock.set(date(2022, 3, 2))
    until = date(2022, 6, 30)
    agency = Agency.objects.get(code="nhco")
    actions.add_exception(period=window, agency=agency, until=until, reason="น้ำท่วม", by=staff)
    ProgressFactory(node=cso1.nodes.get(number=nodes[0]), state="submitted", by=staff)
    clock.run(date(2022, 3, 3), date(2022, 6, 20))
    assert {(day, number) for address, day, number, _period in clock.sent if address == officer.email} == {
        (until - timedelta(days=14), number) for number in nodes[1:]
    }
    actions.return_progress(progress=Progress.objects.get(), reason="ขอหลักฐาน", by=staff)
    clock.sent.clear()
    clock.run(date(2022, 6, 21), until)
    mine = {(day, number) for address, day, number, period in clock.sent if address == officer.email}
    # The stage that it had reached long since, once it is in the agency's hands again; then the due day.
    assert {number for day, number in mine if day == until} == set(nodes)


def test_nobody_is_reminded_of_what_cannot_be_done_any_more(cso1, officer, staff, clock):
    window = PlanPeriod.objects.get(plan=cso1, period="2565-H1")
    days = {"opens_on": date(2022, 3, 1), "due_on": DUE, "closes_on": DUE + timedelta(days=3)}
    actions.set_window(period=window, reason="ครบกำหนด", by=staff, **days)
    clock.run(DUE + timedelta(days=1), DUE + timedelta(days=10))
    assert {day for address, day, _number, period in clock.sent if address == officer.email} == {
        DUE + timedelta(days=1)
    }
    actions.close_period(period=window, reason="เสนอแล้ว", by=staff)
    clock.sent.clear()
    clock.run(DUE + timedelta(days=11), DUE + timedelta(days=30))
    assert [line for line in clock.sent if line[3] == "2565-H1"] == []


def test_of_what_is_long_past_nobody_is_reminded(cso1, officer, clock):
    clock.run(date(2026, 1, 5), date(2026, 1, 6))
    assert clock.sent == []
    assert not ReportReminder.objects.exists()


def test_a_report_that_comes_in_before_the_mail_leaves_is_not_in_it(cso1, officer, staff, clock):
    clock.set(DUE)
    (waiting, *_others) = [row for row in reminding.make(DUE) if row.owner_id == officer.pk]
    for node in cso1.nodes.led_by(officer):
        ProgressFactory(node=node, state="submitted", by=staff)
    tasks.send_report_reminder(str(waiting.pk))
    waiting.refresh_from_db()
    assert (mail.outbox, waiting.state, waiting.sent_at) == ([], JobState.DONE, None)


def test_a_mail_delivered_twice_is_sent_once_and_one_that_failed_is_tried_again(cso1, officer, clock, monkeypatch):
    clock.set(DUE)
    (waiting, *_others) = [row for row in reminding.make(DUE) if row.owner_id == officer.pk]
    with monkeypatch.context() as patch:
        patch.setattr(reminding.EmailMultiAlternatives, "send", lambda self: _refuse())
        for _attempt in range(3):
            with pytest.raises(smtplib.SMTPServerDisconnected):
                tasks.send_report_reminder(str(waiting.pk))
        tasks.send_report_reminder(str(waiting.pk))
    assert ReportReminderMail.objects.get(pk=waiting.pk).state == JobState.FAILED
    clock.set(DUE + timedelta(days=1))
    assert reminding.again() == 1
    for _again in range(2):
        tasks.send_report_reminder(str(waiting.pk))
    assert [message.to for message in mail.outbox] == [[officer.email]]
    assert reminding.make(DUE) == []


def _refuse():
    raise smtplib.SMTPServerDisconnected
