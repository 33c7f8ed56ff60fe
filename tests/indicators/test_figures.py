"""Every figure is what counting on one's fingers gives, and its records are exactly those counted."""

import os
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from indicators import figures
from indicators.choices import (
    LegalChange,
    LegalKind,
    NetworkForm,
    NetworkLevel,
    SeatLevel,
    Sector,
    SupportKind,
    SystemKind,
)
from indicators.figures import NOWHERE, State
from indicators.measures import MEASURES
from indicators.models import CommitteeSeat, LegalMeasure, Network, SupportReceived, SupportSystem
from organisations.choices import State as RecordState
from places.models import Province
from plans.choices import Cumulation
from tests.factories.indicators import (
    AgencyFactory,
    IndicatorFactory,
    SeatFactory,
    SupportFactory,
    SystemFactory,
    ValueFactory,
    goal_indicators,
)
from tests.factories.organisations import OrganisationFactory
from thai.periods import Period

TODAY = date(2022, 6, 15)  # in 2565-H2, so that one period of the plan is still running
PROVINCES = [None, "10", "50", "57", "90"]
DAYS = st.integers(0, 900).map(lambda days: date(2020, 6, 1) + timedelta(days=days))
PERIODS = [Period.parse(code) for code in ("2564-H1", "2564-H2", "2565-H1", "2565-H2", "2564", "2565")]


def spans(begins, ends):
    return st.tuples(DAYS, st.none() | st.integers(0, 500)).map(
        lambda pair: {begins: pair[0], ends: pair[1] if pair[1] is None else pair[0] + timedelta(days=pair[1])}
    )


def rows(own):
    return st.lists(
        st.tuples(
            own,
            st.fixed_dictionaries({"province_id": st.sampled_from(PROVINCES), "withdrawn": st.sampled_from([0, 0, 1])}),
        ).map(lambda pair: pair[0] | pair[1]),
        max_size=12,
    )


def chosen(**choices):
    return st.fixed_dictionaries(
        {name: st.sampled_from(kind.values if hasattr(kind, "values") else kind) for name, kind in choices.items()}
    )


def joined(*parts):
    return st.tuples(*parts).map(lambda pieces: {key: value for piece in pieces for key, value in piece.items()})


# As many random sets of records as `KPI_SETS` says: a few where the whole suite runs, a thousand to be sure.
SETS = int(os.environ.get("KPI_SETS", "8"))
ORGANISATIONS = range(5)  # the last one was merged into the first
RECORDS = st.fixed_dictionaries(
    {
        "G1": rows(joined(chosen(level=SeatLevel, organisation=ORGANISATIONS), spans("from_on", "to_on"))),
        "G2": rows(
            joined(
                chosen(sector=Sector, kind=SupportKind, organisation=ORGANISATIONS),
                st.fixed_dictionaries(
                    {"received_on": DAYS, "amount": st.integers(1, 10**9).map(lambda satang: Decimal(satang) / 100)}
                ),
            )
        ),
        "G3": rows(joined(chosen(kind=LegalKind, change=LegalChange), st.fixed_dictionaries({"in_force_on": DAYS}))),
        "G4": rows(joined(chosen(kind=SystemKind), spans("in_service_on", "out_of_service_on"))),
        "G5": rows(joined(chosen(level=NetworkLevel, form=NetworkForm), spans("active_from", "active_to"))),
    }
)
MODELS = {
    "G1": (CommitteeSeat, {"committee": "ก"}),
    "G2": (SupportReceived, {"source": "ข"}),
    "G3": (LegalMeasure, {"title": "ค"}),
    "G4": (SupportSystem, {"name": "ง"}),
    "G5": (Network, {"name": "จ"}),
}


PLAN_BEGINS = date(2020, 10, 1)
REACH = {
    "G1": ("from_on", "to_on", True),
    "G2": ("received_on", "received_on", True),
    "G3": ("in_force_on", "in_force_on", True),
    "G4": ("in_service_on", "out_of_service_on", False),
    "G5": ("active_from", "active_to", True),
}
STATE, SUM, CUMULATIVE = Cumulation.STATE, Cumulation.SUM, Cumulation.CUMULATIVE
ASKED = {"G1": STATE, "G2": SUM, "G3": SUM, "G4": STATE, "G5": STATE}


