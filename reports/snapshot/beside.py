"""The province of a report beside its targets, its neighbours, its region and the nation."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from places.neighbours import neighbours
from reports.frozen.lists import NATION
from reports.neighbourhood import Part, beside
from reports.snapshot.canonical import named
from reports.snapshot.indicators import record_list
from reports.snapshot.moment import Moment

DEFINITION = {
    "th": "จังหวัดข้างเคียงคือจังหวัดที่มีเขตติดต่อกัน ค่าของแต่ละจังหวัดนับแบบเดียวกัน ณ วันที่ตัดข้อมูลเดียวกัน",
    "en": "Neighbours are the provinces that border on it; every province is counted alike, as of the same cut-off.",
}


def read(moment: Moment) -> tuple[dict[str, Any], dict[str, Any]]:
    scope = moment.scope
    if scope.province is None:
        raise ValueError("Only a report of one province has neighbours.")
    found = beside(scope.plan, scope.period, scope.province, today=moment.today)
    figures = {
        "definition": DEFINITION,
        "indicators": [
            {
                "code": row.indicator.code,
                "value": row.mine.value,
                "target": row.target,
                "place": row.place,
                "neighbours": [_part(part) for part in row.neighbours],
                "region": _part(row.region),
                "nation": {"value": row.nation.value},
            }
            for row in found
        ],
    }
    near = Q(province__in=neighbours()[scope.province.code])
    records = {}
    for row in found:
        code = row.indicator.code
        records[f"beside/{code}"] = record_list(row.indicator, [scope.period], near, moment.today)
        records[f"{NATION}{code}"] = _only_named(record_list(row.indicator, [scope.period], Q(), moment.today))
    return figures, records


def _only_named(behind: dict[str, Any]) -> dict[str, Any]:
    """A list of records with nothing but their ids and versions: all provinces' are many, and reports of one 77."""
    return {"model": behind["model"], "columns": ["id", "version"], "rows": [row[:2] for row in behind["rows"]]}


def _part(part: Part) -> dict[str, Any]:
    return {"code": part.code, **named(part.place), "value": part.value}
