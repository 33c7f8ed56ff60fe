"""Windows of periods hold for KPI records too, with the time that was given to one province."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from indicators import actions, windows
from indicators.kinds import KINDS
from indicators.models import CommitteeSeat
from plans.models import WindowException
from tests.factories.indicators import PlanPeriodFactory, SeatFactory, SupportFactory, goal_indicators
from tests.factories.organisations import OrganisationFactory
from tests.indicators.test_record_form import seat as answers

pytestmark = pytest.mark.django_db


@pytest.fixture
def shut(staff):
    """2565-H1 of the plan takes records no longer since yesterday."""
    today = timezone.localdate()
    return PlanPeriodFactory(
        plan=goal_indicators()["G1"].plan,
        due_on=today - timedelta(days=9),
        closes_on=today - timedelta(days=1),
        window_reason="ครบกำหนดตามมติ",
        window_set_by=staff,
        contact="โทร. 1300",
    )


def more_time(shut, province, days=0, **other):
    until = timezone.localdate() + timedelta(days=days)
    return WindowException.objects.create(period=shut, province_id=province, until=until, reason="น้ำท่วม", **other)


def test_a_shut_form_says_who_why_until_when_and_whom_to_ask(client_of, coordinator, staff, shut):
    organisation = OrganisationFactory(province_id="50")
    client = client_of(coordinator)
    page = client.get("/indicators/records/seats/new/").content.decode()
    response = client.post("/indicators/records/seats/new/", answers(organisation))
    said = str(response.context_data["form"].non_field_errors())
    for words in ("ครบกำหนดตามมติ", "โทร. 1300", str(staff)):
        assert words in page
        assert words in said
    assert not CommitteeSeat.objects.exists()
    assert client_of(staff).post("/indicators/records/seats/new/", answers(organisation)).status_code == 302


def test_more_time_for_a_province_holds_to_the_end_of_its_last_day(client_of, coordinator, shut, monkeypatch):
    more_time(shut, "90", 30)
    ended = more_time(shut, "50", 30, ended_at=timezone.now())
    client = client_of(coordinator)
    new, given = "/indicators/records/seats/new/", answers(OrganisationFactory(province_id="50"))
    assert client.post(new, given).status_code == 200
    ended.ended_at, ended.until = None, timezone.localdate()
    ended.save()
    assert client.post(new, given).status_code == 302
    (one,) = windows.of_province(KINDS.values(), "50")
    assert (one.state, one.due_on, one.more_time) == ("open", ended.until, ended.until)
    ended.until -= timedelta(days=1)
    ended.save()
    assert client.post(new, given).status_code == 200
    assert CommitteeSeat.objects.count() == 1


def test_only_what_changes_a_shut_period_is_refused(coordinator, shut):
    organisation = OrganisationFactory(province_id="50")
    held = SeatFactory(organisation=organisation, province_id="50", from_on=date(2021, 11, 1))
    held.to_on = timezone.localdate()
    assert actions.change_record(record=held, by=coordinator).to_on == timezone.localdate()
    held.note = "เพิ่มเลขที่คำสั่ง"
    actions.change_record(record=held, by=coordinator)
    for changes in ({"level": "tambon"}, {"to_on": date(2021, 12, 1)}, {"from_on": date(2022, 5, 1)}):
        record = CommitteeSeat.objects.get()
        for name, value in changes.items():
            setattr(record, name, value)
        with pytest.raises(ValidationError):
            actions.change_record(record=record, by=coordinator)
    with pytest.raises(ValidationError):
        actions.withdraw_record(record=held, reason="ซ้ำ", by=coordinator)
    after = SupportFactory.build(organisation=organisation, province_id="50", received_on=date(2022, 5, 1))
    assert actions.add_record(record=after, by=coordinator).pk


def test_the_page_of_the_province_and_the_start_page_say_what_is_due(client_of, coordinator, shut):
    given = more_time(shut, "50", 5)
    client = client_of(coordinator)
    (one,) = client.get("/indicators/provinces/50/").context_data["windows"]
    assert (one.state, one.due_on) == ("open", given.until)
    (due,) = client.get("/").context_data["due_records"]
    assert (str(due.period), due.province, due.due_on) == ("2565-H1", "50", given.until)
    given.delete()
    assert client.get("/").context_data["due_records"] == []
    page = client.get("/indicators/provinces/50/").content.decode()
    assert "ครบกำหนดตามมติ" in page
