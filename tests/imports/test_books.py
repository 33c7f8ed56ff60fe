"""The small books: researchers, the five KPI records, agencies. Each file is checked, written and taken back."""

import csv
import io

import openpyxl
import pghistory
import pytest
from django.db import connection
from django.urls import reverse

from imports import actions
from imports.books import BOOKS
from imports.books.applying import rows_of, tables
from imports.builders.template import build_template
from imports.models import Duplicates, ImportRow
from indicators.models import CommitteeSeat, LegalMeasure, Network, NetworkMember
from plans.models import Agency
from researchers.models import Researcher, Work
from tests.factories.imports import checked, committed, csv_of, ran, xlsx_of
from tests.factories.indicators import (
    AgencyFactory,
    LegalMeasureFactory,
    NetworkFactory,
    PlanPeriodFactory,
    SeatFactory,
    SupportFactory,
    SystemFactory,
    goal_indicators,
)
from tests.factories.organisations import OrganisationFactory
from tests.factories.researchers import ResearcherFactory, WorkFactory
from tests.organisations.test_export import PAYLOADS

pytestmark = pytest.mark.django_db

SMALL = [slug for slug in BOOKS if slug != "organisations"]
ADDRESSES = {
    "researchers": "/researchers/export.{}?people=1",
    "agencies": "/plans/agencies/export.{}",
    **{kind: f"/indicators/records/{kind}/export.{{}}" for kind in ("seats", "support", "laws", "systems", "networks")},
}
NOTHING = {"new": 0, "changed": 0, "same": 0, "duplicate": 0, "error": 0}


def headings(slug):
    return [column.heading for column in BOOKS[slug].columns]


def file_of(slug, **cells):
    """A csv file of one row, by column key."""
    fields = BOOKS[slug].by_key
    return csv_of([{fields[key].heading: text for key, text in cells.items()}], headings(slug))


def example(slug):
    return file_of(slug, **BOOKS[slug].example)


@pytest.fixture
def known(db):
    """What the examples name: an organisation and an agency."""
    AgencyFactory()
    return OrganisationFactory(code="CSO-0012340")


@pytest.fixture
def books(known):
    """Two records in every book, with texts that spreadsheets make much of."""
    other = OrganisationFactory(name_th="=1+1 กลุ่ม; สูตร | ท่อ")
    ministry = Agency.objects.get()
    AgencyFactory(code="dsdw", abbreviation="พส.", name_th=ministry.name_th, parent=ministry, kind="department")
    first = ResearcherFactory(name_th="แก้ว วนาสมมุติ", title="ผศ.ดร.", withdrawn_on="2022-01-01")
    WorkFactory(researcher=first, title="ก; ข", year=2560, link="https://research.example.org/1")
    WorkFactory(researcher=first, title="ค", year=None)
    ResearcherFactory(name_th="แก้ว วนาสมมุติ", phone="", email="", consented_on=None)
    SeatFactory(organisation=known, note="-1 บรรทัด\nสอง")
    SeatFactory(organisation=known)
    SupportFactory(organisation=other, amount="1250000.50")
    SupportFactory(organisation=known, province_id=None, evidence_link="http://old.example.org")
    LegalMeasureFactory(agency=ministry)
    LegalMeasureFactory(agency=ministry, reference="@ราชกิจจานุเบกษา")
    SystemFactory(owner=ministry, out_of_service_on="2022-02-01")
    SystemFactory(owner=ministry, link="https://example.org")
    network = NetworkFactory()
    NetworkMember.objects.create(network=network, organisation=known)
    NetworkMember.objects.create(network=network, organisation=other)
    NetworkFactory()


@pytest.mark.parametrize(
    ("slug", "kind"), [*((slug, "xlsx") for slug in SMALL), ("researchers", "csv"), ("networks", "csv")]
)
def test_an_export_imported_again_is_the_same(books, slug, kind, admin, client_of):
    content = _export(client_of(admin), slug, kind)
    imported = checked(content, by=admin, name=f"export.{kind}", book=slug)
    assert [row.problems for row in imported.rows.all() if row.problems] == []
    assert imported.counts == {**NOTHING, "same": 2}
    assert imported.notes == []


@pytest.mark.parametrize("slug", SMALL)
def test_the_example_of_the_template_is_written_and_taken_back(known, slug, admin):
    book = BOOKS[slug]
    before = _contents(book)
    imported = committed(example(slug), by=admin, book=slug)
    assert imported.written == {"new": 1, "changed": 0}
    row = imported.rows.get()
    record = book.model.objects.get(pk=row.record)
    assert record.created_by == admin
    event = book.model.pgh_event_model.objects.get(pgh_obj_id=record.pk)
    assert event.pgh_context.metadata["through"] == "import"
    _undone(imported, admin)
    assert imported.undone == {"removed": 1, "restored": 0}
    assert _contents(book) == before
    assert ImportRow.objects.get(pk=row.pk).record is None


