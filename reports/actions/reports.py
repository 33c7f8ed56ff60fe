"""What a person may do with a report: ask for one, try again, cancel, take a file."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.permissions import Right, require
from core import jobs
from core.models import JobState
from reports.actions.errors import NotNowError
from reports.models import Download, Report, ReportFile, Standing
from reports.scope import Scope
from reports.tasks import run_report, send_issued_mail
from reports.telling import announce

_WORK = ["state", "lease_token", "lease_until"]


def ask(*, scope: Scope, why: str = "", by: Any, **words: Any) -> Report:
    """Have a report built. Where it is being built already, that build is the answer.

    Where one is issued already, `why` says why there is to be a new edition. `words` are those of reports.models.WORDS:
    an introduction, a summary in place of the computed one, which sections there are, in which order and how each is
    introduced. Raises PermissionDenied.
    """
    require(by, Right.BUILD_REPORTS)
    return start(scope=scope, why=why, owner=by, **words)


def start(*, scope: Scope, why: str = "", owner: Any = None, **words: Any) -> Report:
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
                issued = Report.objects.of(**wanted).issued().only("edition").first()
                edition = issued.edition + 1 if issued else 1
                report = Report.objects.create(
                    **wanted,
                    owner=owner,
                    edition=edition,
                    why=why if issued else "",
                    **words,
                )
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
    row.save(update_fields=[*_WORK, "progress_done", "progress_total", "attempts", "stage", "reason", "finished_at"])
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
    row.save(update_fields=_WORK)
    return row


@transaction.atomic
def submit(*, report: Report, by: Any) -> Report:
    """Give a built draft to those who review it."""
    return _stands(_locked(report, by), Standing.DRAFT, Standing.IN_REVIEW)


@transaction.atomic
def send_back(*, report: Report, by: Any) -> Report:
    """Make a report in review a draft again."""
    return _stands(_locked(report, by), Standing.IN_REVIEW, Standing.DRAFT)


@transaction.atomic
def issue(*, report: Report, by: Any) -> Report:
    """Make a reviewed report the ministry's word, in place of the edition before; the committee gets a mail.

    Raises NotNowError where it is not in review, or where another edition was issued since it was asked for.
    """
    row = _locked(report, by)
    before = Report.objects.select_for_update(of=("self",)).of(
        kind=row.kind, plan=row.plan, period=row.period, province=row.province
    )
    issued = before.issued().defer("snapshot").first()
    if row.edition != (issued.edition + 1 if issued else 1):
        raise NotNowError(_("Another edition has been issued since. Build the report anew."))
    if issued:
        _stands(issued, Standing.ISSUED, Standing.SUPERSEDED)
    row.issued_at, row.issued_by = timezone.now(), by
    _stands(row, Standing.IN_REVIEW, Standing.ISSUED, "issued_at", "issued_by")
    for mail in announce(row):
        jobs.enqueue(mail, send_issued_mail)
    return row


def _stands(row: Report, before: Standing, after: Standing, *fields: str) -> Report:
    if row.state != JobState.DONE or row.standing != before:
        raise NotNowError(_("The report stands as “%(standing)s” by now.") % {"standing": row.get_standing_display()})
    row.standing = after
    row.save(update_fields=["standing", *fields])
    return row


def took(*, file: ReportFile, by: Any) -> None:
    """Put on record that somebody took a file. Raises PermissionDenied."""
    require(by, Right.VIEW_REPORTS)
    Download.objects.create(file=file, user=by)


def _locked(report: Report, by: Any) -> Report:
    require(by, Right.BUILD_REPORTS)
    return Report.objects.select_for_update(of=("self",)).defer("snapshot").get(pk=report.pk)
