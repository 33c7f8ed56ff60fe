import hashlib
from datetime import date, timedelta

import pgtrigger
import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from core import jobs
from core.files import keep_whole
from core.models import JobState
from plans.models import PlanPeriod
from reports import actions, building
from reports.models import Report, ReportFile, ReportFormat
from reports.tasks import build_due_drafts, run_report, sweep_files
from reports.verifying import of_file, of_report
from tests.factories.reports import half_year, load_cso_1


@pytest.fixture
def quick(monkeypatch):
    """Formats that take no time; what they hold is tested elsewhere."""
    monkeypatch.setattr(building, "make", lambda frozen, digest, form: f"{digest} {form}".encode())


def test_a_job_delivered_twice_builds_once(rows, staff, quick, monkeypatch):
    taken = []
    take = building.snapshot.take
    monkeypatch.setattr(
        building.snapshot, "take", lambda scope, **edition: taken.append(scope) or take(scope, **edition)
    )
    report = actions.ask(scope=half_year(), by=staff)
    run_report(str(report.pk))
    run_report(str(report.pk))
    report.refresh_from_db()
    assert (report.state, len(taken), report.attempts) == (JobState.DONE, 1, 1)
    assert (report.progress_done, report.progress_total) == (7, 7)
    assert sorted(report.files.values_list("format", flat=True)) == sorted(ReportFormat.values)
    for file in report.files.all():
        with file.file.open("rb") as kept:
            content = kept.read()
        assert (len(content), hashlib.sha256(content).hexdigest()) == (file.size, file.sha256)
        brief = "สรุปย่อ-" if file.format.startswith("brief") else ""
        ending = {"brief": "pdf", "brief-docx": "docx"}.get(file.format, file.format)
        assert file.name == f"{brief}รายงานความก้าวหน้ารอบครึ่งปี_cso-1_2565-H1.{ending}"


def test_however_many_ask_one_is_built(rows, staff, admin):
    first = actions.ask(scope=half_year(), by=staff)
    assert actions.ask(scope=half_year(), by=admin) == first
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.create(kind=first.kind, plan=first.plan, period=first.period)
    other = actions.ask(scope=half_year("2564-H2"), by=staff)
    assert other != first


def test_a_build_that_broke_off_goes_on_with_the_same_data(rows, staff, quick, monkeypatch):
    report = actions.ask(scope=half_year(), by=staff)

    def broken(frozen, digest, form):
        if form == "docx":
            raise MemoryError
        return form.encode()

    with monkeypatch.context() as patch:
        patch.setattr(building, "make", broken)
        with pytest.raises(MemoryError):
            run_report(str(report.pk))
    report.refresh_from_db()
    sealed = report.digest
    assert (report.is_over, bool(sealed)) == (False, True)
    made = []
    monkeypatch.setattr(building, "make", lambda frozen, digest, form: made.append(form) or form.encode())
    run_report(str(report.pk))
    # What was kept whole is not made once more.
    assert made == [form for form in ReportFormat if form != "pdf"]
    report.refresh_from_db()
    assert (report.state, report.digest, report.files.count()) == (JobState.DONE, sealed, 6)
    folder = default_storage.listdir(f"reports/{report.pk}")[1]
    assert [name for name in folder if name.endswith(".part")] == []


def test_a_build_that_cannot_succeed_says_why_and_can_be_tried_again(rows, staff, monkeypatch):
    def cannot(*arguments):
        raise jobs.JobFailed("typesetting")

    monkeypatch.setattr(building, "make", cannot)
    report = actions.ask(scope=half_year(), by=staff)
    run_report(str(report.pk))
    report.refresh_from_db()
    assert (report.state, report.reason) == (JobState.FAILED, "typesetting")
    again = actions.retry(report=report, by=staff)
    assert (again.state, again.attempts, again.reason) == (JobState.QUEUED, 0, "")
    with pytest.raises(actions.NotNowError):
        actions.retry(report=again, by=staff)


def test_a_build_that_breaks_off_each_time_stops_after_three_attempts_and_holds_nobody_up(rows, staff, monkeypatch):
    def broken(*arguments):
        raise MemoryError

    report = actions.ask(scope=half_year(), by=staff)
    with monkeypatch.context() as patch:
        patch.setattr(building, "make", broken)
        for _attempt in range(3):
            with pytest.raises(MemoryError):
                run_report(str(report.pk))
        run_report(str(report.pk))
    report.refresh_from_db()
    assert (report.state, report.attempts, report.reason) == (JobState.FAILED, 3, "gave_up")
    monkeypatch.setattr(building, "make", lambda frozen, digest, form: form.encode())
    other = actions.ask(scope=half_year("2564-H2"), by=staff)
    run_report(str(other.pk))
    other.refresh_from_db()
    assert other.state == JobState.DONE


