"""Committing: everything at once, with people, money, keys and history, and never twice."""

from datetime import date
from decimal import Decimal

import pytest
from django.apps import apps
from django.db import connection
from django.utils import timezone

from core.models import JobState
from imports import actions
from imports.applying import commit as committing
from imports.models import Phase
from imports.preview import lines
from organisations.models import Organisation, Person, YearlyBudget
from tests.factories.imports import RIGHT, checked, committed, csv_of, ran
from tests.factories.organisations import OrganisationFactory, PersonFactory, YearlyBudgetFactory
from thai.periods import Period
from thai.text import matching_key, sort_key

pytestmark = pytest.mark.django_db

WHOLE = {
    **RIGHT,
    "อำเภอ": "เมือง",
    "ตำบล": "สุเทพ",
    "วันที่จดทะเบียน": "๒๕๔๕",
    "ผู้นำองค์กร": "นางสมศรี ใจดี",
    "ตำแหน่งผู้นำ": "ประธาน",
    "โทรศัพท์ผู้ประสานงาน": "081 234 5678",
    "ผู้ประสานงาน": "นายสมชาย รักเรียน",
    "งบประมาณต่อปี": "1.5 ล้านบาท",
    "จำนวนสมาชิก": "1,200",
}


def test_a_new_organisation_is_whole_and_waits_for_the_staff(admin):
    imported = committed(csv_of([WHOLE]), by=admin)
    organisation = Organisation.objects.get()
    assert imported.written == {"new": 1, "changed": 0}
    assert (organisation.name_th, organisation.state, organisation.source) == (RIGHT["ชื่อองค์กร"], "submitted", "import")
    assert (organisation.province_id, organisation.district_id, organisation.subdistrict_id) == ("50", "5001", "500108")
    assert (organisation.registered_on, organisation.registered_precision) == (date(2002, 1, 1), "year")
    assert (organisation.issues, organisation.member_count) == (["17"], 1200)
    assert organisation.created_by == organisation.updated_by == admin
    assert (organisation.name_sort, organisation.name_key) == (
        sort_key(organisation.name_th),
        matching_key(organisation.name_th),
    )
    assert organisation.search_text != ""
    people = Person.objects.order_by("kind").values_list("kind", "title", "name", "position", "mobile")
    assert list(people) == [
        ("coordinator", "นาย", "สมชาย รักเรียน", "", "081-234-5678"),
        ("head", "นาง", "สมศรี ใจดี", "ประธาน", ""),
    ]
    budget = YearlyBudget.objects.get()
    assert (budget.total, budget.fiscal_year) == (
        Decimal("1500000.00"),
        Period.of(timezone.localdate(), halves=False).year,
    )


def test_rows_know_the_organisations_they_made(admin):
    imported = committed(csv_of([WHOLE]), by=admin)
    made = Organisation.objects.get()
    assert list(imported.touched.values_list("number", "organisation")) == [(2, made.pk)]
    [line] = lines(imported, list(imported.rows.all()))
    assert (line.name, line.code, line.url) == (made.name_th, made.code, made.get_absolute_url())


def test_a_file_marked_as_verified_is_public_at_once(admin):
    committed(csv_of([WHOLE]), by=admin, verified=True)
    organisation = Organisation.objects.published().get()
    assert organisation.verified_by == admin


def test_only_what_the_row_says_changes(admin):
    before = OrganisationFactory(phone="053-123-456", email="old@example.org", former_names=["ชื่อเก่า"])
    PersonFactory(organisation=before, mobile="081-111-1111")
    YearlyBudgetFactory(organisation=before, fiscal_year=2563, total=5)
    YearlyBudgetFactory(organisation=before, fiscal_year=2565, total=7)
    row = {"รหัสทะเบียน": before.code, "โทรศัพท์": "-", "ชื่อย่อ": "สท.", "ตำแหน่งผู้นำ": "ประธาน", "งบประมาณต่อปี": "9"}
    imported = committed(csv_of([row]), by=admin)
    after = Organisation.objects.get()
    assert imported.written == {"new": 0, "changed": 1}
    assert (after.phone, after.abbreviation, after.email, after.name_th) == (
        "",
        "สท.",
        "old@example.org",
        before.name_th,
    )
    assert (after.version, after.state, after.code) == (before.version + 1, "verified", before.code)
    assert "ชื่อเก่า" in after.search_text
    head = Person.objects.get()
    assert (head.name, head.position, head.mobile) == ("สมศรี ใจดี", "ประธาน", "081-111-1111")
    budgets = YearlyBudget.objects.order_by("fiscal_year").values_list("fiscal_year", "total")
    assert list(budgets) == [(2563, Decimal(5)), (2565, Decimal(9))]


def test_a_dash_takes_a_person_and_a_year_of_money_away(admin):
    before = OrganisationFactory()
    PersonFactory(organisation=before)
    YearlyBudgetFactory(organisation=before)
    committed(csv_of([{"รหัสทะเบียน": before.code, "ผู้นำองค์กร": "-", "งบประมาณต่อปี": "-"}]), by=admin)
    assert (Person.objects.count(), YearlyBudget.objects.count()) == (0, 0)


def test_history_tells_who_and_through_which_import(admin):
    before = OrganisationFactory()
    imported = committed(csv_of([WHOLE, {"รหัสทะเบียน": before.code, "ชื่อย่อ": "ก."}]), by=admin)
    events = apps.get_model("organisations", "OrganisationEvent").objects.filter(
        pgh_context__metadata__imported=str(imported.pk)
    )
    assert sorted(events.values_list("pgh_label", flat=True)) == ["insert", "update"]
    metadata = events.first().pgh_context.metadata
    assert (metadata["user"], metadata["through"]) == (admin.pk, "import")


