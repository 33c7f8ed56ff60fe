"""Draft, submitted, returned, verified: the buttons of the record page, and the queue."""

import pytest

from organisations.choices import State
from tests.factories.organisations import OrganisationFactory

pytestmark = pytest.mark.django_db


def press(client, organisation, step, **data):
    response = client.post(f"/organisations/{organisation.code}/{step}/", data)
    organisation.refresh_from_db()
    return response


def test_from_draft_to_the_public(coordinator, staff, client_of, client):
    organisation = OrganisationFactory(state=State.DRAFT)
    press(client_of(coordinator), organisation, "submit")
    assert organisation.state == State.SUBMITTED
    queue = client_of(staff).get("/organisations/?state=submitted")
    assert [row.code for row in queue.context["rows"]] == [organisation.code]
    press(client_of(staff), organisation, "return", reason="ขาดเลขทะเบียน")
    assert (organisation.state, organisation.state_reason) == (State.RETURNED, "ขาดเลขทะเบียน")
    assert "ขาดเลขทะเบียน" in client_of(coordinator).get(f"/organisations/{organisation.code}/").text
    press(client_of(coordinator), organisation, "submit")
    press(client_of(staff), organisation, "verify")
    assert (organisation.state, organisation.verified_by, organisation.state_reason) == (State.VERIFIED, staff, "")
    assert client.get(f"/organisations/{organisation.code}/").status_code == 200


def test_a_reason_is_needed(staff, client_of):
    organisation = OrganisationFactory(state=State.SUBMITTED)
    response = press(client_of(staff), organisation, "return", reason="  ")
    assert (response.status_code, list(response.context["form"].errors)) == (200, ["reason"])
    assert organisation.state == State.SUBMITTED


def test_an_incomplete_draft_is_not_submitted(coordinator, client_of):
    organisation = OrganisationFactory(state=State.DRAFT, issues=[])
    response = press(client_of(coordinator), organisation, "submit")
    assert (response.url, organisation.state) == (f"/organisations/{organisation.code}/edit/", State.DRAFT)
    check = client_of(coordinator).get(f"/organisations/{organisation.code}/edit/check/")
    assert check.context["missing"] == ["ประเด็น"]


@pytest.mark.parametrize("step", ["submit", "verify", "return", "confirm"])
def test_who_may_not(step, coordinator_south, committee, client_of):
    organisation = OrganisationFactory(state=State.VERIFIED)
    for one in (coordinator_south, committee):
        assert press(client_of(one), organisation, step, reason="x").status_code == 403
    assert press(client_of(None), organisation, step).status_code == 302
    assert organisation.version == 1


def test_a_coordinator_does_not_verify(coordinator, client_of):
    organisation = OrganisationFactory(state=State.SUBMITTED)
    assert press(client_of(coordinator), organisation, "verify").status_code == 403
    assert organisation.state == State.SUBMITTED


def test_a_second_press_tells_of_the_first(staff, client_of):
    organisation = OrganisationFactory(state=State.SUBMITTED)
    client = client_of(staff)
    press(client, organisation, "verify")
    client.get("/organisations/")
    press(client, organisation, "verify")
    assert "มีผู้อื่นดำเนินการขั้นตอนนี้ไปแล้ว" in client.get(f"/organisations/{organisation.code}/").text


def test_confirmed_today(coordinator, client_of):
    organisation = OrganisationFactory()
    press(client_of(coordinator), organisation, "confirm")
    assert organisation.confirmed_on is not None


def test_an_assessment_sets_the_level_of_the_latest(coordinator, client_of):
    organisation = OrganisationFactory()
    client = client_of(coordinator)
    data = {"assessor": "ทีมประเมิน", "score_governance": "3", "assessed_on_day": "30", "assessed_on_month": "3"}
    press(client, organisation, "assess", **data, level="strong", assessed_on_year="2565")
    press(client, organisation, "assess", **data, level="basic", assessed_on_year="2564")
    assert organisation.capacity_level == "strong"
    assert [one.scores for one in organisation.assessments.all()] == [{"governance": 3}, {"governance": 3}]
