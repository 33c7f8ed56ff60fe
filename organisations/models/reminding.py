"""Reminders of the yearly confirmation, and what rose to the ministry because nobody acted."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.history import track
from core.models import Job, JobQuerySet, Stamped
from organisations.choices import Waiting
from organisations.models.organisation import Organisation


@track()
class ReminderStage(Stamped):
    """When a province is reminded, in days from the day on which the confirmation is due; kept by administrators."""

    days = models.SmallIntegerField(
        _("days after the due day"), unique=True, help_text=_("Below nought: so many days before it.")
    )
    is_on = models.BooleanField(_("reminders are sent"), default=True)

    class Meta:
        verbose_name = _("reminder of the yearly confirmation")
        verbose_name_plural = _("reminders of the yearly confirmation")
        ordering = ["days"]

    def __str__(self) -> str:
        return f"{self.days:+}"


class Reminder(models.Model):
    """The proof that one record's province was reminded at one stage, and so is not reminded of it again.

    `confirmed_on`: the confirmation (or the verification) that has grown old; a later one begins anew.
    """

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="reminders", db_index=False)
    confirmed_on = models.DateField()
    days = models.SmallIntegerField()
    on = models.DateField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "confirmed_on", "days"], name="one_reminder_per_stage")
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id}: {self.days:+} ({self.on})"


class ReminderMail(Job):
    """One person's mail of one day: all of that day's reminders in the person's provinces. The row is the job."""

    on = models.DateField()
    sent_at = models.DateTimeField(null=True, editable=False)

    objects = JobQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "on"], name="one_reminder_mail_a_day")]

    def __str__(self) -> str:
        return f"{self.owner_id}: {self.on}"


class DecisionMail(Job):
    """One person's mail about what the ministry decided between two moments on records of his. The row is the job."""

    since = models.DateTimeField()
    until = models.DateTimeField(db_index=True)
    sent_at = models.DateTimeField(null=True, editable=False)

    objects = JobQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "until"], name="one_decision_mail_a_time")]

    def __str__(self) -> str:
        return f"{self.owner_id}: {self.until}"


class EscalationQuerySet(models.QuerySet["Escalation"]):
    def open(self) -> EscalationQuerySet:
        """Those on which nobody has acted since."""
        return self.filter(settled_at=None)


class Escalation(models.Model):
    """Something on which nobody acted in time, and which is in the ministry's queue therefore, until somebody does."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="escalations")
    kind = models.CharField(max_length=9, choices=Waiting.choices)
    since = models.DateTimeField()
    raised_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    objects = EscalationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "kind"], condition=models.Q(settled_at=None), name="one_open_escalation"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id}: {self.kind}"
