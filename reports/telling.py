"""Mails about reports."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import Role
from core.models import JobState
from reports.models import IssuedMail, ProvinceYear, Report, Standing, YearState

# How long a mail that could not be sent is tried again, hour by hour.
TRIED = timedelta(days=3)


def announce(report: Report) -> list[IssuedMail]:
    """Write down whom to tell that a report is issued: every member of the committee. Whoever asks sends the mails."""
    people = User.objects.filter(role=Role.COMMITTEE, is_active=True).exclude(email="").order_by("pk")
    return [IssuedMail.objects.create(report=report, owner=person) for person in people]


def send_issued(mail: IssuedMail) -> None:
    """Send one person's mail, unless the report is superseded by now or the person has left."""
    report = Report.objects.listed().get(pk=mail.report_id)
    person: Any = mail.owner
    if mail.sent_at is not None or report.standing != Standing.ISSUED or not person.is_active or not person.email:
        return
    with translation.override(settings.LANGUAGE_CODE):
        subject = _("Issued: %(report)s") % {"report": report}
        address = settings.SITE_ADDRESS + report.get_absolute_url()
        context = {"person": person, "report": report, "address": address}
        send_mail(subject, render_to_string("reports/mail/issued.txt", context), None, [person.email])
    # At once, so that a worker that is stopped now does not send it twice.
    IssuedMail.objects.filter(pk=mail.pk).update(sent_at=timezone.now())


def again() -> int:
    """Let mails that failed wait again, for a few days. Returns how many."""
    failed = IssuedMail.objects.filter(
        state=JobState.FAILED, sent_at=None, created_at__gte=timezone.now() - TRIED, report__standing=Standing.ISSUED
    )
    return failed.update(state=JobState.QUEUED, attempts=0, finished_at=None, reason="")


def year_moved(report: ProvinceYear, state: str) -> int:
    """Tell the staff of a yearly report that came in, or its province that it was returned or accepted; how many mails.

    None where it has moved on since.
    """
    if report.state != state:
        return 0
    if state == YearState.SUBMITTED:
        people = list(User.objects.filter(role=Role.STAFF, is_active=True).exclude(email="").order_by("pk"))
    else:
        sender = report.submitted_by
        people = [sender] if sender and sender.is_active and sender.email else []
    with translation.override(settings.LANGUAGE_CODE):
        subjects = {
            YearState.SUBMITTED: _("Submitted: yearly report of %(report)s"),
            YearState.RETURNED: _("Returned: yearly report of %(report)s"),
            YearState.ACCEPTED: _("Accepted: yearly report of %(report)s"),
        }
        subject = subjects[YearState(state)] % {"report": report}
        for person in people:
            context = {
                "person": person,
                "report": report,
                "address": settings.SITE_ADDRESS + report.get_absolute_url(),
            }
            send_mail(subject, render_to_string("reports/mail/province_year.txt", context), None, [person.email])
    return len(people)
