"""A worker that is killed while it writes leaves nothing, and the next one writes everything once.

`make bench ONLY=import_faults` kills worker, PostgreSQL and broker thirty times.
"""

import random
from datetime import timedelta

import pytest
from django.utils import timezone

from core.models import JobState
from imports import actions
from imports.models import Import
from organisations.models import Organisation, Person
from tests.factories.imports import RIGHT, checked, csv_of, ran
from tests.killing import killed_worker

ROWS = 200
WORKER = "from imports.tasks import run_import; print('ready', flush=True); run_import(sys.argv[1])"


@pytest.mark.django_db(transaction=True)
def test_what_a_killed_worker_began_is_written_once_and_whole(admin):
    chance = random.Random(2565)
    names = [f"มูลนิธิ{''.join(chance.sample('กขคงจชซดตถทนบปผพฟมยรลวสห', 12))}" for _row in range(ROWS)]
    imported = checked(csv_of([{**RIGHT, "ชื่อองค์กร": name, "ผู้นำองค์กร": "นายก ข"} for name in names]), by=admin)
    assert imported.counts["new"] == ROWS
    actions.commit(imported=imported, leave_out_errors=False, duplicates="skip", by=admin, ring=False)
    for _kill in range(2):
        killed_worker(WORKER, str(imported.pk), after=chance.uniform(0.05, 0.5))
        assert Organisation.objects.count() in (0, ROWS)
        Import.objects.filter(state=JobState.RUNNING).update(lease_until=timezone.now() - timedelta(seconds=1))
    imported = ran(imported)
    assert (imported.state, imported.written) == (JobState.DONE, {"new": ROWS, "changed": 0})
    assert sorted(Organisation.objects.values_list("name_th", flat=True)) == sorted(names)
    assert Person.objects.count() == ROWS
    events = Organisation.pgh_event_model.objects.values_list("pgh_label", "name_th")
    assert sorted(events) == sorted(("insert", name) for name in names)
