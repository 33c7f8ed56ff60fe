"""Who reported, when, and who has not."""

from __future__ import annotations

from typing import Any

from places.models import Province
from plans.choices import ProgressState
from plans.summaries import Discipline, NodeDiscipline, Row, Timeliness, reporting_discipline
from reports.choices import YearState
from reports.due import window_of
from reports.models import ProvinceYear
from reports.snapshot.canonical import both, named
from reports.snapshot.moment import Moment, behind
from reports.snapshot.progress import agencies
from reports.snapshot.province_years import year_told

DEFINITION = {
    "th": "เทียบวันที่หน่วยงานหลักส่งรายงานกับวันครบกำหนดของงวด ณ วันที่ตัดข้อมูล",
    "en": "The day on which the lead agency sent its report, against the period's due day, as of the cut-off.",
}


def read(moment: Moment) -> tuple[dict[str, Any], dict[str, Any]]:
    scope = moment.scope
    periods = scope.periods if scope.is_span else scope.periods[-1:]
    year = year_told(moment)
    found = [reporting_discipline(scope.plan, period, today=moment.today) for period in periods]
    figures = {
        "definition": DEFINITION,
        "states": [{"code": state.value, **both(state.label)} for state in ProgressState],
        "periods": [_period(each) for each in found],
        "year": year,
        "year_states": [{"code": state.value, **both(state.label)} for state in YearState],
        "provinces": _provinces(moment, year),
    }
    rows = [(row.pk, row.version) for each in found for node in each.nodes if (row := _given(node))]
    return figures, {"discipline": behind("plans.progress", rows)}


def _provinces(moment: Moment, year: int) -> list[dict[str, Any]]:
    """Every province, and how its yearly report stands; a draft is its province's own affair."""
    plan = moment.scope.plan
    window = window_of(plan, year)
    given = {row.province_id: row for row in ProvinceYear.objects.given().filter(plan=plan, year=year)}
    rows = []
    for province in Province.objects.all():
        report = given.get(province.code)
        timeliness, days_late = window.timeliness(province.code, report, moment.today)
        rows.append(
            {
                "code": province.code,
                **named(province),
                "state": report.state if report else None,
                "submitted_at": report.submitted_at if report else None,
                "timeliness": timeliness.value,
                "days_late": days_late,
            }
        )
    return rows


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


def _given(node: NodeDiscipline) -> Row | None:
    """The report that was sent, or returned; a draft is its agency's own affair."""
    return None if node.state == ProgressState.DRAFT else node.row


def _node(node: NodeDiscipline) -> dict[str, Any]:
    return {
        "number": node.number,
        "th": node.name_th,
        "en": node.name_en or node.name_th,
        "lead": agencies(node.lead),
        "row": row.pk if (row := _given(node)) else None,
        "state": node.state,
        "submitted_at": node.submitted_at,
        "timeliness": node.timeliness.value,
        "days_late": node.days_late,
    }
