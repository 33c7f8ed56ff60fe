import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from indicators import actions, figures
from tests.factories.indicators import SeatFactory, goal_indicators
from thai.periods import Period

pytestmark = pytest.mark.django_db


def test_a_withdrawn_record_stays_and_counts_no_more(client_of, coordinator):
    goals, seat = goal_indicators(), SeatFactory()
    client = client_of(coordinator)
    address = f"/indicators/records/seats/{seat.pk}/withdraw/"
    assert list(client.post(address, {"reason": " "}).context["form"].errors) == ["reason"]
    assert client.post(address, {"reason": "บันทึกซ้ำ"}).headers["Location"] == "/indicators/records/seats/"
    seat.refresh_from_db()
    assert (seat.withdrawn_reason, seat.updated_by) == ("บันทึกซ้ำ", coordinator)
    assert figures.figure(goals["G1"], Period.parse("2565-H1")).value == 0
    assert client.get("/indicators/records/seats/").context["table"].rows == []
    (row,) = client.get("/indicators/records/seats/?withdrawn=1").context["table"].rows
    assert (row.record.pk, row.edit_url) == (seat.pk, "")
    assert client.get(address).status_code == 404


def test_withdrawing_is_kept_in_the_history_with_its_reason(staff):
    seat = SeatFactory()
    actions.withdraw_record(record=seat, reason="บันทึกผิด", by=staff)
    event = seat.events.latest("pgh_id")
    assert (event.withdrawn_reason, event.pgh_context.metadata["reason"]) == ("บันทึกผิด", "บันทึกผิด")


def test_the_action_itself_asks_for_rights_and_reason(committee, coordinator_south, staff):
    seat = SeatFactory()
    for person in (committee, coordinator_south):
        with pytest.raises(PermissionDenied):
            actions.withdraw_record(record=seat, reason="ก", by=person)
    with pytest.raises(ValidationError):
        actions.withdraw_record(record=seat, reason=" ", by=staff)
    actions.withdraw_record(record=seat, reason="ก", by=staff)
    with pytest.raises(actions.WithdrawnError):
        actions.withdraw_record(record=seat, reason="ก", by=staff)
    with pytest.raises(actions.WithdrawnError):
        actions.change_record(record=seat, by=staff)
