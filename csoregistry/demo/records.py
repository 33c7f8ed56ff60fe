"""Made-up KPI records of the five kinds, 2564-H1 to 2565-H2, more of them from half-year to half-year."""

from __future__ import annotations

import math
from datetime import date, timedelta
from random import Random
from typing import Any

from csoregistry.demo import NOTE
from csoregistry.demo.organisations import Made
from csoregistry.demo.places import Area
from csoregistry.demo.record_texts import COMMITTEES, LEGAL_MEASURES, NETWORKS, SOURCES, SYSTEMS
from csoregistry.demo.writing import Table
from indicators.choices import NetworkLevel, SeatLevel, Sector, SupportKind
from indicators.models import CommitteeSeat, LegalMeasure, Network, SupportReceived, SupportSystem
from indicators.models.records import NetworkMember
from organisations.choices import Source, State, Status
from organisations.models import Organisation
from plans.models import Agency
from thai.periods import Period

PERIODS = [Period.parse(code) for code in ("2564-H1", "2564-H2", "2565-H1", "2565-H2")]
# What of a hundred records falls into each of them.
_SHARES = (17, 22, 27, 34)
_SECTORS = {Sector.GOVERNMENT: 44, Sector.LOCAL_GOVERNMENT: 33, Sector.BUSINESS: 15, Sector.ACADEMIC: 8}
# Organisations that KPI records are made for: those that the public sees.
_SEAT_LEVELS = {
    "national": [SeatLevel.NATIONAL, SeatLevel.PROVINCIAL],
    "regional": [SeatLevel.NATIONAL, SeatLevel.PROVINCIAL],
    "provincial": [SeatLevel.PROVINCIAL, SeatLevel.PROVINCIAL, SeatLevel.DISTRICT],
    "district": [SeatLevel.DISTRICT, SeatLevel.PROVINCIAL],
    "tambon": [SeatLevel.TAMBON, SeatLevel.TAMBON, SeatLevel.DISTRICT],
    "community": [SeatLevel.TAMBON],
}

Values = dict[str, Any]


