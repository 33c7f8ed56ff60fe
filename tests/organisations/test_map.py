import pytest

from organisations.choices import State
from tests.factories.organisations import OrganisationFactory

pytestmark = pytest.mark.django_db


def test_the_same_query_by_province_each_a_link_to_its_list(client):
    OrganisationFactory.create_batch(2, issues=["17"])
    OrganisationFactory(province_id="90", issues=["17"])
    OrganisationFactory(province_id="90", issues=["01"])
    OrganisationFactory(province_id="90", issues=["17"], state=State.DRAFT)
    response = client.get("/organisations/map/?issue=17&colour=red")
    rows = {row["code"]: (row["label"], row["value"], row["url"]) for row in response.context["rows"]}
    assert len(rows) == 77
    assert rows["50"] == ("เชียงใหม่", 2, "/organisations/?province=50&issue=17")
    assert (rows["90"][1], rows["10"][1]) == (1, 0)
    assert response.context["total"] == 3
    assert response.context["query"].ignored == [("colour", "red")]
