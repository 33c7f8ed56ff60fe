"""The registry in numbers: verified organisations, as of the cut-off."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from operator import itemgetter
from typing import Any

from django.db.models import F, Func, TextField
from django.db.models.functions import Cast

from organisations.choices import Status, Taxonomy
from organisations.models import Organisation
from organisations.terms import current_terms
from places.models import Province, Region
from reports.snapshot.canonical import both, named
from reports.snapshot.moment import Moment, versioned

FIELDS = {
    "province": F("province_id"),
    "form": F("legal_form"),
    "status": F("status"),
    "level": F("level"),
    "capacity": F("capacity_level"),
    # As texts: of a hundred thousand lists a few hundred are different.
    "issue": Cast(Func(F("issues"), function="to_json"), TextField()),
    "expertise": Cast(Func(F("expertise"), function="to_json"), TextField()),
    "code": F("code"),
}
COLUMNS = ("id", "version", *FIELDS)
DEFINITION = {
    "th": "นับเฉพาะองค์กรที่เจ้าหน้าที่ตรวจสอบแล้ว ตามจังหวัดที่ตั้ง ณ วันและเวลาที่ตัดข้อมูล",
    "en": "Only verified organisations are counted, in the province of their address, as of the cut-off.",
}
# An organisation may have several of these, so their figures add up to more than the total.
SEVERAL = (Taxonomy.ISSUE, Taxonomy.EXPERTISE)
ONE = (Taxonomy.LEGAL_FORM, Taxonomy.LEVEL, Taxonomy.CAPACITY)
COUNTED = frozenset({*SEVERAL, *ONE, "status", "province"})


def read(moment: Moment) -> tuple[dict[str, Any], dict[str, Any]]:
    organisations = Organisation.objects.published()
    if moment.scope.province:
        organisations = organisations.filter(province=moment.scope.province)
    rows = versioned(organisations, **FIELDS)
    counts = {name: Counter(map(itemgetter(place), rows)) for place, name in enumerate(COLUMNS) if name in COUNTED}
    lists = {text: json.loads(text) for taxonomy in SEVERAL for text in counts[taxonomy]}
    counts |= {taxonomy: _each(counts[taxonomy], lists) for taxonomy in SEVERAL}
    # As FIELDS has them.
    records = [[*plain, lists[issues], lists[expertise], code] for *plain, issues, expertise, code in rows]
    figures = {
        "definition": DEFINITION,
        "total": len(rows),
        "status": _statuses(counts["status"]),
        **{taxonomy.value: _terms(taxonomy, counts[taxonomy]) for taxonomy in (*SEVERAL, *ONE)},
        "provinces": _provinces(counts["province"]) if moment.scope.province is None else [],
        "regions": _regions(counts["province"]) if moment.scope.province is None else [],
    }
    return figures, {"registry": {"model": "organisations.organisation", "columns": list(COLUMNS), "rows": records}}


def _each(texts: Counter[str], lists: Mapping[str, list[str]]) -> Counter[str]:
    """How many organisations have each value of a list, by how many have a text that says a list."""
    each: Counter[str] = Counter()
    for text, count in texts.items():
        each.update(dict.fromkeys(lists[text], count))
    return each


def _terms(taxonomy: Taxonomy, counts: Counter[str]) -> list[dict[str, Any]]:
    counts = counts.copy()
    terms = current_terms().of(taxonomy)
    known = [
        {"code": code, **named(term), "value": counts.pop(code, 0)}
        for code, term in terms.items()
        if not term.is_retired or counts[code]
    ]
    unset = sum(counts.values())
    missing = {"code": "", "th": "ไม่ระบุ", "en": "Not stated", "value": unset}
    return [*known, missing] if unset else known


def _statuses(counts: Counter[str]) -> list[dict[str, Any]]:
    return [{"code": status.value, **both(status.label), "value": counts[status.value]} for status in Status]


def _provinces(counts: Counter[str]) -> list[dict[str, Any]]:
    return [
        {"code": province.code, **named(province), "region": province.region_id, "value": counts[province.code]}
        for province in Province.objects.all()
    ]


def _regions(counts: Counter[str]) -> list[dict[str, Any]]:
    region_of = dict(Province.objects.values_list("code", "region_id"))
    by_region: Counter[str] = Counter()
    for province, count in counts.items():
        by_region[region_of[province]] += count
    return [{"code": region.code, **named(region), "value": by_region[region.code]} for region in Region.objects.all()]
