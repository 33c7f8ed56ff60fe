"""The mail that tells a member of the committee that a report is issued. The row is the job."""

from __future__ import annotations

from django.db import models

from core.models import Job, JobQuerySet
from reports.models.report import Report


class IssuedMail(Job):
    """One person's mail about one issued report: there is never a second one."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="mails")
    sent_at = models.DateTimeField(null=True, editable=False)

    objects = JobQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "report"], name="one_mail_a_report_and_person")]

    def __str__(self) -> str:
        return f"{self.owner_id}: {self.report_id}"
