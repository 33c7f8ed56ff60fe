"""A job is a row: claimed once, finished once, taken over when its worker is gone. Reports stand for all kinds."""

import time
from datetime import timedelta

import pytest
from django.utils import timezone

from core.jobs import JobCancelled, JobFailed, report_progress, run
from core.models import MAX_ATTEMPTS, JobState
from imports.models import Import

pytestmark = pytest.mark.django_db


@pytest.fixture
def job(admin):
    return Import.objects.create(owner=admin, file_name="a.xlsx")


def outcome(job):
    job.refresh_from_db()
    return job.state, job.attempts, job.reason


def abandon(job):
    Import.objects.filter(pk=job.pk).update(lease_until=timezone.now() - timedelta(seconds=1))


def test_a_queued_job_is_done_once_however_often_its_bell_rings(job):
    done = []
    run(Import, str(job.pk), lambda row: done.append(row.pk))
    run(Import, str(job.pk), lambda row: done.append(row.pk))
    assert done == [job.pk]
    assert outcome(job) == (JobState.DONE, 1, "")


def test_a_running_job_belongs_to_its_worker(job):
    assert Import.objects.claim(job.pk) is not None
    assert Import.objects.claim(job.pk) is None


def test_a_job_whose_worker_is_gone_is_taken_over_and_the_old_worker_learns_it(job):
    old = Import.objects.claim(job.pk)
    abandon(job)
    new = Import.objects.claim(job.pk)
    report_progress(new, done=1, total=2)
    with pytest.raises(JobCancelled):
        report_progress(old, done=2)
    job.refresh_from_db()
    assert (job.progress_done, job.percent) == (1, 50)


def test_progress_renews_the_lease(job):
    mine = Import.objects.claim(job.pk)
    abandon(job)
    report_progress(mine, stage="reading")
    assert not Import.objects.waiting().exists()


def test_a_job_that_cannot_succeed_says_why_and_is_not_tried_again(job):
    def work(row):
        raise JobFailed("not_ours")

    run(Import, str(job.pk), work)
    run(Import, str(job.pk), work)
    assert outcome(job) == (JobState.FAILED, 1, "not_ours")


def test_an_unexpected_error_is_raised_and_the_job_waits_again_until_its_attempts_are_used_up(job):
    def work(row):
        raise ZeroDivisionError

    for attempt in range(MAX_ATTEMPTS):
        with pytest.raises(ZeroDivisionError):
            run(Import, str(job.pk), work)
        assert outcome(job) == (JobState.QUEUED, attempt + 1, "")
    run(Import, str(job.pk), work)
    assert outcome(job) == (JobState.FAILED, MAX_ATTEMPTS, "gave_up")


def test_a_job_that_was_cancelled_while_it_ran_stays_cancelled(job):
    def work(row):
        Import.objects.filter(pk=job.pk).update(state=JobState.CANCELLED)
        report_progress(row, done=1)

    run(Import, str(job.pk), work)
    assert outcome(job) == (JobState.CANCELLED, 1, "")


@pytest.mark.django_db(transaction=True)
def test_the_lease_is_renewed_while_the_work_goes_on_and_not_after(admin, monkeypatch):
    monkeypatch.setattr("core.jobs.RENEWED_EVERY", 0.01)
    job = Import.objects.create(owner=admin, file_name="a.xlsx")

    def work(row):
        abandon(row)
        renewed = Import.objects.filter(pk=row.pk, lease_until__gt=timezone.now())
        while not renewed.exists():
            time.sleep(0.01)

    run(Import, str(job.pk), work)
    assert outcome(job) == (JobState.DONE, 1, "")
