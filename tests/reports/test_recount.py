"""Every figure of a report counted once more, record by record in Python, on registries made by chance.

REPORT_RECOUNTS=200 makes as many of them; the suite is content with a few.
"""

import os
import random
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from functools import cache

import pytest

from forum.models import FollowUp, FollowUpStatus, Proposal
from indicators.choices import LegalKind, NetworkLevel, SeatLevel, Sector, SystemKind
from indicators.models import CommitteeSeat, LegalMeasure, Network, SupportReceived, SupportSystem
from organisations.choices import State, Status
from organisations.models import Organisation
from places.models import Province
from plans.choices import Cumulation, ProgressState, ProgressStatus
from plans.models import Indicator, Node, PlanPeriod, Progress
from reports.builders.layout import lay_out
from reports.content import document
from reports.content.writing import number_of
from reports.frozen.finding import find
from reports.models import ProvinceYear, ReportKind
from reports.scope import scope_of
from tests.factories.forum import FollowUpFactory, ProposalFactory
from tests.factories.indicators import (
    LegalMeasureFactory,
    NetworkFactory,
    SeatFactory,
    SupportFactory,
    SystemFactory,
)
from tests.factories.organisations import OrganisationFactory
from tests.factories.plans import ProgressFactory
from tests.factories.reports import finished_report, load_cso_1, written_year
from thai.periods import Period

PERIOD = Period.parse("2565-H1")
PROVINCES = ("10", "50", "90", "96")
RECOUNTS = int(os.environ.get("REPORT_RECOUNTS", "4"))
SCOPES = [
    ("half-year", "cso-1", "2565-H1"),
    ("provincial", "cso-1", "2565", "50"),
    ("end-of-plan", "cso-1", "2565"),
    ("half-year", "cso-1", "2565-H1"),
    ("mid-plan", "cso-1", "2564"),
]
LINKS = 60  # of each report, drawn by chance: opening all of some hundreds takes seconds


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


def _reported(chance, staff):
    """What projects and provinces sent around the due day, and what was done about the forum's proposals."""
    plan = load_cso_1()
    if chance.random() < 0.3:
        Indicator.objects.filter(plan=plan, code="G1").update(cumulation=Cumulation.BOTH)
    for period in ("2564-H2", "2565-H1"):
        due = Period.parse(period).last_day + timedelta(days=30)
        if chance.random() < 0.7:
            PlanPeriod.objects.update_or_create(
                plan=plan, period=period, defaults={"opens_on": due - timedelta(days=60), "due_on": due}
            )
        for node in Node.objects.reporting().filter(plan=plan):
            state = chance.choice([None, "draft", "submitted", "returned", "accepted", "accepted"])
            if state:
                sent = datetime.combine(due + timedelta(days=chance.choice([-9, 0, 1, 20])), time(5), UTC)
                ProgressFactory(
                    node=node,
                    period=period,
                    by=staff,
                    state=state,
                    submitted_at=None if state == "draft" else sent,
                    status=chance.choice(["", *ProgressStatus.values]),
                    percent=chance.choice([None, 0, 70]),
                    received=chance.choice([None, Decimal(0), Decimal(chance.randint(1, 10**9)) / 100]),
                    disbursed=chance.choice([None, Decimal(0), Decimal(chance.randint(1, 10**9)) / 100]),
                )
    for number in range(1, chance.randint(1, 5)):
        proposal = ProposalFactory(number=number)
        for at in range(chance.randint(0, 3)):
            status = chance.choice(FollowUpStatus.values)
            FollowUpFactory(proposal=proposal, on=date(2022, 1 + at, number), status=status)
    for province in PROVINCES:
        if state := chance.choice([None, "draft", "submitted", "returned", "accepted"]):
            written_year(province, state=state, by=staff, year=chance.choice([2564, 2565]))


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


