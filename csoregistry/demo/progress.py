"""Made-up half-year progress of the fifteen projects: two closed periods, one accepted, and one still coming in."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.utils import timezone
from ruamel.yaml import YAML

from accounts.models import User
from csoregistry.demo.accounts import AGENCY
from plans.choices import AgencyRole, ProgressState, ProgressStatus
from plans.models import Node, NodeAgency, Plan, PlanPeriod, Progress
from plans.windows import window
from thai.periods import Period

PERIODS = ("2564-H1", "2564-H2", "2565-H1", "2565-H2")
_TEXTS = Path(__file__).with_name("progress.yaml")
_CLOSED = PERIODS[:2]
# How the last half-year stands; projects that are not named here have not written anything.
_LAST = {
    **dict.fromkeys(("1.1", "1.3", "1.4", "2.2", "3.1", "3.3", "4.1"), ProgressState.ACCEPTED),
    **dict.fromkeys(("1.2", "2.3", "4.2"), ProgressState.SUBMITTED),
    "3.2": ProgressState.RETURNED,
    **dict.fromkeys(("2.1", "4.3"), ProgressState.DRAFT),
}
# (project, period) whose report came after the due day, and how many days.
_LATE = {
    ("2.1", "2564-H2"): 9,
    ("4.4", "2564-H2"): 21,
    ("2.4", "2565-H1"): 16,
    ("4.3", "2565-H1"): 5,
    ("4.2", "2565-H2"): 12,
}
_SLOW = {
    ("1.2", "2564-H2"): ProgressStatus.DELAYED,
    ("2.1", "2565-H1"): ProgressStatus.AT_RISK,
    ("2.4", "2565-H1"): ProgressStatus.AT_RISK,
    ("4.3", "2564-H2"): ProgressStatus.AT_RISK,
    ("4.4", "2564-H2"): ProgressStatus.DELAYED,
    ("4.4", "2565-H1"): ProgressStatus.AT_RISK,
    ("2.1", "2565-H2"): ProgressStatus.AT_RISK,
    ("2.3", "2565-H2"): ProgressStatus.DELAYED,
}
# Money spent that the lead agency has not stated: it must show as "not reported", never as 0.
_SPENT_UNKNOWN = {("4.3", "2565-H1"), ("3.2", "2565-H2")}
_RETURNED = "ขอให้ระบุงบประมาณที่เบิกจ่ายในรอบนี้ และจำนวนผู้ตอบแบบสำรวจแยกตามภาคส่วน"
_CLOSED_REASON = "คสป. รับทราบรายงานความก้าวหน้าของรอบนี้แล้ว (ข้อมูลสาธิต)"


def make_progress(plan: Plan, users: dict[str, User]) -> int:
    """Windows and reports of the four half-years; nothing where the plan has reports. Returns how many reports."""
    if Progress.objects.filter(node__plan=plan).exists():
        return 0
    texts: dict[str, Any] = YAML(typ="safe").load(_TEXTS.read_text(encoding="utf-8"))
    theirs = set(
        NodeAgency.objects.filter(node__plan=plan, role=AgencyRole.LEAD, agency__code=AGENCY).values_list(
            "node", flat=True
        )
    )
    rows = []
    for node in Node.objects.reporting().filter(plan=plan).order_by("position"):
        for place, code in enumerate(PERIODS):
            state = _state(node.number, code)
            if state is not None and node.number in texts:
                author = users["agency"] if node.pk in theirs else users["staff"]
                rows.append(_report(node, code, place, texts[node.number], state, author, users["staff"]))
    made = Progress.objects.bulk_create(rows)
    for code in PERIODS:
        _window(plan, code, users["staff"])
    return len(made)


def _state(number: str, code: str) -> ProgressState | None:
    if code in _CLOSED:
        return ProgressState.CLOSED
    return ProgressState.ACCEPTED if code != PERIODS[-1] else _LAST.get(number)


def _report(
    node: Node, code: str, place: int, texts: dict[str, Any], state: ProgressState, author: User, staff: User
) -> Progress:
    key = (node.number, code)
    percent = texts["percent"][place]
    row = Progress(
        node=node,
        period=code,
        state=state,
        status=_SLOW.get(key, ProgressStatus.DONE if percent == 100 else ProgressStatus.ON_TRACK),
        percent=percent,
        progress=texts["done"][place],
        outputs=texts["outputs"][place],
        constraints_text=texts["constraints"] if place else "",
        received=Decimal(1000 * texts["received"][place]),
        disbursed=None if key in _SPENT_UNKNOWN else Decimal(1000 * texts["spent"][place]),
        created_by=author,
        updated_by=author,
    )
    if state == ProgressState.DRAFT:
        # Half written: what the officer finds to go on with.
        row.outputs = row.constraints_text = ""
        row.disbursed = None
        return row
    row.outcomes = texts["outcomes"] if place else ""
    row.impact = texts["impact"] if place > 1 else ""
    row.next_steps = texts["next"]
    due_on = window(Period.parse(code))[1]
    early = -(1 + (node.position * 7 + place * 3) % 24)
    row.submitted_at = _at(due_on, _LATE.get(key, early))
    row.submitted_by = author
    if state != ProgressState.SUBMITTED:
        row.reviewed_at = row.submitted_at + timedelta(days=6 + node.position % 5, hours=3)
        row.reviewed_by = staff
        row.review_note = _RETURNED if state == ProgressState.RETURNED else ""
    return row


def _window(plan: Plan, code: str, staff: User) -> None:
    """The period's window, and for the first two who closed it, when and why."""
    opens_on, due_on = window(Period.parse(code))
    row, _ = PlanPeriod.objects.get_or_create(plan=plan, period=code, defaults={"opens_on": opens_on, "due_on": due_on})
    if code in _CLOSED and not row.is_closed:
        row.closed_at, row.closed_by, row.closed_reason = _at(due_on, 60), staff, _CLOSED_REASON
        row.save()


def _at(day: Any, days: int) -> datetime:
    """An hour of work, so many days after `day`, in Bangkok."""
    return datetime.combine(day + timedelta(days=days), time(10, 30), tzinfo=timezone.get_default_timezone())