@pytest.mark.parametrize("slug", SMALL)
def test_the_example_twice_is_the_same_and_twice_in_one_file_an_error(known, slug, admin):
    fields = BOOKS[slug].by_key
    row = {fields[key].heading: text for key, text in BOOKS[slug].example.items()}
    twice = checked(csv_of([row, row], headings(slug)), by=admin, book=slug)
    assert twice.counts == {**NOTHING, "new": 1, "error": 1}
    committed(example(slug), by=admin, book=slug)
    assert checked(example(slug), by=admin, book=slug).counts == {**NOTHING, "same": 1}


@pytest.mark.parametrize("slug", SMALL)
def test_the_template_has_the_columns_and_uploaded_empty_asks_for_a_row(slug, admin, client_of):
    response = client_of(admin).get(reverse("imports:book_template", args=[slug]))
    sheet = openpyxl.load_workbook(io.BytesIO(response.content))[BOOKS[slug].sheet]
    assert [cell.value for cell in sheet[1]] == headings(slug)
    assert checked(build_template(BOOKS[slug]), by=admin, name="a.xlsx", book=slug).failure["code"] == "no_rows"


def test_a_changed_cell_is_shown_written_and_taken_back_with_its_parts(admin):
    researcher = ResearcherFactory(issues=["01", "04"])
    work = WorkFactory(researcher=researcher, title="เดิม", year=2560)
    before = rows_of(BOOKS["researchers"], researcher.pk)
    content = file_of(
        "researchers",
        id=str(researcher.pk),
        affiliation="สถาบันใหม่",
        issues="17",
        works="ใหม่ | 2565",
        phone="-",
        consented_on="๓๐ มี.ค. ๒๕๖๔",
    )
    imported = checked(content, by=admin, book="researchers")
    [row] = imported.rows.all()
    assert row.verdict == "changed"
    assert row.changes == {
        "affiliation": ["คณะสังคมศาสตร์ มหาวิทยาลัยทดสอบ", "สถาบันใหม่"],
        "issues": ["เด็กและเยาวชน; ผู้สูงอายุ", "ทรัพยากรธรรมชาติและสิ่งแวดล้อม"],
        "works": ["เดิม | 2560", "ใหม่ | 2565"],
        "phone": ["053-000-001", ""],
        "consented_on": ["01/07/2564", "30/03/2564"],
    }
    imported = _written(imported, admin)
    researcher.refresh_from_db()
    assert (researcher.affiliation, researcher.issues, researcher.phone) == ("สถาบันใหม่", ["17"], "")
    assert researcher.email == "researcher@example.org"
    assert list(Work.objects.values_list("title", flat=True)) == ["ใหม่"]
    _undone(imported, admin)
    assert rows_of(BOOKS["researchers"], researcher.pk) == before
    assert Work.objects.get().pk == work.pk


def test_members_of_a_network_are_found_by_code_and_name(known, admin):
    other = OrganisationFactory(name_th="กลุ่มออมทรัพย์บ้านสมมุติเหนือ")
    members = "CSO-0012340 ชื่ออะไรก็ได้\nกลุ่มออมทรัพย์บ้านสมมุติเหนือ"
    committed(file_of("networks", **{**BOOKS["networks"].example, "members": members}), by=admin, book="networks")
    assert set(Network.objects.get().members.all()) == {known, other}


def test_every_problem_of_a_row_is_named_with_its_column(known, admin, client_of):
    wrong = {
        "organisation": "องค์กรที่ไม่มี",
        "committee": "คณะกรรมการ",
        "level": "สากล",
        "province": "แอตแลนติส",
        "from_on": "2564",
        "to_on": "31/2/2565",
    }
    imported = checked(file_of("seats", **wrong), by=admin, book="seats")
    problems = [(one["column"], one["code"]) for one in imported.rows.get().problems]
    assert problems == [
        ("level", "unknown_choice"),
        ("province", "place_unknown"),
        ("from_on", "day_missing"),
        ("to_on", "no_such_day"),
    ]
    right = {**BOOKS["seats"].example, "organisation": "องค์กรที่ไม่มี", "to_on": "1/1/2560", "province": ""}
    imported = checked(file_of("seats", **right), by=admin, book="seats")
    assert {one["column"] for one in imported.rows.get().problems} == {"organisation", "to_on", "province"}
    response = client_of(admin).get(reverse("imports:errors", args=[imported.pk]))
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content))).active
    assert [cell.value for cell in sheet[1]][2:] == headings("seats")


def test_a_row_without_what_a_new_record_needs_is_told_so(known, admin):
    imported = checked(file_of("seats", organisation="CSO-0012340", committee="คณะกรรมการ"), by=admin, book="seats")
    assert [(one["column"], one["code"]) for one in imported.rows.get().problems] == [
        ("level", "required"),
        ("from_on", "required"),
    ]