class Counted:
    """What a report of a scope must tell, counted record by record in what is read here once."""

    def __init__(self, scope):
        self.scope = scope
        self.regions = dict(Province.objects.values_list("code", "region_id"))
        self.verified = [row for row in Organisation.objects.all() if row.state == State.VERIFIED]
        self.progress = list(Progress.objects.select_related("node"))
        self.due = dict(PlanPeriod.objects.values_list("period", "due_on"))
        self.leads = {node.number: [lead.agency.code for lead in node.lead] for node in Node.objects.all()}
        self.counting = cache(lambda period: _by_hand(Period.parse(period)))

    def behind(self, address):
        """The records behind the figure at an address, and the numbers that may stand there."""
        kind, *pieces = address.split(",")
        return getattr(self, f"_{kind}")(*pieces)

    def _k(self, code, period, *pairs):
        asked = Period.parse(period)
        rows = self.counting(period)[code]
        for name, value in zip(pairs[::2], pairs[1::2], strict=True):
            if name == "reading":
                ends = [(row, row.to_on or asked.last_day) for row in CommitteeSeat.objects.all()]
                rows = [row for row, end in ends if row.from_on <= asked.last_day and end >= asked.first_day]
                place = self.scope.province
                rows = [row for row in rows if place is None or row.province_id == place.code]
            elif name == "region":
                rows = [row for row in rows if self.regions.get(row.province_id) == value]
            elif name == "province":
                rows = [row for row in rows if (row.province_id or "none") == value]
            else:
                rows = [row for row in rows if getattr(row, name) == value]
        return rows, {_value(code, rows), len(rows)}

    def _o(self, *pairs):
        rows = self.verified
        of = {
            "province": lambda row: [row.province_id],
            "region": lambda row: [self.regions[row.province_id]],
            "form": lambda row: [row.legal_form],
            "status": lambda row: [row.status],
            "level": lambda row: [row.level],
            "capacity": lambda row: [row.capacity_level],
            "issue": lambda row: row.issues,
            "expertise": lambda row: row.expertise,
        }
        for name, value in zip(pairs[::2], pairs[1::2], strict=True):
            rows = [row for row in rows if value in of[name](row)]
        return rows, {len(rows)}

    def _reports(self, number, periods):
        rows = [row for row in self.progress if row.period in periods]
        below = [row for row in rows if not number or f"{row.node.number}.".startswith(f"{number}.")]
        return [row for row in below if row.state == ProgressState.ACCEPTED]

    def _p(self, number):
        rows = self._reports(number, [str(self.scope.periods[-1])])
        return rows, {row.percent for row in rows} | {row.received for row in rows} | {row.disbursed for row in rows}

    def _s(self, programme, status):
        rows = [row for row in self._reports(programme, [str(self.scope.periods[-1])]) if row.status == status]
        return rows, {len(rows)}

    def _m(self, number, span):
        until = self.scope.periods
        within = [each for each in until if each.within(self.scope.period)]
        rows = self._reports(number, [str(each) for each in (within if span == "in_period" else until)])
        return rows, {sum(filter(None, (getattr(row, name) for row in rows))) for name in ("received", "disbursed")}

    def _d(self, period, number, agency, what):
        due = self.due.get(period)
        rows = [row for row in self.progress if row.period == period and row.state != ProgressState.DRAFT]
        sent = [row for row in rows if row.state != ProgressState.RETURNED]
        rows = {
            "": rows,
            "received": sent,
            "late": [row for row in sent if due and row.submitted_at.date() > due],
            "returned": [row for row in rows if row.state == ProgressState.RETURNED],
        }[what]
        rows = [row for row in rows if number in ("", row.node.number)]
        rows = [row for row in rows if not agency or agency in self.leads[row.node.number]]
        return rows, set() if number else {len(rows)}

    def _t(self, number):
        return list(FollowUp.objects.filter(proposal__number=number)), set()

    def _w(self, status):
        latest = [max(each.follow_ups.all(), key=lambda row: row.on, default=None) for each in Proposal.objects.all()]
        rows = [row for row in latest if row and row.status == status]
        return rows, {len(rows)}

    def _v(self, province):
        over = self.scope.period.half is None
        year = self.scope.period.year if over else max(2564, self.scope.period.year - 1)
        rows = [row for row in ProvinceYear.objects.filter(year=year) if row.state == "accepted"]
        if self.scope.province:
            rows = [row for row in rows if row.province_id == self.scope.province.code]
        rows = [row for row in rows if province in ("", row.province_id)]
        return rows, {len(rows)} if not province else set()


def _told(report):
    """(address, what is written there) of every figure that leads to records, in tables, boxes and texts."""
    laid = lay_out(document(report.snapshot, report.digest, language="en"))
    start = f"/reports/s/{report.digest[:12]}/f/"
    for chapter in laid["chapters"]:
        for block in chapter["blocks"]:
            rows = block.get("rows", [])
            cells = [cell for row in rows for cell in row.get("cells", row.get("pieces"))]
            cells += block.get("figures", []) + block.get("pieces", [])
            for cell in cells:
                if cell["url"]:
                    yield cell["url"].removeprefix(start).removesuffix("/"), cell.get("value") or cell["text"]


def _number(text):
    """The number that a text begins with; None where it has none."""
    try:
        return Decimal(text.split(" ")[0].replace(",", "").replace("%", ""))
    except InvalidOperation:
        return None


@pytest.mark.parametrize("seed", range(RECOUNTS))
def test_every_figure_and_its_link_equal_a_count_record_by_record(db, staff, seed):
    chance = random.Random(seed)
    _made(chance)
    _reported(chance, staff)
    scope = scope_of(*SCOPES[seed % len(SCOPES)])
    report = finished_report(scope=scope)
    counted, told = Counted(scope), list(_told(report))
    wanted = {address: counted.behind(address) for address, _text in told if not address.startswith("a,")}
    for address, text in told:
        number = _number(text)
        if number is not None and address in wanted and wanted[address][1]:
            assert number in {Decimal(each) for each in wanted[address][1] if each is not None}, (address, text)
    for address in chance.sample(sorted(wanted), min(LINKS, len(wanted))):
        assert {row[0] for row in find(report, address).rows} == {row.pk for row in wanted[address][0]}, address
    for address, text in told:
        if address.startswith("a,"):
            assert len(find(report, address).rows) == _number(text)
    if scope.kind == ReportKind.HALF_YEAR:
        _equal_one_by_one(report.snapshot["sections"])


def _equal_one_by_one(frozen):
    """The frozen figures of a half-year themselves, those too that stand in charts and maps alone."""
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
        for dimension in indicator["dimensions"]:
            for part in dimension["parts"]:
                mine = [row for row in now[code] if getattr(row, dimension["name"]) == part["code"]]
                assert number_of(part["value"]) == _value(code, mine), (code, part["code"])
