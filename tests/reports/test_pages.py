from urllib.parse import quote

import pytest
from django.urls import reverse

from core.models import JobState
from reports.models import Download, Report
from reports.scope import scope_of
from tests.factories.reports import finished_report, half_year, load_cso_1


@pytest.fixture
def report(rows):
    return finished_report()


def test_staff_ask_and_watch(client_of, staff, rows):
    page = client_of(staff)
    asked = page.post("/reports/new/", {"kind": "half-year", "plan": "cso-1", "period": "2565-H1"})
    report = Report.objects.get()
    assert (asked.status_code, asked.url) == (302, f"/reports/{report.pk}/")
    again = page.post("/reports/new/", {"kind": "half-year", "plan": "cso-1", "period": "2565-H1"})
    assert again.url == asked.url
    watched = page.get(asked.url)
    assert watched.status_code == 200
    assert 'http-equiv="refresh"' in watched.text
    polled = page.get(asked.url, headers={"HX-Request": "true"})
    assert (polled.status_code, "<html" in polled.text) == (200, False)


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"kind": "half-year", "plan": "cso-1", "period": "2565"}, "period"),
        ({"kind": "provincial", "plan": "cso-1", "period": "2565"}, "province"),
        ({"kind": "weekly", "plan": "cso-1", "period": "2565"}, "kind"),
        ({"kind": "half-year", "plan": "other", "period": "2565-H1"}, "plan"),
        ({"kind": "half-year", "plan": "cso-1", "period": "\x00"}, "period"),
        ({}, "kind"),
    ],
)
def test_a_wrong_wish_is_answered_at_its_field(client_of, staff, rows, data, field):
    answer = client_of(staff).post("/reports/new/", data)
    assert answer.status_code == 200
    assert field in answer.context["form"].errors
    assert Report.objects.count() == 0


def test_the_finished_report_is_read_with_links_to_its_records(client_of, committee, report):
    text = client_of(committee).get(report.get_absolute_url()).text
    assert report.digest in text
    assert f'href="/reports/s/{report.digest[:12]}/f/k,G1,2565-H1/"' in text
    assert f'href="/reports/s/{report.digest[:12]}/f/o,issue,01/"' in text
    assert f'href="/reports/s/{report.digest[:12]}/f/p,1.1/"' in text


def test_a_file_is_taken_under_its_thai_name_and_that_is_on_record(client_of, committee, report):
    file = report.files.get(format="pdf")
    answer = client_of(committee).get(f"/reports/{report.pk}/pdf")
    assert answer.content == b"pdf"
    assert answer["Content-Disposition"] == f"attachment; filename*=utf-8''{quote('รายงาน.pdf')}"
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("application/pdf", "nosniff")
    taken = Download.objects.get()
    assert (taken.file, taken.user) == (file, committee)


def test_a_province_reads_its_own_report_and_no_other(client_of, coordinator, coordinator_south, rows):
    report = finished_report(scope=scope_of("provincial", "cso-1", "2565", "50"))
    address = report.get_absolute_url()
    assert client_of(coordinator).get(address).status_code == 200
    assert client_of(coordinator_south).get(address).status_code == 404
    assert client_of(coordinator_south).get(f"{address}pdf").status_code == 404
    assert list(client_of(coordinator_south).get("/reports/").context["page_obj"]) == []


def test_why_it_failed_is_said_and_it_can_be_tried_again(client_of, staff, committee, rows):
    report = Report.objects.create(
        kind="half-year", plan=load_cso_1(), period="2565-H1", state=JobState.FAILED, reason="typesetting"
    )
    text = client_of(staff).get(report.get_absolute_url()).text
    assert "PDF" in text
    assert reverse("reports:retry", args=[report.pk]) in text
    assert reverse("reports:retry", args=[report.pk]) not in client_of(committee).get(report.get_absolute_url()).text
    assert client_of(committee).post(f"/reports/{report.pk}/retry/").status_code == 403
    assert client_of(staff).post(f"/reports/{report.pk}/retry/").status_code == 302
    report.refresh_from_db()
    assert report.state == JobState.QUEUED
    client_of(staff).post(f"/reports/{report.pk}/cancel/")
    report.refresh_from_db()
    assert report.state == JobState.CANCELLED


def test_unknown_reports_and_files_are_not_found(client_of, staff, report):
    reader = client_of(staff)
    assert reader.get("/reports/00000000-0000-0000-0000-000000000001/").status_code == 404
    assert reader.get(f"/reports/{report.pk}/exe").status_code == 404
    assert reader.get("/reports/?page=nonsense").status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_database_the_same_whatever_its_length(
    client_of, staff, rows, count, django_assert_num_queries
):
    for _number in range(count):
        finished_report(scope=half_year(), standing="superseded")
    reader = client_of(staff)
    reader.get("/reports/")
    with django_assert_num_queries(5):
        reader.get("/reports/")
