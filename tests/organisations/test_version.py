import pytest
from django.db import connection

from core.models import PersonalDataAccess
from organisations import actions
from organisations.choices import PersonKind
from organisations.models import HeldChange, Organisation, Term
from tests.factories.organisations import OrganisationFactory

pytestmark = pytest.mark.django_db

VALUES = {"name_th": "สมาคมเดิม", "legal_form": "association", "province_id": "50", "issues": ["01"]}


@pytest.fixture
def changed(coordinator, staff):
    """Made, then changed twice: a budget, a head and much else, then the head again."""
    organisation = actions.create(
        values={**VALUES, "registered_on": "2002-01-01", "registered_precision": "year"},
        people={PersonKind.HEAD: {"name": "สมศรี"}},
        budgets={2565: {"total": 1000}},
        by=coordinator,
    )
    actions.update(
        organisation=organisation,
        values={"name_th": "สมาคมใหม่", "issues": ["04"], "registered_on": None, "registered_precision": "day"},
        people={PersonKind.HEAD: None},
        budgets={2565: {"total": 2000}, 2566: {"total": 1}},
        by=staff,
    )
    return actions.update(organisation=organisation, values={"note": "ใหม่"}, by=staff)


def address(organisation, number=1):
    return f"/organisations/{organisation.code}/history/{number}/"


def shown(response):
    return {one.key: (one.then, one.now) for one, _can in response.context["differences"]}


def entries(client, organisation, query=""):
    return client.get(f"/organisations/{organisation.code}/history/{query}").context["entries"]


def restore(client, organisation, keys, number=1, **more):
    organisation.refresh_from_db()
    data = {"version": organisation.version, "keys": keys, "reason": "แก้ผิด", **more}
    return client.post(address(organisation, number), data)


def test_the_record_as_it_stood_and_what_is_different_now(changed, staff, client_of):
    response = client_of(staff).get(address(changed))
    page = response.content.decode()
    assert "สมาคมเดิม" in page
    assert shown(response) == {
        "name_th": ("สมาคมเดิม", "สมาคมใหม่"),
        "registered_on": ("1 มกราคม 2545", ""),
        "issues": ("เด็กและเยาวชน", "ผู้สูงอายุ"),
        "note": ("", "ใหม่"),
        "person.head": ("สมศรี", ""),
        "budget.2566": ("", "รวม 1"),
        "budget.2565": ("รวม 1,000", "รวม 2,000"),
    }
    assert PersonalDataAccess.objects.get().subject_code == changed.code


def test_any_two_versions_beside_each_other(changed, staff, client_of):
    client = client_of(staff)
    response = client.get(address(changed, 2), {"with": 3})
    assert shown(response) == {"note": ("", "ใหม่")}
    response = client.get(address(changed, 3), {"with": 2})
    assert shown(response) == {"note": ("ใหม่", "")}
    assert response.context["may_restore"] is False
    assert shown(client.get(address(changed, 3))) == {}


@pytest.mark.parametrize("number", [0, 4, 10**12])
def test_a_version_that_there_is_not(changed, staff, client_of, number):
    assert client_of(staff).get(address(changed, number)).status_code == 404


def test_one_field_comes_back_as_an_entry_of_its_own(changed, staff, client_of):
    client = client_of(staff)
    assert restore(client, changed, ["registered_on"]).url == f"/organisations/{changed.code}/history/"
    changed.refresh_from_db()
    assert (str(changed.registered_on), changed.registered_precision) == ("2002-01-01", "year")
    assert changed.name_th == "สมาคมใหม่"
    newest, *older = entries(client, changed)
    assert (newest.number, newest.what, newest.through, newest.who, newest.reason) == (
        4,
        "คืนค่าเดิม",
        "จากหน้าประวัติ",
        "คุณstaff",
        "แก้ผิด",
    )
    assert len(older) == 3


def test_the_whole_version_comes_back_with_people_and_money(changed, coordinator, client_of):
    restore(client_of(coordinator), changed, [], all="1")
    changed.refresh_from_db()
    assert (changed.name_th, changed.issues, changed.note) == ("สมาคมเดิม", ["01"], "")
    assert list(changed.people.values_list("kind", "name")) == [("head", "สมศรี")]
    assert list(changed.budgets.values_list("fiscal_year", "total")) == [(2565, 1000)]
    response = client_of(coordinator).get(address(changed, 1))
    assert shown(response) == {}


