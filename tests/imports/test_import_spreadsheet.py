"""The command: the JSON and the exit codes that scripts rely on."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from organisations.models import Organisation
from tests.factories.imports import RIGHT, csv_of
from tests.factories.organisations import OrganisationFactory

pytestmark = pytest.mark.django_db

WRONG = {**RIGHT, "ชื่อองค์กร": "สมาคมผิด", "จังหวัด": "แอตแลนติส"}


def run(capsys, path: Path, *options: str) -> tuple[dict, int]:
    """What the command prints, and its exit code."""
    code = 0
    try:
        call_command("import_spreadsheet", str(path), "--as", "admin", "--json", *options)
    except SystemExit as exit_:
        code = int(exit_.code or 0)
    return json.loads(capsys.readouterr().out), code


@pytest.fixture
def file(tmp_path):
    def write(content: bytes) -> Path:
        path = tmp_path / "องค์กร.csv"
        path.write_bytes(content)
        return path

    return write


def test_a_dry_run_counts_and_writes_nothing(admin, file, capsys):
    assert run(capsys, file(csv_of([RIGHT]))) == (
        {"rows": 1, "new": 1, "changed": 0, "same": 0, "duplicates": 0, "errors": [], "committed": False},
        0,
    )
    assert Organisation.objects.count() == 0


def test_a_commit_writes_and_the_same_file_again_is_the_same(admin, file, capsys):
    path = file(csv_of([RIGHT]))
    assert run(capsys, path, "--commit")[0]["committed"] is True
    result, code = run(capsys, path, "--commit")
    assert (result["same"], result["new"], code) == (1, 0, 0)
    assert Organisation.objects.count() == 1


def test_errors_name_row_and_column_and_nothing_is_written(admin, file, capsys):
    result, code = run(capsys, file(csv_of([RIGHT, WRONG])), "--commit")
    [error] = result["errors"]
    assert (error["row"], error["column"], code, result["committed"]) == (3, "จังหวัด", 1, False)
    assert "แอตแลนติส" in error["message"]
    assert Organisation.objects.count() == 0


def test_an_unreadable_file_has_its_own_exit_code(admin, file, capsys):
    result, code = run(capsys, file(b"%PDF-1.4"))
    assert (code, result["rows"], result["committed"]) == (2, 0, False)
    assert result["errors"][0]["message"].startswith("ไฟล์นี้เป็น PDF")


def test_a_missing_file_and_a_stranger_are_refused(admin, staff, file, tmp_path):
    for path, name in [(tmp_path / "none.csv", "admin"), (file(csv_of([RIGHT])), "nobody"), (file(b""), "staff")]:
        with pytest.raises(CommandError):
            call_command("import_spreadsheet", str(path), "--as", name)


def test_it_speaks_to_people_too(admin, file, capsys):
    OrganisationFactory(name_th=RIGHT["ชื่อองค์กร"], legal_form="foundation")
    call_command("import_spreadsheet", str(file(csv_of([{**RIGHT, "ชื่อย่อ": "ก."}]))), "--as", "admin")
    assert "duplicates: 1" in capsys.readouterr().out