def counts_in(code, row, period, way=None):
    """Whether a record counts for a period, by the rules of DOMAIN.md: on one of the days that are asked for."""
    if row["withdrawn"]:
        return False
    begins, ends, end_counts = REACH[code]
    way = way or ASKED[code]
    last = min(period.last_day, TODAY)
    happens = begins == ends
    first = period.first_day if way == SUM else PLAN_BEGINS if way == CUMULATIVE or happens else last
    day, until = row[begins], row[ends]
    if until is not None and not end_counts:
        until -= timedelta(days=1)
    return day <= last and (until is None or (first <= until and day <= until))


def figure_of(code, rows):
    if code == "G1":
        return len({0 if row["organisation"] == 4 else row["organisation"] for row in rows})
    if code == "G2":
        return sum((row["amount"] for row in rows), Decimal())
    if code == "G4":
        return len({row["kind"] for row in rows})
    return len(rows)


class TestAgainstPlainCounting(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.region_of = dict(Province.objects.values_list("code", "region_id"))
        cls.indicators = goal_indicators()
        cls.agency = AgencyFactory()
        cls.organisations = [OrganisationFactory() for _ in ORGANISATIONS]
        merged = cls.organisations[4]
        merged.state, merged.merged_into = RecordState.MERGED, cls.organisations[0]
        merged.save()

    def write(self, code, rows):
        model, fixed = MODELS[code]
        extra = {"G3": {"agency": self.agency}, "G4": {"owner": self.agency}}.get(code, {})
        for row in rows:
            values = {key: value for key, value in row.items() if key not in ("withdrawn", "organisation")}
            if "organisation" in row:
                values["organisation"] = self.organisations[row["organisation"]]
            if row["withdrawn"]:
                values["withdrawn_at"] = "2022-01-01T00:00Z"
            row["id"] = model.objects.create(**fixed, **extra, **values).pk

    @settings(max_examples=SETS, deadline=None, suppress_health_check=list(HealthCheck))
    @given(RECORDS, st.sampled_from(PERIODS), st.sampled_from([None, *Cumulation]))
    def test_every_cut_of_every_figure(self, records, period, way):
        for code, kept in records.items():
            self.write(code, kept)
            self.indicators[code].cumulation = way or ASKED[code]
            self.compare(code, kept, period, STATE if way == Cumulation.BOTH else way)
            if way == Cumulation.BOTH:
                self.compare_sum(code, kept, period)

    def compare_sum(self, code, kept, period):
        """Counted both ways, the sum stands beside the state, and everywhere in its place where it is asked for."""
        indicator, cut = self.indicators[code], figures.Cut(reading=SUM)
        counted = [row for row in kept if counts_in(code, row, period, SUM)]
        one, other = (figures.series_of(indicator, [period], each, today=TODAY)[0] for each in (figures.Cut(), cut))
        assert (one.over, other.value, other.records) == (
            figure_of(code, counted),
            figure_of(code, counted),
            len(counted),
        )
        found = figures.records_of(indicator, period, cut, today=TODAY)
        assert sorted(found.values_list("pk", flat=True)) == sorted(row["id"] for row in counted)
        dimensions = MEASURES[indicator.measure].dimensions
        places, splits = figures.by_place_and_values(indicator, period, dimensions, cut, today=TODAY)
        for part in places.provinces:
            assert part.value == figure_of(code, [row for row in counted if row["province_id"] == part.code])
        for split in splits:
            for part in split.parts:
                assert part.value == figure_of(code, [r for r in counted if r[split.dimension.name] == part.code])

    def compare(self, code, kept, period, way):
        indicator = self.indicators[code]
        counted = [row for row in kept if counts_in(code, row, period, way)]
        before = [row for row in kept if counts_in(code, row, period.previous(), way)]
        first = period in (PERIODS[0], PERIODS[4])

        def expect(part, rows, rows_before):
            assert part.value == figure_of(code, rows)
            assert part.records == len(rows)
            assert part.previous == (None if first else figure_of(code, rows_before))

        def cut(rows, **where):
            return [row for row in rows if all(row[key] == value for key, value in where.items())]

        def listed(**where):
            return sorted(figures.records(indicator, period, today=TODAY, **where).values_list("pk", flat=True))

        expect(figures.figure(indicator, period, today=TODAY), counted, before)
        assert listed() == sorted(row["id"] for row in counted)

        places = figures.by_province(indicator, period, today=TODAY)
        assert len(places.provinces) == 77
        for part in places.provinces:
            expect(part, cut(counted, province_id=part.code), cut(before, province_id=part.code))
        expect(places.nowhere, cut(counted, province_id=None), cut(before, province_id=None))
        expect(places.nation, counted, before)
        for part in places.regions:
            inside = [row for row in counted if self.region_of.get(row["province_id"]) == part.code]
            earlier = [row for row in before if self.region_of.get(row["province_id"]) == part.code]
            expect(part, inside, earlier)
            assert listed(region=part.code) == sorted(row["id"] for row in inside)
        for place in ("50", NOWHERE):
            inside = cut(counted, province_id=None if place == NOWHERE else place)
            assert figures.figure(indicator, period, place, today=TODAY).value == figure_of(code, inside)
            assert listed(province=place) == sorted(row["id"] for row in inside)

        total = sum(part.value for part in places.provinces) + places.nowhere.value
        assert total - places.repeated == places.nation.value
        if MEASURES[indicator.measure].additive:
            assert places.repeated == 0
            assert sum(part.value for part in places.regions) + places.nowhere.value == places.nation.value

        for dimension in MEASURES[indicator.measure].dimensions:
            split = figures.by_value(indicator, period, dimension.name, today=TODAY)
            assert [part.code for part in split.parts] == dimension.choices.values
            for part in split.parts:
                where = {dimension.name: part.code}
                expect(part, cut(counted, **where), cut(before, **where))
                assert listed(by=dimension.name, value=part.code) == sorted(row["id"] for row in cut(counted, **where))
            assert sum(part.value for part in split.parts) - split.repeated == figure_of(code, counted)
            inside = figures.by_value(indicator, period, dimension.name, "50", today=TODAY)
            assert [part.value for part in inside.parts] == [
                figure_of(code, cut(counted, province_id="50", **{dimension.name: part.code})) for part in inside.parts
            ]

        assert [one.value for one in figures.series_of(indicator, PERIODS, figures.Cut(), today=TODAY)] == [
            figure_of(code, [row for row in kept if counts_in(code, row, one, way)]) for one in PERIODS
        ]
        # What the page reads at once is what each of its parts says alone.
        dimensions = MEASURES[indicator.measure].dimensions
        together, splits = figures.by_place_and_values(indicator, period, dimensions, figures.Cut(), today=TODAY)
        assert together == places
        assert splits == [figures.by_value(indicator, period, one.name, today=TODAY) for one in dimensions]


@pytest.fixture
def goals(db):
    return goal_indicators()


def test_a_period_to_come_and_one_outside_the_plan_have_no_figure(goals):
    SeatFactory(from_on=date(2015, 1, 1))
    told = [
        (one.state, one.value, one.records, one.previous)
        for one in figures.series_of(
            goals["G1"], [Period.parse(code) for code in ("2563-H2", "2564-H1", "2564-H2", "2565-H1", "2566")],
            figures.Cut(), today=date(2021, 5, 1),
        )
    ]  # fmt: skip
    assert told == [
        (State.OUTSIDE, None, 0, None),
        (State.FINAL, 1, 1, None),
        (State.RUNNING, 1, 1, 1),
        (State.FUTURE, None, 0, None),
        (State.OUTSIDE, None, 0, None),
    ]
    assert figures.records(goals["G1"], Period.parse("2566")).count() == 0
    assert figures.by_province(goals["G1"], Period.parse("2566")).nation.value is None
    assert figures.by_value(goals["G1"], Period.parse("2566"), "level").parts == []


def test_a_calendar_year_is_no_period_of_a_fiscal_plan(goals):
    assert figures.figure(goals["G1"], Period(2565, 1, "calendar")).state == State.OUTSIDE


@pytest.mark.parametrize(
    ("code", "cumulation", "value"),
    [("G1", Cumulation.SUM, 2), ("G2", Cumulation.STATE, 300)],
)
def test_a_plan_may_cumulate_the_other_way(goals, code, cumulation, value):
    """Seats held on any day of the period; support added up from the plan's first day."""
    SeatFactory(from_on=date(2021, 10, 1), to_on=date(2021, 10, 5))
    SeatFactory(from_on=date(2022, 3, 1))
    SeatFactory(from_on=date(2022, 4, 1))
    for day, amount in ((date(2020, 9, 30), 7), (date(2020, 10, 1), 100), (date(2022, 3, 31), 200)):
        SupportFactory(received_on=day, amount=amount)
    goals[code].cumulation = cumulation
    assert figures.figure(goals[code], Period.parse("2565-H1")).value == value


@pytest.mark.parametrize("cumulation", [Cumulation.STATE, Cumulation.SUM, Cumulation.CUMULATIVE])
def test_a_system_out_of_service_on_the_day_it_came_into_it_never_counts(goals, cumulation):
    """The day on which it goes out of service is no day of service."""
    SystemFactory(in_service_on=date(2021, 2, 26), out_of_service_on=date(2021, 2, 26))
    goals["G4"].cumulation = cumulation
    for code in ("2564-H1", "2564-H2", "2564"):
        assert figures.figure(goals["G4"], Period.parse(code)).value == 0
        assert figures.records(goals["G4"], Period.parse(code)).count() == 0


def test_a_dimension_that_the_measure_has_not_is_refused(goals):
    for ask in (figures.figure, figures.records):
        with pytest.raises(ValueError, match="cannot be split by “sector”"):
            ask(goals["G1"], Period.parse("2565"), by="sector", value="business")
    with pytest.raises(ValueError, match="cannot be split by “sector”"):
        figures.by_value(goals["G1"], Period.parse("2565"), "sector")


def test_an_unknown_measure_is_named(goals):
    goals["G1"].measure = "no_such"
    with pytest.raises(LookupError, match="no_such"):
        figures.figure(goals["G1"], Period.parse("2565"))


def test_a_place_is_asked_for_in_a_fixed_number_of_queries(goals, django_assert_num_queries):
    for _ in range(3):
        SeatFactory()
        SupportFactory()
    with django_assert_num_queries(4):
        figures.by_province(goals["G1"], Period.parse("2565-H1"))
    with django_assert_num_queries(4):
        figures.by_province(goals["G2"], Period.parse("2565-H1"))
    with django_assert_num_queries(3):
        figures.figure(goals["G1"], Period.parse("2565-H1"))
    with django_assert_num_queries(3):
        figures.overview(goals.values(), goals["G1"].plan.half_years)


def test_references_name_each_record_in_its_latest_version(goals):
    seat = SeatFactory()
    period = Period.parse("2565-H1")
    (first,) = figures.record_refs(goals["G1"], period)
    assert (first.model, first.id) == ("indicators.committeeseat", seat.pk)
    seat.committee = "คณะกรรมการอื่น"
    seat.save()
    (second,) = figures.record_refs(goals["G1"], period)
    assert second.version > first.version
    assert figures.record_refs(goals["G1"], period, "90") == []


def test_what_is_typed_adds_up_where_the_plan_says_so(goals):
    """Of each year before what was typed for it, or for its halves; nothing typed stays no figure, never 0."""
    plan = goals["G1"].plan
    indicator = IndicatorFactory(plan=plan, cumulation=Cumulation.CUMULATIVE)
    for period, province, number in (
        ("2564-H1", None, 5),
        ("2564-H2", "50", 7),
        ("2564-H2", "90", 8),
        ("2565-H1", None, 100),
    ):
        ValueFactory(indicator=indicator, period=period, province_id=province, number=number)
    periods = [Period.parse(code) for code in ("2564-H1", "2564-H2", "2564", "2565-H1", "2565-H2")]

    def told():
        return [(one.value, one.records) for one in figures.series(indicator, periods)]

    assert told() == [(5, 1), (20, 3), (None, 0), (120, 4), (None, 0)]
    ValueFactory(indicator=indicator, period="2564", number=30)
    assert told() == [(5, 1), (20, 3), (30, 1), (130, 2), (None, 0)]
    assert sorted(figures.records(indicator, periods[3]).values_list("period", flat=True)) == ["2564", "2565-H1"]
