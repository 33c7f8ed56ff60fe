"""Facet counts against the same counts made one by one in Python."""

import itertools
import random

import pytest
from django.contrib.auth.models import AnonymousUser

from organisations import facets
from organisations.choices import State
from organisations.models import Organisation
from organisations.querysets import COLUMNS, MANY
from organisations.scope import scope_of
from organisations.search import understand
from organisations.terms import current_terms
from places import official
from tests.factories.organisations import OrganisationFactory

pytestmark = pytest.mark.django_db

REGION_OF = {row.code: row.region_code for row in official.provinces()}
DISTRICTS = {"50": ["5001", "5002"], "90": ["9001", "9011"], "10": ["1001", None]}


def values(organisation, key):
    if key == "region":
        return {REGION_OF[organisation.province_id]}
    value = getattr(organisation, COLUMNS[key])
    return set(value) if key in MANY else {value} - {"", None}


def passes(organisation, chosen, besides=""):
    return all(values(organisation, key) & set(codes) for key, codes in chosen.items() if codes and key != besides)


def by_hand(organisations, chosen):
    total = sum(passes(one, chosen) for one in organisations)
    by = {}
    for key in COLUMNS:
        if key == "district" and not (chosen.get("province") or chosen.get("district")):
            continue
        numbers = {}
        for one in organisations:
            if passes(one, chosen, besides=key):
                for value in values(one, key):
                    numbers[value] = numbers.get(value, 0) + 1
        if numbers:
            by[key] = numbers
    return total, by


@pytest.fixture
def sixty():
    pick = random.Random(1)
    for _ in range(60):
        province = pick.choice(list(DISTRICTS))
        OrganisationFactory(
            name_th=pick.choice(["มูลนิธิเด็ก", "สมาคมผู้สูงอายุ", "กลุ่มออมทรัพย์"]) + str(pick.randint(1, 99)),
            province_id=province,
            district_id=pick.choice(DISTRICTS[province]),
            issues=sorted(pick.sample(["01", "04", "17"], pick.randint(0, 3))),
            expertise=sorted(pick.sample(["E01", "E04"], pick.randint(0, 2))),
            targets=sorted(pick.sample(["children", "women"], pick.randint(0, 2))),
            fields=sorted(pick.sample(["health", "education"], pick.randint(0, 2))),
            legal_form=pick.choice(["association", "foundation", "group"]),
            level=pick.choice(["", "tambon", "provincial"]),
            capacity_level=pick.choice(["", "basic"]),
            status=pick.choice(["active", "dormant"]),
            state=pick.choice([State.DRAFT, State.VERIFIED, State.VERIFIED]),
        )


CHOICES = {
    "region": ["north"],
    "province": ["50", "10"],
    "district": ["5001"],
    "issue": ["01", "17"],
    "expertise": ["E01"],
    "form": ["association"],
    "level": ["tambon"],
    "capacity": ["basic"],
    "state": ["verified"],
}


def test_every_pair_of_filters_counts_as_by_hand(sixty, staff):
    visible = Organisation.objects.visible_to(staff)
    everything = list(visible)
    for one, other in [((), ()), *itertools.combinations(CHOICES, 2)]:
        chosen = {key: CHOICES[key] for key in (one, other) if key}
        counts = facets.count(scope_of(staff), chosen)
        assert (counts.total, {key: dict(found) for key, found in counts.by.items()}) == by_hand(everything, chosen)


def test_three_filters_and_a_word(sixty, staff):
    visible = Organisation.objects.visible_to(staff)
    chosen = {"province": ["50"], "issue": ["01"], "state": ["verified"]}
    counts = facets.count(scope_of(staff), chosen, "เด็ก มูลนิธิ")
    named = [one for one in visible if one.name_th.startswith("มูลนิธิเด็ก")]
    assert (counts.total, {key: dict(found) for key, found in counts.by.items()}) == by_hand(named, chosen)


def test_nobody_counts_what_he_may_not_see(sixty, coordinator_south):
    for reader in (AnonymousUser(), coordinator_south):
        visible = Organisation.objects.visible_to(reader)
        counts = facets.count(scope_of(reader), {})
        assert (counts.total, {key: dict(found) for key, found in counts.by.items()}) == by_hand(list(visible), {})


def test_one_question(sixty, staff, django_assert_num_queries):
    terms = current_terms()
    asked = understand("เด็ก", Organisation.objects.visible_to(staff))
    with django_assert_num_queries(1):
        facets.count(scope_of(staff), CHOICES, asked, terms=terms)
