"""Made-up KPI records that belong to no single organisation: legal measures, systems and networks."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from csoregistry.demo import NOTE
from csoregistry.demo.hanging import PERIODS, SHARES
from csoregistry.demo.places import Area
from csoregistry.demo.record_texts import LEGAL_MEASURES, NETWORKS, SYSTEMS
from csoregistry.demo.writing import Table
from indicators.choices import NetworkLevel
from indicators.models import LegalMeasure, Network, SupportSystem
from indicators.models.records import NetworkMember
from organisations.choices import Source, Status
from organisations.models import Organisation
from plans.models import Agency

Values = dict[str, Any]


def make_records(areas: list[Area], *, seed: int, by: int) -> dict[str, int]:
    """Legal measures, systems and networks, where there are none; returns how many of each kind were made."""
    made = {}
    if not LegalMeasure.objects.exists():
        made["legal measures"] = _legal_measures(by)
    if not SupportSystem.objects.exists():
        made["systems"] = _systems(by)
    if not Network.objects.exists():
        made["networks"] = _networks(areas, seed, by)
    return made


def _legal_measures(by: int) -> int:
    agencies = dict(Agency.objects.values_list("code", "pk"))
    rows = [
        {"title": title, "kind": kind, "change": change, "in_force_on": date.fromisoformat(day), "note": NOTE,
         "agency_id": agencies[agency], "province_id": province or None, "reference": f"เลขที่อ้างอิงสาธิต {number}"}
        for number, (title, kind, change, day, agency, province) in enumerate(LEGAL_MEASURES, 1)
    ]  # fmt: skip
    return len(Table(LegalMeasure, by=by).write(rows))


def _systems(by: int) -> int:
    agencies = dict(Agency.objects.values_list("code", "pk"))
    rows = [
        {"kind": kind, "name": name, "in_service_on": date.fromisoformat(day), "owner_id": agencies[agency],
         "out_of_service_on": date.fromisoformat(until) if until else None, "province_id": province or None,
         "link": f"https://system{number}.example.org", "note": NOTE}
        for number, (kind, name, day, until, agency, province) in enumerate(SYSTEMS, 1)
    ]  # fmt: skip
    return len(Table(SupportSystem, by=by).write(rows))


def _networks(areas: list[Area], seed: int, by: int) -> int:
    """A network in most provinces, some below and above them, each with members from where it works."""
    rng = Random(f"{seed}/networks")
    demo = Organisation.objects.published().filter(source=Source.DEMO, status=Status.ACTIVE)
    members: dict[str, list[int]] = {}
    for pk, province in demo.order_by("pk").values_list("pk", "province_id")[:20_000]:
        members.setdefault(province, []).append(pk)
    rows: list[Values] = []
    joined: list[list[int]] = []
    for level, form, name, reach in _network_plan(rng, areas):
        pool = [pk for code in reach for pk in members.get(code, [])]
        begins = _day(rng) if rng.random() < 0.62 else date(2016, 6, 1) + timedelta(days=int(rng.random() * 1500))
        ends = begins + timedelta(days=500) if rng.random() < 0.06 else None
        rows.append(
            {"name": name, "form": form, "level": level, "active_from": begins, "active_to": ends, "note": NOTE,
             "province_id": reach[0] if len(reach) == 1 else None}
        )  # fmt: skip
        joined.append(rng.sample(pool, min(len(pool), rng.randint(3, 14))))
    pks = Table(Network, by=by).write(rows)
    memberships = [
        {"network_id": network, "organisation_id": organisation}
        for network, some in zip(pks, joined, strict=True)
        for organisation in some
    ]
    Table(NetworkMember, by=None).write(memberships)
    return len(pks)


def _network_plan(rng: Random, areas: list[Area]) -> list[tuple[str, str, str, list[str]]]:
    """(level, form, name, codes of its provinces) of every network."""
    everywhere = [area.code for area in areas]
    plan = [(NetworkLevel.NATIONAL.value, form, name, everywhere) for form, name in NETWORKS["national"]]
    regions = {"north": "ภาคเหนือ", "northeast": "ภาคตะวันออกเฉียงเหนือ", "central": "ภาคกลาง", "south": "ภาคใต้"}
    for region, name_th in regions.items():
        codes = [area.code for area in areas if area.region == region]
        form, name = rng.choice(NETWORKS["regional"])
        plan.append((NetworkLevel.REGIONAL.value, form, name.format(place=name_th), codes))
    for area in areas:
        for form, name in rng.sample(NETWORKS["provincial"], rng.choice((0, 1, 1, 1, 2))):
            plan.append((NetworkLevel.PROVINCIAL.value, form, name.format(place=area.name_th), [area.code]))
        if rng.random() < 0.35:
            spot = rng.choice(area.spots)
            level, place = rng.choice(
                [(NetworkLevel.DISTRICT, f"อำเภอ{spot.district_th}"), (NetworkLevel.TAMBON, spot.name_th)]
            )
            if area.code == "10" and level == NetworkLevel.DISTRICT:
                place = f"เขต{spot.district_th}"
            form, name = rng.choice(NETWORKS["local"])
            plan.append((level.value, form, f"{name.format(place=place)}", [area.code]))
    return plan


def _day(rng: Random) -> date:
    period = rng.choices(PERIODS, SHARES)[0]
    return period.first_day + timedelta(days=int(rng.random() * (period.last_day - period.first_day).days))
