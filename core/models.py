"""Tables that every room builds on: stamps, long jobs, reads of personal data, form tokens."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from typing import Any, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# Renewed every few seconds while the worker lives (core.jobs): so long waits what a dead one left.
LEASE = timedelta(seconds=20)
MAX_ATTEMPTS = 3


# Nobody looks rows up by who made them, and every write would pay for an index.
_BY: dict[str, Any] = {"blank": True, "editable": False, "related_name": "+", "db_index": False}


class Stamped(models.Model):
    """Who made a row and when, who changed it last and when; the full story is in its history."""

    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, **_BY)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)
    updated_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, **_BY)

    class Meta:
        abstract = True


class StampedByMany(Stamped):
    """The same for rows that are written by the hundred thousand; core.triggers.references sees to STAMPED_BY."""

    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, db_constraint=False, **_BY)
    updated_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, db_constraint=False, **_BY)

    class Meta:
        abstract = True


# What StampedByMany refers to, as core.triggers.references takes it.
STAMPED_BY = {"created_by_id": "accounts_user.id", "updated_by_id": "accounts_user.id"}


class JobState(models.TextChoices):
    QUEUED = "queued", _("Waiting")
    RUNNING = "running", _("Working")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")
    CANCELLED = "cancelled", _("Cancelled")


J = TypeVar("J", bound="Job")


class JobQuerySet(models.QuerySet[J]):
    def waiting(self) -> JobQuerySet[J]:
        """Queued jobs, and running ones whose worker stopped renewing its lease."""
        return self.filter(Q(state=JobState.QUEUED) | Q(state=JobState.RUNNING, lease_until__lt=timezone.now()))

    def claim(self, pk: object) -> J | None:
        """Take the job for this worker, or return None when another holds it or it has ended.

        One conditional UPDATE decides, so a task that is delivered twice runs once. A job that
        used up its attempts is failed here, with a reason, and holds nobody up.
        """
        now = timezone.now()
        self.waiting().filter(pk=pk, attempts__gte=MAX_ATTEMPTS).update(
            state=JobState.FAILED, finished_at=now, lease_until=None, reason="gave_up"
        )
        taken = (
            self.waiting()
            .filter(pk=pk)
            .update(
                state=JobState.RUNNING,
                started_at=now,
                lease_until=now + LEASE,
                attempts=F("attempts") + 1,
                lease_token=uuid.uuid4(),
            )
        )
        return self.get(pk=pk) if taken else None


class Job(models.Model):
    """A long piece of work as a row: the row is the job, Celery only rings the bell.

    `reason` is a sentence for the reader of a failed job. The page polls this row.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    state = models.CharField(max_length=10, choices=JobState.choices, default=JobState.QUEUED)
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True, editable=False)
    finished_at = models.DateTimeField(null=True, editable=False)
    lease_until = models.DateTimeField(null=True, editable=False)
    lease_token = models.UUIDField(null=True, editable=False)
    attempts = models.PositiveSmallIntegerField(default=0, editable=False)
    stage = models.CharField(max_length=60, blank=True, editable=False)
    progress_done = models.PositiveIntegerField(default=0, editable=False)
    progress_total = models.PositiveIntegerField(default=0, editable=False)
    reason = models.TextField(blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def is_over(self) -> bool:
        return self.state in {JobState.DONE, JobState.FAILED, JobState.CANCELLED}

    @property
    def percent(self) -> int:
        return 100 * self.progress_done // self.progress_total if self.progress_total else 0


class PersonalDataAccessQuerySet(models.QuerySet["PersonalDataAccess"]):
    def filtered(
        self,
        *,
        user: Any = None,
        kind: str = "",
        code: str = "",
        since: date | None = None,
        until: date | None = None,
    ) -> PersonalDataAccessQuerySet:
        """Those of one person, kind, record or span of days, the last day included; what is not given asks nothing."""
        found = self.filter(user=user) if user else self
        found = found.filter(kind=kind) if kind else found
        found = found.filter(subject_code=code) if code else found
        found = found.filter(at__gte=_midnight(since)) if since else found
        return found.filter(at__lt=_midnight(until + timedelta(days=1))) if until else found

    def of_record(self, subject: str, codes: Collection[str]) -> PersonalDataAccessQuerySet:
        """Those of one record, under all the codes it has had."""
        return self.filter(subject=subject, subject_code__in=codes)

    def of_many(self, subject: str) -> PersonalDataAccessQuerySet:
        """Lists and files, which hold many records at once."""
        return self.filter(subject=subject, subject_code="")

    def newest_first(self) -> PersonalDataAccessQuerySet:
        """In the register's order, with the people who looked."""
        return self.select_related("user").order_by("-at", "-id")


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


class PersonalDataAccess(models.Model):
    """One look at, or export of, personal data (PDPA): who, when, what of, why."""

    class Kind(models.TextChoices):
        VIEW = "view", _("looked at")
        EXPORT = "export", _("exported")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True, db_index=True)
    kind = models.CharField(max_length=6, choices=Kind.choices)
    subject = models.CharField(max_length=40, help_text="model label, such as organisations.Person")
    subject_code = models.CharField(max_length=60, blank=True)
    rows = models.PositiveIntegerField(default=1)
    query = models.TextField(blank=True)
    columns = models.TextField(blank=True, help_text="keys of the exported columns of personal data")

    objects = PersonalDataAccessQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["subject", "subject_code"])]


class FormToken(models.Model):
    """A form that was sent: the second press of the button lands on what the first one made."""

    token = models.UUIDField(primary_key=True)
    result = models.CharField(max_length=200, blank=True, help_text="address of what the form made")
    at = models.DateTimeField(auto_now_add=True)
