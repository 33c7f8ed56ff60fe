"""A worker that is killed while it builds: the next one ends in one report with one seal and no file too many."""

import random
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.utils import timezone

from core.models import JobState
from reports import actions, snapshot
from reports.models import Report
from reports.tasks import run_report
from tests.factories.reports import half_year
from tests.killing import killed_worker

WORKER = (
    "from django.conf import settings;"
    " settings.STORAGES['default']['OPTIONS']['location'] = sys.argv[2];"
    " from reports.tasks import run_report; print('ready', flush=True); run_report(sys.argv[1])"
)
REQUESTS, TOGETHER = 200, 20


@pytest.mark.django_db(transaction=True)
def test_what_a_killed_worker_began_is_built_once(rows):
    chance = random.Random(2565)
    report = actions.start(scope=half_year())
    seals = set()
    # What a worker leaves that is killed between writing a file and naming it.
    folder = Path(default_storage.path(f"reports/{report.pk}"))
    folder.mkdir(parents=True, exist_ok=True)
    (folder / ".left.part").write_bytes(b"half")
    for _kill in range(2):
        killed_worker(WORKER, str(report.pk), default_storage.path(""), after=chance.uniform(0.1, 2.5))
        seals |= set(Report.objects.exclude(digest="").values_list("digest", flat=True))
        Report.objects.filter(state=JobState.RUNNING).update(lease_until=timezone.now() - timedelta(seconds=1))
    run_report(str(report.pk))
    report = Report.objects.get()
    assert (report.state, report.digest) == (JobState.DONE, snapshot.digest_of(report.snapshot))
    assert seals <= {report.digest}
    kept = sorted(Path(file.file.name).name for file in report.files.all())
    assert len(kept) == 6
    assert sorted(path.name for path in folder.iterdir()) == kept


@pytest.mark.django_db(transaction=True)
def test_however_many_ask_at_once_one_is_built(rows):
    scope = half_year()

    def ask(_number):
        try:
            return actions.start(scope=scope).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(TOGETHER) as pool:
        found = set(pool.map(ask, range(REQUESTS)))
    assert found == {Report.objects.get().pk}
