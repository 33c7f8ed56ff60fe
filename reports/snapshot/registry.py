"""The registry in numbers: verified organisations, as of the cut-off."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.db.models import Max

from organisations.choices import Status, Taxonomy
from organisations.models import Organisation
from organisations.terms import current_terms
from places.models import Province, Region
from reports.snapshot.canonical import both, named
from reports.snapshot.moment import Moment

COLUMNS = ("id", "version", "province", "form", "status", "level", "capacity", "issue", "expertise", "code")
DEFINITION = {
    "th": "นับเฉพาะองค์กรที่เจ้าหน้าที่ตรวจสอบแล้ว ตามจังหวัดที่ตั้ง ณ วันและเวลาที่ตัดข้อมูล",
    "en": "Only verified organisations are counted, in the province of their address, as of the cut-off.",
}
# An organisation may have several of these, so their figures add up to more than the total.
SEVERAL = (Taxonomy.ISSUE, Taxonomy.EXPERTISE)
ONE = (Taxonomy.LEGAL_FORM, Taxonomy.LEVEL, Taxonomy.CAPACITY)


def read(moment: Moment) -> tuple[dict[str, Any], dict[str, Any]]:
    organisations = Organisation.objects.published()
    if moment.scope.province:
        organisations = organisations.filter(province=moment.scope.province)
    rows = list(
        organisations.annotate(latest=Max("events__pgh_id"))
        .order_by("pk")
        .values_list(
            "pk",
            "latest",
            "province_id",
            "legal_form",
            "status",
            "level",
            "capacity_level",
            "issues",
            "expertise",
            "code",
        )
    )
    figures = {
        "definition": DEFINITION,
        "total": len(rows),
        "status": _statuses(rows),
        **{taxonomy.value: _terms(taxonomy, rows) for taxonomy in (*SEVERAL, *ONE)},
        "provinces": _provinces(rows) if moment.scope.province is None else [],
        "regions": _regions(rows) if moment.scope.province is None else [],
    }
    return figures, {"registry": {"model": "organisations.organisation", "columns": COLUMNS, "rows": rows}}


def _column(rows: Iterable[tuple[Any, ...]], name: str) -> Counter[str]:
    at = COLUMNS.index(name)
    values = (row[at] for row in rows)
    return Counter(code for value in values for code in ({*value} if isinstance(value, list) else (value,)))


def _terms(taxonomy: Taxonomy, rows: list[tuple[Any, ...]]) -> list[dict[str, Any]]:
    counts = _column(rows, taxonomy.value)
    terms = current_terms().of(taxonomy)
    known = [
        {"code": code, **named(term), "value": counts.pop(code, 0)}
        for code, term in terms.items()
        if not term.is_retired or counts[code]
    ]
    unset = sum(counts.values())
    missing = {"code": "", "th": "ไม่ระบุ", "en": "Not stated", "value": unset}
    return [*known, missing] if unset else known


def _statuses(rows: list[tuple[Any, ...]]) -> list[dict[str, Any]]:
    counts = _column(rows, "status")
    return [{"code": status.value, **both(status.label), "value": counts[status.value]} for status in Status]


def _provinces(rows: list[tuple[Any, ...]]) -> list[dict[str, Any]]:
    counts = _column(rows, "province")
    return [
        {"code": province.code, **named(province), "region": province.region_id, "value": counts[province.code]}
        for province in Province.objects.all()
    ]


def _regions(rows: list[tuple[Any, ...]]) -> list[dict[str, Any]]:
    counts = _column(rows, "province")
    region_of = dict(Province.objects.values_list("code", "region_id"))
    by_region: Counter[str] = Counter()
    for province, count in counts.items():
        by_region[region_of[province]] += count
    return [{"code": region.code, **named(region), "value": by_region[region.code]} for region in Region.objects.all()]
