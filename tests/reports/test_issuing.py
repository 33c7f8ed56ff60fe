"""From draft to issued report: who sees it, what never changes again, what the next edition says."""

import hashlib
import json
import random
from pathlib import Path

import pgtrigger
import pytest
from django.core import mail
from django.db import DatabaseError, transaction

from core.models import JobState
from organisations.models import Organisation
from reports import actions, building, snapshot, telling, verifying
from reports.building import make
from reports.content import document
from reports.content.blocks import Paragraph
from reports.content.differences import differences
from reports.models import IssuedMail, Report, ReportFile, ReportKind, Standing
from reports.outline import ANNEXES, CHOSEN, ordered, outline_of, sections_of
from reports.tasks import run_report, send_issued_mail, tell_again
from reports.verifying import changed_since, known_file
from tests.factories.organisations import OrganisationFactory
from tests.factories.reports import finished_report, half_year


@pytest.fixture
def draft(rows):
    return finished_report(standing="draft", issued_at=None)


def issue(report, by):
    actions.submit(report=report, by=by)
    return actions.issue(report=report, by=by)


def test_a_report_is_issued_after_review_and_the_committee_is_told(draft, staff, committee):
    with pytest.raises(actions.NotNowError):
        actions.issue(report=draft, by=staff)
    actions.submit(report=draft, by=staff)
    actions.send_back(report=draft, by=staff)
    issued = issue(draft, staff)
    assert (issued.standing, issued.issued_by, issued.edition) == (Standing.ISSUED, staff, 1)
    (letter,) = IssuedMail.objects.all()
    for _delivery in range(3):
        send_issued_mail(str(letter.pk))
    (message,) = mail.outbox
    assert message.to == [committee.email]
    assert issued.digest in message.body
    assert f"/reports/{issued.pk}/" in message.body


def test_a_mail_that_cannot_be_sent_is_tried_again_and_leaves_once(draft, staff, committee, monkeypatch):
    def dead(*arguments, **options):
        raise ConnectionRefusedError

    issue(draft, staff)
    letter = IssuedMail.objects.get()
    with monkeypatch.context() as patch:
        patch.setattr(telling, "send_mail", dead)
        for _attempt in range(3):
            with pytest.raises(ConnectionRefusedError):
                send_issued_mail(str(letter.pk))
        send_issued_mail(str(letter.pk))
    letter.refresh_from_db()
    assert (letter.state, letter.attempts, mail.outbox) == (JobState.FAILED, 3, [])
    assert (tell_again(), tell_again()) == (1, 0)
    for _delivery in range(2):
        send_issued_mail(str(letter.pk))
    assert tell_again() == 0
    assert [message.to for message in mail.outbox] == [[committee.email]]


def test_nobody_is_told_of_a_report_that_is_superseded_by_now(draft, staff, committee):
    issued = issue(draft, staff)
    Report.objects.filter(pk=issued.pk).update(standing="superseded")
    send_issued_mail(str(IssuedMail.objects.get().pk))
    assert mail.outbox == []


def test_drafts_are_for_those_who_make_them(draft, client_of, staff, committee, agency_officer):
    assert client_of(staff).get(draft.get_absolute_url()).status_code == 200
    for reader in (committee, agency_officer):
        assert client_of(reader).get(draft.get_absolute_url()).status_code == 404
        assert client_of(reader).get(f"{draft.get_absolute_url()}pdf").status_code == 404
    issue(draft, staff)
    for reader in (committee, agency_officer):
        assert client_of(reader).get(draft.get_absolute_url()).status_code == 200


def test_the_steps_are_buttons_of_the_page(draft, client_of, staff):
    page = client_of(staff)
    address = draft.get_absolute_url()
    for step, standing in (
        ("submit", "in_review"),
        ("send-back", "draft"),
        ("submit", "in_review"),
        ("issue", "issued"),
    ):
        assert f'action="{address}{step}/"' in page.get(address).text
        assert page.post(f"{address}{step}/").url == address
        draft.refresh_from_db(fields=["standing"])
        assert draft.standing == standing
    page.post(f"{address}submit/")
    draft.refresh_from_db(fields=["standing"])
    assert draft.standing == "issued"


@pytest.mark.parametrize("change", [{"digest": "0" * 64}, {"snapshot": {}}, {"cut_off": None}])
def test_the_database_keeps_what_was_sealed(draft, change):
    with pytest.raises(DatabaseError, match="pgtrigger"), transaction.atomic():
        Report.objects.filter(pk=draft.pk).update(**change)


def test_the_database_keeps_what_was_issued_with_its_files(rows):
    report = finished_report(standing="draft")
    Report.objects.filter(pk=report.pk).update(standing="issued")
    for change in (
        lambda: Report.objects.filter(pk=report.pk)._raw_delete("default"),
        lambda: ReportFile.objects.filter(report=report).update(sha256="1" * 64),
        lambda: ReportFile.objects.filter(report=report).delete(),
    ):
        with pytest.raises(DatabaseError, match="pgtrigger"), transaction.atomic():
            change()


