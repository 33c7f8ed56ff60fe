"""Reminders of reports: each stage once a report, one mail a day and person, rows as the proof.

Before the due day and after it the officers of the agencies that answer for a project are reminded; a stage for the
ministry lets what nobody sends rise to its staff, and so does a project for which no officer can be reached.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import connection, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.permissions import Role
from core.models import JobState
from plans.choices import Audience, WindowState
from plans.models import (
    AgencyMember,
    Node,
    PlanPeriod,
    Progress,
    ReportReminder,
    ReportReminderMail,
    ReportReminderStage,
)
from plans.waiting import not_in

# After a rest of the system nobody is reminded of what should have been reminded of longer ago than this.
AT_MOST = timedelta(days=30)
# How long a mail that could not be sent is tried again, hour by hour.
TRIED = timedelta(days=3)
_LOCK = 20_641_111  # of reminders of reports among all advisory locks


@dataclass(frozen=True)
class Line:
    """One report in a mail."""

    node: Node
    period: str
    label: str
    due_on: date
    days_over: int  # below nought: days left
    audience: Audience
    address: str


@transaction.atomic
def make(on: date) -> list[ReportReminderMail]:
    """Write down whom to remind of what on a day, once; the mails are to be sent by whoever asked.

    A report has the latest stage that it has reached: after a rest of the system nobody gets three mails at once.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    if ReportReminder.objects.filter(on=on).exists():
        return []
    stages: dict[Audience, list[int]] = {audience: [] for audience in Audience}
    for stage in ReportReminderStage.objects.filter(is_on=True).order_by("days"):
        stages[Audience(stage.audience)].append(stage.days)
    oldest = on - AT_MOST - timedelta(days=max([0, *(days for given in stages.values() for days in given)]))
    reminders = [
        ReportReminder(node=node, period=window.period, due_on=due_on, days=days, audience=audience, on=on)
        for window, node, due_on in not_in(on, oldest)
        for audience, days in _reached(stages, window, due_on, on)
    ]
    ReportReminder.objects.bulk_create(reminders, ignore_conflicts=True)
    made = ReportReminder.objects.filter(on=on).select_related("node__plan")
    known = _People()
    people = {person.pk for reminder in made for person in known.of(reminder)}
    return [ReportReminderMail.objects.create(owner_id=pk, on=on) for pk in sorted(people)]


def _reached(
    stages: dict[Audience, list[int]], window: PlanPeriod, due_on: date, on: date
) -> Iterator[tuple[Audience, int]]:
    """The latest stage of each audience that a report has reached; none for who could not act any more."""
    shut = window.window_state(on, until=due_on) == WindowState.SHUT
    for audience, given in stages.items():
        reached = [days for days in given if due_on + timedelta(days=days) <= on]
        if reached and not (shut and audience == Audience.AGENCY):
            yield audience, reached[-1]


class _People:
    """Who is reminded of reports: the officers who answer for a project; the ministry's staff where there are none."""

    def __init__(self) -> None:
        self._officers: dict[int, list[User]] = {}
        self._staff: list[User] | None = None

    def of(self, reminder: ReportReminder) -> list[User]:
        if reminder.audience == Audience.AGENCY:
            node = reminder.node
            if node.pk not in self._officers:
                self._officers[node.pk] = _officers(node)
            if self._officers[node.pk]:
                return self._officers[node.pk]
        if self._staff is None:
            self._staff = list(User.objects.filter(role=Role.STAFF, is_active=True).exclude(email=""))
        return self._staff


def _officers(node: Node) -> list[User]:
    members = AgencyMember.objects.filter(
        agency__in=node.answerable(), user__is_active=True, user__role=Role.AGENCY
    ).exclude(user__email="")
    return list(User.objects.filter(pk__in=members.values("user")))


def lines(mail: ReportReminderMail) -> list[Line]:
    """What a mail says, as the reports stand when it leaves: those that are in by now are not in it."""
    found = []
    made = ReportReminder.objects.filter(on=mail.on).select_related("node__plan", "node__level")
    sent = set(Progress.objects.sent().filter(node__in=made.values("node")).values_list("node_id", "period"))
    closed = set(PlanPeriod.objects.exclude(closed_at=None).values_list("plan_id", "period"))
    known = _People()
    for reminder in made.order_by("period", "node__plan__code", "node__position", "audience"):
        node = reminder.node
        if (node.pk, reminder.period) in sent or (node.plan_id, reminder.period) in closed:
            continue
        if mail.owner_id not in {person.pk for person in known.of(reminder)}:
            continue
        path = reverse("plans:progress", args=[node.plan.code, node.number, reminder.period])
        label = node.plan.period(reminder.period).label("th").split(" (")[0]
        over = (mail.on - reminder.due_on).days
        audience = Audience(reminder.audience)
        found.append(Line(node, reminder.period, label, reminder.due_on, over, audience, settings.SITE_ADDRESS + path))
    return found


def send(mail: ReportReminderMail) -> None:
    """Send one person's mail of the day, unless there is nothing left to say or the person has left."""
    person: Any = mail.owner
    if mail.sent_at is not None or not person.is_active or not person.email:
        return
    with translation.override(settings.LANGUAGE_CODE):
        found = lines(mail)
        if not found:
            return
        overdue = sum(line.days_over > 0 for line in found)
        context = {"lines": found, "count": len(found), "overdue": overdue, "to_staff": person.role == Role.STAFF}
        subject = _("Progress reports: %(count)s not sent yet, %(overdue)s overdue") % context
        message = EmailMultiAlternatives(
            subject, render_to_string("plans/mail/reports_due.txt", context), to=[person.email]
        )
        message.attach_alternative(render_to_string("plans/mail/reports_due.html", context), "text/html")
        message.send()
    # At once, so that a worker that is stopped now does not send it twice.
    ReportReminderMail.objects.filter(pk=mail.pk).update(sent_at=timezone.now())


def again() -> int:
    """Let mails that failed wait again, for a few days. Returns how many."""
    lately = timezone.localdate() - TRIED
    failed = ReportReminderMail.objects.filter(state=JobState.FAILED, sent_at=None, on__gte=lately)
    return failed.update(state=JobState.QUEUED, attempts=0, finished_at=None, reason="")
