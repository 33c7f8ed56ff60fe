"""The pages of a list against the same rows sorted by QuerySets, which exports and bulk actions take."""

import itertools
import random

import pytest
from django.contrib.auth.models import AnonymousUser

from organisations import facets
from organisations.choices import State
from organisations.listing import checking, pages
from organisations.models import Organisation
from organisations.querysets import ORDERS
from organisations.scope import scope_of
from tests.factories.organisations import OrganisationFactory

pytestmark = pytest.mark.django_db
SIZE = 7
EVERY_SORT = sorted({*ORDERS, *(f"-{sort}" for sort in ORDERS)})
ASKED = [
    {},
    {"province": ["50"]},
    {"province": ["50", "90"]},
    {"region": ["north"], "state": ["verified", "draft"]},
    {"issue": ["01"]},
    {"issue": ["01", "17"], "province": ["50"], "expertise": ["E01"]},
    {"district": ["5001"]},
    {"region": ["north"], "province": ["90"]},
]


@pytest.fixture
def fifty(monkeypatch):
    pick = random.Random(3)
    for _ in range(50):
        province = pick.choice(["50", "90", "10"])
        OrganisationFactory(
            name_th=pick.choice(["มูลนิธิ", "สมาคม", "กลุ่ม"]) + str(pick.randint(1, 30)),
            province_id=province,
            district_id="5001" if province == "50" and pick.random() < 0.5 else None,
            issues=sorted(pick.sample(["01", "04", "17"], pick.randint(0, 3))),
            expertise=sorted(pick.sample(["E01", "E04"], pick.randint(0, 2))),
            member_count=pick.choice([None, 1, 2, 30]),
            state=pick.choice([State.DRAFT, State.SUBMITTED, State.VERIFIED, State.VERIFIED]),
        )
    monkeypatch.setattr(checking, "LONGEST_STRETCH", 6)
    checking.rebuild()
    OrganisationFactory.create_batch(3)
    assert Organisation.objects.values("listing__place").distinct().count() > 5


def readers(*people):
    return [AnonymousUser(), *people]


def every_page(scope, chosen, q, sort):
    found = []
    for number in itertools.count(1):
        answer = facets.ask(scope, chosen, q, wanted=facets.Wanted(sort, number, SIZE))
        if answer.number < number:
            return found
        assert len(answer.ids) == min(SIZE, answer.counts.total - len(found)), (sort, number)
        found += answer.ids
        if not answer.ids:
            return found


@pytest.mark.parametrize("shallow", [pages.SHALLOW, 5])
def test_pages_have_every_row_in_order(fifty, staff, coordinator, shallow, monkeypatch):
    monkeypatch.setattr(pages, "SHALLOW", shallow)
    for sort, reader, chosen in itertools.product(EVERY_SORT, readers(staff, coordinator), ASKED):
        if "state" in chosen and not reader.is_authenticated:
            continue
        expected = Organisation.objects.visible_to(reader).filtered(chosen).in_order(sort)
        found = every_page(scope_of(reader), chosen, "", sort)
        assert found == list(expected.values_list("pk", flat=True)), (sort, chosen)


def test_pages_of_a_search(fifty, staff):
    for sort, chosen in itertools.product(sorted({*ORDERS, "-name"}), ({}, {"province": ["50"]})):
        expected = Organisation.objects.visible_to(staff).filtered(chosen, "สมาคม").in_order(sort)
        found = every_page(scope_of(staff), chosen, "สมาคม", sort)
        assert found == list(expected.values_list("pk", flat=True)), (sort, chosen)


def test_a_page_behind_the_last_is_the_last(fifty, staff):
    for sort, chosen in itertools.product(["name", "-members"], ASKED[:6]):
        answer = facets.ask(scope_of(staff), chosen, wanted=facets.Wanted(sort, 999_999, SIZE))
        expected = Organisation.objects.visible_to(staff).filtered(chosen).in_order(sort)
        last = (len(expected) - 1) // SIZE * SIZE
        assert (answer.number, list(answer.ids)) == (last // SIZE + 1, [row.pk for row in expected[last:]])


def test_nothing_found(staff):
    answer = facets.ask(scope_of(staff), {"issue": ["01"]}, "ไม่มี", wanted=facets.Wanted("name", 3, SIZE))
    assert (answer.counts.total, answer.number, answer.ids) == (0, 1, ())