def test_two_records_alike_want_the_number(known, admin):
    SeatFactory(organisation=known)
    SeatFactory(organisation=known)
    imported = checked(example("seats"), by=admin, book="seats")
    assert [one["code"] for one in imported.rows.get().problems] == ["several_alike"]


@pytest.mark.parametrize(("number", "code"), [("999999999", "record_unknown"), ("ก", "not_a_record")])
def test_a_number_that_is_none_is_an_error(known, number, code, admin):
    content = file_of("seats", **{**BOOKS["seats"].example, "id": number})
    imported = checked(content, by=admin, book="seats")
    assert code in [one["code"] for one in imported.rows.get().problems]
    assert imported.counts["error"] == 1


def test_a_withdrawn_record_is_left_as_it_is(known, admin):
    seat = SeatFactory(organisation=known, withdrawn_at="2022-01-01T00:00+07:00", withdrawn_reason="ซ้ำ")
    imported = checked(file_of("seats", id=str(seat.pk), committee="อื่น"), by=admin, book="seats")
    assert [one["code"] for one in imported.rows.get().problems] == ["closed"]


def test_what_changes_a_closed_period_needs_a_note_and_nothing_is_written_without(known, admin):
    indicators = goal_indicators()
    PlanPeriodFactory(plan=indicators["G1"].plan, closed_at="2022-05-01T00:00+07:00", closed_by=admin)
    imported = checked(example("seats"), by=admin, book="seats")
    assert [one["column"] for one in imported.rows.get().problems] == ["note"]
    noted = file_of("seats", **{**BOOKS["seats"].example, "note": "รับแจ้งภายหลัง"})
    assert committed(noted, by=admin, book="seats").written == {"new": 1, "changed": 0}


def test_an_agency_may_be_part_of_one_in_a_row_above(admin):
    head = headings("agencies")
    rows = [["new-top", "กระทรวงใหม่", None, None, None, None], ["new-part", "กรมใหม่", None, None, "กรม", "NEW-TOP"]]
    imported = committed(xlsx_of([head, *rows]), by=admin, name="a.xlsx", book="agencies")
    assert imported.written == {"new": 2, "changed": 0}
    assert Agency.objects.get(code="new-part").parent == Agency.objects.get(code="new-top")
    _undone(imported, admin)
    assert Agency.objects.count() == 0


def test_what_somebody_did_since_stands_in_the_way(known, admin, staff, client_of):
    fields = BOOKS["seats"].by_key
    one = {fields[key].heading: text for key, text in BOOKS["seats"].example.items()}
    two = {**one, fields["committee"].heading: "คณะกรรมการอื่น"}
    imported = committed(csv_of([one, two], headings("seats")), by=admin, book="seats")
    changed = CommitteeSeat.objects.get(committee="คณะกรรมการอื่น")
    with pghistory.context(user=staff.pk):
        changed.note = "แก้ภายหลัง"
        changed.save()
    page = client_of(admin).get(reverse("imports:undo", args=[imported.pk]))
    assert [one.name for one in page.context["obstacles"]] == ["คณะกรรมการอื่น"]
    _undone(imported, admin)
    assert imported.notes[0]["code"] == "undo_blocked_records"
    assert CommitteeSeat.objects.count() == 2
    _undone(imported, admin, the_rest=True)
    assert list(CommitteeSeat.objects.all()) == [changed]


def test_an_agency_is_not_part_of_itself(admin):
    top = AgencyFactory(code="top", name_th="บน")
    AgencyFactory(code="below", name_th="ล่าง", parent=top)
    imported = checked(file_of("agencies", code="TOP", name_th="บน", parent="below"), by=admin, book="agencies")
    assert [one["column"] for one in imported.rows.get().problems] == ["parent"]


def test_an_agency_that_others_use_stays(admin):
    imported = committed(example("agencies").replace("พม.".encode(), b""), by=admin, book="agencies")
    law = LegalMeasureFactory(agency=Agency.objects.get(code="example-office"))
    _undone(imported, admin)
    assert imported.undone_at is None
    assert LegalMeasure.objects.get() == law


def test_a_record_that_was_changed_after_the_dry_run_is_checked_again(known, admin):
    researcher = ResearcherFactory()
    content = file_of("researchers", id=str(researcher.pk), position="ใหม่")
    imported = checked(content, by=admin, book="researchers")
    researcher.affiliation = "ย้ายแล้ว"
    researcher.save()
    imported = _written(imported, admin)
    assert (imported.committed_at, imported.notes[0]["code"]) == (None, "records_changed")
    assert _written(imported, admin).written == {"new": 0, "changed": 1}


