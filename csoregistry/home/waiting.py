"""What waits for a person: each room's open work, asked of the rooms by the person's rights."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

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
from plans import waiting as progress
from plans.models import Agency
from reports.models import ProvinceYear, Report, YearState


@dataclass(frozen=True)
class Task:
    """One line of the start page: what waits, how many, where to do it."""

    label: str | Promise
    count: int
    url: str
    hint: str | Promise = ""


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
    for one in progress.to_check(user):
        label = _("Progress reports waiting to be checked: {plan}, {period}")
        yield Task(format_lazy(label, plan=one.plan.code, period=one.period), one.count, one.url)
    for plan, count in progress.overdue(user):
        label = _("Progress reports that are overdue: {plan}")
        yield Task(format_lazy(label, plan=plan.code), count, address("plans:periods", plan.code))
    if parts := progress.parts_to_add(user):
        agency = Agency.objects.of(user).order_by("pk").first()
        yield Task(
            _("Projects that your agency supports: parts of reports to add"),
            parts,
            address("plans:agency", agency.code) if agency else "",
        )


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
    years = address("reports:province_years")
    if user.can(Right.BUILD_REPORTS):
        sent = ProvinceYear.objects.filter(state=YearState.SUBMITTED)
        yield Task(_("Yearly reports of provinces waiting to be checked"), sent.count(), f"{years}?state=submitted")
    elif user.can(Right.WRITE_YEARLY_REPORTS):
        mine = ProvinceYear.objects.editable_by(user)
        returned, drafts = (mine.filter(state=state) for state in (YearState.RETURNED, YearState.DRAFT))
        hint = _("The reason stands on each report.")
        yield Task(_("Returned yearly reports to mend"), returned.count(), f"{years}?state=returned", hint)
        yield Task(_("Yearly reports that you began"), drafts.count(), f"{years}?state=draft")
    if user.can(Right.VIEW_REPORTS):
        ready = Report.objects.visible_to(user).filter(state=JobState.DONE)
        yield Task(_("Reports ready to read"), ready.count(), address("reports:list"))