def test_a_reason_and_a_choice_are_needed_and_what_was_ticked_stays(changed, staff, client_of):
    client = client_of(staff)
    response = restore(client, changed, ["note"], reason=" ")
    assert (response.context["errors"], response.context["ticked"]) == (["โปรดระบุเหตุผลที่คืนค่าเดิม"], ["note"])
    assert restore(client, changed, []).context["errors"] == ["โปรดเลือกรายการที่ต้องการคืนค่า"]
    changed.refresh_from_db()
    assert changed.note == "ใหม่"


def test_nothing_is_brought_back_over_what_somebody_changed_meanwhile(changed, staff, client_of):
    version = changed.version
    actions.update(organisation=changed, values={"note": "ใหม่กว่า"}, by=staff)
    response = restore(client_of(staff), changed, ["note"], version=version)
    assert len(response.context["errors"]) == 1
    changed.refresh_from_db()
    assert changed.note == "ใหม่กว่า"


@pytest.mark.parametrize("keys", [["state"], ["search_text"], ["person.nobody"], ["budget.x"], ["capacity_level"]])
def test_what_no_form_may_set_is_not_brought_back(changed, staff, client_of, keys):
    assert len(restore(client_of(staff), changed, keys).context["errors"]) == 1


def test_identity_of_a_verified_record_waits_for_the_ministry(changed, staff, coordinator, client_of):
    actions.verify(organisation=changed, by=staff)
    restore(client_of(coordinator), changed, ["name_th", "note"])
    changed.refresh_from_db()
    assert (changed.name_th, changed.note) == ("สมาคมใหม่", "")
    assert HeldChange.objects.get().wanted == {"name_th": "สมาคมเดิม"}


def test_a_retired_value_comes_back(changed, staff, client_of):
    Term.objects.filter(taxonomy="issue", code="01").update(retired_at="2026-01-01T00:00:00Z")
    restore(client_of(staff), changed, ["issues"])
    changed.refresh_from_db()
    assert changed.issues == ["01"]


def test_people_are_for_those_who_may_see_them_and_the_numbers_are_the_same(
    changed, coordinator_south, staff, client_of
):
    actions.verify(organisation=changed, by=staff)
    actions.update(organisation=changed, values={}, people={PersonKind.HEAD: {"name": "สมหญิง"}}, by=staff)
    south = client_of(coordinator_south)
    PersonalDataAccess.objects.all().delete()
    page = south.get(f"/organisations/{changed.code}/history/").content.decode()
    assert "สมศรี" not in page
    assert "สมหญิง" not in page
    newest = entries(south, changed)[0]
    assert (newest.number, newest.hides, newest.changes) == (5, True, [])
    response = south.get(address(changed, 1))
    assert "สมศรี" not in response.content.decode()
    assert response.context["may_restore"] is False
    assert restore(south, changed, ["note"]).status_code == 403
    assert PersonalDataAccess.objects.count() == 0


def test_history_by_field_person_and_way(changed, staff, client_of):
    client = client_of(staff)
    with connection.cursor() as cursor:
        # A test is one transaction, which has had its author; in life SQL comes in one of its own.
        cursor.execute("SELECT set_config('pghistory.context_id', '', true)")
    Organisation.objects.filter(pk=changed.pk).update(note="จาก SQL")
    assert [entry.number for entry in entries(client, changed, "?field=note")] == [4, 3]
    assert [entry.number for entry in entries(client, changed, "?through=sql")] == [4]
    assert [entry.number for entry in entries(client, changed, "?person=คุณcoordinator")] == [1]
    response = client.get(f"/organisations/{changed.code}/history/?person=ใคร&field=x")
    assert response.context["ignored"] == [("field", "x"), ("person", "ใคร")]
    assert len(response.context["entries"]) == 4


def test_the_history_of_a_merged_record_is_reached_from_the_survivor(changed, staff, client_of):
    survivor = OrganisationFactory()
    Organisation.objects.filter(pk=changed.pk).update(state="merged", merged_into=survivor)
    client = client_of(staff)
    page = client.get(f"/organisations/{survivor.code}/history/").content.decode()
    assert f'href="?record={changed.code}"' in page
    response = client.get(f"/organisations/{survivor.code}/history/?record={changed.code}")
    assert response.context["entries"][-1].what == "เพิ่มระเบียน"
    assert client.get(f"/organisations/{survivor.code}/history/?record=CSO-0000000").status_code == 404


def test_a_closed_account_is_still_named(changed, coordinator, staff, client_of):
    coordinator.is_active = False
    coordinator.save()
    assert entries(client_of(staff), changed)[-1].who == "คุณcoordinator (บัญชีปิดแล้ว)"