def test_records_changed_after_issuing_change_nothing_in_the_report_and_stand_in_the_next(
    rows, staff, client_of, monkeypatch
):
    monkeypatch.setattr(building, "make", lambda frozen, digest, form: f"{digest} {form}".encode())
    first = finished_report(edition=1)
    kept = document(first.snapshot, first.digest)
    OrganisationFactory(province_id="50", issues=["01"])
    Organisation.objects.filter(pk=rows[3].pk).update(status="dissolved")
    first.refresh_from_db()
    assert differences(kept, document(first.snapshot, first.digest)) == []

    since = {(each.table, each.row, each.column): (each.before, each.after) for each in changed_since(first, "en")}
    assert since["Verified organisations: by issue areas", "Children and youth", "Organisations"] == ("2", "3")

    page = client_of(staff)
    asked = {"kind": "half-year", "plan": "cso-1", "period": "2565-H1"}
    refused = page.post("/reports/new/", asked)
    assert list(refused.context["form"].errors) == ["why"]
    page.post("/reports/new/", {**asked, "why": "พบข้อมูลซ้ำ"})
    second = Report.objects.get(edition=2)
    run_report(str(second.pk))
    second.refresh_from_db()
    assert second.state == JobState.DONE
    changes = second.snapshot["sections"]["changes"]
    assert (changes["previous"]["digest"], changes["why"]) == (first.digest, "พบข้อมูลซ้ำ")
    registry = next(part for part in changes["records"] if part["part"] == "registry")
    assert (registry["new"], registry["gone"], registry["changed"]) == (1, 0, 1)
    issue(second, staff)
    first.refresh_from_db()
    assert first.standing == Standing.SUPERSEDED


def test_two_editions_are_never_issued_over_one_another(rows, staff):
    first = finished_report(standing="draft")
    other = finished_report(standing="draft")
    issue(first, staff)
    actions.submit(report=other, by=staff)
    with pytest.raises(actions.NotNowError):
        actions.issue(report=other, by=staff)


def with_one_bit_changed(content, chance):
    at = chance.randrange(len(content))
    return content[:at] + bytes([content[at] ^ (1 << chance.randrange(8))]) + content[at + 1 :]


def test_one_changed_byte_of_a_file_is_noticed_100_of_100(rows):
    report = finished_report(standing="draft")
    content = make(report.snapshot, report.digest, "html")
    report.files.filter(format="html").update(sha256=hashlib.sha256(content).hexdigest())
    assert known_file(content) is not None
    chance = random.Random(2565)
    noticed = 0
    for _ in range(100):
        (finding,) = verifying.of_file(with_one_bit_changed(content, chance))
        noticed += not finding.is_good
    assert noticed == 100


def test_one_changed_byte_of_a_kept_file_is_noticed_100_of_100(rows, monkeypatch):
    monkeypatch.setattr(verifying, "make", lambda frozen, digest, form: f"{digest} {form}".encode())
    report = finished_report(standing="draft")
    for file in report.files.all():
        content = f"{report.digest} {file.format}".encode()
        Path(file.file.path).write_bytes(content)
        ReportFile.objects.filter(pk=file.pk).update(sha256=hashlib.sha256(content).hexdigest())
    assert {finding.is_good for finding in verifying.of_report(report)} == {True}
    chance = random.Random(2565)
    noticed = 0
    for _ in range(100):
        file = Path(chance.choice(report.files.all()).file.path)
        content = file.read_bytes()
        file.write_bytes(with_one_bit_changed(content, chance))
        noticed += [finding.is_good for finding in verifying.of_report(report)].count(False) == 1
        file.write_bytes(content)
    assert noticed == 100


def test_one_changed_byte_of_the_frozen_data_is_noticed_100_of_100(rows, monkeypatch):
    monkeypatch.setattr(verifying, "make", lambda frozen, digest, form: b"")
    report = finished_report(standing="draft")
    assert verifying.of_report(report)[0].is_good
    written = snapshot.canonical(report.snapshot).decode()
    chance = random.Random(2565)
    noticed = tried = 0
    while tried < 100:
        at = chance.randrange(len(written))
        if not written[at].isalnum():
            continue
        other = "7" if written[at] != "7" else "8"
        try:
            changed = json.loads(written[:at] + other + written[at + 1 :])
        except ValueError:
            continue  # no snapshot any more
        tried += 1
        # Whoever rules over the database itself can lift its guards.
        with pgtrigger.ignore("reports.Report:sealed_never_changes"):
            Report.objects.update(snapshot=changed)
        seal, *_files = verifying.of_report(Report.objects.get())
        noticed += not seal.is_good
    assert noticed == 100


