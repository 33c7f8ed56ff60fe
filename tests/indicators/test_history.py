"""Figures as they stood at any moment, and as they were reported, against plain counting of what was true then."""

import os
from copy import deepcopy
from datetime import date, timedelta
from decimal import Decimal
from random import Random

import pytest
from django.db import connection

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
from indicators.figures import NOWHERE, Cut
from indicators.figures.restated import restatements_of
from indicators.measures import MEASURES
from organisations.models import Merge, Organisation
from places.models import Province
from tests.factories.indicators import AgencyFactory, PlanPeriodFactory, goal_indicators
from tests.factories.organisations import OrganisationFactory
from tests.indicators.test_figures import MODELS, PERIODS, PROVINCES, TODAY, counts_in, figure_of

pytestmark = pytest.mark.django_db

# As many random histories as `KPI_SETS` says: a few where the whole suite runs, a thousand when one wants to be sure.
SETS = int(os.environ.get("KPI_SETS", "4"))
CHOICES = {
    "G1": {"level": SeatLevel.values},
    "G2": {"sector": Sector.values, "kind": SupportKind.values},
    "G3": {"kind": LegalKind.values, "change": LegalChange.values},
    "G4": {"kind": SystemKind.values},
    "G5": {"level": NetworkLevel.values, "form": NetworkForm.values},
}
DATES = {
    "G1": ("from_on", "to_on"),
    "G2": ("received_on", None),
    "G3": ("in_force_on", None),
    "G4": ("in_service_on", "out_of_service_on"),
    "G5": ("active_from", "active_to"),
}


class World:
    """Records of the five kinds in the database, and the same in plain dictionaries."""

    def __init__(self, seed):
        self.rng = Random(seed)
        self.indicators = goal_indicators()
        self.region_of = dict(Province.objects.values_list("code", "region_id"))
        self.agency = AgencyFactory()
        self.organisations = [OrganisationFactory() for _ in range(5)]
        self.rows = {code: {} for code in MODELS}

    def values(self, code):
        rng = self.rng
        begins, ends = DATES[code]
        day = date(2020, 6, 1) + timedelta(days=rng.randrange(900))
        row = {begins: day, "province_id": rng.choice(PROVINCES)}
        row |= {name: rng.choice(values) for name, values in CHOICES[code].items()}
        if ends:
            row[ends] = rng.choice([None, day + timedelta(days=rng.randrange(500))])
        if code in ("G1", "G2"):
            row["organisation"] = rng.randrange(5)
        if code == "G2":
            row["amount"] = Decimal(rng.randrange(1, 10**9)) / 100
        return row

    def columns(self, code, row):
        found = {name: value for name, value in row.items() if name not in ("organisation", "withdrawn", "id")}
        if "organisation" in row:
            found["organisation_id"] = self.organisations[row["organisation"]].pk
        return found

    def act(self):
        """One random thing: a record is entered, changed, or withdrawn; one by one or in bulk."""
        code = self.rng.choice(list(MODELS))
        model, fixed = MODELS[code]
        extra = {"G3": {"agency": self.agency}, "G4": {"owner": self.agency}}.get(code, {})
        standing = [key for key, row in self.rows[code].items() if not row["withdrawn"]]
        what = self.rng.choice(["enter", "enter", "enter", "change", "withdraw", "bulk"])
        if what == "enter" or not standing:
            row = self.values(code)
            made = model.objects.create(**fixed, **extra, **self.columns(code, row))
            self.rows[code][made.pk] = row | {"withdrawn": False, "id": made.pk}
        elif what == "change":
            key, row = self.rng.choice(standing), self.values(code)
            model.objects.filter(pk=key).update(**self.columns(code, row))
            self.rows[code][key].update(row)
        elif what == "withdraw":
            key = self.rng.choice(standing)
            model.objects.filter(pk=key).update(withdrawn_at=now())
            self.rows[code][key]["withdrawn"] = True
        else:
            province = self.rng.choice(PROVINCES)
            model.objects.filter(pk__in=standing[:3]).update(province=province)
            for key in standing[:3]:
                self.rows[code][key]["province_id"] = province

    def merge(self, by):
        """The last organisation goes up in the first; its seats stay under its own name, as old ones may."""
        first, last = self.organisations[0], self.organisations[4]
        Organisation.objects.filter(pk=last.pk).update(state="merged", merged_into=first)
        Merge.objects.create(survivor=first, merged=last, made_by=by)

    def compare(self, code, rows, period, at, merged):
        indicator = self.indicators[code]
        counted = [row for row in rows.values() if counts_in(code, row, period)]

        def expected(**where):
            inside = [row for row in counted if all(row[name] == value for name, value in where.items())]
            return _figure(code, inside, merged), len(inside)

        def told(part):
            return part.value, part.records

        assert told(figures.figure(indicator, period, today=TODAY, at=at)) == expected()
        listed = figures.records(indicator, period, today=TODAY, at=at).values_list("pgh_obj_id", flat=True)
        assert sorted(listed) == sorted(row["id"] for row in counted)
        places = figures.by_province(indicator, period, today=TODAY, at=at)
        for part in places.provinces:
            assert told(part) == expected(province_id=part.code)
        assert told(places.nowhere) == expected(province_id=None)
        assert told(places.nation) == expected()
        for part in places.regions:
            inside = [row for row in counted if self.region_of.get(row["province_id"]) == part.code]
            assert told(part) == (_figure(code, inside, merged), len(inside))
        total = sum(part.value for part in places.provinces) + places.nowhere.value
        assert total - places.repeated == places.nation.value
        if MEASURES[indicator.measure].additive:
            assert sum(part.value for part in places.regions) + places.nowhere.value == places.nation.value
        for dimension in MEASURES[indicator.measure].dimensions:
            for part in figures.by_value(indicator, period, dimension.name, today=TODAY, at=at).parts:
                assert told(part) == expected(**{dimension.name: part.code})
                inside = figures.records(
                    indicator, period, "50", by=dimension.name, value=part.code, today=TODAY, at=at
                )
                assert inside.count() == expected(province_id="50", **{dimension.name: part.code})[1]


