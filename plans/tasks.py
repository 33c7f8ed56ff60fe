"""This room's work beside its pages: reminders of reports."""

from __future__ import annotations

from celery import shared_task
from django.db import transaction
from django.utils import timezone

from core import jobs
from plans import reminding
from plans.models import ReportReminderMail


@jobs.rung_by(ReportReminderMail)
@shared_task
def send_report_reminder(pk: str) -> None:
    """Send the reminder mail `pk`, if it waits; a second delivery finds nothing to do."""
    jobs.run(ReportReminderMail, pk, reminding.send)


@shared_task
@transaction.atomic
def remind_of_reports() -> int:
    """Make today's reminders of reports, once, ring for their mails, and try those that failed again.

    Returns how many mails were made.
    """
    reminding.again()
    mails = reminding.make(timezone.localdate())
    for mail in mails:
        jobs.enqueue(mail, send_report_reminder)
    return len(mails)
