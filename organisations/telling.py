"""What the ministry decided, told to the coordinators of the provinces: one mail a person for what an hour brought.

Nothing is written down when somebody decides. Who is to be told of what is asked of the records and their held changes
by their dates, so every path tells: the queue, many at once, a command. A mail names organisations and what was
decided; values and reasons, in which people may be named, stand on the pages, behind signing in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.db import connection, transaction
from django.db.models import Max, Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.models import JobState
from organisations.bulk.reminding import recipients
from organisations.choices import Decision, State
from organisations.models import DecisionMail, Organisation
from organisations.querysets import OrganisationQuerySet

NAMED = 20
# What is being decided now is told next time, so that no transaction that ends late is passed over.
SETTLED = timedelta(minutes=2)
# After a rest of the system nobody is told of what is older.
AT_MOST = timedelta(days=3)
_LOCK = 20_641_110  # of these mails among all advisory locks


@dataclass(frozen=True)
class Told:
    """One kind of decision in a mail: how many records, and the first of them."""

    words: str | Promise
    count: int
    records: Sequence[Organisation]


@transaction.atomic
def make(now: datetime | None = None) -> list[DecisionMail]:
    """Write down whom to tell of what was decided since the last time; the mails are to be sent by whoever asked."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    until = (now or timezone.now()) - SETTLED
    last = DecisionMail.objects.aggregate(last=Max("until"))["last"] or until - timedelta(hours=1)
    since = max(last, until - AT_MOST)
    # One by one: each has an index, all together would read the whole registry.
    decided = [Organisation.objects.order_by().filter(condition) for condition in _kinds(since, until).values()]
    provinces = {code for found in decided for code in found.values_list("province_id", flat=True).distinct()}
    people = recipients(dict.fromkeys(provinces, 1)).people if provinces else []
    return [DecisionMail.objects.create(owner=person, since=since, until=until) for person in people]


def send(mail: DecisionMail) -> None:
    """Send one person's mail, unless there is nothing left to say or the person has left."""
    person: Any = mail.owner
    if mail.sent_at is not None or not person.is_active or not person.email:
        return
    told = decisions(mail)
    if not told:
        return
    context = {
        "person": person,
        "told": [(one.words, one.count, one.records, one.count - len(one.records)) for one in told],
        "address": settings.SITE_ADDRESS + reverse("organisations:mine"),
    }
    with translation.override(settings.LANGUAGE_CODE):
        subject = _("The ministry has decided on %(count)s records of your province") % {
            "count": sum(one.count for one in told)
        }
        send_mail(subject, render_to_string("organisations/mail/decisions.txt", context), None, [person.email])
    # At once, so that a worker that is stopped now does not send it twice.
    DecisionMail.objects.filter(pk=mail.pk).update(sent_at=timezone.now())


def decisions(mail: DecisionMail) -> list[Told]:
    """What a mail says, as the records stand when it leaves."""
    person: Any = mail.owner
    mine: OrganisationQuerySet = Organisation.objects.editable_by(person).filter(province__in=person.province_codes)
    words = {
        "returned": gettext_lazy("Returned for mending"),
        "refused": gettext_lazy("Changes that were not approved"),
        "approved": gettext_lazy("Changes that were approved"),
        "verified": gettext_lazy("Verified"),
    }
    told = []
    for kind, condition in _kinds(mail.since, mail.until).items():
        found = mine.filter(condition).order_by("name_sort", "pk").distinct()
        if count := found.count():
            told.append(Told(words[kind], count, list(found[:NAMED])))
    return told


def _kinds(since: datetime, until: datetime) -> dict[str, Q]:
    """What was decided after one moment, up to another, as conditions on organisations; what asks for work first.

    A record that came in as a verified one was nobody's to be decided on.
    """
    held = {"held_changes__decided_at__gt": since, "held_changes__decided_at__lte": until}
    return {
        "returned": Q(state=State.RETURNED, state_since__gt=since, state_since__lte=until),
        "refused": Q(**held, held_changes__decision=Decision.REFUSED),
        "approved": Q(**held, held_changes__decision=Decision.APPROVED),
        "verified": Q(state=State.VERIFIED, verified_at__gt=since, verified_at__lte=until, created_at__lte=since),
    }


def again() -> int:
    """Let mails that failed wait again, for a few days. Returns how many."""
    failed = DecisionMail.objects.filter(state=JobState.FAILED, sent_at=None, until__gte=timezone.now() - AT_MOST)
    return failed.update(state=JobState.QUEUED, attempts=0, finished_at=None, reason="")
