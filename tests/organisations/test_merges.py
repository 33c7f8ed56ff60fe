"""The merges that were made, and undoing them."""

import pytest

from organisations.actions.merging import merge
from organisations.choices import State
from organisations.models import Organisation
from tests.factories.organisations import OrganisationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(staff):
    return merge(survivor=OrganisationFactory(), merged=OrganisationFactory(phone="053-123-456"), by=staff)


def address(made):
    return f"/organisations/merges/{made.pk}/"


def test_a_merge_is_listed_shown_and_undone(made, staff, client_of):
    client = client_of(staff)
    assert [each.pk for each in client.get("/organisations/merges/").context["page_obj"]] == [made.pk]
    assert [each.pk for each in client.get("/organisations/merges/", {"of": "CSO-0"}).context["page_obj"]] == []
    page = client.get(address(made))
    assert (page.context["obstacles"], len(page.context["entries"])) == ([], 2)
    assert client.post(address(made)).url == address(made)
    assert Organisation.objects.filter(state=State.MERGED).count() == 0
    assert client.get(address(made)).status_code == 200


def test_what_stands_in_the_way_is_said_field_by_field(made, staff, client_of):
    Organisation.objects.filter(pk=made.survivor_id).update(phone="053-999-999")
    client = client_of(staff)
    client.post(address(made))
    page = client.get(address(made))
    told = [(one["before"], one["after"], one["now"]) for one in page.context["obstacles"]]
    assert told == [("", "053-123-456", "053-999-999")]
    assert Organisation.objects.filter(state=State.MERGED).count() == 1
    client.post(address(made), {"partly": "1"})
    assert Organisation.objects.filter(state=State.MERGED).count() == 0
    assert len(client.get(address(made)).context["obstacles"]) == 1


def test_the_survivors_page_leads_to_the_merged_ones_history(made, staff, coordinator, client_of):
    link = f"/organisations/merges/?of={made.survivor.code}"
    assert link in client_of(staff).get(made.survivor.get_absolute_url()).text
    assert link not in client_of(coordinator).get(made.survivor.get_absolute_url()).text


def test_old_codes_are_found_by_the_search(made, staff, client_of):
    page = client_of(staff).get("/organisations/", {"q": made.merged.code})
    assert made.survivor.code in page.text
