"""The staff's queue of likely pairs."""

import pytest

from core import jobs
from core.models import JobState
from organisations.choices import State
from organisations.duplicates import scanning
from organisations.models import DuplicatePair, DuplicateScan, Organisation, PairState
from tests.factories.organisations import OrganisationFactory

pytestmark = pytest.mark.django_db
ADDRESS = "/organisations/duplicates/"


def pairs(response):
    return [(pair.first, pair.second) for pair, _reasons, _sure in response.context["pairs"]]


@pytest.fixture
def twins():
    return [OrganisationFactory(name_th=name, subdistrict_id="500701") for name in ("มูลนิธิแสงตะวัน", "ม.แสงตะวัน")]


def test_changed_records_are_paired_and_unpaired_by_the_beat(twins, staff, client_of):
    OrganisationFactory(name_th="มูลนิธิฟ้าใส")
    scanning.catch_up()
    client = client_of(staff)
    assert pairs(client.get(ADDRESS)) == [tuple(twins)]
    assert "ตำบลเดียวกัน" in client.get(ADDRESS).text
    Organisation.objects.filter(pk=twins[1].pk).update(name_th="สมาคมลุ่มน้ำปิง")
    scanning.catch_up()
    assert pairs(client.get(ADDRESS)) == []


def test_the_whole_registry_finds_what_the_beat_finds(twins, staff):
    far = OrganisationFactory(name_th="แสงตะวัน", province_id="90", email="a@example.org", phone="053-123-456")
    near = OrganisationFactory(name_th="มูลนิธิแสงตะวัน", email="A@example.org", phone="053123456")
    scanning.catch_up()
    found = sorted(DuplicatePair.objects.values_list("first", "second", "score", "reasons"))
    assert (near.pk in {pair[1] for pair in found}, {far.pk, near.pk} in [set(pair[:2]) for pair in found]) == (
        True,
        True,
    )
    DuplicatePair.objects.all().delete()
    job = DuplicateScan.objects.create(owner=staff)
    jobs.run(DuplicateScan, str(job.pk), scanning.scan)
    job.refresh_from_db()
    assert (job.state, job.progress_done, job.pairs) == (JobState.DONE, 4, len(found))
    assert sorted(DuplicatePair.objects.values_list("first", "second", "score", "reasons")) == found


def test_many_changes_of_a_province_are_compared_as_one(monkeypatch, twins):
    monkeypatch.setattr(scanning, "WHOLE_PROVINCE", 1)
    scanning.catch_up()
    assert [(pair.first, pair.second) for pair in DuplicatePair.objects.all()] == [tuple(twins)]


def test_dismissed_stays_dismissed_until_a_registration_number_agrees(twins, staff, client_of):
    scanning.catch_up()
    pair = DuplicatePair.objects.get()
    client = client_of(staff)
    client.post(f"{ADDRESS}{pair.pk}/dismiss/", {"why": "คนละหมู่บ้าน", "next": "?province=50"})
    assert pairs(client.get(ADDRESS)) == []
    shown = client.get(ADDRESS, {"state": "dismissed"})
    assert (pairs(shown), "คนละหมู่บ้าน" in shown.text) == ([tuple(twins)], True)
    Organisation.objects.filter(pk=twins[0].pk).update(phone="053-123-456")
    Organisation.objects.filter(pk=twins[1].pk).update(phone="053-123-456")
    scanning.catch_up()
    assert DuplicatePair.objects.get().state == PairState.DISMISSED
    Organisation.objects.update(registration_number="0994000158378")
    scanning.catch_up()
    assert DuplicatePair.objects.get().state == PairState.OPEN


def test_a_dismissal_is_taken_back(twins, staff, client_of):
    scanning.catch_up()
    pair = DuplicatePair.objects.get()
    client = client_of(staff)
    client.post(f"{ADDRESS}{pair.pk}/dismiss/")
    response = client.post(f"{ADDRESS}{pair.pk}/take-back/", {"next": "?state=dismissed"})
    assert response.url == f"{ADDRESS}?state=dismissed"
    assert pairs(client.get(ADDRESS)) == [tuple(twins)]


def test_filters_and_nonsense(twins, staff, client_of):
    scanning.catch_up()
    client = client_of(staff)
    for query, count in (
        ({"province": "50"}, 1),
        ({"province": "90"}, 0),
        ({"level": "surely"}, 1),
        ({"reason": "subdistrict"}, 1),
        ({"reason": "email"}, 0),
        ({"province": "x", "level": "\0", "reason": "'", "page": "-1"}, 1),
    ):
        assert (len(pairs(client.get(ADDRESS, query))), query) == (count, query)
    assert client.get(ADDRESS, {"province": "xx"}).context["query"].ignored == ("xx",)


@pytest.mark.parametrize("rows", [1, 3])
def test_a_page_costs_the_same_whatever_it_shows(rows, staff, client_of, django_assert_num_queries):
    for _number in range(rows):
        DuplicatePair.objects.create(first=OrganisationFactory(), second=OrganisationFactory(), score=70)
    client = client_of(staff)
    client.get(ADDRESS)
    with django_assert_num_queries(5):
        assert len(pairs(client.get(ADDRESS))) == rows


def test_staff_ask_for_the_whole_registry_once(staff, client_of):
    client = client_of(staff)
    for _time in range(2):
        assert client.post(f"{ADDRESS}scan/").url == ADDRESS
    job = DuplicateScan.objects.get()
    page = client.get(f"{ADDRESS}scan/{job.pk}/", headers={"HX-Request": "true"})
    assert (page.status_code, "HX-Refresh" in page) == (200, False)


def test_merged_records_are_in_no_pair(twins):
    Organisation.objects.filter(pk=twins[1].pk).update(state=State.MERGED, merged_into=twins[0])
    scanning.catch_up()
    assert DuplicatePair.objects.count() == 0
