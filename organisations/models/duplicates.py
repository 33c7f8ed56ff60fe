"""What finding duplicates keeps: the keys by which records are looked up, and the pairs that were found."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Right, has_right
from core.history import track
from core.models import Job, JobQuerySet
from organisations.models.organisation import Organisation


class TwinKey(models.Model):
    """One name or contact of a record as it is looked up. Derived from the record, made anew whenever that changes."""

    NAME, CONTACT = "n", "c"

    # Derived rows must never stand in the way of the record's own.
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+", db_constraint=False)
    kind = models.CharField(max_length=1)
    province = models.CharField(max_length=2)
    key = models.TextField()

    class Meta:
        indexes = [
            GinIndex(
                OpClass(F("province"), "text_ops"),
                OpClass(F("key"), "gin_trgm_ops"),
                condition=Q(kind="n"),
                name="twin_names",
            ),
            models.Index(fields=["key"], condition=Q(kind="c"), name="twin_contacts"),
        ]


class TwinDue(models.Model):
    """A record whose keys and pairs are to be made anew: written by a trigger of the database, on every path."""

    organisation_id = models.BigIntegerField()
    at = models.DateTimeField(auto_now_add=True)


class PairState(models.TextChoices):
    OPEN = "open", _("To be looked at")
    DISMISSED = "dismissed", _("Two organisations")


class DuplicatePairQuerySet(models.QuerySet["DuplicatePair"]):
    def visible_to(self, user: Any) -> DuplicatePairQuerySet:
        """All pairs for staff; nobody else has a queue of the whole country."""
        may = has_right(user, Right.VERIFY_ORGANISATIONS) and has_right(user, Right.WHOLE_COUNTRY)
        return self if may else self.none()

    def open(self) -> DuplicatePairQuerySet:
        return self.filter(state=PairState.OPEN)

    def dismissed(self) -> DuplicatePairQuerySet:
        return self.filter(state=PairState.DISMISSED)

    def in_province(self, code: str) -> DuplicatePairQuerySet:
        """Pairs of which at least one record is of the province."""
        return self.filter(Q(first__province=code) | Q(second__province=code))

    def shown(self) -> DuplicatePairQuerySet:
        """With what a list says of each."""
        return self.select_related(
            "first__province", "first__district", "second__province", "second__district", "dismissed_by"
        )

    def touching(self, *pks: int) -> DuplicatePairQuerySet:
        """Pairs with any of these records."""
        return self.filter(Q(first__in=pks) | Q(second__in=pks))

    def of(self, one: int, other: int) -> DuplicatePairQuerySet:
        """The pair of two records, in whichever order they are given."""
        return self.filter(first=min(one, other), second=max(one, other))


@track(fields=["state", "dismissed_why"])
class DuplicatePair(models.Model):
    """Two records that are likely one organisation, or were, until somebody said that they are two."""

    first = models.ForeignKey(Organisation, models.CASCADE, related_name="+", db_constraint=False)
    second = models.ForeignKey(Organisation, models.CASCADE, related_name="+", db_constraint=False)
    score = models.PositiveSmallIntegerField(_("score"))
    reasons = ArrayField(models.CharField(max_length=20), default=list)
    found_at = models.DateTimeField(_("found"), auto_now_add=True)
    state = models.CharField(max_length=9, choices=PairState.choices, default=PairState.OPEN)
    dismissed_at = models.DateTimeField(null=True)
    dismissed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    dismissed_why = models.CharField(_("reason"), max_length=300, blank=True)

    objects = DuplicatePairQuerySet.as_manager()

    class Meta:
        ordering = ["-score", "id"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="one_row_per_pair"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="pair_in_order"),
            models.CheckConstraint(
                condition=Q(state=PairState.OPEN, dismissed_at=None)
                | Q(state=PairState.DISMISSED, dismissed_at__isnull=False),
                name="pair_dismissed_at",
            ),
        ]
        indexes = [models.Index(fields=["state", "-score", "id"])]


class DuplicateScan(Job):
    """A comparison of the whole registry, asked for by staff."""

    pairs = models.PositiveIntegerField(default=0, editable=False)

    objects = JobQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
