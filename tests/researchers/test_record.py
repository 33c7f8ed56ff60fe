import pytest

from core.models import PersonalDataAccess
from tests.factories.researchers import ResearcherFactory, WorkFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def researcher():
    return WorkFactory.create().researcher


def looks():
    return list(PersonalDataAccess.objects.values_list("user__username", "subject", "subject_code"))


def test_the_public_sees_fields_and_works_but_no_contact(researcher, client):
    text = client.get(researcher.get_absolute_url()).text
    assert "บทบาทภาคประชาสังคมในระดับตำบล" in text
    assert "(2564)" in text
    assert researcher.phone not in text
    assert researcher.email not in text
    assert looks() == []


def test_a_coordinator_of_the_province_sees_the_contact_and_is_logged(researcher, coordinator, client_of):
    assert researcher.email in client_of(coordinator).get(researcher.get_absolute_url()).text
    assert looks() == [("coordinator", "researchers.Researcher", str(researcher.pk))]


@pytest.mark.parametrize("person", ["coordinator_south", "agency_officer", "committee"])
def test_others_do_not_see_the_contact(researcher, person, request, client_of):
    text = client_of(request.getfixturevalue(person)).get(researcher.get_absolute_url()).text
    assert researcher.email not in text
    assert looks() == []


@pytest.mark.parametrize("person", [None, "coordinator", "committee"])
def test_one_who_has_not_agreed_is_not_found(person, request, client_of):
    hidden = ResearcherFactory.create(consented_on=None)
    user = request.getfixturevalue(person) if person else None
    assert client_of(user).get(hidden.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("address", ["999", "99999999999999999999", "abc"])
def test_an_unknown_number_is_not_found(client, address):
    assert client.get(f"/researchers/{address}/").status_code == 404
