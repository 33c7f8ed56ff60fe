import pytest

from tests.factories.organisations import OrganisationFactory

pytestmark = pytest.mark.django_db
URL = "/organisations/mine/"


@pytest.mark.parametrize("count", [1, 3])
def test_what_is_assigned_to_me(count, staff, admin, client_of, django_assert_num_queries):
    OrganisationFactory.create_batch(count, responsible=staff)
    OrganisationFactory(responsible=admin)
    client = client_of(staff)
    client.get(URL)
    # session, account, how many, rows, taxonomies' stamp
    with django_assert_num_queries(5):
        assert len(client.get(URL).context["rows"]) == count