def test_the_same_added_by_somebody_meanwhile_is_not_added_twice(admin):
    imported = checked(example("researchers"), by=admin, book="researchers")
    ResearcherFactory(name_th="สมหญิง ใฝ่รู้")
    imported = _written(imported, admin)
    assert imported.committed_at is None
    assert Researcher.objects.count() == 1


def test_one_row_that_fails_leaves_nothing_written(known, admin, monkeypatch):
    fields = BOOKS["seats"].by_key
    one = {fields[key].heading: text for key, text in BOOKS["seats"].example.items()}
    imported = checked(
        csv_of([one, {**one, fields["committee"].heading: "อื่น"}], headings("seats")), by=admin, book="seats"
    )
    book = type(BOOKS["seats"])
    write = book.write

    def fails(self, form, *, record, by):
        if form.cleaned_data["committee"] == "อื่น":
            raise RuntimeError
        return write(self, form, record=record, by=by)

    monkeypatch.setattr(book, "write", fails)
    actions.commit(imported=imported, leave_out_errors=False, duplicates=Duplicates.SKIP, ring=False, by=admin)
    with pytest.raises(RuntimeError):
        ran(imported)
    assert CommitteeSeat.objects.count() == 0


@pytest.mark.parametrize("slug", SMALL)
def test_its_pages_speak_of_records(known, slug, admin, client_of):
    client = client_of(admin)
    imported = checked(example(slug), by=admin, book=slug)
    page = client.get(imported.get_absolute_url())
    assert page.status_code == 200
    assert [line.as_read != [] for line in page.context["lines"]] == [True]
    imported = _written(imported, admin)
    assert client.get(imported.get_absolute_url()).status_code == 200
    assert client.get(reverse("imports:undo", args=[imported.pk])).context["added"] == 1


def test_columns_can_be_said_and_are_remembered_for_the_book(known, admin):
    content = csv_of(
        [{"ผู้รับ": "CSO-0012340", "คณะ": "คณะกรรมการ", "ระดับ": "ชาติ", "ตั้งแต่วันที่": "1/1/2565"}],
        ["ผู้รับ", "คณะ", "ระดับ", "ตั้งแต่วันที่"],
    )
    imported = checked(content, by=admin, book="seats")
    assert imported.failure["code"] == "missing_columns"
    actions.map_columns(imported=imported, columns={0: "organisation", 1: "committee"}, ring=False, by=admin)
    assert ran(imported).counts == {**NOTHING, "new": 1}
    assert checked(content, by=admin, book="seats").counts == {**NOTHING, "new": 1}


def _contents(book):
    found = {}
    with connection.cursor() as cursor:
        for model, _key in tables(book):
            cursor.execute(f"SELECT to_jsonb(t) FROM {model._meta.db_table} t ORDER BY id")
            found[model] = cursor.fetchall()
    return found


def _written(imported, by):
    actions.commit(imported=imported, leave_out_errors=False, duplicates=Duplicates.SKIP, ring=False, by=by)
    return ran(imported)


def _undone(imported, by, *, the_rest=False):
    actions.undo(imported=imported, reason="ทดสอบ", the_rest=the_rest, ring=False, by=by)
    return ran(imported)


def _export(client, slug, kind):
    return b"".join(client.get(ADDRESSES[slug].format(kind)).streaming_content)


@pytest.fixture
def nasty(db):
    """A record of each small book for each payload, which stands in every text of it."""
    for number, payload in enumerate(PAYLOADS):
        agency = AgencyFactory(code=f"a{number}", **dict.fromkeys(("name_th", "name_en", "abbreviation"), payload[:40]))
        own = {"note": payload, "evidence_link": payload}
        organisation = OrganisationFactory(name_th=payload)
        SeatFactory(organisation=organisation, committee=payload, **own)
        SupportFactory(organisation=organisation, source=payload, **own)
        LegalMeasureFactory(agency=agency, title=payload, reference=payload, **own)
        SystemFactory(owner=agency, name=payload, link=payload, **own)
        network = NetworkFactory(name=payload, **own)
        NetworkMember.objects.create(network=network, organisation=organisation)


@pytest.mark.parametrize("slug", [slug for slug in SMALL if slug != "researchers"])
def test_no_formula_comes_alive_in_any_export(nasty, slug, admin, client_of):
    client = client_of(admin)
    alive = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
    rows = list(csv.reader(io.StringIO(_export(client, slug, "csv").decode("utf-8-sig"))))
    assert len(rows) == 1 + len(PAYLOADS)
    assert [cell for row in rows for cell in row if cell.startswith(alive)] == []
    sheet = openpyxl.load_workbook(io.BytesIO(_export(client, slug, "xlsx"))).active
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert [cell.value for cell in cells if str(cell.value).startswith(alive)] == []
    assert checked(_export(client, slug, "csv"), by=admin, book=slug).counts["same"] == len(PAYLOADS)
