from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from plans import actions
from plans.models import PlanPeriod, Progress
from tests.factories.plans import ProgressFactory
from tests.plans.test_plan import plain
from tests.plans.test_progress import url

EDIT = {"name": "progress_edit"}
pytestmark = pytest.mark.django_db


def form_of(client, period="2565-H1"):
    form = client.get(url(period, **EDIT)).context["form"]
    return {"version": form["version"].value(), "token": str(form["token"].value())}


def test_an_agency_writes_with_thai_digits_and_commas_and_leaves_empty_what_it_does_not_know(
    client_of, project, officer
):
    client = client_of(officer)
    typed = {"status": "on_track", "percent": "๔๕", "progress": "จัดเวที", "received": "1,250,000.50", "disbursed": ""}
    response = client.post(url(**EDIT), form_of(client) | typed)
    assert (response.status_code, response.url) == (302, url())
    row = Progress.objects.get()
    assert (row.percent, row.received, row.disbursed, row.state) == (45, Decimal("1250000.50"), None, "draft")


def test_a_wrong_number_keeps_what_was_typed_and_says_what_to_do(client_of, project, officer):
    client = client_of(officer)
    response = client.post(url(**EDIT), form_of(client) | {"percent": "140", "progress": "ข้อความที่พิมพ์ไว้"})
    assert response.status_code == 200
    assert sorted(response.context["form"].errors) == ["percent"]
    assert "ข้อความที่พิมพ์ไว้" in response.content.decode()
    assert not Progress.objects.exists()


def test_the_second_press_of_the_button_lands_on_what_the_first_made(client_of, project, officer):
    client = client_of(officer)
    data = form_of(client) | {"percent": "10", "evidence_link": "https://example.go.th/a"}
    first, second = (client.post(url(**EDIT), data) for _press in range(2))
    assert first.url == second.url == url()
    row = Progress.objects.get()
    assert (row.version, row.evidence.count()) == (1, 1)


def test_of_two_who_write_at_once_the_later_sees_both(client_of, project, officer, staff):
    client = client_of(officer)
    data = form_of(client) | {"percent": "10", "progress": "ของฉัน"}
    actions.save_progress(node=project, period="2565-H1", values={"progress": "ของกระทรวง"}, by=staff)
    response = client.post(url(**EDIT), data)
    assert response.status_code == 409
    text = response.content.decode()
    assert "ของกระทรวง" in text
    assert "ของฉัน" in text
    assert Progress.objects.get().progress == "ของกระทรวง"
    again = {"percent": "10", "progress": "ของฉัน", "version": response.context["form"]["version"].value()}
    client.post(url(**EDIT), again)
    assert Progress.objects.get().progress == "ของฉัน"


def test_the_last_periods_words_stand_beside_the_form(client_of, project, officer, staff):
    ProgressFactory(node=project, period="2564-H2", by=staff, progress="ข้อความงวดก่อน", received=Decimal(777_000))
    text = plain(client_of(officer).get(url(**EDIT)))
    assert "ข้อความงวดก่อน" in text
    assert "777,000 บาท" in text


def test_a_report_that_was_sent_is_not_written_over(client_of, project, officer, staff):
    ProgressFactory(node=project, by=staff, state="submitted", percent=40)
    client = client_of(officer)
    response = client.post(url(**EDIT), form_of(client) | {"percent": "99"}, follow=True)
    assert "ส่งให้กระทรวงแล้ว" in plain(response)
    assert Progress.objects.get().percent == 40


def test_before_its_window_a_period_says_when_it_opens(client_of, project, officer):
    client = client_of(officer)
    data = form_of(client) | {"percent": "9"}
    PlanPeriod.objects.update(opens_on="2099-01-01", due_on="2099-02-01")
    response = client.post(url(**EDIT), data, follow=True)
    assert "ยังไม่เปิดให้รายงานงวดนี้" in plain(response)
    assert "1 มกราคม พ.ศ. 2642" in plain(response)


def test_in_a_closed_period_the_form_asks_for_a_reason_and_makes_a_correction(client_of, project, officer, staff):
    ProgressFactory(node=project, by=staff, percent=40)
    actions.close_period(period=project.plan.periods.get(period="2565-H1"), reason="เสนอแล้ว", by=staff)
    client = client_of(officer)
    data = form_of(client) | {"percent": "35", "status": "on_track", "progress": "จัดเวที"}
    assert sorted(client.post(url(**EDIT), data).context["form"].errors) == ["reason"]
    client.post(url(**EDIT), form_of(client) | data | {"reason": "นับซ้ำ", "token": ""})
    first, correction = Progress.objects.order_by("id")
    assert (first.percent, correction.percent, correction.corrects, correction.correction_reason) == (
        40,
        35,
        first,
        "นับซ้ำ",
    )


def test_a_file_comes_with_the_report_and_a_bad_one_is_told(client_of, project, officer):
    client = client_of(officer)
    bad = SimpleUploadedFile("report.pdf", b"<script>alert(1)</script>", content_type="application/pdf")
    response = client.post(url(**EDIT), form_of(client) | {"percent": "10", "evidence_file": bad})
    assert "ระบบไม่รับไฟล์ชนิดนี้" in plain(response)
    assert not Progress.objects.exists()
    good = SimpleUploadedFile("../../รายงาน.exe", b"%PDF-1.7 ok", content_type="text/html")
    client.post(url(**EDIT), form_of(client) | {"percent": "10", "evidence_file": good})
    evidence = Progress.objects.get().evidence.get()
    assert (evidence.title, evidence.content_type, evidence.size) == ("รายงาน", "application/pdf", 11)
    folder, _slash, name = evidence.file.name.rpartition("/")
    assert (folder, len(name), name.endswith(".pdf")) == ("evidence", 36, True)
