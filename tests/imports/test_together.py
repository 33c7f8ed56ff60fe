"""Several importers at once beside people who save: every file is written, and every form.

`IMPORT_TOGETHER=12` has each of the three import so many files of 400 rows, beside 200 saves.
"""

import os
import random
import uuid

import pytest

from imports import actions
from organisations.models import Organisation
from tests.factories.accounts import UserFactory
from tests.factories.imports import RIGHT, checked, csv_of, ran
from tests.organisations.test_at_once import at_once, posting
from tests.organisations.test_edit import NEW

FILES = int(os.environ.get("IMPORT_TOGETHER", "0"))
ROWS, SAVES, FILES = (400, 200, FILES) if FILES else (15, 12, 1)
IMPORTERS = 3


def table(importer, file):
    """New organisations of one file, no two alike, all in the province that the others write to as well."""
    chance = random.Random(f"{importer} {file}")
    names = ("".join(chance.sample("กขคงจชซดตถทนบปผพฟมยรลวสห", 14)) for _row in range(ROWS))
    return csv_of([{**RIGHT, "ชื่อองค์กร": f"มูลนิธิ{name}"} for name in names])


def imported_by(admin, importer):
    """All files of one importer, one after the other; how many were written whole."""
    whole = 0
    for file in range(FILES):
        imported = checked(table(importer, file), by=admin, name=f"{importer}-{file}.csv")
        actions.commit(imported=imported, leave_out_errors=False, duplicates="new", by=admin, ring=False)
        whole += ran(imported).written == {"new": ROWS, "changed": 0}
    return whole


@pytest.mark.django_db(transaction=True)
def test_three_importers_beside_people_who_save(admin, coordinator, client_of):
    post = posting(client_of(coordinator).cookies["sessionid"].value)
    admins = [admin, *(UserFactory(username=f"admin{number}", role="admin") for number in range(1, IMPORTERS))]

    def work(what, which):
        if what == "import":
            return imported_by(admins[which], which)
        return post("/organisations/new/", {**NEW, "name_th": f"ชมรม {which}", "token": str(uuid.uuid4())}).status_code

    kinds = ["import"] * IMPORTERS + ["save"] * SAVES
    done = at_once(work, kinds, [*range(IMPORTERS), *range(SAVES)])
    assert done == [FILES] * IMPORTERS + [302] * SAVES
    assert Organisation.objects.count() == IMPORTERS * FILES * ROWS + SAVES
    assert Organisation.objects.filter(name_th__startswith="ชมรม ").count() == SAVES
