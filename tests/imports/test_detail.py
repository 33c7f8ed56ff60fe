"""The page of one import: progress, preview with every error named, what was written."""

import pytest
from django.urls import reverse

from core.models import JobState, PersonalDataAccess
from imports import actions
from organisations.models import Organisation
from tests.factories.imports import RIGHT, checked, committed, csv_of, ran, started
from tests.factories.organisations import OrganisationFactory

pytestmark = pytest.mark.django_db

WRONG = {**RIGHT, "ชื่อองค์กร": "สมาคมผิด", "จังหวัด": "แอตแลนติส"}


def page(client, imported, query=""):
    return client.get(reverse("imports:detail", args=[imported.pk]) + query)


def test_a_waiting_import_shows_its_progress_and_reloads_by_itself(admin, client_of):
    response = page(client_of(admin), started(csv_of([RIGHT]), by=admin))
    assert '<meta http-equiv="refresh"' in response.text
    assert "hx-get=" in response.text
    assert "กำลังตรวจไฟล์" in response.text


def test_htmx_gets_the_bar_alone_and_then_the_whole_page(admin, client_of):
    imported = started(csv_of([RIGHT]), by=admin)
    client = client_of(admin)
    address = reverse("imports:detail", args=[imported.pk])
    running = client.get(address, headers={"HX-Request": "true"})
    assert "<html" not in running.text
    ran(imported)
    assert client.get(address, headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"


def test_an_error_is_told_with_row_column_and_sentence(admin, client_of):
    response = page(client_of(admin), checked(csv_of([RIGHT, WRONG]), by=admin))
    [line] = response.context["lines"]
    [fault] = line.faults
    assert (line.row.number, fault.letter, fault.heading) == (3, "O", "จังหวัด")
    assert "แอตแลนติส" in fault.sentence
    assert fault.sentence in response.text.replace("&quot;", '"')


def test_changes_are_shown_cell_by_cell(admin, client_of):
    held = OrganisationFactory(phone="053-123-456")
    row = {"รหัสทะเบียน": held.code, "โทรศัพท์": "02-123-4567"}
    response = page(client_of(admin), checked(csv_of([row]), by=admin))
    [line] = response.context["lines"]
    assert line.changes == [("โทรศัพท์", "053-123-456", "02-123-4567")]
    assert "<del>053-123-456</del>" in response.text


def test_rows_are_filtered_by_what_becomes_of_them(admin, client_of):
    imported = checked(csv_of([RIGHT, WRONG]), by=admin)
    client = client_of(admin)
    shown = {
        query: [line.row.number for line in page(client, imported, f"?verdict={query}").context["lines"]]
        for query in ("new", "error", "all", "same")
    }
    assert shown == {"new": [2], "error": [3], "all": [2, 3], "same": []}


def test_a_filter_that_does_not_exist_is_told(admin, client_of):
    response = page(client_of(admin), checked(csv_of([RIGHT]), by=admin), "?verdict=%00x")
    assert response.status_code == 200
    assert response.context["unknown_verdict"] == "\0x"


def test_a_wrong_file_gets_a_sentence_in_the_readers_language(admin, client_of):
    imported = checked(b"%PDF-1.7", by=admin, name="รายชื่อ.xlsx")
    client = client_of(admin)
    assert imported.state == JobState.FAILED
    assert "ไฟล์นี้เป็น PDF" in page(client, imported).text
    client.cookies["django_language"] = "en"
    assert "This is a PDF, not a spreadsheet." in page(client, imported).text


def test_the_same_file_twice_is_noticed(admin, client_of):
    first = checked(csv_of([RIGHT]), by=admin)
    checked(csv_of([RIGHT]), by=admin)
    response = page(client_of(admin), checked(csv_of([RIGHT]), by=admin))
    assert response.context["same_file"] == first
    assert f'href="{first.get_absolute_url()}"' in response.text


def test_what_was_written_is_told_and_leads_to_the_organisations(admin, client_of):
    response = page(client_of(admin), committed(csv_of([RIGHT]), by=admin))
    assert response.context["form"] is None
    assert Organisation.objects.get().code in response.text


def test_an_import_that_does_not_exist_is_not_found(admin, client_of):
    assert client_of(admin).get("/imports/00000000-0000-0000-0000-000000000000/").status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_more_rows_need_no_more_questions(admin, client_of, django_assert_num_queries, rows):
    content = csv_of([{**RIGHT, "ชื่อองค์กร": f"มูลนิธิที่ {number}"} for number in range(rows)])
    imported = checked(content, by=admin)
    client = client_of(admin)
    page(client, imported)
    with django_assert_num_queries(7):
        page(client, imported, "?verdict=all")


def test_looking_at_people_in_a_file_is_on_record(admin, client_of):
    rows = [RIGHT, {**RIGHT, "ชื่อองค์กร": "มูลนิธิอื่น"}]
    without = checked(csv_of([{key: value for key, value in row.items() if "ผู้" not in key} for row in rows]), by=admin)
    page(client_of(admin), without)
    assert not PersonalDataAccess.objects.exists()
    holding = checked(csv_of([{**row, "ผู้นำองค์กร": "นางสมศรี ใจดี"} for row in rows]), by=admin)
    page(client_of(admin), holding)
    assert list(PersonalDataAccess.objects.values_list("user", "subject", "subject_code", "rows")) == [
        (admin.pk, "imports.ImportRow", str(holding.pk), 2)
    ]


def test_the_buttons_write_retry_and_cancel(admin, client_of):
    client = client_of(admin)
    imported = checked(csv_of([RIGHT]), by=admin)
    response = client.post(reverse("imports:commit", args=[imported.pk]))
    assert response.headers["Location"] == imported.get_absolute_url()
    imported = ran(imported)
    assert (imported.written, Organisation.objects.count()) == ({"new": 1, "changed": 0}, 1)
    again = client.post(reverse("imports:commit", args=[imported.pk]), follow=True)
    assert [message.level_tag for message in again.context["messages"]] == ["warning"]
    failed = checked(b"", by=admin)
    client.post(reverse("imports:retry", args=[failed.pk]))
    failed.refresh_from_db()
    assert failed.state == JobState.QUEUED
    client.post(reverse("imports:cancel", args=[failed.pk]))
    failed.refresh_from_db()
    assert failed.state == JobState.CANCELLED


def test_a_cancelled_import_is_left_alone_by_the_worker(admin):
    imported = started(csv_of([RIGHT]), by=admin)
    actions.cancel(imported=imported, by=admin)
    assert (ran(imported).state, imported.rows.count()) == (JobState.CANCELLED, 0)


def test_errors_are_left_out_only_when_the_owner_says_so(admin, client_of):
    imported = checked(csv_of([RIGHT, WRONG]), by=admin)
    client = client_of(admin)
    address = reverse("imports:commit", args=[imported.pk])
    client.post(address)
    imported.refresh_from_db()
    assert imported.is_preview
    client.post(address, {"leave_out_errors": "on"})
    assert ran(imported).written == {"new": 1, "changed": 0}


def test_the_original_file_comes_back_as_it_was(admin, client_of):
    content = csv_of([RIGHT])
    response = client_of(admin).get(reverse("imports:original", args=[checked(content, by=admin).pk]))
    assert b"".join(response.streaming_content) == content
    assert response.headers["Content-Disposition"].startswith("attachment")


def test_the_page_says_how_each_cell_was_read(admin, client_of):
    given = {**RIGHT, "วันที่จดทะเบียน": "30/3/2564", "อำเภอ": "เมือง", "จังหวัดที่ดำเนินงาน": "50; ลำพูน", "ประเด็น": "17, 01"}
    [line] = page(client_of(admin), checked(csv_of([given]), by=admin)).context["lines"]
    read = dict(line.as_read)
    assert (read["จังหวัด"], read["อำเภอ"]) == ("เชียงใหม่ (50)", "เมืองเชียงใหม่ (5001)")
    assert (read["วันที่จดทะเบียน"], read["จังหวัดที่ดำเนินงาน"]) == ("30 มีนาคม 2564", "เชียงใหม่ (50); ลำพูน (51)")
    assert [part[-4:] for part in read["ประเด็น"].split("; ")] == ["(01)", "(17)"]
