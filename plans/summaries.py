"""What a plan's reports add up to in a period: for the plan's page, and for the documents that the committee receives.

Every function returns plain frozen dataclasses that name the rows behind them (primary key and version), so that a
document can be sealed over them. Null stays None, "not reported": it is never counted as 0, nor averaged.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, NamedTuple

from django.utils import timezone

from core.reading import rows
from plans.choices import ProgressState
from plans.models import Node, NodeAgency, Plan, PlanPeriod, Progress
from plans.querysets import SENT, ProgressQuerySet
from plans.trees import whole_plan
from thai.periods import Period

TEXTS = ("progress", "constraints_text", "outputs", "outcomes", "impact", "next_steps")


@dataclass(frozen=True)
class Row:
    """A row behind a figure."""

    pk: int
    version: int


@dataclass(frozen=True)
class Part:
    """An agency's part in a node, as the plan's document prints it."""

    agency_id: int
    code: str
    printed: str


@dataclass(frozen=True)
class Report:
    """What a project reported for a period, as it stands now: the latest accepted correction wins."""

    row: Row
    period: str
    state: str  # plans.choices.ProgressState
    status: str  # plans.choices.ProgressStatus, or "" where not reported
    percent: int | None
    received: Decimal | None  # baht, in the period
    disbursed: Decimal | None
    progress: str
    constraints_text: str
    outputs: str
    outcomes: str
    impact: str
    next_steps: str
    submitted_at: datetime | None
    reviewed_at: datetime | None
    is_correction: bool


@dataclass(frozen=True)
class NodeProgress:
    """A line of the progress table: a programme (with the statuses below it) or a project (with its report)."""

    node_id: int
    number: str
    name_th: str
    name_en: str
    depth: int
    level_th: str
    level_en: str
    lead: tuple[Part, ...]
    supporting: tuple[Part, ...]
    expected: bool  # whether it reports in this period
    report: Report | None
    statuses: dict[str, int]  # of the projects below it, by status; "" counts those that have not reported one


@dataclass(frozen=True)
class Amounts:
    """Baht received and disbursed, summed over what was reported; None where nobody reported."""

    received: Decimal | None
    disbursed: Decimal | None
    received_reports: int  # how many reports state an amount received
    disbursed_reports: int
    expected_reports: int
    rows: tuple[Row, ...]

    @property
    def is_complete(self) -> bool:
        """Whether every report that was expected states both amounts."""
        return self.received_reports == self.disbursed_reports == self.expected_reports


@dataclass(frozen=True)
class NodeMoney:
    """A line of the money table: a node with all below it."""

    node_id: int
    number: str
    name_th: str
    name_en: str
    depth: int
    budget: Decimal | None  # None: the document states none
    in_period: Amounts
    to_date: Amounts


@dataclass(frozen=True)
class Money:
    """The plan's money: its budget as stated, and what was reported, in the period and since it began."""

    budget: Decimal | None
    budget_source: str
    in_period: Amounts
    to_date: Amounts
    nodes: tuple[NodeMoney, ...]


class Stated(NamedTuple):
    """What one report says of money."""

    pk: int
    version: int
    received: Decimal | None
    disbursed: Decimal | None


class Timeliness(StrEnum):
    ON_TIME = "on_time"  # in, by the due day
    LATE = "late"  # in, after it
    OVERDUE = "overdue"  # not in, and the due day has passed
    NOT_DUE = "not_due"  # not in, and there is still time


@dataclass(frozen=True)
class NodeDiscipline:
    """Whether one project's report is in, and how it stands to the due day."""

    node_id: int
    number: str
    name_th: str
    name_en: str
    lead: tuple[Part, ...]
    row: Row | None
    state: str  # "" where nothing was written
    submitted_at: datetime | None
    timeliness: Timeliness
    days_late: int  # days after the due day: of the submission, or until today where it is not in


