import pytest

from tests.factories.organisations import OrganisationFactory

pytestmark = pytest.mark.django_db


def test_organisations_of_ones_own_province_are_suggested_by_name(client_of, coordinator):
    mine = OrganisationFactory(name_th="มูลนิธิดอยสุเทพ")
    OrganisationFactory(name_th="มูลนิธิดอยสุเทพใต้", province_id="90")
    response = client_of(coordinator).get(
        "/indicators/records/organisations/", {"field": "organisation", "organisation": "ดอย สุเทพ"}
    )
    assert response.content.decode().strip() == f'<option value="{mine.code} มูลนิธิดอยสุเทพ"></option>'


@pytest.mark.parametrize("query", [{}, {"field": "x"}, {"field": "x", "x": "\0"}, {"field": "x", "x": "ก"}])
def test_too_little_suggests_nothing(query, client_of, staff):
    OrganisationFactory()
    assert client_of(staff).get("/indicators/records/organisations/", query).content.decode().strip() == ""
