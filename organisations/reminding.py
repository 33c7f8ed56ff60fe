"""Reminders of the yearly confirmation: each stage once a record, one mail a day and person, rows as the proof."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import connection, transaction
from django.db.models import Count, F, Value
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from core.models import JobState
from organisations import confirming, waiting
from organisations.bulk.reminding import recipients
from organisations.models import Organisation, Reminder, ReminderMail, ReminderStage

NAMED = 30
# How long a mail that could not be sent is tried again, hour by hour.
TRIED = timedelta(days=3)
_LOCK = 20_641_109  # of reminders among all advisory locks


@transaction.atomic
def make(on: date) -> list[ReminderMail]:
    """Write down whom to remind of what on a day, once; the mails are to be sent by whoever asked.

    A record has the latest stage that it has reached: after a long rest of the system nobody gets three mails at once.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    if Reminder.objects.filter(on=on).exists():
        return []
    stages = list(ReminderStage.objects.filter(is_on=True).order_by("days").values_list("days", flat=True))
    for days, next_days in pairwise([*stages, None]):
        if days is not None:
            _write_down(on, days, next_days)
    made = Reminder.objects.filter(on=on).values_list("organisation__province_id").annotate(number=Count("pk"))
    people = recipients(dict(made)).people
    return [ReminderMail.objects.create(owner=person, on=on) for person in people]


def _write_down(on: date, days: int, next_days: int | None) -> None:
    """Reminders of one stage, for the records that have reached it and not the next."""
    reached = waiting.to_confirm(Organisation.objects.order_by(), by_day=on - timedelta(days=days)).order_by()
    if next_days is not None:
        reached = reached.filter(last_confirmed__gt=waiting.year_before(on - timedelta(days=next_days)))
    rows = reached.annotate(stage=Value(days), made_on=Value(on)).values("pk", "last_confirmed", "stage", "made_on")
    waiting.insert_from(rows, Reminder, "organisation_id", "confirmed_on", "days", "on")


def still_to_confirm(mail: ReminderMail) -> Any:
    """The records of a mail that nobody has confirmed, changed hands or closed since it was written down."""
    person: Any = mail.owner
    mine = Organisation.objects.editable_by(person).filter(province__in=person.province_codes)
    reminded = waiting.confirmed_yearly(mine).filter(reminders__on=mail.on, reminders__confirmed_on=F("last_confirmed"))
    return reminded.order_by("last_confirmed", "pk")


def send(mail: ReminderMail) -> None:
    """Send one person's mail of the day, unless there is nothing left to say or the person has left."""
    person: Any = mail.owner
    if mail.sent_at is not None or not person.is_active or not person.email:
        return
    found = still_to_confirm(mail).only(*confirming.COLUMNS)
    count = found.count()
    if not count:
        return
    lines = [(line, line.due_on < mail.on) for line in confirming.lines(found[:NAMED])]
    context = {
        "lines": lines,
        "count": count,
        "more": max(0, count - NAMED),
        "address": settings.SITE_ADDRESS + reverse("organisations:confirmation"),
        "days": waiting.PATIENCE.days,
    }
    with translation.override(settings.LANGUAGE_CODE):
        subject = _("Please confirm %(count)s records of your province") % {"count": count}
        message = EmailMultiAlternatives(
            subject, render_to_string("organisations/mail/confirmation.txt", context), to=[person.email]
        )
        message.attach_alternative(render_to_string("organisations/mail/confirmation.html", context), "text/html")
        message.send()
    # At once, so that a worker that is stopped now does not send it twice.
    ReminderMail.objects.filter(pk=mail.pk).update(sent_at=timezone.now())


def again() -> int:
    """Let mails that failed wait again, for a few days. Returns how many."""
    lately = timezone.localdate() - TRIED
    failed = ReminderMail.objects.filter(state=JobState.FAILED, sent_at=None, on__gte=lately)
    return failed.update(state=JobState.QUEUED, attempts=0, finished_at=None, reason="")
