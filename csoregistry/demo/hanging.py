"""What hangs on a made-up organisation: people, budgets, an assessment; the seats and the support that KPIs count.

Each row is the text that COPY takes, its columns are beside it. Seats and support fall into 2564-H1 to 2565-H2, more of
them from half-year to half-year.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from csoregistry.demo import NOTE
from csoregistry.demo.forms import STEPS, Form, spread
from csoregistry.demo.naming import person
from csoregistry.demo.places import Area, Country
from csoregistry.demo.record_texts import COMMITTEES, SOURCES
from csoregistry.demo.writing import NULL
from indicators.choices import SeatLevel, Sector, SupportKind
from thai.periods import Period

# A row's columns, after the organisation's.
PERSON = ("kind", "title", "name", "position", "phone", "mobile", "email")
BUDGET = ("fiscal_year", "total", "from_members", "from_local_government", "from_agencies", "from_others")
ASSESSMENT = ("assessed_on", "assessor", "level", "scores")
SEAT = ("committee", "level", "from_on", "to_on", "province_id", "note")
SUPPORT = ("sector", "source", "kind", "amount", "received_on", "province_id", "note")

PERIODS = [Period.parse(code) for code in ("2564-H1", "2564-H2", "2565-H1", "2565-H2")]
# What of a hundred records falls into each of them.
SHARES = (17, 22, 27, 34)

_FIRST = date(2018, 1, 1)
# Days are numbers from the first one on until a row is written.
_DAYS = [(_FIRST + timedelta(days)).isoformat() for days in range(2800)]
_ASSESSED_DAYS = _DAYS[(date(2021, 6, 1) - _FIRST).days :][:480]
_BEFORE_THE_PLAN = (date(2018, 1, 15) - _FIRST).days


def _period_days() -> list[int]:
    """Days of the four half-years, so many of each that a draw of one is a draw of its half-year by share."""
    days = []
    for period, share in zip(PERIODS, SHARES, strict=True):
        first, length = (period.first_day - _FIRST).days, (period.last_day - period.first_day).days
        days += [first + length * step // (share * 20) for step in range(share * 20)]
    return days


_PERIOD_DAYS = _period_days()
_CRITERIA = ("governance", "people", "finance", "delivery", "information", "networks", "transparency")
_SCORES = "{" + ", ".join(f'"{criterion}": %d' for criterion in _CRITERIA) + "}"
_ASSESSORS = [
    "คณะทำงานประเมินศักยภาพระดับจังหวัด",
    "องค์กรประเมินตนเองร่วมกับเครือข่าย E6",
    "คณะอนุกรรมการพัฒนาศักยภาพองค์กรภาคประชาสังคม",
]
_BASES = [1] * 15 + [2] * 45 + [3] * 30 + [4] * 10
_LEVELS = ("basic", "developing", "strong", "model")
# Sector and sources, as many times in a hundred as they give.
_SOURCES = [
    (sector.value, SOURCES[sector])
    for sector, share in (
        (Sector.GOVERNMENT, 44),
        (Sector.LOCAL_GOVERNMENT, 33),
        (Sector.BUSINESS, 15),
        (Sector.ACADEMIC, 8),
    )
    for _ in range(share)
]
# By the level that an organisation works on: level of the seat, and the committees of that level.
_COMMITTEES = {
    works: [(level.value, COMMITTEES[level]) for level in levels]
    for works, levels in {
        "national": [SeatLevel.NATIONAL, SeatLevel.PROVINCIAL],
        "regional": [SeatLevel.NATIONAL, SeatLevel.PROVINCIAL],
        "provincial": [SeatLevel.PROVINCIAL, SeatLevel.PROVINCIAL, SeatLevel.DISTRICT],
        "district": [SeatLevel.DISTRICT, SeatLevel.PROVINCIAL],
        "tambon": [SeatLevel.TAMBON, SeatLevel.TAMBON, SeatLevel.DISTRICT],
        "community": [SeatLevel.TAMBON],
    }.items()
}
_KINDS = [(SupportKind.MONEY.value, 45_000)] * 4 + [(SupportKind.IN_KIND.value, 12_000)]
_AMOUNTS = spread(0.9)


@dataclass(slots=True)
class Hanging:
    """The rows of one organisation, by table; a row has no key of the organisation yet."""

    people: list[str] = field(default_factory=list)
    budgets: list[str] = field(default_factory=list)
    assessments: list[str] = field(default_factory=list)
    capacity_level: str = ""
    seats: list[str] = field(default_factory=list)
    support: list[str] = field(default_factory=list)


class HangingMaker:
    """Makes what hangs on the organisations of a block, one after the other."""

    def __init__(self, country: Country, rng: Random) -> None:
        self.country = country
        self.draw = rng.random

    def make(self, number: int, row: dict[str, str], form: Form, founded: int, chance: float) -> Hanging:
        """For the organisation of that row; a third and two thirds of the published ones have seats and support."""
        draw = self.draw
        made = Hanging(people=self._people(form, number, chance))
        if chance <= 0.9:
            made.budgets = self._budgets(form)
        if draw() < 0.3:
            self._assess(made)
        if row["state"] == "verified" and row["status"] != "dissolved":
            area = self.country.by_code[row["province_id"]]
            begun = (date(founded - 543, 1, 1) - _FIRST).days if founded > 2560 else 0
            for _ in range(4):
                if draw() > 0.36:
                    break
                made.seats.append(self._seat(row, area, begun))
            for _ in range(4):
                if draw() > 0.47:
                    break
                made.support.append(self._support(area, begun))
        return made

    def _people(self, form: Form, number: int, chance: float) -> list[str]:
        title, name = person(self.draw)
        thousands, four = number // 10000 % 1000, f"{number % 10000:04}"
        mobile = f"060-{thousands:03}-{four}" if chance < 0.5 else ""
        made = [f"head\t{title}\t{name}\t{form.head}\t\t{mobile}\t"]
        if chance < 0.75:
            title, name = person(self.draw)
            email = f"coordinator{number:06}@example.org" if chance < 0.5 else ""
            made.append(f"coordinator\t{title}\t{name}\tผู้ประสานงาน\t\t060-{thousands + 500:03}-{four}\t{email}")
        return made

    def _budgets(self, form: Form) -> list[str]:
        draw = self.draw
        total = form.money[int(draw() * STEPS)]
        made = []
        for year in (2564, 2565):
            members, local = int(total * draw() * 0.5), int(total * draw() * 0.3)
            agencies = (total - members - local) // 2
            made.append(f"{year}\t{total}\t{members}\t{local}\t{agencies}\t{total - members - local - agencies}")
            total = int(total * (0.92 + draw() * 0.28)) // 1000 * 1000
        return made

    def _assess(self, made: Hanging) -> None:
        draw = self.draw
        base = _BASES[int(draw() * 100)]
        # Two of four times the base, once one below, once one above it.
        around = (max(1, base - 1), base, base, min(4, base + 1))
        scores = tuple([around[int(draw() * 4)] for _ in _CRITERIA])
        made.capacity_level = _LEVELS[round(sum(scores) / len(scores)) - 1]
        day, assessor = _ASSESSED_DAYS[int(draw() * 480)], _ASSESSORS[int(draw() * len(_ASSESSORS))]
        made.assessments = [f"{day}\t{assessor}\t{made.capacity_level}\t{_SCORES % scores}"]

    def _seat(self, row: dict[str, str], area: Area, begun: int) -> str:
        draw = self.draw
        levels = _COMMITTEES[row["level"]]
        level, committees = levels[int(draw() * len(levels))]
        committee = committees[int(draw() * len(committees))]
        committee = committee.format(province=area.name_th, district=self.country.districts[row["district_id"]])
        # A good third sat there before the plan began.
        day = max(begun, _BEFORE_THE_PLAN + int(draw() * 980) if draw() < 0.36 else self._day())
        ends = _DAYS[day + 730] if draw() < 0.2 else NULL
        province = NULL if level == "national" else area.code
        return f"{committee}\t{level}\t{_DAYS[day]}\t{ends}\t{province}\t{NOTE}"

    def _support(self, area: Area, begun: int) -> str:
        draw = self.draw
        sector, sources = _SOURCES[int(draw() * 100)]
        kind, median = _KINDS[int(draw() * 5)]
        source = sources[int(draw() * len(sources))].format(province=area.name_th)
        day = max(begun, self._day())
        # Later grants are larger as well.
        amount = int(median * (1 + 0.15 * (day // 365 - 2)) * _AMOUNTS[int(draw() * STEPS)])
        return f"{sector}\t{source}\t{kind}\t{max(1000, amount // 100 * 100)}\t{_DAYS[day]}\t{area.code}\t{NOTE}"

    def _day(self) -> int:
        return _PERIOD_DAYS[int(self.draw() * len(_PERIOD_DAYS))]
