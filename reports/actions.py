"""What a person may do with a report: ask for one, try again, cancel, take a file."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.permissions import Right, require
from core import jobs
from core.models import JobState
from reports.models import Download, Report, ReportFile
from reports.scope import Scope
from reports.tasks import run_report


class NotNowError(Exception):
    """The step does not fit the state of the report; the message is a sentence for the reader."""


def ask(*, scope: Scope, by: Any) -> Report:
    """Have a report built. Where it is being built already, that build is the answer. Raises PermissionDenied."""
    require(by, Right.BUILD_REPORTS)
    return start(scope=scope, owner=by)


def start(*, scope: Scope, owner: Any = None) -> Report:
    """The same without asking for rights, for commands that run on the machine itself."""
    wanted: dict[str, Any] = {
        "kind": scope.kind,
        "plan": scope.plan,
        "period": str(scope.period),
        "province": scope.province,
    }
    # The other build may end between our two looks: then ours is made at the next try.
    for _attempt in range(3):
        try:
            with transaction.atomic():
                report = Report.objects.create(**wanted, owner=owner)
                jobs.enqueue(report, run_report)
                return report
        except IntegrityError:
            running = Report.objects.of(**wanted).in_the_works().first()
            if running is not None:
                return running
    raise NotNowError(_("The report could not be asked for. Try again."))


@transaction.atomic
def retry(*, report: Report, by: Any) -> Report:
    """Have a failed or cancelled report tried once more. Raises NotNowError where it is not over, or is done."""
    row = _locked(report, by)
    if row.state not in {JobState.FAILED, JobState.CANCELLED}:
        raise NotNowError(_("This report is being built or is finished already."))
    if (
        Report.objects.of(kind=row.kind, plan=row.plan, period=row.period, province=row.province)
        .in_the_works()
        .exists()
    ):
        raise NotNowError(_("The same report is being built already."))
    row.state = JobState.QUEUED
    row.attempts = row.progress_done = row.progress_total = 0
    row.stage = row.reason = ""
    row.finished_at = row.lease_until = row.lease_token = None
    row.save()
    jobs.enqueue(row, run_report)
    return row


@transaction.atomic
def cancel(*, report: Report, by: Any) -> Report:
    """Stop a report that is not finished; a worker on it notices and writes no more."""
    row = _locked(report, by)
    if row.is_over:
        raise NotNowError(_("This report is finished already."))
    row.state = JobState.CANCELLED
    row.lease_token = row.lease_until = None
    row.save()
    return row


def took(*, file: ReportFile, by: Any) -> None:
    """Put on record that somebody took a file. Raises PermissionDenied."""
    require(by, Right.VIEW_REPORTS)
    Download.objects.create(file=file, user=by)


def _locked(report: Report, by: Any) -> Report:
    require(by, Right.BUILD_REPORTS)
    return Report.objects.select_for_update(of=("self",)).get(pk=report.pk)
