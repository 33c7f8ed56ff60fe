"""Changes of a verified record: identity waits for the ministry, the rest applies at once."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from organisations import actions, holding
from organisations.choices import State
from organisations.models import Decision, HeldChange
from tests.factories.organisations import OrganisationFactory

pytestmark = pytest.mark.django_db


def held(organisation):
    return {change.field: holding.wanted_values(change) for change in organisation.held_changes.waiting()}


def test_identity_waits_and_the_rest_applies(coordinator):
    organisation = OrganisationFactory(name_th="มูลนิธิเดิม", note="")
    values = {"name_th": "มูลนิธิใหม่", "registered_on": date(2021, 1, 1), "registered_precision": "year", "note": "x"}
    row = actions.update(organisation=organisation, values=values, by=coordinator)
    assert (row.name_th, row.registered_on, row.note, row.version) == ("มูลนิธิเดิม", None, "x", 2)
    assert held(row) == {
        "name_th": {"name_th": "มูลนิธิใหม่"},
        "registered_on": {"registered_on": date(2021, 1, 1), "registered_precision": "year"},
    }


@pytest.mark.parametrize("state", [State.DRAFT, State.SUBMITTED, State.RETURNED])
def test_nothing_waits_on_a_record_that_is_not_verified(state, coordinator):
    row = actions.update(organisation=OrganisationFactory(state=state), values={"name_th": "ใหม่"}, by=coordinator)
    assert (row.name_th, held(row)) == ("ใหม่", {})


def test_who_verifies_need_not_wait(staff):
    row = actions.update(organisation=OrganisationFactory(), values={"name_th": "ใหม่"}, by=staff)
    assert (row.name_th, held(row)) == ("ใหม่", {})


def test_the_later_wish_takes_the_place_of_the_earlier_and_the_old_value_withdraws_it(coordinator):
    organisation = OrganisationFactory(name_th="เดิม")
    for name in ("ใหม่", "ใหม่กว่า"):
        actions.update(organisation=organisation, values={"name_th": name}, by=coordinator)
    assert held(organisation) == {"name_th": {"name_th": "ใหม่กว่า"}}
    again = actions.update(organisation=organisation, values={"name_th": "ใหม่กว่า"}, by=coordinator)
    assert again.version == 3
    actions.update(organisation=organisation, values={"name_th": "เดิม"}, by=coordinator)
    assert [change.decision for change in HeldChange.objects.all()] == [Decision.WITHDRAWN]


def test_an_address_in_another_province_waits_as_a_whole(coordinator):
    coordinator.provinces.add("51")
    organisation = OrganisationFactory(province_id="50", district_id="5007", road="ถนนเดิม")
    values = {"province_id": "51", "district_id": "5101", "road": "ถนนใหม่", "phone": "053 123 456"}
    row = actions.update(organisation=organisation, values=values, by=coordinator)
    assert (row.province_id, row.district_id, row.road, row.phone) == ("50", "5007", "ถนนเดิม", "053 123 456")
    wanted = held(row)["province"]
    assert (wanted["province_id"], wanted["district_id"], wanted["road"]) == ("51", "5101", "ถนนใหม่")


def test_a_move_within_the_province_applies_at_once(coordinator):
    organisation = OrganisationFactory(province_id="50", district_id="5007")
    values = {"province_id": "50", "district_id": "5001", "subdistrict_id": None}
    row = actions.update(organisation=organisation, values=values, by=coordinator)
    assert (row.district_id, held(row)) == ("5001", {})


def test_what_is_held_is_checked_too(coordinator):
    with pytest.raises(ValidationError):
        actions.update(organisation=OrganisationFactory(), values={"legal_form": "nonsense"}, by=coordinator)
    assert HeldChange.objects.count() == 0


def test_a_parent_and_lists_come_back_as_they_were_given(coordinator):
    organisation, parent = OrganisationFactory(), OrganisationFactory()
    values = {"parent": parent, "aliases": ["ก", "ข"]}
    row = actions.update(organisation=organisation, values=values, by=coordinator)
    assert held(row) == {"parent": {"parent_id": parent.pk}, "aliases": {"aliases": ["ก", "ข"]}}
    wanted = holding.with_wanted(row, row.held_changes.waiting())
    assert (wanted.parent, wanted.aliases, row.parent, row.aliases) == (parent, ["ก", "ข"], None, [])


def test_what_the_ministry_writes_itself_is_no_longer_asked_for(coordinator, staff):
    organisation = OrganisationFactory(name_th="เดิม")
    actions.update(organisation=organisation, values={"name_th": "ใหม่", "name_en": "New"}, by=coordinator)
    actions.update(organisation=organisation, values={"name_th": "ใหม่"}, by=staff)
    assert held(organisation) == {"name_en": {"name_en": "New"}}


def test_the_verified_value_has_moved_on(coordinator, staff):
    organisation = OrganisationFactory(name_th="เดิม")
    actions.update(organisation=organisation, values={"name_th": "ใหม่"}, by=coordinator)
    row = actions.update(organisation=organisation, values={"name_th": "อื่น"}, by=staff)
    assert holding.has_moved_on(row.held_changes.waiting().get(), row)
