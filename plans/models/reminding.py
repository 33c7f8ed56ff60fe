"""Reminders of reports that are due: the schedule, the proof that each was given, and the mails."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.history import track
from core.models import Job, JobQuerySet, Stamped
from plans.choices import Audience
from plans.models.plan import Node


@track()
class ReportReminderStage(Stamped):
    """When whom to remind of a report that is not in, in days from its due day; kept by administrators."""

    days = models.SmallIntegerField(_("days after the due day"), help_text=_("Below nought: so many days before it."))
    audience = models.CharField(_("whom to remind"), max_length=8, choices=Audience.choices, default=Audience.AGENCY)
    is_on = models.BooleanField(_("reminders are sent"), default=True)

    class Meta:
        verbose_name = _("reminder of progress reports")
        verbose_name_plural = _("reminders of progress reports")
        ordering = ["days", "audience"]
        constraints = [models.UniqueConstraint(fields=["days", "audience"], name="one_report_stage")]

    def __str__(self) -> str:
        return f"{self.days:+} {self.get_audience_display()}"


class ReportReminder(models.Model):
    """The proof that one report was reminded of at one stage, and so is not reminded of again.

    `due_on`: the due day that it stood under; one that staff move later begins anew.
    """

    node = models.ForeignKey(Node, models.CASCADE, related_name="reminders")
    period = models.CharField(max_length=7)
    due_on = models.DateField()
    days = models.SmallIntegerField()
    audience = models.CharField(max_length=8, choices=Audience.choices)
    on = models.DateField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["node", "period", "due_on", "days", "audience"], name="one_report_reminder_per_stage"
            )
        ]

    def __str__(self) -> str:
        return f"{self.node_id} {self.period}: {self.days:+} ({self.on})"


class ReportReminderMail(Job):
    """One person's mail of one day: all of that day's reminders that are the person's. The row is the job."""

    on = models.DateField()
    sent_at = models.DateTimeField(null=True, editable=False)

    objects = JobQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "on"], name="one_report_reminder_mail_a_day")]

    def __str__(self) -> str:
        return f"{self.owner_id}: {self.on}"
