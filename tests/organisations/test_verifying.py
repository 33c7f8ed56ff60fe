"""One record of the queue: what changed, what is asked for, and the decision."""

import pytest

from organisations import actions
from organisations.choices import PersonKind, State
from organisations.models import Decision, HeldChange, Organisation
from tests.factories.organisations import OrganisationFactory

pytestmark = pytest.mark.django_db


def address(organisation):
    return f"/organisations/{organisation.code}/verification/"


def changed(page):
    return [(change.field, change.before, change.after, reason) for change, reason in page.context["changes"]]


def test_a_new_record_is_new_as_a_whole(staff, client_of):
    page = client_of(staff).get(address(OrganisationFactory(state=State.SUBMITTED)))
    assert (page.context["last"], page.context["changes"]) == (None, [])


# The database knows what came first by the moments of transactions, so each step is one of its own.
@pytest.mark.django_db(transaction=True)
def test_what_was_mended_since_it_was_returned(coordinator, staff, client_of):
    organisation = OrganisationFactory(state=State.SUBMITTED, name_th="เดิม")
    reasons = {"name_th": "ไม่ตรงกับใบสำคัญ", "phone": "ขาดเบอร์โทร"}
    actions.send_back(organisation=organisation, reason="ดูให้ครบ", fields=reasons, by=staff)
    people = {PersonKind.HEAD: {"name": "สมศรี"}}
    actions.update(organisation=organisation, values={"name_th": "ใหม่"}, people=people, by=coordinator)
    actions.submit(organisation=organisation, by=coordinator)
    assert changed(client_of(staff).get(address(organisation))) == [
        ("name_th", "เดิม", "ใหม่", "ไม่ตรงกับใบสำคัญ"),
        ("people", "", "สมศรี", ""),
        ("phone", "", "", "ขาดเบอร์โทร"),
    ]


def test_deciding_on_each_held_change(coordinator, staff, client_of):
    organisation = OrganisationFactory(name_th="เดิม", name_en="Old")
    actions.update(organisation=organisation, values={"name_th": "ใหม่", "name_en": "New"}, by=coordinator)
    client = client_of(staff)
    version = client.get(address(organisation)).context["form"]["version"].value()
    data = {"version": version, "decide_name_th": "approve", "decide_name_en": "refuse"}
    assert list(client.post(address(organisation), data).context["form"].errors) == ["reason_name_en"]
    response = client.post(address(organisation), {**data, "reason_name_en": "ไม่ตรง"})
    assert response.url == "/organisations/verification/"
    organisation.refresh_from_db()
    assert (organisation.name_th, organisation.name_en) == ("ใหม่", "Old")


def test_a_change_decided_later_keeps_waiting(coordinator, staff, client_of):
    organisation = OrganisationFactory(name_th="เดิม")
    actions.update(organisation=organisation, values={"name_th": "ใหม่"}, by=coordinator)
    client_of(staff).post(address(organisation), {"version": 2, "decide_name_th": "later"})
    assert HeldChange.objects.get().decision == Decision.WAITING


def test_a_record_that_changed_while_it_was_read_is_read_again(coordinator, staff, client_of):
    organisation = OrganisationFactory(state=State.SUBMITTED)
    client = client_of(staff)
    client.get(address(organisation))
    actions.update(organisation=organisation, values={"phone": "053 123 456"}, by=coordinator)
    response = client.post(f"/organisations/{organisation.code}/verify/", {"version": 1, "queue": 1})
    assert response.url == f"{address(organisation)}?seen=1"
    page = client.get(response.url)
    assert [(change.field, change.after) for change in page.context["meanwhile"]] == [("phone", "053 123 456")]
    assert Organisation.objects.get().state == State.SUBMITTED


def test_from_one_of_the_queue_to_the_next(staff, client_of):
    zeroth, first, second, other = (
        OrganisationFactory(state=State.SUBMITTED, province_id=province) for province in ("50", "50", "50", "90")
    )
    client = client_of(staff)
    page = client.get(f"{address(first)}?province=50")
    assert (page.context["before"], page.context["after"]) == (zeroth.code, second.code)
    data = {"version": 1, "queue": 1, "province": "50"}
    assert client.post(f"/organisations/{first.code}/verify/", data).url == f"{address(second)}?province=50"
    assert client.post(f"/organisations/{second.code}/verify/", data).url == "/organisations/verification/?province=50"
    assert client.get(address(other)).status_code == 200


def test_the_verified_value_that_moved_on_is_shown(coordinator, staff, client_of):
    organisation = OrganisationFactory(name_th="เดิม")
    actions.update(organisation=organisation, values={"name_th": "ใหม่"}, by=coordinator)
    actions.update(organisation=organisation, values={"name_th": "อื่น"}, by=staff)
    (line,) = client_of(staff).get(address(organisation)).context["form"].lines
    assert (line.verified, line.now, line.wanted, line.decision.value()) == ("เดิม", "อื่น", "ใหม่", "later")


@pytest.mark.parametrize("seen", ["x", "0", "-1", "999999999999", "1%00", "๑"])
def test_a_version_that_means_nothing(seen, staff, client_of):
    page = client_of(staff).get(f"{address(OrganisationFactory(state=State.SUBMITTED))}?seen={seen}")
    assert (page.status_code, page.context["meanwhile"]) == (200, None)
