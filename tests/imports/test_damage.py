"""Damaged and strange files: each is read or refused with its reason, and written whole or not at all.

`IMPORT_DAMAGE=2000` tries as many of them.
"""

import os

import pytest
from django.urls import reverse

from core.models import JobState
from imports import actions
from imports.messages import UNREADABLE
from organisations.models import Organisation
from organisations.resources import OrganisationResource
from tests.factories.imports import checked, ran
from tests.imports.damage import spreadsheet

pytestmark = pytest.mark.django_db

FILES = int(os.environ.get("IMPORT_DAMAGE", "80"))
BATCHES = 4


@pytest.mark.parametrize("batch", range(BATCHES))
def test_every_strange_file_ends_with_a_reason_or_a_whole_import(admin, client_of, batch):
    client = client_of(admin)
    for seed in range(batch, FILES, BATCHES):
        name, content = spreadsheet(seed)
        imported = checked(content, by=admin, name=name)
        assert client.get(imported.get_absolute_url()).status_code == 200, seed
        if imported.state == JobState.FAILED:
            assert imported.failure["code"] in UNREADABLE, seed
            continue
        assert (imported.state, sum(imported.counts.values())) == (JobState.DONE, imported.rows.count()), seed
        for row in imported.rows.filter(verdict="error"):
            assert [problem for problem in row.errors if problem["column"] in OrganisationResource.fields] != [], seed
        if imported.counts["error"]:
            errors = client.get(reverse("imports:errors", args=[imported.pk]))
            assert len(b"".join(errors.streaming_content)) > 0, seed
        _written_whole(imported, admin, seed)


def _written_whole(imported, admin, seed):
    before = Organisation.objects.count()
    if imported.to_write:
        actions.commit(imported=imported, leave_out_errors=True, duplicates="skip", by=admin, ring=False)
        imported = ran(imported)
        assert imported.written == {key: imported.counts[key] for key in ("new", "changed")}, seed
        assert Organisation.objects.count() == before + imported.counts["new"], seed
