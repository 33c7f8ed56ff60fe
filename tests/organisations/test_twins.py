"""Likely twins while typing and at saving."""

import pytest

from organisations.choices import State
from organisations.duplicates import scanning
from organisations.models import DuplicatePair, Organisation, TwinDue, TwinKey
from tests.factories.organisations import OrganisationFactory

pytestmark = pytest.mark.django_db
ADDRESS = "/organisations/twins/"


def codes(response):
    return [twin.organisation.code for twin in response.context["twins"]]


def test_typed_name_finds_its_twin_before_and_after_keys_are_made(staff, client_of):
    twin = OrganisationFactory(name_th="มูลนิธิแสงตะวัน")
    OrganisationFactory(name_th="มูลนิธิแสงตะวัน", province_id="90")
    asked = {"name_th": "มุลนิธิ แสงตะวัน", "province": "50"}
    client = client_of(staff)
    assert codes(client.get(ADDRESS, asked)) == [twin.code]
    assert (TwinDue.objects.count(), scanning.catch_up(), TwinDue.objects.count()) == (2, 2, 0)
    page = client.get(ADDRESS, asked)
    assert codes(page) == [twin.code]
    assert "ชื่อเดียวกัน" in page.text


def test_number_phone_and_email_are_looked_for_in_the_whole_country(staff, client_of):
    far = OrganisationFactory(name_th="มูลนิธิแสงตะวัน", province_id="90", registration_number="0994000158378")
    scanning.catch_up()
    asked = {"name_th": "แสงตะวันเพื่อเด็ก", "province": "50", "registration_number": "0-9940-00158-37-8"}
    assert codes(client_of(staff).get(ADDRESS, asked)) == [far.code]


def test_a_coordinator_sees_what_is_visible_alone(coordinator, client_of):
    far = {"province_id": "90", "registration_number": "0994000158378"}
    OrganisationFactory(name_th="มูลนิธิแสงตะวัน", state=State.DRAFT, **far)
    own = OrganisationFactory(name_th="มูลนิธิแสงตะวัน", state=State.DRAFT)
    scanning.catch_up()
    asked = {"name_th": "มูลนิธิแสงตะวัน", "registration_number": "0994000158378"}
    assert codes(client_of(coordinator).get(ADDRESS, asked)) == [own.code]


@pytest.mark.parametrize("asked", [{}, {"name_th": "มูล"}, {"name_th": "ก" * 5000, "province": "x\0y"}, {"phone": "๙"}])
def test_too_little_or_nonsense_finds_nothing(asked, staff, client_of):
    OrganisationFactory(name_th="มูลนิธิแสงตะวัน")
    response = client_of(staff).get(ADDRESS, asked)
    assert (response.status_code, codes(response)) == (200, [])


def test_the_notice_never_blocks_and_goes_when_it_is_another(coordinator, client_of):
    twin = OrganisationFactory(name_th="มูลนิธิแสงตะวัน")
    draft = OrganisationFactory(name_th="มูลนิธิ แสงตะวัน", state=State.DRAFT)
    client = client_of(coordinator)
    edit = f"/organisations/{draft.code}/edit/"
    assert codes(client.get(edit)) == [twin.code]
    assert client.post(f"/organisations/{draft.code}/submit/").url == draft.get_absolute_url()
    response = client.post(f"/organisations/{draft.code}/another/", {"other": twin.code})
    assert response.url == edit
    assert codes(client.get(edit)) == []
    pair = DuplicatePair.objects.get()
    assert (pair.first_id, pair.second_id, pair.dismissed_by) == (twin.pk, draft.pk, coordinator)
    scanning.catch_up()
    assert list(DuplicatePair.objects.open()) == []


def test_others_may_not_say_so(coordinator_south, committee, client_of):
    one, other = OrganisationFactory(), OrganisationFactory()
    for person in (coordinator_south, committee):
        response = client_of(person).post(f"/organisations/{one.code}/another/", {"other": other.code})
        assert response.status_code == 403


def test_every_path_of_writing_makes_keys_due():
    record = OrganisationFactory(name_th="มูลนิธิแสงตะวัน")
    scanning.catch_up()
    Organisation.objects.filter(pk=record.pk).update(objectives="อื่น")
    assert TwinDue.objects.count() == 0
    Organisation.objects.filter(pk=record.pk).update(name_th="มูลนิธิฟ้าใส")
    assert scanning.catch_up() == 1
    assert list(TwinKey.objects.values_list("kind", "province", "key")) == [("n", "50", "ฟาไส")]
