"""What was backed up comes back; what is damaged, or would overwrite, is refused with a sentence."""

from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.core.management import CommandError, call_command
from django.db import connection

from accounts.models import User
from csoregistry import backups
from tests.factories.accounts import UserFactory


@pytest.fixture
def storage(tmp_path: Path) -> FileSystemStorage:
    return FileSystemStorage(tmp_path / "stored")


@pytest.mark.django_db(transaction=True)
def test_there_and_back(tmp_path: Path, storage: FileSystemStorage) -> None:
    UserFactory(username="kept", name="อรุณี")
    storage.save("reports/1/รายงาน.pdf", ContentFile(b"sealed"))
    made = backups.backup(tmp_path / "backup", storage=storage)
    User.objects.filter(username="kept").update(name="changed")
    UserFactory(username="later")
    storage.delete("reports/1/รายงาน.pdf")

    with pytest.raises(backups.BackupError, match="The database is not empty"):
        backups.restore(tmp_path / "backup", storage=storage)
    assert User.objects.get(username="kept").name == "changed"

    assert backups.restore(tmp_path / "backup", replace=True, storage=storage) == made
    assert list(User.objects.values_list("username", "name")) == [("kept", "อรุณี")]
    with storage.open("reports/1/รายงาน.pdf") as file:
        assert file.read() == b"sealed"
    with connection.cursor() as cursor:
        # What history and search rest on is there too.
        cursor.execute("SELECT count(*) > 100 FROM pg_trigger WHERE NOT tgisinternal")
        assert cursor.fetchone() == (True,)
        cursor.execute("SELECT show_trgm('เด็ก') <> '{}'")
        assert cursor.fetchone() == (True,)


@pytest.fixture
def whole(tmp_path: Path, storage: FileSystemStorage, db: None) -> Path:
    storage.save("a.txt", ContentFile(b"a"))
    backups.backup(tmp_path / "backup", storage=storage)
    return tmp_path / "backup"


def test_a_changed_file_is_refused(whole: Path, storage: FileSystemStorage) -> None:
    (whole / "files/a.txt").write_bytes(b"b")
    with pytest.raises(backups.BackupError, match=r"files/a\.txt is missing or was changed"):
        backups.restore(whole, replace=True, storage=storage)


def test_a_backup_of_another_version_is_refused(whole: Path, storage: FileSystemStorage) -> None:
    manifest = whole / backups.MANIFEST
    manifest.write_text(manifest.read_text(encoding="utf-8").replace("places.0001_initial", "places.0999_future"))
    with pytest.raises(backups.BackupError, match=r"another version, which knows places\.0999_future"):
        backups.restore(whole, replace=True, storage=storage)


@pytest.mark.django_db
def test_a_folder_without_a_backup_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"holds no whole backup: manifest\.json cannot be read"):
        call_command("restore", str(tmp_path))


@pytest.mark.django_db
def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine").touch()
    with pytest.raises(CommandError, match="is not empty"):
        call_command("backup", str(tmp_path))
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]