@dataclass(frozen=True)
class Discipline:
    """Who reported for a period, and when. Timeliness follows from dates; a lock says who closed it, and why."""

    period: str
    opens_on: date | None  # None: staff have set no window
    due_on: date | None
    closed_at: datetime | None
    closed_reason: str
    nodes: tuple[NodeDiscipline, ...]

    def count(self, *kinds: Timeliness) -> int:
        """How many projects stand so."""
        return sum(node.timeliness in kinds for node in self.nodes)

    @property
    def expected(self) -> int:
        return len(self.nodes)

    @property
    def received(self) -> int:
        """Reports that are in, early or late."""
        return self.count(Timeliness.ON_TIME, Timeliness.LATE)

    @property
    def waiting_for_review(self) -> int:
        return sum(node.state == ProgressState.SUBMITTED for node in self.nodes)

    @property
    def who_is_late(self) -> list[NodeDiscipline]:
        """Projects whose report is not in though it was due."""
        return [node for node in self.nodes if node.timeliness == Timeliness.OVERDUE]


def progress_table(plan: Plan, period: Period, *, reports: ProgressQuerySet | None = None) -> tuple[NodeProgress, ...]:
    """The plan's tree, top to bottom in the document's order, with each project's report for a period.

    `reports` are those that may be shown (visible_to a reader); by default what the ministry has accepted.
    For a year, or a longer span, give its last half-year.
    """
    shown = Progress.objects.checked() if reports is None else reports
    plan = _with_tree(plan)
    by_node: dict[int, Report] = {}
    if not shown.query.is_empty():  # as it is of a reader who may read none
        found = _of(plan, shown.in_force()).filter(period=str(period))
        by_node = {row["node"]: _report(row) for row in found.values("node", "pk", "version", "corrects", *SAID)}

    def lines(nodes: Iterable[Node], depth: int) -> Iterator[NodeProgress]:
        for node in nodes:
            below = [by_node.get(project.pk) for project in _projects(node) if project.reports_in(period)]
            yield NodeProgress(
                **_named(node),
                depth=depth,
                level_th=node.level.name_th,
                level_en=node.level.name_en,
                lead=_parts(node.lead),
                supporting=_parts(node.supporting),
                expected=node.reports_in(period),
                report=by_node.get(node.pk),
                statuses=dict(Counter(report.status if report else "" for report in below)),
            )
            yield from lines(node.branches, depth + 1)

    return tuple(lines(plan.tree, 0))


def money(plan: Plan, period: Period, *, reports: ProgressQuerySet | None = None, has_nodes: bool = True) -> Money:
    """The plan's money in a period (a half-year or a year), and from the plan's beginning to the period's end.

    `has_nodes` False: for the plan as a whole alone.
    """
    plan = _with_tree(plan)
    shown = Progress.objects.checked() if reports is None else reports
    until = [each for each in plan.reporting_periods if each.last_day <= period.last_day]
    within = [each for each in until if each.within(period)]
    codes = [str(each) for each in until]
    # Not whole reports: a plan of five years has hundreds, each with its texts.
    stated = _of(plan, shown.in_force()).filter(period__in=codes)
    said = {
        (node, code): Stated(pk, version, received, disbursed)
        for node, code, pk, version, received, disbursed in stated.values_list(
            "node_id", "period", "pk", "version", "received", "disbursed"
        )
    }

    everything = [project for root in plan.tree for project in (*_projects(root), root)]
    spans = [(code, each in within, each.year) for code, each in zip(codes, until, strict=True)]
    wanted = {}
    for project in everything:
        if project.level.reports_progress:
            begins, ends = project.years
            wanted[project.pk] = [(code, is_within) for code, is_within, year in spans if begins <= year <= ends]

    def amounts(projects: list[Node], *, to_date: bool) -> Amounts:
        keys = [
            (one.pk, code) for one in projects for code, is_within in wanted.get(one.pk, ()) if to_date or is_within
        ]
        return _amounts([said[key] for key in keys if key in said], len(keys))

    def lines(nodes: Iterable[Node], depth: int) -> Iterator[NodeMoney]:
        for node in nodes:
            projects = [*_projects(node), node]
            yield NodeMoney(
                **_named(node),
                depth=depth,
                budget=node.budget,
                in_period=amounts(projects, to_date=False),
                to_date=amounts(projects, to_date=True),
            )
            yield from lines(node.branches, depth + 1)

    return Money(
        budget=plan.total_budget,
        budget_source=plan.budget_source,
        in_period=amounts(everything, to_date=False),
        to_date=amounts(everything, to_date=True),
        nodes=tuple(lines(plan.tree, 0)) if has_nodes else (),
    )