def _figure(code, rows, merged):
    if code == "G1" and not merged:
        return len({row["organisation"] for row in rows})
    return figure_of(code, rows)


def now():
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0]


@pytest.mark.parametrize("seed", range(SETS))
def test_every_figure_of_every_moment_is_what_counting_then_gave(seed, staff):
    world, moments, merged = World(seed), [], False
    for step in range(4):
        for _ in range(world.rng.randrange(12, 40)):
            world.act()
        moments.append((now(), deepcopy(world.rows), merged))
        if step == 1:
            world.merge(staff)
            merged = True
    for at, rows, was_merged in moments:
        for code in MODELS:
            world.compare(code, rows[code], world.rng.choice(PERIODS), at, was_merged)


@pytest.mark.parametrize("seed", range(SETS))
def test_what_was_reported_stays_and_the_difference_is_its_records(seed, staff):
    world = World(1000 + seed)
    for _ in range(100):
        world.act()
    period = world.rng.choice(PERIODS[:3])
    PlanPeriodFactory(plan=world.indicators["G1"].plan, period=str(period), closed_at=now(), closed_by=staff)
    reported = deepcopy(world.rows)
    for _ in range(60):
        world.act()
    for code, indicator in world.indicators.items():
        for place in ("", "50", "90", NOWHERE):
            where = None if place == NOWHERE else place

            def inside(rows, where=where, place=place, code=code):
                return [
                    row
                    for row in rows[code].values()
                    if counts_in(code, row, period) and (not place or row["province_id"] == where)
                ]

            before, after = inside(reported), inside(world.rows)
            figure = figures.figure(indicator, period, place or None, today=TODAY)
            assert (figure.reported.value, figure.reported.records) == (_figure(code, before, False), len(before))
            assert figure.restated_by == _figure(code, after, False) - _figure(code, before, False)
            made_by = restatements_of(indicator, period, Cut(province=place), figure.reported.taken_at, TODAY, TODAY)
            counts = MEASURES[indicator.measure].counts.removesuffix("_id")
            assert [one.key for one in made_by] == sorted(
                key
                for key in {row["id"] for row in [*before, *after]}
                if _what(key, before, counts) != _what(key, after, counts)
            )
        places = figures.by_province(indicator, period, today=TODAY)
        assert [part.reported.value for part in places.provinces] == [
            _figure(code, [row for row in reported[code].values()
                           if counts_in(code, row, period) and row["province_id"] == part.code], False)
            for part in places.provinces
        ]  # fmt: skip


def _what(key, rows, counts):
    return next((row[counts] if counts else True for row in rows if row["id"] == key), None)
