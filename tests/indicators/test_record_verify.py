import pytest

from indicators import actions
from tests.factories.indicators import SeatFactory, SupportFactory
from tests.factories.organisations import OrganisationFactory

pytestmark = pytest.mark.django_db


def test_staff_check_a_record_and_a_change_takes_that_away(client_of, staff, coordinator):
    record = SeatFactory()
    response = client_of(staff).post(f"/indicators/records/seats/{record.pk}/verify/")
    record.refresh_from_db()
    assert response.headers["Location"] == "/indicators/records/seats/?check=waiting"
    assert (record.verified_by, record.verified_at is not None) == (staff, True)
    actions.change_record(record=record, by=coordinator)
    record.refresh_from_db()
    assert (record.verified_by, record.verified_at) == (None, None)


def test_a_coordinator_does_not_check_their_own_records(client_of, coordinator, committee):
    record = SeatFactory()
    for person in (coordinator, committee):
        assert client_of(person).post(f"/indicators/records/seats/{record.pk}/verify/").status_code == 403
    record.refresh_from_db()
    assert record.verified_at is None


def test_a_withdrawn_record_is_not_checked_any_more(client_of, staff):
    record = SeatFactory(withdrawn_at="2022-01-01T00:00Z")
    assert client_of(staff).post(f"/indicators/records/seats/{record.pk}/verify/").status_code == 302
    record.refresh_from_db()
    assert record.verified_at is None


def test_the_list_can_be_narrowed_to_what_waits(client_of, staff):
    waiting, checked = SeatFactory(), SeatFactory()
    actions.verify_record(record=checked, by=staff)
    page = client_of(staff).get("/indicators/records/seats/?check=waiting")
    assert [row.record.pk for row in page.context["table"].rows] == [waiting.pk]
    assert len(client_of(staff).get("/indicators/records/seats/?check=moon").context["listing"].notes) == 1


def test_the_same_seat_twice_is_found_and_one_term_after_the_other_is_not(client_of, staff):
    organisation = OrganisationFactory()
    first = SeatFactory(organisation=organisation, from_on="2021-01-01", to_on="2021-12-31")
    again = SeatFactory(organisation=organisation, from_on="2021-12-31")
    SeatFactory(organisation=organisation, from_on="2018-01-01", to_on="2020-12-31")
    SeatFactory()
    page = client_of(staff).get("/indicators/records/seats/?check=twice")
    assert {row.record.pk for row in page.context["table"].rows} == {first.pk, again.pk}


def test_the_same_grant_twice_is_found(client_of, staff):
    organisation = OrganisationFactory()
    twice = [SupportFactory(organisation=organisation) for _ in range(2)]
    SupportFactory(organisation=organisation, amount=1)
    SupportFactory(organisation=organisation, withdrawn_at="2022-01-01T00:00Z")
    page = client_of(staff).get("/indicators/records/support/?check=twice")
    assert {row.record.pk for row in page.context["table"].rows} == {one.pk for one in twice}
