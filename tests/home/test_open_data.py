import pytest
from django.urls import reverse

from organisations.resources import columns
from tests.factories.organisations import OrganisationFactory

pytestmark = pytest.mark.django_db


def test_the_page_counts_what_is_published(client):
    OrganisationFactory()
    OrganisationFactory(state="submitted")
    assert client.get(reverse("open_data")).context_data["total"] == 1


def test_the_dictionary_explains_every_column_of_the_files_and_no_personal_one(client):
    page = client.get(reverse("open_data")).context_data
    headings = [meaning.heading for meaning in page["dictionary"]]
    assert headings == [*(column.heading for column in columns() if not column.personal), "แก้ไขล่าสุด", "สถานะของระเบียน"]
    assert all(meaning.text for meaning in page["dictionary"])


def test_every_file_it_names_can_be_downloaded_by_a_stranger(client):
    OrganisationFactory()
    files = client.get(reverse("open_data")).context_data["files"]
    assert [name for name, _url in files] == ["CSV", "Excel", "JSON"]
    answers = [client.get(url) for _name, url in files]
    # Read to their end, as a browser does; the Excel file lies in a temporary file until it is closed.
    assert [(answer.status_code, len(answer.getvalue()) > 0) for answer in answers] == [(200, True)] * 3
    for close in answers[1]._resource_closers:
        close()


def test_the_page_takes_two_queries_once_the_lists_are_known(client, django_assert_num_queries):
    client.get(reverse("open_data"))
    with django_assert_num_queries(2):
        client.get(reverse("open_data"))
