"""Money received and disbursed, against the plan's budget; what was not reported stays null, which is not 0."""

from __future__ import annotations

from typing import Any

from plans.summaries import Amounts, money
from reports.snapshot.moment import Moment, behind

DEFINITION = {
    "th": "รวมจากรายงานของโครงการที่รับรองแล้ว ช่องที่ไม่มีรายงานแสดงว่า “ไม่รายงาน” และไม่นับเป็นศูนย์",
    "en": "Summed over the accepted reports of projects. What was not reported is said to be so, never counted as 0.",
}


def read(moment: Moment) -> tuple[dict[str, Any], dict[str, Any]]:
    found = money(moment.scope.plan, moment.scope.period)
    figures = {
        "definition": DEFINITION,
        "budget": found.budget,
        "budget_source": found.budget_source,
        "in_period": _amounts(found.in_period),
        "to_date": _amounts(found.to_date),
        "nodes": [
            {
                "number": node.number,
                "th": node.name_th,
                "en": node.name_en or node.name_th,
                "depth": node.depth,
                "budget": node.budget,
                "in_period": _amounts(node.in_period),
                "to_date": _amounts(node.to_date),
            }
            for node in found.nodes
        ],
    }
    rows = [(row.pk, row.version) for row in found.to_date.rows]
    return figures, {"money": behind("plans.progress", rows)}


def _amounts(amounts: Amounts) -> dict[str, Any]:
    return {
        "received": amounts.received,
        "disbursed": amounts.disbursed,
        "received_reports": amounts.received_reports,
        "disbursed_reports": amounts.disbursed_reports,
        "expected_reports": amounts.expected_reports,
        "rows": [row.pk for row in amounts.rows],
    }
