"""The worker's side of reports: building one (the row itself says what), asking for those that are due, mails."""

from __future__ import annotations

from typing import Any

from celery import shared_task
from django.db import IntegrityError, transaction
from django.utils import timezone

from core import jobs
from core.collecting import seldom_collecting
from reports import drafting, telling
from reports.building import build, sweep_all
from reports.models import IssuedMail, ProvinceYear, Report


@jobs.rung_by(Report)
@shared_task
def run_report(pk: str) -> None:
    """Build the report `pk`, if it waits; a second delivery finds nothing to do."""
    with seldom_collecting():
        jobs.run(Report, pk, build)


@shared_task
def build_due_drafts() -> int:
    """Ask for the half-year reports whose windows have closed; the beat rings for them. Returns how many."""
    asked = 0
    for scope in drafting.due(timezone.localdate()):
        try:
            with transaction.atomic():
                Report.objects.create(kind=scope.kind, plan=scope.plan, period=str(scope.period))
        except IntegrityError:
            continue  # somebody asked for it a moment ago
        asked += 1
    return asked


@shared_task
def sweep_files() -> int:
    """Take away files that broken-off builds have left; the beat rings for it. Returns how many."""
    return sweep_all()


@jobs.rung_by(IssuedMail)
@shared_task
def send_issued_mail(pk: str) -> None:
    """Send the mail `pk` of an issued report, if it waits; a second delivery finds nothing to do."""
    jobs.run(IssuedMail, pk, telling.send_issued)


@shared_task
def tell_again() -> int:
    """Let mails about issued reports that failed be tried again; the beat rings for it. Returns how many."""
    return telling.again()


@shared_task
def tell_of_year(pk: str, state: str) -> None:
    """Mail the other side that a province's yearly report was submitted, returned or accepted."""
    telling.year_moved(ProvinceYear.objects.select_related("plan", "province", "submitted_by").get(pk=pk), state)


def ring(task: Any, *args: str) -> None:
    """Have a mail sent; a dead broker keeps nobody from what the mail tells of."""
    from kombu.exceptions import OperationalError  # lazy: only who rings needs the broker's client

    try:
        task.apply_async(args=list(args), retry=False)
    except OperationalError:
        return
