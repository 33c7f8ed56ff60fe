"""What waits, since when, and what rises to the ministry."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from organisations import actions, waiting
from organisations.choices import State, Status, Waiting
from organisations.models import Escalation, Organisation
from tests.factories.organisations import OrganisationFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 1, 5, tzinfo=UTC)


@pytest.fixture
def clock(monkeypatch):
    """clock(moment): what time it is from now on."""

    def set_to(moment):
        monkeypatch.setattr(timezone, "now", lambda: moment)

    set_to(NOW)
    return set_to


def open_kinds():
    return sorted(Escalation.objects.open().values_list("organisation__name_th", "kind"))


@pytest.mark.parametrize(
    "day", [date(2024, 2, 28), date(2024, 2, 29), date(2024, 3, 1), date(2025, 2, 28), date(2023, 12, 31)]
)
def test_a_year_there_and_back(day):
    due = waiting.year_after(day)
    assert waiting.year_before(due) >= day > waiting.year_before(due - timedelta(days=1))


def test_what_nobody_acts_on_for_14_days_rises_once(clock):
    fortnight = NOW - timedelta(days=14)
    for name, state, since in (
        ("old", State.SUBMITTED, fortnight),
        ("young", State.SUBMITTED, fortnight + timedelta(minutes=1)),
        ("sent back", State.RETURNED, fortnight),
        ("draft", State.DRAFT, fortnight),
    ):
        OrganisationFactory(name_th=name, state=state, state_since=since)
    year_ago = NOW - timedelta(days=365)
    for name, days, status in (("due", 14, "active"), ("hardly", 13, "active"), ("gone", 99, "dissolved")):
        OrganisationFactory(name_th=name, verified_at=year_ago - timedelta(days=days), status=status)
    assert waiting.raise_late() == 3
    assert open_kinds() == [("due", "confirm"), ("old", "submitted"), ("sent back", "returned")]
    assert waiting.raise_late(NOW + timedelta(minutes=5)) == 1
    assert ("young", "submitted") in open_kinds()


def test_a_held_change_rises_too_and_falls_when_decided(clock, coordinator, staff):
    organisation = OrganisationFactory(name_th="เดิม", verified_at=NOW)
    actions.update(organisation=organisation, values={"name_th": "ใหม่"}, by=coordinator)
    clock(NOW + timedelta(days=14))
    waiting.raise_late()
    assert open_kinds() == [("เดิม", "held")]
    actions.decide(organisation=organisation, approve=["name_th"], by=staff)
    assert open_kinds() == []


def test_whatever_ends_the_waiting_settles_it(clock):
    organisation = OrganisationFactory(state=State.SUBMITTED, state_since=NOW - timedelta(days=20))
    waiting.raise_late()
    Organisation.objects.update(state=State.VERIFIED, verified_at=NOW)
    assert waiting.raise_late(NOW + timedelta(hours=1)) == 0
    settled = Escalation.objects.get(organisation=organisation)
    assert settled.settled_at == NOW + timedelta(hours=1)


@pytest.mark.parametrize(
    ("kind", "act"),
    [
        (Waiting.SUBMITTED, lambda row, who: actions.verify(organisation=row, by=who)),
        (Waiting.SUBMITTED, lambda row, who: actions.send_back(organisation=row, reason="x", by=who)),
        (Waiting.RETURNED, lambda row, who: actions.submit(organisation=row, by=who)),
        (Waiting.CONFIRMATION, lambda row, who: actions.confirm(organisation=row, by=who)),
        (
            Waiting.CONFIRMATION,
            lambda row, who: actions.set_status(organisation=row, status=Status.DISSOLVED, reason="x", by=who),
        ),
    ],
)
def test_acting_settles_at_once(kind, act, clock, staff):
    states = {Waiting.SUBMITTED: State.SUBMITTED, Waiting.RETURNED: State.RETURNED}
    organisation = OrganisationFactory(
        state=states.get(kind, State.VERIFIED),
        state_since=NOW - timedelta(days=20),
        verified_at=NOW - timedelta(days=400),
    )
    waiting.raise_late()
    assert open_kinds() == [(organisation.name_th, kind)]
    act(organisation, staff)
    assert open_kinds() == []


def test_a_state_set_by_plain_sql_has_its_moment_too():
    long_ago = timezone.now() - timedelta(days=50)
    organisation = OrganisationFactory(state=State.SUBMITTED, state_since=long_ago)
    Organisation.objects.update(note="x")
    organisation.refresh_from_db()
    assert organisation.state_since == long_ago
    Organisation.objects.update(state=State.RETURNED)
    organisation.refresh_from_db()
    assert timezone.now() - organisation.state_since < timedelta(minutes=5)
