"""One mail to each coordinator about the records of the chosen ones in his provinces; never one mail a record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.core.mail import send_mail
from django.db import models
from django.db.models import Count
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.permissions import Role
from core.jobs import report_progress
from organisations.choices import Outcome
from organisations.models import BulkAction, Organisation
from places import lookup

NAMED = 30


@dataclass(frozen=True)
class Recipients:
    """Coordinators by province. `missing`: provinces (code → records) that have nobody with an e-mail address."""

    people: Sequence[User]
    missing: Mapping[str, int]


def recipients(counts: Mapping[str, int]) -> Recipients:
    """Who gets a mail about so many records of each province; two questions."""
    coordinators = User.objects.filter(role=Role.COORDINATOR, is_active=True, provinces__code__in=counts)
    people = list(coordinators.exclude(email="").distinct().order_by("pk").prefetch_related("provinces"))
    reached = {province.code for person in people for province in person.provinces.all()}
    return Recipients(people, {code: rows for code, rows in counts.items() if code not in reached})


def by_province(organisations: models.QuerySet[Organisation]) -> dict[str, int]:
    """How many of these records each province has; one question."""
    found = organisations.order_by().values_list("province_id").annotate(rows=Count("pk"))
    return dict(found)


def remind(action: BulkAction) -> None:
    """Send the mails that are not sent yet, and say of each record whether its province was reached."""
    waiting = action.rows.filter(outcome=Outcome.WAITING).exclude(
        record__in=Organisation.objects.editable_by(action.by).values("pk")
    )
    waiting.update(outcome=Outcome.REFUSED, refusal="not_yours")
    meant = Organisation.objects.filter(pk__in=action.rows.exclude(refusal="not_yours").values("record"))
    counts = by_province(meant)
    found = recipients(counts)
    report_progress(action, stage="mailing", total=len(found.people))
    sent = set(action.parameters.get("sent", []))
    for person in found.people:
        if person.pk not in sent:
            _send(person, action, meant, counts)
            sent.add(person.pk)
            action.parameters["sent"] = sorted(sent)
            BulkAction.objects.filter(pk=action.pk).update(parameters=action.parameters)
        report_progress(action, done=len(sent))
    lost = meant.filter(province__in=found.missing)
    action.rows.filter(record__in=lost.values("pk")).update(outcome=Outcome.REFUSED, refusal="no_coordinator")
    action.rows.filter(outcome=Outcome.WAITING).update(outcome=Outcome.CHANGED)


def _send(person: User, action: BulkAction, meant: models.QuerySet[Organisation], counts: Mapping[str, int]) -> None:
    known = lookup.provinces().by_code
    mine = sorted(province.code for province in person.provinces.all() if province.code in counts)
    count = sum(counts[code] for code in mine)
    named = meant.filter(province__in=mine).order_by("name_sort", "id").values_list("name_th", "code")[:NAMED]
    query = [*parse_qsl(action.query), *(("province", code) for code in mine)]
    context: dict[str, Any] = {
        "person": person,
        "sender": action.owner,
        "message": action.parameters.get("message", ""),
        "records": list(named),
        "more": max(0, count - NAMED),
        "count": count,
        "provinces": [known[code].name_th for code in mine],
        "address": f"{action.parameters.get('site', '')}{reverse('organisations:list')}?{urlencode(query)}",
    }
    with translation.override(settings.LANGUAGE_CODE):
        subject = _("Please look at %(count)s organisations of your province") % {"count": count}
        send_mail(subject, render_to_string("organisations/mail/bulk_reminder.txt", context), None, [person.email])
