"""The demo registry, exported to the template and imported again, is what it was."""

import csv
import io
import json
from pathlib import Path

import pytest
from django.core.management import call_command

from accounts.models import User
from tests.demo.conftest import COUNT

# The dry run commits its preview as it goes.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def exported(transactional_db, client_of):
    call_command("load_plan", "plans/documents/cso-1.yaml", verbosity=0)
    call_command("demo", organisations=COUNT, yes=True, verbosity=0)
    answer = client_of(User.objects.get(username="admin")).get("/organisations/export.csv")
    return answer.getvalue().decode("utf-8-sig")


def dry_run(text: str, folder: Path, capsys) -> dict:
    file = folder / "demo.csv"
    file.write_text(text, encoding="utf-8-sig")
    capsys.readouterr()
    # Ends the process where the file has errors.
    call_command("import_spreadsheet", str(file), username="admin", as_json=True)
    return json.loads(capsys.readouterr().out)


def test_the_same_file_says_same_and_a_changed_cell_one_change(exported, tmp_path, capsys):
    result = dry_run(exported, tmp_path, capsys)
    assert result["errors"] == []
    assert (result["rows"], result["same"], result["changed"], result["new"]) == (COUNT, COUNT, 0, 0)
    rows = list(csv.reader(io.StringIO(exported)))
    rows[5][rows[0].index("ชื่อย่อ")] = "ตย."
    changed = io.StringIO()
    csv.writer(changed).writerows(rows)
    result = dry_run(changed.getvalue(), tmp_path, capsys)
    assert (result["errors"], result["same"], result["changed"]) == ([], COUNT - 1, 1)
