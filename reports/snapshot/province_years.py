"""What the provinces tell of their year in words of their own, as far as the ministry has accepted it."""

from __future__ import annotations

from typing import Any

from django.db.models import Max

from reports.models import ProvinceYear
from reports.models.province_year import WRITTEN
from reports.snapshot.canonical import named
from reports.snapshot.moment import Moment, behind

DEFINITION = {
    "th": "แสดงเฉพาะรายงานประจำปีของจังหวัดที่ผู้ประสานงานส่งและกระทรวงรับรองแล้ว ณ วันที่ตัดข้อมูล",
    "en": "Only yearly reports that the coordinators sent and the ministry accepted, as of the cut-off.",
}


def read(moment: Moment) -> tuple[dict[str, Any], dict[str, Any]]:
    scope = moment.scope
    year = year_told(moment)
    found = ProvinceYear.objects.accepted().filter(plan=scope.plan, year=year).select_related("province__region")
    if scope.province:
        found = found.filter(province=scope.province)
    rows = list(found.annotate(latest=Max("events__pgh_id")).order_by("province__sort_key"))
    figures = {
        "definition": DEFINITION,
        "year": year,
        "reports": [
            {
                "id": row.pk,
                "code": row.province_id,
                **named(row.province),
                "region": named(row.province.region),
                "submitted_at": row.submitted_at,
                **{name: getattr(row, name) for name in WRITTEN},
            }
            for row in rows
        ],
    }
    return figures, {"voices": behind("reports.provinceyear", [(row.pk, row.latest) for row in rows])}


def year_told(moment: Moment) -> int:
    """The latest year that is over by the end of the report's period; the first of the plan before any is over."""
    period = moment.scope.period
    over = period.half in (None, 2)
    first = moment.scope.plan.first_year
    return period.year if over else max(first, period.year - 1)
