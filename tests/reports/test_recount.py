"""Every figure of a report counted once more, record by record in Python, on registries made by chance.

REPORT_RECOUNTS=200 makes as many of them; the suite is content with a few.
"""

import os
import random
from datetime import timedelta
from decimal import Decimal

import pytest

from indicators.choices import LegalKind, NetworkLevel, SeatLevel, Sector, SystemKind
from indicators.models import CommitteeSeat, LegalMeasure, Network, SupportReceived, SupportSystem
from organisations.choices import State, Status
from organisations.models import Organisation
from places.models import Province
from reports.content.writing import number_of
from reports.frozen.finding import find
from tests.factories.indicators import (
    LegalMeasureFactory,
    NetworkFactory,
    SeatFactory,
    SupportFactory,
    SystemFactory,
)
from tests.factories.organisations import OrganisationFactory
from tests.factories.reports import finished_report, load_cso_1
from thai.periods import Period

PERIOD = Period.parse("2565-H1")
PROVINCES = ("10", "50", "90", "96")
RECOUNTS = int(os.environ.get("REPORT_RECOUNTS", "3"))


def _made(chance):
    """Organisations of every state and records around the edges of the period."""

    def day(spread=400):
        edge = chance.choice([PERIOD.first_day, PERIOD.last_day])
        return edge + timedelta(days=chance.choice([-1, 0, 1, chance.randint(-spread, spread)]))

    def until(begin):
        return chance.choice([None, None, begin + timedelta(days=chance.randint(1, 300)), PERIOD.last_day])

    load_cso_1()
    organisations = [
        OrganisationFactory(
            province_id=chance.choice(PROVINCES),
            issues=sorted(chance.sample(["01", "04", "17", "26"], chance.randint(1, 3))),
            expertise=sorted(chance.sample(["E01", "E05"], chance.randint(0, 2))),
            legal_form=chance.choice(["foundation", "association"]),
            status=chance.choice([Status.ACTIVE, Status.DORMANT]),
            state=chance.choice([State.VERIFIED, State.VERIFIED, State.SUBMITTED, State.DRAFT]),
        )
        for _number in range(chance.randint(1, 8))
    ]
    for _number in range(chance.randint(0, 10)):
        organisation, begin = chance.choice(organisations), day()
        end = until(begin)
        SeatFactory(
            organisation=organisation,
            province_id=chance.choice([None, *PROVINCES]),
            level=chance.choice(SeatLevel.values),
            from_on=begin,
            to_on=end if end is None or end >= begin else None,
        )
    for _number in range(chance.randint(0, 10)):
        SupportFactory(
            organisation=chance.choice(organisations),
            province_id=chance.choice([None, *PROVINCES]),
            sector=chance.choice(Sector.values),
            amount=Decimal(chance.randint(1, 10_000_000)) / 100,
            received_on=day(),
        )
    for _number in range(chance.randint(0, 6)):
        LegalMeasureFactory(kind=chance.choice(LegalKind.values), in_force_on=day())
        begin = day()
        NetworkFactory(
            province_id=chance.choice([None, *PROVINCES]),
            level=chance.choice(NetworkLevel.values),
            active_from=begin,
            active_to=chance.choice([None, begin + timedelta(days=chance.randint(0, 200))]),
        )
        begin = day()
        SystemFactory(
            kind=chance.choice(SystemKind.values),
            in_service_on=begin,
            out_of_service_on=chance.choice([None, begin + timedelta(days=chance.randint(1, 200))]),
        )


def _holds(begin, end, last, *, end_counts):
    return begin <= last and (end is None or (end >= last if end_counts else end > last))


def _by_hand(period):
    """The records that count for each indicator in a period."""
    first, last = period.first_day, period.last_day
    return {
        "G1": [row for row in CommitteeSeat.objects.all() if _holds(row.from_on, row.to_on, last, end_counts=True)],
        "G2": [row for row in SupportReceived.objects.all() if first <= row.received_on <= last],
        "G3": [row for row in LegalMeasure.objects.all() if first <= row.in_force_on <= last],
        "G4": [
            row
            for row in SupportSystem.objects.all()
            if _holds(row.in_service_on, row.out_of_service_on, last, end_counts=False)
        ],
        "G5": [row for row in Network.objects.all() if _holds(row.active_from, row.active_to, last, end_counts=True)],
    }


def _value(code, rows):
    if code == "G1":
        return len({row.organisation_id for row in rows})
    if code == "G2":
        return sum((row.amount for row in rows), Decimal(0))
    if code == "G4":
        return len({row.kind for row in rows})
    return len(rows)


def _some(chance, indicator, rows):
    """Addresses of some figures of an indicator, each with the records that are behind it."""
    code, period = indicator["code"], str(PERIOD)
    yield f"k,{code},{period}", rows
    province = chance.choice(PROVINCES)
    yield f"k,{code},{period},province,{province}", [row for row in rows if row.province_id == province]
    yield f"k,{code},{period},province,none", [row for row in rows if row.province_id is None]
    region = Province.objects.get(code=province).region_id
    of = set(Province.objects.filter(region=region).values_list("code", flat=True))
    yield f"k,{code},{period},region,{region}", [row for row in rows if row.province_id in of]
    for dimension in indicator["dimensions"]:
        part = chance.choice(dimension["parts"])["code"]
        yield (
            f"k,{code},{period},{dimension['name']},{part}",
            [r for r in rows if getattr(r, dimension["name"]) == part],
        )


@pytest.mark.parametrize("seed", range(RECOUNTS))
def test_every_figure_equals_a_count_record_by_record(db, seed):
    _made(random.Random(seed))
    report = finished_report()
    frozen = report.snapshot["sections"]
    verified = [row for row in Organisation.objects.all() if row.state == State.VERIFIED]
    told = frozen["registry"]
    assert told["total"] == len(verified)
    for key, count in {
        "issue": lambda code: sum(code in row.issues for row in verified),
        "expertise": lambda code: sum(code in row.expertise for row in verified),
        "form": lambda code: sum(row.legal_form == code for row in verified),
        "status": lambda code: sum(row.status == code for row in verified),
        "provinces": lambda code: sum(row.province_id == code for row in verified),
    }.items():
        assert {part["code"]: part["value"] for part in told[key]} == {
            part["code"]: count(part["code"]) for part in told[key]
        }
    regions = dict(Province.objects.values_list("code", "region_id"))
    for part in told["regions"]:
        assert part["value"] == sum(regions[row.province_id] == part["code"] for row in verified)
    now, before = _by_hand(PERIOD), _by_hand(PERIOD.previous())
    for indicator in frozen["indicators"]["indicators"]:
        code = indicator["code"]
        assert number_of(indicator["value"]) == _value(code, now[code]), code
        assert number_of(indicator["previous"]) == _value(code, before[code]), code
        assert indicator["records"] == len(now[code]), code
        if code in {"G1", "G2", "G5"}:
            for part in indicator["places"]["provinces"]:
                mine = [row for row in now[code] if row.province_id == part["code"]]
                assert number_of(part["value"]) == _value(code, mine), (code, part["code"])
        for address, mine in _some(random.Random(seed), indicator, now[code]):
            assert [row[0] for row in find(report, address).rows] == sorted(row.pk for row in mine), address
        for dimension in indicator["dimensions"]:
            for part in dimension["parts"]:
                mine = [row for row in now[code] if getattr(row, dimension["name"]) == part["code"]]
                assert number_of(part["value"]) == _value(code, mine), (code, part["code"])
