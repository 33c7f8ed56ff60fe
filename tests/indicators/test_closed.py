"""Whatever anybody does, what was reported of a closed period stays."""

import os
from datetime import date, timedelta
from decimal import Decimal
from random import Random

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction

from indicators import actions, figures
from indicators.figures import NOWHERE
from indicators.models import CommitteeSeat, ReportedFigure, SupportReceived, Value
from organisations.actions.errors import ConflictError, WrongStateError
from organisations.actions.merging import BlockedError, merge, undo
from organisations.models import Merge, Organisation
from plans.actions import close_period
from plans.actions.errors import NotNowError
from plans.models import PlanPeriod
from tests.factories.indicators import IndicatorFactory, SeatFactory, SupportFactory, goal_indicators
from tests.factories.organisations import OrganisationFactory
from thai.periods import Period

pytestmark = pytest.mark.django_db

ACTIONS = int(os.environ.get("KPI_ACTIONS", "500"))
PLACES = ["", "50", "57", "90", NOWHERE]
PERIODS = [Period.parse(code) for code in ("2564-H1", "2564-H2", "2564", "2565-H1", "2565-H2", "2565")]


def told(indicators):
    """What was reported, and what the history says of those moments, of every figure that was reported."""
    found = {}
    for place in PLACES:
        shown = [one for row in figures.overview(indicators.values(), PERIODS, province=place) for one in row]
        reported = [one for one in shown if one.reported]
        for at in {one.reported.taken_at for one in reported}:
            rows = figures.overview(indicators.values(), PERIODS, province=place, at=at)
            then = {(one.indicator.code, one.period): one for row in rows for one in row}
            for one in reported:
                if one.reported.taken_at == at:
                    stood = then[one.indicator.code, one.period]
                    found[one.indicator.code, str(one.period), place] = (
                        one.reported.value,
                        one.reported.records,
                        stood.value,
                        stood.records,
                    )
    return found


class Actors:
    """People of every role, doing at random whatever the pages let them try."""

    def __init__(self, people, indicators, seed):
        self.rng, self.people, self.indicators = Random(seed), people, indicators
        self.done = self.refused = 0

    def act(self):
        by = self.rng.choice(self.people)
        often = [self.enter, self.change] * 3
        what = self.rng.choice(
            [*often, self.withdraw, self.verify, self.type, self.merge, self.undo, self.close, self.overwrite]
        )
        try:
            with transaction.atomic():
                what(by)
            self.done += 1
        except REFUSALS:
            self.refused += 1

    def pick(self, rows):
        found = list(rows)
        if not found:
            raise Refused
        return self.rng.choice(found)

    def day(self):
        return date(2020, 11, 1) + timedelta(days=self.rng.randrange(690))

    def note(self):
        return self.rng.choice(["", "แก้ตามหนังสือ"])

    def enter(self, by):
        organisation, province = self.pick(Organisation.objects.all()), self.rng.choice(["50", "57", "90", None])
        if self.rng.random() < 0.5:
            record = SeatFactory.build(organisation=organisation, from_on=self.day())
        else:
            record = SupportFactory.build(organisation=organisation, received_on=self.day())
        record.province_id, record.note = province, self.note()
        actions.add_record(record=record, by=by)

    def record(self):
        return self.pick([*CommitteeSeat.objects.all(), *SupportReceived.objects.all()])

    def change(self, by):
        record = self.record()
        record.province_id, record.note = self.rng.choice(["50", "57", "90", None]), self.note()
        if isinstance(record, SupportReceived):
            record.amount = Decimal(self.rng.randrange(1, 10**6))
        else:
            record.from_on, record.to_on = self.day(), None
        actions.change_record(record=record, by=by)

    def withdraw(self, by):
        actions.withdraw_record(record=self.record(), reason="ซ้ำ", by=by)

    def verify(self, by):
        actions.verify_record(record=self.record(), by=by)

    def type(self, by):
        number = Decimal(self.rng.randrange(100))
        period = self.rng.choice(PERIODS[:2] + PERIODS[3:5])
        actions.set_value(
            indicator=self.indicators["T1"], period=period, content={"number": number}, note=self.note(), by=by
        )

    def merge(self, by):
        first, second = self.pick(Organisation.objects.all()), self.pick(Organisation.objects.all())
        if first == second:
            raise Refused
        merge(survivor=first, merged=second, by=by)

    def undo(self, by):
        undo(merge=self.pick(Merge.objects.filter(undone_at=None)), by=by)

    def close(self, by):
        close_period(period=self.pick(PlanPeriod.objects.all()), reason="รับทราบแล้ว", by=by)

    def overwrite(self, by):
        """Straight into the table, past every action."""
        row = self.pick(ReportedFigure.objects.all())
        with pytest.raises(DatabaseError, match="Cannot update or delete rows"), transaction.atomic():
            ReportedFigure.objects.filter(pk=row.pk).update(records=row.records + 1)
        raise Refused


class Refused(Exception):
    """There is nothing to do this to."""


REFUSALS = (
    PermissionDenied,
    ValidationError,
    BlockedError,
    ConflictError,
    NotNowError,
    WrongStateError,
    actions.ConflictError,
    actions.WithdrawnError,
    Refused,
)


def test_no_sequence_of_actions_changes_what_was_reported(
    admin, staff, coordinator, coordinator_south, agency_officer, committee
):
    indicators = goal_indicators() | {"T1": IndicatorFactory(code="T1", kind="number")}
    plan = indicators["G1"].plan
    for period in ("2564-H1", "2564-H2", "2565-H1", "2565-H2"):
        opens = Period.parse(period).first_day
        PlanPeriod.objects.create(plan=plan, period=period, opens_on=opens, due_on=opens)
    for province in ("50", "57", "90") * 5:
        organisation = OrganisationFactory(province_id=province)
        SeatFactory(organisation=organisation, province_id=province)
        SupportFactory(organisation=organisation, province_id=province)
    people = [admin, staff, staff, coordinator, coordinator_south, agency_officer, committee]
    actors = Actors(people, indicators, seed=2564)
    reported = {}
    for number in range(ACTIONS):
        actors.act()
        if number % 100 == 99:
            now = told(indicators)
            assert {key: now[key] for key in reported} == reported
            assert [key for key, (value, records, *stood) in now.items() if [value, records] != stood] == []
            reported = now
    assert actors.done > ACTIONS // 6
    assert actors.refused > ACTIONS // 5
    assert Value.objects.exists()
    assert len({period for _code, period, _place in reported}) >= 3
    restated = [
        figure
        for indicator in indicators.values()
        for figure in figures.series(indicator, PERIODS)
        if figure.is_restated
    ]
    assert restated
