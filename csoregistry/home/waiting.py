"""What waits for a person: each room's open work, asked of the rooms by the person's rights."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import Right
from core.models import JobState
from core.navigation import address
from imports.models import Import, Phase
from indicators import waiting as records
from indicators.permissions import may_type
from organisations import confirming, typed
from organisations.choices import State
from organisations.duplicates.scoring import SURELY
from organisations.models import DuplicatePair, Escalation, HeldChange, Organisation
from plans.choices import ProgressState
from plans.models import Node, PlanPeriod, Progress
from reports.models import Report
from thai.periods import Period


@dataclass(frozen=True)
class Task:
    """One line of the start page: what waits, how many, where to do it."""

    label: str | Promise
    count: int
    url: str
    hint: str | Promise = ""


@dataclass(frozen=True)
class DueReport:
    """A project's half-year report that is not in: due on a day, overdue or not."""

    node: Node
    period: Period
    due_on: Any
    overdue: bool

    @property
    def url(self) -> str:
        return address("plans:progress_edit", self.node.plan.code, self.node.number, str(self.period))


def tasks(user: User) -> list[Task]:
    """The tasks with something in them, most urgent first."""
    found = [*_organisations(user), *_progress(user), *_records(user), *_imports(user), *_reports(user)]
    return [task for task in found if task.count]


def _organisations(user: User) -> Iterator[Task]:
    if not user.can(Right.EDIT_ORGANISATIONS):
        return
    yield Task(
        _("New organisations that you began"),
        len(typed.begun(user)),
        address("organisations:new"),
        _("What you typed is kept. Go on where you stopped."),
    )
    counts = Organisation.objects.summary_for(user)
    list_page = address("organisations:list")
    if user.can(Right.VERIFY_ORGANISATIONS):
        queue_page = address("organisations:verification")
        risen = Escalation.objects.open().count()
        yield Task(
            _("Waiting for more than 14 days"), risen, f"{queue_page}?late=1", _("Nobody has acted on these so far.")
        )
        yield Task(_("Organisations waiting to be verified"), counts["submitted"], f"{queue_page}?kind=submitted")
        held = HeldChange.objects.waiting().filter(organisation__state=State.VERIFIED)
        records = held.values("organisation").distinct().count()
        yield Task(_("Changes to be approved"), records, f"{queue_page}?kind=held")
        pairs = DuplicatePair.objects.visible_to(user).open().filter(score__gte=SURELY).count()
        yield Task(
            _("Records that are very likely duplicates"), pairs, f"{address('organisations:duplicates')}?level=surely"
        )
    yield Task(
        _("Returned organisations to mend"),
        counts["returned"],
        f"{list_page}?state=returned",
        _("The reason stands on each record."),
    )
    if not user.can(Right.WHOLE_COUNTRY):
        due = confirming.to_confirm(user).order_by().count()
        yield Task(
            _("Yearly confirmations due"),
            due,
            address("organisations:confirmation"),
            _("Ask the organisation whether its record is still right."),
        )
    yield Task(_("Drafts not sent yet"), counts["draft"], f"{list_page}?state=draft")
    if not user.can(Right.VERIFY_ORGANISATIONS):
        yield Task(_("Sent, waiting for the ministry"), counts["submitted"], f"{list_page}?state=submitted")


def _progress(user: User) -> Iterator[Task]:
    if user.can(Right.REVIEW_PROGRESS):
        waiting = Progress.objects.filter(state=ProgressState.SUBMITTED)
        yield Task(_("Progress reports waiting to be checked"), waiting.count(), address("plans:list"))


def _records(user: User) -> Iterator[Task]:
    """KPI records to set right: staff check them all; a coordinator sees to it that nothing is entered twice."""
    checks = ("waiting", "twice") if may_type(user) else ("twice",)
    for one in records.waiting(user, checks=checks):
        yield Task(format_lazy("{kind}: {what}", kind=one.kind.many, what=one.label), one.count, one.url)


def _imports(user: User) -> Iterator[Task]:
    if user.can(Right.IMPORT_SPREADSHEETS):
        checked = Import.objects.filter(phase=Phase.CHECK, state=JobState.DONE)
        yield Task(_("Checked spreadsheets waiting for your decision"), checked.count(), address("imports:list"))


def _reports(user: User) -> Iterator[Task]:
    if user.can(Right.VIEW_REPORTS):
        ready = Report.objects.visible_to(user).filter(state=JobState.DONE)
        yield Task(_("Reports ready to read"), ready.count(), address("reports:list"))


def due_reports(user: User) -> list[DueReport]:
    """The reports of the user's own agencies that are open and not in, the oldest first; three queries."""
    if user.can(Right.WHOLE_COUNTRY) or not user.can(Right.REPORT_PROGRESS):
        return []
    today = timezone.localdate()
    nodes = list(Node.objects.reportable_by(user).select_related("plan"))
    windows = PlanPeriod.objects.filter(
        plan__in={node.plan_id for node in nodes}, closed_at=None, opens_on__lte=today
    ).order_by("period")
    sent = set(Progress.objects.sent().filter(node__in=nodes).values_list("node", "period"))
    return [
        DueReport(node, Period.parse(window.period), window.due_on, window.due_on < today)
        for window in windows
        for node in nodes
        if node.plan_id == window.plan_id and (node.pk, window.period) not in sent
    ]
