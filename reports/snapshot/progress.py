"""What the projects reported: status, percent complete and the words of their lead agencies."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from plans.actions.parts import ADDED
from plans.choices import ProgressStatus
from plans.models import SupportingPart
from plans.summaries import TEXTS, NodeProgress, Part, progress_table
from reports.snapshot.canonical import both, named
from reports.snapshot.moment import Moment, behind

DEFINITION = {
    "th": "แสดงเฉพาะรายงานที่หน่วยงานหลักส่งและเจ้าหน้าที่รับรองแล้ว หากมีการแก้ไขที่รับรองแล้วใช้ฉบับแก้ไขล่าสุด",
    "en": "Only reports sent in by the lead agency and accepted by the ministry; the latest accepted correction wins.",
}


def read(moment: Moment) -> tuple[dict[str, Any], dict[str, Any]]:
    period = moment.scope.periods[-1] if moment.scope.periods else moment.scope.period
    table = progress_table(moment.scope.plan, period)
    added = _parts(moment, str(period), [line.node_id for line in table])
    nodes = [_node(line, added.get(line.node_id, [])) for line in table]
    figures = {
        "definition": DEFINITION,
        "period": str(period),
        "statuses": [{"code": status.value, **both(status.label)} for status in ProgressStatus],
        "nodes": nodes,
    }
    rows = [(line.report.row.pk, line.report.row.version) for line in table if line.report]
    parts = [(part["id"], part["version"]) for some in added.values() for part in some]
    return figures, {
        "progress": behind("plans.progress", rows),
        "parts": behind("plans.supportingpart", parts),
    }


def _parts(moment: Moment, period: str, nodes: list[int]) -> dict[int, list[dict[str, Any]]]:
    """What supporting agencies added to the projects' reports, by project, in the order of the agencies' names."""
    found: dict[int, list[dict[str, Any]]] = {}
    rows = SupportingPart.objects.filter(node__plan=moment.scope.plan, node__in=nodes, period=period)
    for row in rows.select_related("agency").order_by("agency__name_th", "pk"):
        texts = {name: getattr(row, name) for name in ADDED}
        if any(texts.values()):
            about = {"id": row.pk, "version": row.version, "agency": row.agency.code, **named(row.agency)}
            found.setdefault(row.node_id, []).append({**about, **texts})
    return found


def _node(line: NodeProgress, added: list[dict[str, Any]]) -> dict[str, Any]:
    report = line.report
    return {
        "number": line.number,
        "th": line.name_th,
        "en": line.name_en or line.name_th,
        "depth": line.depth,
        "level": {"th": line.level_th, "en": line.level_en},
        "lead": agencies(line.lead),
        "supporting": agencies(line.supporting),
        "expected": line.expected,
        "statuses": line.statuses,
        "added": added,
        "report": None
        if report is None
        else {
            "id": report.row.pk,
            "version": report.row.version,
            "status": report.status,
            "percent": report.percent,
            "received": report.received,
            "disbursed": report.disbursed,
            "is_correction": report.is_correction,
            **{name: getattr(report, name) for name in TEXTS},
        },
    }


def agencies(parts: tuple[Part, ...]) -> list[dict[str, Any]]:
    """Agencies as the plan prints them."""
    return [{"code": part["code"], "printed": part["printed"]} for part in map(asdict, parts)]
