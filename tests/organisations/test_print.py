import pytest

from core.models import PersonalDataAccess
from tests.factories.organisations import OrganisationFactory, PersonFactory

pytestmark = pytest.mark.django_db
URL = "/organisations/print/"


def test_the_filters_in_words_and_all_rows_on_one_page(client, monkeypatch):
    monkeypatch.setattr("organisations.views.print.MOST", 40)
    OrganisationFactory.create_batch(41)
    OrganisationFactory(province_id="90")
    response = client.get(f"{URL}?province=50&province=51&issue=01&q=สมาคม&colour=red&page=2")
    assert response.context["words"] == [
        ("ค้นหา", ["สมาคม"]),
        ("จังหวัด", ["เชียงใหม่", "ลำพูน"]),
        ("ประเด็น", ["เด็กและเยาวชน"]),
    ]
    assert (response.context["total"], len(response.context["rows"])) == (41, 40)
    assert response.context["query"].ignored == [("colour", "red")]


def test_people_on_paper_are_a_look_on_record(coordinator, client_of):
    PersonFactory(organisation=OrganisationFactory())
    client = client_of(coordinator)
    client.post("/organisations/columns/", {"order": ["head"], "column": ["head"]})
    assert client.get(URL).context["has_people"] is True
    assert PersonalDataAccess.objects.get().query == URL


@pytest.mark.parametrize("count", [1, 3])
def test_as_many_questions_with_one_row_as_with_three(count, client, django_assert_num_queries):
    OrganisationFactory.create_batch(count)
    client.get(URL)
    # taxonomies' stamp, how many, rows
    with django_assert_num_queries(3):
        client.get(URL)