def test_what_a_broken_off_build_left_is_swept_and_nothing_else(rows, staff, quick):
    done, failed = actions.ask(scope=half_year(), by=staff), actions.ask(scope=half_year("2564-H2"), by=staff)
    run_report(str(done.pk))
    Report.objects.filter(pk=failed.pk).update(state=JobState.FAILED)
    for report in (done, failed):
        keep_whole(f"reports/{report.pk}/left.pdf", b"half")
    assert sweep_files() == 1
    assert default_storage.exists(f"reports/{done.pk}/left.pdf")
    assert default_storage.listdir(f"reports/{failed.pk}")[1] == []


def test_a_cancelled_build_stays_cancelled(rows, staff, quick):
    report = actions.ask(scope=half_year(), by=staff)
    actions.cancel(report=report, by=staff)
    run_report(str(report.pk))
    report.refresh_from_db()
    assert (report.state, report.files.count()) == (JobState.CANCELLED, 0)


def test_the_beat_rings_for_reports(rows, staff):
    actions.ask(scope=half_year(), by=staff)
    assert Report in jobs.doorbells()


def test_a_draft_is_asked_for_when_a_window_closes_and_only_once(rows, staff):
    plan, today = load_cso_1(), timezone.localdate()
    closing = {"2564-H2": today - timedelta(days=1), "2565-H1": today, "2564-H1": date(2021, 6, 1)}
    for period, closes_on in closing.items():
        PlanPeriod.objects.update_or_create(
            plan=plan,
            period=period,
            defaults={"opens_on": date(2021, 4, 1), "due_on": date(2021, 5, 1), "closes_on": closes_on},
        )
    assert build_due_drafts() == 1
    assert list(Report.objects.values_list("kind", "period", "state")) == [("half-year", "2564-H2", "queued")]
    assert build_due_drafts() == 0
    assert "reports.tasks.build_due_drafts" in [one["task"] for one in settings.CELERY_BEAT_SCHEDULE.values()]


def test_only_the_ministry_builds(rows, committee):
    with pytest.raises(PermissionDenied):
        actions.ask(scope=half_year(), by=committee)


def test_the_command_builds_and_the_sealed_file_is_known_again(rows, tmp_path, capsys):
    call_command("build_report", "half-year", plan="cso-1", period="2565-H1", out=tmp_path, formats=["xlsx"])
    (file,) = tmp_path.iterdir()
    assert file.name == "รายงานความก้าวหน้ารอบครึ่งปี_cso-1_2565-H1.xlsx"
    content = file.read_bytes()
    report = Report.objects.get()
    # The PDF and the Word file are made again in test_builders; one format is enough here.
    ReportFile.objects.exclude(format="xlsx").delete()
    assert [finding.is_good for finding in of_file(content)] == [True, True, True, True]
    capsys.readouterr()
    call_command("verify_report", str(report.pk))
    assert capsys.readouterr().out.splitlines()[-1].endswith("figures that are others today: 0")
    file.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    with pytest.raises(CommandError) as refused:
        call_command("verify_report", str(file))
    assert refused.value.returncode == 1
    # Whoever rules over the database itself can lift its guards, and is found out.
    with pgtrigger.ignore("reports.Report:sealed_never_changes"):
        Report.objects.update(snapshot={**report.snapshot, "kind": "forum"})
    assert of_report(Report.objects.get())[0].is_good is False


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        ("quarterly", {"plan": "cso-1", "period": "2565-H1"}),
        ("half-year", {"plan": "none", "period": "2565-H1"}),
        ("half-year", {"plan": "cso-1", "period": "2599-H1"}),
    ],
)
def test_the_command_refuses_what_cannot_be_made(rows, tmp_path, kind, options):
    with pytest.raises(CommandError) as refused:
        call_command("build_report", kind, out=tmp_path, **options)
    assert refused.value.returncode == 2
    assert len(str(refused.value).splitlines()) == 2


def test_verify_knows_what_is_no_report(db):
    with pytest.raises(CommandError) as refused:
        call_command("verify_report", "nothing")
    assert refused.value.returncode == 2