def test_errors_hold_everything_back_unless_they_are_left_out(admin):
    content = csv_of([WHOLE, {**RIGHT, "ชื่อองค์กร": "อื่น", "จังหวัด": "แอตแลนติส"}])
    imported = checked(content, by=admin)
    with pytest.raises(actions.NotNowError):
        actions.commit(imported=imported, leave_out_errors=False, duplicates="skip", by=admin, ring=False)
    assert Organisation.objects.count() == 0
    committed(content, by=admin, leave_out_errors=True)
    assert Organisation.objects.count() == 1


@pytest.mark.parametrize(("decision", "names"), [("skip", 1), ("new", 2), ("update", 1)])
def test_possible_duplicates_are_the_owners_to_decide(admin, decision, names):
    OrganisationFactory(name_th=RIGHT["ชื่อองค์กร"], legal_form="foundation", abbreviation="")
    other = {**RIGHT, "ชื่อองค์กร": "มูลนิธิอื่น"}
    committed(csv_of([{**RIGHT, "ชื่อย่อ": "มรป."}, other]), by=admin, duplicates=decision)
    held = Organisation.objects.filter(name_th=RIGHT["ชื่อองค์กร"]).order_by("pk")
    assert len(held) == names
    assert [one.abbreviation for one in held] == {"skip": [""], "new": ["", "มรป."], "update": ["มรป."]}[decision]


def test_what_somebody_changed_meanwhile_is_not_overwritten(admin):
    before = OrganisationFactory(abbreviation="ก.")
    imported = checked(csv_of([{"รหัสทะเบียน": before.code, "ชื่อย่อ": "ข."}]), by=admin)
    before.abbreviation = "ค."
    before.save()
    actions.commit(imported=imported, leave_out_errors=False, duplicates="skip", by=admin, ring=False)
    ran(imported)
    assert Organisation.objects.get().abbreviation == "ค."
    assert (imported.phase, imported.state, imported.committed_at) == (Phase.CHECK, JobState.DONE, None)
    assert imported.notes[0]["code"] == "registry_changed"
    assert imported.rows.get().changes == {"abbreviation": ["ค.", "ข."]}


def test_what_somebody_added_meanwhile_is_not_added_twice(admin):
    imported = checked(csv_of([WHOLE]), by=admin)
    # A test is one transaction, whose clock stands still: the record is dated after the dry run by hand.
    other = OrganisationFactory(name_th=WHOLE["ชื่อองค์กร"], legal_form="foundation")
    Organisation.objects.filter(pk=other.pk).update(created_at=imported.checked_at.replace(year=2100))
    actions.commit(imported=imported, leave_out_errors=False, duplicates="skip", by=admin, ring=False)
    ran(imported)
    assert Organisation.objects.count() == 1
    assert imported.rows.get().verdict == "duplicate"


def test_a_task_delivered_again_finds_nothing_to_do(admin):
    imported = committed(csv_of([WHOLE]), by=admin)
    ran(imported)
    assert Organisation.objects.count() == 1


def test_a_worker_killed_after_the_transaction_writes_nothing_again(admin):
    imported = committed(csv_of([WHOLE]), by=admin)
    type(imported).objects.filter(pk=imported.pk).update(state=JobState.QUEUED)
    ran(imported)
    assert (imported.state, Organisation.objects.count()) == (JobState.DONE, 1)


def test_a_failure_while_writing_leaves_nothing_behind(admin, monkeypatch):
    imported = checked(csv_of([WHOLE]), by=admin)
    actions.commit(imported=imported, leave_out_errors=False, duplicates="skip", by=admin, ring=False)

    def broken() -> dict[str, int]:
        assert Organisation.objects.count() == 1
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 / 0")
        return {}

    with monkeypatch.context() as patch:
        patch.setattr(committing, "marks", broken)
        with pytest.raises(Exception, match="division"):
            ran(imported)
    assert Organisation.objects.count() == 0
    type(imported).objects.filter(pk=imported.pk).update(state=JobState.QUEUED)
    ran(imported)
    assert (imported.written, Organisation.objects.count()) == ({"new": 1, "changed": 0}, 1)


def test_codes_from_elsewhere_stay_and_are_never_given_again(admin):
    with connection.cursor() as cursor:
        cursor.execute("SELECT last_value + 1 FROM organisations_code_seq")
        (number,) = cursor.fetchone()
    from thai.identifiers import registry_code

    foreign = registry_code(number + 1)
    other = {**RIGHT, "ชื่อองค์กร": "มูลนิธิสอง"}
    third = {**RIGHT, "ชื่อองค์กร": "มูลนิธิสาม"}
    committed(csv_of([{**RIGHT, "รหัสทะเบียน": foreign}]), by=admin)
    committed(csv_of([other, third]), by=admin)
    codes = set(Organisation.objects.values_list("code", flat=True))
    assert len(codes) == 3
    assert foreign in codes


def test_no_code_is_taken_before_the_commit(admin):
    def last() -> tuple[int, bool]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT last_value, is_called FROM organisations_code_seq")
            return cursor.fetchone()

    before = last()
    checked(csv_of([WHOLE]), by=admin)
    assert last() == before
