"""Who reported, when, and who has not."""

from __future__ import annotations

from typing import Any

from places.models import Province
from plans.choices import ProgressState
from plans.models import Plan
from plans.summaries import Discipline, NodeDiscipline, Timeliness, reporting_discipline
from reports.choices import ReportKind, Standing
from reports.models import Report
from reports.snapshot.canonical import both, named
from reports.snapshot.moment import Moment, behind
from reports.snapshot.progress import agencies

# A draft is its province's own affair.
GIVEN = (Standing.IN_REVIEW, Standing.ISSUED, Standing.SUPERSEDED)
DEFINITION = {
    "th": "เทียบวันที่หน่วยงานหลักส่งรายงานกับวันครบกำหนดของงวด ณ วันที่ตัดข้อมูล",
    "en": "The day on which the lead agency sent its report, against the period's due day, as of the cut-off.",
}


def read(moment: Moment) -> tuple[dict[str, Any], dict[str, Any]]:
    scope = moment.scope
    periods = scope.periods if scope.is_span else scope.periods[-1:]
    found = [reporting_discipline(scope.plan, period, today=moment.today) for period in periods]
    figures = {
        "definition": DEFINITION,
        "states": [{"code": state.value, **both(state.label)} for state in ProgressState],
        "periods": [_period(each) for each in found],
        "year": scope.period.year,
        "standings": [{"code": standing.value, **both(standing.label)} for standing in GIVEN],
        "provinces": _provinces(scope.plan, scope.period.year),
    }
    rows = [(node.row.pk, node.row.version) for each in found for node in each.nodes if node.row]
    return figures, {"discipline": behind("plans.progress", rows)}


def _provinces(plan: Plan, year: int) -> list[dict[str, Any]]:
    """Every province, and how its yearly report stands: null where none was given to the ministry."""
    given = Report.objects.filter(kind=ReportKind.PROVINCIAL, plan=plan, period=str(year), standing__in=GIVEN)
    standing = {report.province_id: report.standing for report in given.order_by("edition").defer("snapshot")}
    return [
        {"code": province.code, **named(province), "standing": standing.get(province.code)}
        for province in Province.objects.all()
    ]


def _period(found: Discipline) -> dict[str, Any]:
    return {
        "period": found.period,
        "opens_on": found.opens_on,
        "due_on": found.due_on,
        "closed_at": found.closed_at,
        "expected": found.expected,
        "received": found.received,
        "late": found.count(Timeliness.LATE),
        "waiting": found.waiting_for_review,
        "missing": found.expected - found.received,
        "nodes": [_node(node) for node in found.nodes],
    }


def _node(node: NodeDiscipline) -> dict[str, Any]:
    return {
        "number": node.number,
        "th": node.name_th,
        "en": node.name_en or node.name_th,
        "lead": agencies(node.lead),
        "state": node.state,
        "submitted_at": node.submitted_at,
        "timeliness": node.timeliness.value,
        "days_late": node.days_late,
    }
