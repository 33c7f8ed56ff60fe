import pytest

from tests.factories.indicators import SeatFactory

pytestmark = pytest.mark.django_db


def test_the_list_is_filtered_and_says_what_it_did_not_understand(client_of, staff):
    wanted = SeatFactory(level="national", province_id="90")
    SeatFactory()
    page = client_of(staff).get("/indicators/records/seats/?province=90&level=national&region=moon")
    assert [row.record.pk for row in page.context["table"].rows] == [wanted.pk]
    assert len(page.context["listing"].chips) == 2
    assert len(page.context["listing"].notes) == 1


def test_only_ones_own_records_can_be_edited_from_the_list(client_of, coordinator):
    SeatFactory(province_id="90")
    SeatFactory(province_id="50")
    page = client_of(coordinator).get("/indicators/records/seats/")
    assert [bool(row.edit_url) for row in page.context["table"].rows] == [True, False]


@pytest.mark.parametrize("number", [1, 3])
def test_the_number_of_queries_does_not_grow(number, client_of, staff, django_assert_num_queries):
    SeatFactory.create_batch(number)
    client = client_of(staff)
    with django_assert_num_queries(7):
        client.get("/indicators/records/seats/")
