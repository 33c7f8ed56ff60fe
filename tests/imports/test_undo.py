"""Undoing an import: everything is as it was, or it is said what stands in the way."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.urls import reverse

from imports import actions
from imports.applying.obstacles import obstacles
from imports.models import Import
from organisations.models import Organisation
from tests.factories.imports import RIGHT, checked, committed, csv_of, ran
from tests.factories.indicators import SeatFactory
from tests.factories.organisations import OrganisationFactory, PersonFactory, YearlyBudgetFactory

pytestmark = pytest.mark.django_db

NEW = {**RIGHT, "ผู้นำองค์กร": "นางสมศรี ใจดี", "งบประมาณต่อปี": "9"}
TABLES = (
    "organisations_organisation",
    "organisations_person",
    "organisations_yearlybudget",
    "organisations_listing",
    "organisations_searchable",
)


def contents() -> dict[str, list[str]]:
    """Every column of every row of the data tables."""
    found = {}
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"SELECT to_jsonb(t)::text FROM {table} t ORDER BY 1")
            found[table] = [row for (row,) in cursor.fetchall()]
    return found


def undone(imported: Import, by: Any, *, the_rest: bool = False) -> Import:
    actions.undo(imported=imported, reason="ไฟล์ผิดปี", the_rest=the_rest, by=by, ring=False)
    return ran(imported)


@pytest.fixture
def held():
    one = OrganisationFactory(phone="053-123-456", state="submitted")
    PersonFactory(organisation=one, mobile="081-111-1111")
    YearlyBudgetFactory(organisation=one, fiscal_year=2563, total=5)
    two = OrganisationFactory(former_names=["ชื่อเก่า"])
    YearlyBudgetFactory(organisation=two, fiscal_year=2565, total=7)
    return one, two


def rows_over(held) -> bytes:
    one, two = held
    return csv_of(
        [
            {"รหัสทะเบียน": one.code, "โทรศัพท์": "-", "ผู้นำองค์กร": "-", "งบประมาณต่อปี": "6", "จังหวัด": "น่าน"},
            {"รหัสทะเบียน": two.code, "ผู้ประสานงาน": "นายสมชาย ใจดี", "งบประมาณต่อปี": "-", "ประเด็น": "01; 02"},
            NEW,
            {**NEW, "ชื่อองค์กร": "มูลนิธิสอง"},
        ]
    )


@pytest.mark.parametrize("verified", [False, True])
def test_the_tables_hold_what_they_held_before(admin, held, verified):
    before = contents()
    imported = committed(rows_over(held), by=admin, verified=verified)
    assert contents() != before
    imported = undone(imported, admin)
    assert contents() == before
    assert (imported.state, imported.undone, imported.is_undone) == ("done", {"removed": 2, "restored": 2}, True)


def test_history_keeps_everything_with_the_reason(admin, held):
    imported = committed(rows_over(held), by=admin)
    code = Organisation.objects.get(name_th="มูลนิธิสอง").code
    undone(imported, admin)
    events = apps.get_model("organisations", "OrganisationEvent").objects.filter(code=code).order_by("pgh_id")
    assert [event.pgh_label for event in events] == ["insert", "delete"]
    metadata = events[1].pgh_context.metadata
    assert {key: metadata[key] for key in ("user", "through", "action", "reason", "imported")} == {
        "user": admin.pk,
        "through": "import",
        "action": "undo_import",
        "reason": "ไฟล์ผิดปี",
        "imported": str(imported.pk),
    }


def test_what_was_changed_since_stands_in_the_way_and_the_rest_is_undone_on_request(admin, held):
    before = contents()
    imported = committed(rows_over(held), by=admin)
    new = Organisation.objects.get(name_th="มูลนิธิสอง")
    Organisation.objects.filter(pk=held[0].pk).update(note="แก้ภายหลัง")
    SeatFactory(organisation=new)
    after = contents()
    assert [(one.organisation.pk, one.why) for one in obstacles(imported)] == [
        (held[0].pk, "changed"),
        (new.pk, "indicators_committeeseat"),
    ]
    imported = undone(imported, admin)
    assert (contents(), imported.undone, imported.notes[0]["code"]) == (after, {}, "undo_blocked")
    imported = undone(imported, admin, the_rest=True)
    assert (imported.undone, imported.is_undone) == ({"removed": 1, "restored": 1}, False)
    assert set(Organisation.objects.values_list("name_th", flat=True)) == {
        *(one.name_th for one in held),
        "มูลนิธิสอง",
    }
    assert Organisation.objects.get(pk=held[0].pk).note == "แก้ภายหลัง"
    assert [row for row in before["organisations_yearlybudget"] if f'"organisation_id": {held[1].pk},' in row] == [
        row for row in contents()["organisations_yearlybudget"] if f'"organisation_id": {held[1].pk},' in row
    ]


@pytest.mark.parametrize("part", ["person", "budget"])
def test_a_changed_part_of_a_record_stands_in_the_way_too(admin, held, part):
    imported = committed(rows_over(held), by=admin)
    if part == "person":
        held[1].people.update(phone="02-000-0000")
    else:
        YearlyBudgetFactory(organisation=held[1], fiscal_year=2560)
    assert [one.organisation.pk for one in obstacles(imported)] == [held[1].pk]


def test_an_import_is_undone_once(admin, held):
    imported = undone(committed(rows_over(held), by=admin), admin)
    with pytest.raises(actions.NotNowError):
        actions.undo(imported=imported, reason="อีกครั้ง", by=admin)
    with pytest.raises(actions.NotNowError):
        actions.undo(imported=checked(csv_of([NEW]), by=admin), reason="ยังไม่ได้เขียน", by=admin)


def test_the_file_can_be_imported_again_after_it_was_undone(admin, held):
    imported = committed(rows_over(held), by=admin)
    first = contents()["organisations_listing"]
    undone(imported, admin)
    again = committed(rows_over(held), by=admin)
    assert again.written == {"new": 2, "changed": 2}
    assert len(contents()["organisations_listing"]) == len(first)


def test_a_later_preview_of_a_record_that_is_gone_is_made_anew(admin):
    imported = committed(csv_of([NEW]), by=admin)
    later = checked(csv_of([{"รหัสทะเบียน": Organisation.objects.get().code, "ชื่อย่อ": "ก."}]), by=admin)
    undone(imported, admin)
    actions.commit(imported=later, leave_out_errors=False, duplicates="skip", by=admin, ring=False)
    later = ran(later)
    assert (later.committed_at, later.notes[0]["code"], later.counts["error"]) == (None, "registry_changed", 1)


def test_the_page_says_what_it_would_do_and_what_is_in_the_way(admin, client_of, held):
    imported = committed(rows_over(held), by=admin)
    held[1].people.update(phone="02-000-0000")
    client = client_of(admin)
    address = reverse("imports:undo", args=[imported.pk])
    response = client.get(address)
    assert (response.context["added"], response.context["changed"], response.context["blocked"]) == (2, 2, 1)
    assert reverse("organisations:history", args=[held[1].code]) in response.text
    assert client.post(address, {"reason": "ผิด"}).context["form"].errors.keys() == {"the_rest"}
    assert client.post(address, {"reason": "", "the_rest": "on"}).context["form"].errors.keys() == {"reason"}
    assert client.post(address, {"reason": "ผิด", "the_rest": "on"}).headers["Location"] == imported.get_absolute_url()
    imported = ran(imported)
    assert imported.undone == {"removed": 2, "restored": 1}
    shown = client.get(imported.get_absolute_url())
    assert "ผิด" in shown.text
    assert address in shown.text


def test_an_import_that_was_not_written_has_no_such_page(admin, client_of):
    imported = checked(csv_of([NEW]), by=admin)
    assert client_of(admin).get(reverse("imports:undo", args=[imported.pk])).status_code == 404


def test_records_tell_those_with_the_right_which_imports_wrote_them(admin, staff, client_of, held):
    imported = committed(rows_over(held), by=admin)
    for person, knows in ((admin, True), (staff, False)):
        client = client_of(person)
        for page in ("detail", "history"):
            response = client.get(reverse(f"organisations:{page}", args=[held[0].code]))
            assert (imported.get_absolute_url() in response.text) == knows