class Writers:
    """Writes the records of each batch of organisations, and at the end those that belong to none."""

    def __init__(self, *, by: int, areas: list[Area], seed: int) -> None:
        self.by = by
        self.areas = areas
        self.seed = seed
        self.by_code = {area.code: area for area in areas}
        self.districts = {spot.district: spot.district_th for area in areas for spot in area.spots}
        self.made = {"committee seats": 0, "support received": 0}

    def add(self, some: list[Made], pks: list[int]) -> None:
        """The seats and the support of new organisations; a third and two thirds of them have some."""
        seats: list[Values] = []
        support: list[Values] = []
        for one, pk in zip(some, pks, strict=True):
            values = one.organisation
            if values["state"] != State.VERIFIED or values["status"] == Status.DISSOLVED:
                continue
            rng = Random(self.seed * 1_000_003 + one.number)
            for _ in range(_how_many(rng, 0.36)):
                seats.append({"organisation_id": pk, **self._seat(rng, one)})
            for _ in range(_how_many(rng, 0.47)):
                support.append({"organisation_id": pk, **self._support(rng, one)})
        self.made["committee seats"] += len(Table(CommitteeSeat, by=self.by).write(seats))
        self.made["support received"] += len(Table(SupportReceived, by=self.by).write(support))

    def finish(self) -> dict[str, int]:
        """Legal measures, systems and networks, where there are none; returns how many of each kind were made."""
        if not LegalMeasure.objects.exists():
            self.made["legal measures"] = self._legal_measures()
        if not SupportSystem.objects.exists():
            self.made["systems"] = self._systems()
        if not Network.objects.exists():
            self.made["networks"] = self._networks()
        return self.made

    def _seat(self, rng: Random, one: Made) -> Values:
        values = one.organisation
        level = rng.choice(_SEAT_LEVELS[one.level])
        area = self.by_code[values["province_id"]]
        district = f"{'เขต' if area.code == '10' else 'อำเภอ'}{self.districts[values['district_id']]}"
        committee = rng.choice(COMMITTEES[level]).format(province=area.name_th, district=district)
        # A good third sat there before the plan began.
        day = date(2018, 1, 15) + timedelta(days=int(rng.random() * 980)) if rng.random() < 0.36 else _day(rng)
        day = max(day, date(one.founded - 543, 1, 1))
        ends = day + timedelta(days=730) if rng.random() < 0.2 else None
        return {
            "committee": committee,
            "level": level.value,
            "from_on": day,
            "to_on": ends,
            "province_id": None if level == SeatLevel.NATIONAL else area.code,
            "note": NOTE,
        }

    def _support(self, rng: Random, one: Made) -> Values:
        area = self.by_code[one.organisation["province_id"]]
        sector = rng.choices(list(_SECTORS), list(_SECTORS.values()))[0]
        kind = SupportKind.IN_KIND if rng.random() < 0.2 else SupportKind.MONEY
        day = max(_day(rng), date(one.founded - 543, 1, 1))
        # Later grants are larger as well.
        median = (45_000 if kind == SupportKind.MONEY else 12_000) * (1 + 0.15 * (day.year - 2020))
        return {
            "sector": sector.value,
            "source": rng.choice(SOURCES[sector]).format(province=area.name_th),
            "kind": kind.value,
            "amount": max(1000, int(rng.lognormvariate(math.log(median), 0.9)) // 100 * 100),
            "received_on": day,
            "province_id": area.code,
            "note": NOTE,
        }

    def _legal_measures(self) -> int:
        agencies = dict(Agency.objects.values_list("code", "pk"))
        rows = [
            {"title": title, "kind": kind, "change": change, "in_force_on": date.fromisoformat(day), "note": NOTE,
             "agency_id": agencies[agency], "province_id": province or None, "reference": f"เลขที่อ้างอิงสาธิต {number}"}
            for number, (title, kind, change, day, agency, province) in enumerate(LEGAL_MEASURES, 1)
        ]  # fmt: skip
        return len(Table(LegalMeasure, by=self.by).write(rows))

    def _systems(self) -> int:
        agencies = dict(Agency.objects.values_list("code", "pk"))
        rows = [
            {"kind": kind, "name": name, "in_service_on": date.fromisoformat(day), "owner_id": agencies[agency],
             "out_of_service_on": date.fromisoformat(until) if until else None, "province_id": province or None,
             "link": f"https://system{number}.example.org", "note": NOTE}
            for number, (kind, name, day, until, agency, province) in enumerate(SYSTEMS, 1)
        ]  # fmt: skip
        return len(Table(SupportSystem, by=self.by).write(rows))

    def _networks(self) -> int:
        """A network in most provinces, some below and above them, each with members from where it works."""
        rng = Random(f"{self.seed}/networks")
        demo = Organisation.objects.published().filter(source=Source.DEMO, status=Status.ACTIVE)
        members: dict[str, list[int]] = {}
        for pk, province in demo.order_by("pk").values_list("pk", "province_id")[:20_000]:
            members.setdefault(province, []).append(pk)
        rows: list[Values] = []
        joined: list[list[int]] = []
        for level, form, name, reach in _network_plan(rng, self.areas):
            pool = [pk for code in reach for pk in members.get(code, [])]
            begins = _day(rng) if rng.random() < 0.62 else date(2016, 6, 1) + timedelta(days=int(rng.random() * 1500))
            ends = begins + timedelta(days=500) if rng.random() < 0.06 else None
            rows.append(
                {"name": name, "form": form, "level": level, "active_from": begins, "active_to": ends, "note": NOTE,
                 "province_id": reach[0] if len(reach) == 1 else None}
            )  # fmt: skip
            joined.append(rng.sample(pool, min(len(pool), rng.randint(3, 14))))
        pks = Table(Network, by=self.by).write(rows)
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


def _how_many(rng: Random, chance: float) -> int:
    """How often in a row `chance` comes true, at most four times."""
    count = 0
    while count < 4 and rng.random() < chance:
        count += 1
    return count


def _day(rng: Random) -> date:
    period = rng.choices(PERIODS, _SHARES)[0]
    return period.first_day + timedelta(days=int(rng.random() * (period.last_day - period.first_day).days))