def reporting_discipline(plan: Plan, period: Period, *, today: date | None = None) -> Discipline:
    """Who reported for a half-year, who has not, and who is late, `today` (in Bangkok, where none is given)."""
    plan = _with_tree(plan)
    today = today or timezone.localdate()
    window = next((row for row in plan.periods.all() if row.period == str(period)), None)
    first = {
        row.node_id: row
        for row in rows(
            Progress,
            "node_id = ANY(%s) AND period = %s AND corrects_id IS NULL",
            [[node.pk for node in plan.nodes.all()], str(period)],
            fields=("id", "node", "version", "state", "submitted_at"),
        )
    }
    projects = [project for root in plan.tree for project in (root, *_projects(root)) if project.reports_in(period)]
    return Discipline(
        period=str(period),
        opens_on=window.opens_on if window else None,
        due_on=window.due_on if window else None,
        closed_at=window.closed_at if window else None,
        closed_reason=window.closed_reason if window else "",
        nodes=tuple(_discipline(project, first.get(project.pk), window, today) for project in projects),
    )


def _discipline(node: Node, row: Progress | None, window: PlanPeriod | None, today: date) -> NodeDiscipline:
    sent = row.submitted_at if row and row.state in SENT else None
    day = timezone.localdate(sent) if sent else today
    days_late = max(0, (day - window.due_day(extended_to(window, node))).days) if window else 0
    if sent:
        timeliness = Timeliness.LATE if days_late else Timeliness.ON_TIME
    else:
        timeliness = Timeliness.OVERDUE if days_late else Timeliness.NOT_DUE
    return NodeDiscipline(
        **_named(node),
        lead=_parts(node.lead),
        row=Row(row.pk, row.version) if row else None,
        state=row.state if row else "",
        submitted_at=sent,
        timeliness=timeliness,
        days_late=days_late,
    )


def extended_to(window: PlanPeriod, node: Node, among: set[int] | None = None) -> date | None:
    """The last day of the exceptions given to the agencies that answer for a node; no query after with_tree().

    `among`: only what was given to agencies with these keys.
    """
    given: list[dict[str, Any]] = getattr(window, "extensions", [])
    answerable = node.answerable() if given else set()
    if among is not None:
        answerable &= among
    return max((date.fromisoformat(each["until"]) for each in given if each["agency"] in answerable), default=None)


def _with_tree(plan: Plan) -> Plan:
    """The plan with all that belongs to it read; as it is where a page has read it already."""
    if "nodes" in getattr(plan, "_prefetched_objects_cache", {}):
        return plan
    found = whole_plan(plan.code)
    if found is None:
        raise Plan.DoesNotExist
    return found


def _of(plan: Plan, reports: ProgressQuerySet) -> ProgressQuerySet:
    """The reports of a plan whose nodes are read, in no order."""
    return reports.filter(node__in=[node.pk for node in plan.nodes.all()]).order_by()


def _projects(node: Node) -> list[Node]:
    """Every node below one."""
    return [each for branch in node.branches for each in (branch, *_projects(branch))]


def _parts(parts: Iterable[NodeAgency]) -> tuple[Part, ...]:
    return tuple(Part(part.agency_id, part.agency.code, part.printed) for part in parts)


def _named(node: Node) -> dict[str, Any]:
    return {"node_id": node.pk, "number": node.number, "name_th": node.name_th, "name_en": node.name_en}


# What a report says, as its row and `Report` name it alike.
SAID = ("period", "state", "status", "percent", "received", "disbursed", "submitted_at", "reviewed_at", *TEXTS)


def _report(row: dict[str, Any]) -> Report:
    values = {name: row[name] for name in SAID}
    return Report(row=Row(row["pk"], row["version"]), is_correction=row["corrects"] is not None, **values)


def _amounts(rows: list[Stated], expected: int) -> Amounts:
    received = [row.received for row in rows if row.received is not None]
    disbursed = [row.disbursed for row in rows if row.disbursed is not None]
    return Amounts(
        received=sum(received, Decimal()) if received else None,
        disbursed=sum(disbursed, Decimal()) if disbursed else None,
        received_reports=len(received),
        disbursed_reports=len(disbursed),
        expected_reports=expected,
        rows=tuple(Row(row.pk, row.version) for row in rows),
    )