def test_the_public_asks_for_a_seal_and_for_a_file(client, rows):
    report = finished_report()
    for seal in (report.digest, report.digest[:12], f" {report.digest[:12].upper()} "):
        page = client.get("/reports/verify/", {"seal": seal})
        assert (page.status_code, page.context["report"]) == (200, report)
    assert client.get("/reports/verify/", {"seal": "0" * 64}).context["report"] is None
    assert client.get("/reports/verify/", {"seal": "x"}).context["form"].errors.keys() == {"seal"}
    assert client.get("/reports/verify/").context["asked"] is False


def test_the_public_sees_which_figures_are_others_by_now(client, rows):
    report = finished_report()
    OrganisationFactory(province_id="50", issues=["01"])
    page = client.get("/reports/verify/", {"seal": report.digest, "since": "yes"})
    assert {each.code for each in page.context["differences"]} == {"registry"}
    draft = finished_report(scope=half_year("2564-H2"), standing="draft", issued_at=None)
    assert client.get("/reports/verify/", {"seal": draft.digest, "since": "yes"}).context["differences"] is None


def test_the_code_on_paper_leads_to_the_section_or_to_what_its_seal_says(client, client_of, committee, rows):
    report = finished_report()
    address = f"/reports/s/{report.digest[:12]}/indicators/"
    assert client_of(committee).get(address).url == f"{report.get_absolute_url()}#indicators"
    assert client.get(address).url == f"/reports/verify/?seal={report.digest[:12]}"
    for wrong in ("/reports/s/xyz/indicators/", f"/reports/s/{report.digest[:12]}/nothing/"):
        assert client.get(wrong).status_code == 404


def test_staff_introduce_a_report_and_leave_sections_out(rows, staff, client_of):
    asked = {"kind": "half-year", "plan": "cso-1", "period": "2565-H1", "introduction": "คำนำ\n\nย่อหน้าที่สอง"}
    client_of(staff).post("/reports/new/", {**asked, "left_out": ["money", "forum"]})
    report = Report.objects.get()
    made = document(snapshot.take(half_year(), **report.wishes), "")
    codes = [chapter.code for chapter in made.chapters]
    kept = ["changes", "progress", "indicators", "registry", "voices", "discipline", "provinces"]
    assert codes == ["summary", *kept, "seal"]
    texts = [block.text for block in made.chapters[0].blocks if isinstance(block, Paragraph)]
    assert texts[1:3] == ["คำนำ", "ย่อหน้าที่สอง"]


def test_staff_reorder_sections_introduce_each_and_write_the_summary(rows, staff, client_of):
    asked = {"kind": "half-year", "plan": "cso-1", "period": "2565-H1", "left_out": ["changes", "voices"]}
    places = {"place_registry": 1, "place_discipline": 2, "place_provinces": 1}
    words = {"words_registry": "ทะเบียนปีนี้\nโตขึ้น", "summary": "สรุปด้วยคำของเรา"}
    client_of(staff).post("/reports/new/", {**asked, **places, **words})
    report = Report.objects.get()
    frozen = snapshot.take(half_year(), **report.wishes)
    codes = ["summary", "registry", "discipline", "progress", "money", "indicators", "forum", "provinces", "seal"]
    assert [each["code"] for each in frozen["outline"]] == codes
    made = document(frozen, "")
    assert [chapter.code for chapter in made.chapters] == codes
    assert [block.text for block in made.chapters[1].blocks[:2]] == ["ทะเบียนปีนี้", "โตขึ้น"]
    texts = [block.text for block in made.chapters[0].blocks if isinstance(block, Paragraph)]
    assert texts[-1] == "สรุปด้วยคำของเรา"
    again = client_of(staff).get(f"/reports/new/?from={report.pk}").context["form"]
    assert [section["code"] for section in again.sections if section["is_left_out"]] == ["changes", "voices"]
    assert again["words_registry"].value() == "ทะเบียนปีนี้\r\nโตขึ้น".replace("\r", "")
    other = client_of(staff).post("/reports/new/", {**asked, "introduction": "อื่น"}, follow=True)
    assert len(list(other.context["messages"])) == 1
    assert Report.objects.count() == 1


@pytest.mark.parametrize("kind", ReportKind.values)
def test_any_order_keeps_every_section_once_the_summary_first_and_annexes_last(kind):
    codes = [section.code for section in sections_of(kind)]
    for seed in range(30):
        chance = random.Random(seed)
        places = {section.code: chance.randint(1, 10) for section in chance.sample(CHOSEN, 4)}
        found = [section.code for section in outline_of(kind, ordered(kind, places))]
        assert sorted(found) == sorted(codes)
        assert (found[0], found[-1]) == ("summary", "seal")
        assert [code for code in found if code in ANNEXES] == [code for code in codes if code in ANNEXES]
