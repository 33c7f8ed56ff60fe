"""What waits with somebody, since when, and what nobody acted on in time.

Nothing here is stored but the escalations: whether a thing waits is asked of the record itself, so no path of writing
can leave a reminder or a queue behind that is no longer true.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection, models
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Cast, Greatest, TruncDate
from django.utils import timezone

from organisations.choices import State, Status, Waiting
from organisations.models import Escalation, HeldChange, Organisation
from organisations.querysets import OrganisationQuerySet

PATIENCE = timedelta(days=14)
# The later of what the organisation said and what the ministry checked; indexed as organisation_last_confirmed.
LAST_CONFIRMED = Greatest("confirmed_on", TruncDate("verified_at"))


def year_before(day: date) -> date:
    """The day on which a confirmation that is due on `day` was given; 29 February counts as 28 where there is none."""
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def due_on(organisation: Organisation) -> date | None:
    """The day on which a record is to be confirmed again; None where it is not public or the organisation dissolved."""
    if organisation.state != State.VERIFIED or organisation.status == Status.DISSOLVED:
        return None
    days = [
        organisation.confirmed_on,
        timezone.localdate(organisation.verified_at) if organisation.verified_at else None,
    ]
    return year_after(max(day for day in days if day is not None))


def year_after(day: date) -> date:
    """The day a year later; after 29 February it is 1 March, so that `year_before` agrees."""
    if (day.month, day.day) == (2, 29):
        return date(day.year + 1, 3, 1)
    return day.replace(year=day.year + 1)


def to_confirm(organisations: OrganisationQuerySet, *, by_day: date) -> Any:
    """Those whose yearly confirmation is due by a day, with `last_confirmed`, the longest overdue first."""
    due = confirmed_yearly(organisations).filter(last_confirmed__lte=year_before(by_day))
    return due.order_by("last_confirmed", "pk")


def confirmed_yearly(organisations: OrganisationQuerySet) -> Any:
    """Those of which somebody says every year that they are right, with `last_confirmed`."""
    public = organisations.filter(state=State.VERIFIED).exclude(status=Status.DISSOLVED)
    # Not the QuerySet's own type: the column is one of the answer only.
    return public.annotate(last_confirmed=LAST_CONFIRMED)


def waiting(
    kind: Waiting, organisations: OrganisationQuerySet, *, before: datetime | None = None
) -> OrganisationQuerySet:
    """Organisations on which something of this kind waits, with `since`; those waiting since before a moment only."""
    found: Any
    if kind == Waiting.HELD:
        held = HeldChange.objects.waiting()
        oldest = held.filter(organisation=OuterRef("pk")).order_by("asked_at").values("asked_at")[:1]
        verified = organisations.filter(state=State.VERIFIED, pk__in=held.values("organisation"))
        found = verified.annotate(since=Subquery(oldest))
    elif kind == Waiting.CONFIRMATION:
        until = timezone.localdate(before) if before else timezone.localdate()
        # A moment, as that of the other kinds: midnight of the day here.
        year_later = Cast(F("last_confirmed") + timedelta(days=365), models.DateTimeField())
        return to_confirm(organisations, by_day=until).annotate(since=year_later)
    else:
        state = State.SUBMITTED if kind == Waiting.SUBMITTED else State.RETURNED
        found = organisations.filter(state=state).annotate(since=F("state_since"))
    return found.filter(since__lte=before) if before else found


def raise_late(now: datetime | None = None) -> int:
    """Let rise to the ministry what has waited for PATIENCE, and settle what waits no longer. Returns how many rose."""
    now = now or timezone.now()
    raised = 0
    for kind in Waiting:
        settle_ended(kind, now)
        late = waiting(kind, Organisation.objects.order_by(), before=now - PATIENCE).order_by()
        columns = late.annotate(
            kind=models.Value(kind.value, models.CharField()), raised=models.Value(now, models.DateTimeField())
        ).values("pk", "since", "kind", "raised")
        raised += insert_from(columns, Escalation, "organisation_id", "since", "kind", "raised_at")
    return raised


def insert_from(rows: models.QuerySet[Any, Any], model: type[models.Model], *columns: str) -> int:
    """Insert what a query gives, however much, leaving out what is there already. Returns how many rows are new."""
    query, parameters = rows.query.sql_with_params()
    statement = " ".join(
        (
            "INSERT INTO",
            model._meta.db_table,
            f"({', '.join(map(connection.ops.quote_name, columns))})",
            query,
            "ON CONFLICT DO NOTHING",
        )
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.rowcount


def settle_ended(kind: Waiting, now: datetime) -> None:
    """Settle escalations on whose record nothing of the kind waits any more, whoever or whatever ended it."""
    still = waiting(kind, Organisation.objects.order_by(), before=now).order_by().values("pk")
    Escalation.objects.open().filter(kind=kind).exclude(organisation__in=still).update(settled_at=now)


def settle(organisation: Organisation, kinds: Collection[Waiting]) -> None:
    """Somebody acted on a record just now."""
    Escalation.objects.open().filter(organisation=organisation, kind__in=kinds).update(settled_at=timezone.now())
