import re
from collections import Counter
from datetime import date, timedelta
from itertools import islice

import pytest
from django.db.models import Sum
from django.utils import timezone

from csoregistry.demo.causes import CAUSES, COUNCIL, ENTERPRISE, FAITH, FAMILY, FORMS, PRODUCT, SAVINGS, WELFARE
from csoregistry.demo.keys import KEYS, keys_of_made
from csoregistry.demo.organisations import organisations
from csoregistry.demo.places import areas
from csoregistry.demo.writing import NULL
from organisations import waiting
from organisations.choices import Taxonomy
from organisations.keys import KEY_COLUMNS, keys_of
from organisations.models import Organisation, Person, YearlyBudget
from organisations.terms import current_terms
from organisations.validators import clean_email, clean_phone, clean_postcode, clean_url
from places.models import Province
from tests.demo.conftest import COUNT, SEED
from thai.identifiers import parse_registry_code
from thai.text import normalise

RESERVED = re.compile(r"(?:@|https://(?:[a-z0-9-]+\.)?)example\.(?:org|com)(?:/[a-z0-9]+)?\Z")


def test_the_same_seed_makes_the_same(db):
    places = areas()
    first, again, other = (list(organisations(places, first=0, last=120, seed=seed)) for seed in (1, 1, 2))
    assert first == again
    assert first != other


def test_another_day_moves_confirmations_alone(db):
    places = areas()
    one, other = (
        [made.organisation for made in organisations(places, first=0, last=120, seed=1, today=today)]
        for today in (date(2026, 3, 1), date(2026, 3, 11))
    )
    moved = {key for before, after in zip(one, other, strict=True) for key in before if before[key] != after[key]}
    assert moved == {"confirmed_on", "verified_at"}
    days = {
        (date.fromisoformat(after["confirmed_on"]) - date.fromisoformat(before["confirmed_on"])).days
        for before, after in zip(one, other, strict=True)
        if after["confirmed_on"] != NULL
    }
    assert days == {10}


def test_a_few_of_the_published_are_overdue_and_some_due_soon(demo):
    today = timezone.localdate()
    yearly = waiting.confirmed_yearly(Organisation.objects.all()).order_by()
    overdue, soon = (
        waiting.to_confirm(Organisation.objects.all(), by_day=day).count() for day in (today, today + timedelta(30))
    )
    assert 0.02 < overdue / yearly.count() < 0.08
    assert 0.04 < (soon - overdue) / yearly.count() < 0.14
    assert not yearly.filter(verified_at__gt=timezone.now()).exists()


def test_one_is_the_same_wherever_the_run_begins(db):
    places = areas()
    whole = organisations(places, first=0, last=1010, seed=1)
    assert list(islice(whole, 995, None)) == list(organisations(places, first=995, last=1010, seed=1))


def test_every_province_has_some(demo):
    spread = Counter(Organisation.objects.values_list("province", flat=True))
    assert len(spread) == Province.objects.count() == 77
    assert min(spread.values()) >= 2


def test_places_lie_in_one_another(demo):
    rows = Organisation.objects.values_list("province", "district", "subdistrict", "postcode", "subdistrict__postcodes")
    for province, district, subdistrict, postcode, postcodes in rows:
        assert (subdistrict[:4], subdistrict[:2]) == (district, province)
        assert postcode in postcodes


def test_keys_are_those_of_every_other_writer(demo):
    for one in Organisation.objects.all():
        kept = {column: getattr(one, column) for column in KEY_COLUMNS}
        assert kept == keys_of(vars(one))
        assert parse_registry_code(one.code) == one.code


def test_keys_joined_from_parts_are_those_of_the_whole(db):
    """Of each form, cause and kind of name there are dozens in so many."""
    for one in organisations(areas(), first=0, last=3000, seed=SEED):
        row = one.organisation
        record = {**row, "code": "CSO-0012340"}
        for column, parts in (("former_names", one.name and one.name.former), ("aliases", one.name and one.name.alias)):
            record[column] = [] if row[column] == "{}" else ["".join(parts)] if parts else [row[column][2:-2]]
        assert dict(zip(KEYS, keys_of_made(one, "CSO-0012340"), strict=True)) == keys_of(record)


def test_it_is_said_to_be_demo_data(demo):
    assert set(Organisation.objects.values_list("source", "source_note")) == {("demo", "ข้อมูลสาธิต")}


def test_addresses_are_of_nobody(demo):
    written = [
        *Organisation.objects.exclude(email="").values_list("email", flat=True),
        *Organisation.objects.exclude(website="").values_list("website", flat=True),
        *(page for pages in Organisation.objects.values_list("social_pages", flat=True) for page in pages),
        *Person.objects.exclude(email="").values_list("email", flat=True),
    ]
    assert len(written) > COUNT
    assert [text for text in written if not RESERVED.search(text)] == []


def test_telephones_are_of_nobody(demo):
    offices = Organisation.objects.exclude(phone="").values_list("phone", flat=True)
    # No telephone's own number begins with a nought.
    assert {phone.partition("-")[2][0] for phone in offices} == {"0"}
    mobiles = Person.objects.exclude(mobile="").values_list("mobile", flat=True)
    assert {mobile[:3] for mobile in mobiles} == {"060"}


def test_values_are_as_forms_and_imports_tidy_them(demo):
    """So that the demo data, exported and imported again, are the same."""
    for one in Organisation.objects.all():
        assert (one.name_th, one.phone, one.email, one.website, one.postcode) == (
            normalise(one.name_th),
            clean_phone(one.phone),
            clean_email(one.email),
            clean_url(one.website),
            clean_postcode(one.postcode),
        )


@pytest.mark.parametrize("cause", [*CAUSES, WELFARE, COUNCIL, SAVINGS, PRODUCT, FAMILY, FAITH, ENTERPRISE])
def test_classifications_are_of_the_taxonomies_and_in_their_order(db, cause):
    terms = current_terms()
    for taxonomy, codes in (
        (Taxonomy.ISSUE, cause.issues),
        (Taxonomy.TARGET, cause.targets),
        (Taxonomy.FIELD, cause.fields),
        (Taxonomy.MODE, cause.modes),
        (Taxonomy.EXPERTISE, cause.expertise),
    ):
        assert [terms.get(taxonomy, code) is not None for code in codes.split()] == [True] * len(codes.split())
        assert terms.in_order(taxonomy, codes.split()) == codes.split()


def test_legal_forms_are_of_the_taxonomy(db):
    assert set(FORMS) == set(current_terms().of(Taxonomy.LEGAL_FORM))


def test_nothing_lies_in_the_future(demo):
    today = date.today()  # noqa: DTZ011 - the machine's day will do
    for one in Organisation.objects.all():
        assert [day for day in (one.registered_on, one.certified_on, one.confirmed_on) if day and day > today] == []


def test_sources_of_a_budget_sum_to_its_total(demo):
    sums = YearlyBudget.objects.aggregate(
        total=Sum("total"),
        parts=Sum("from_members") + Sum("from_local_government") + Sum("from_agencies") + Sum("from_others"),
    )
    assert sums["total"] == sums["parts"]
    assert set(YearlyBudget.objects.values_list("fiscal_year", flat=True)) == {2564, 2565}


def test_history_has_every_row(demo):
    events = Organisation.pgh_event_model.objects  # type: ignore[attr-defined]  # put there by the history's decorator
    assert events.count() == COUNT
    assert events.filter(pgh_context__metadata__contains={"through": "command", "command": "demo"}).count() == COUNT
