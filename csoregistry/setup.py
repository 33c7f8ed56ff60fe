"""Brings the database, the translations and the static files to what the code expects; quick where they are already."""

import hashlib
from collections.abc import Callable
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command, get_commands
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from csoregistry import translations

Say = Callable[[str], None]

ROOT: Path = settings.BASE_DIR


def prepare(*, say: Say, demo: bool) -> None:
    """Do every step that is not done yet, saying which; `demo` fills an empty registry with the demo one."""
    _migrate(say)
    translations.compile_all()
    _collect_static(say)
    _load(say, "Loading provinces, districts and subdistricts", "load_places", watch=["places"])
    _load(say, "Loading taxonomies", "load_taxonomies", watch=["organisations"])
    for document in sorted((ROOT / "plans/documents").glob("*.yaml")):
        _load(say, f"Loading the plan {document.stem}", "load_plan", str(document), watch=["plans"])
    for document in sorted((ROOT / "forum/documents").glob("*.yaml")):
        _load(say, f"Loading the proposals of {document.stem}", "load_forum", str(document), watch=["forum"])
    if demo and "demo" in get_commands() and not apps.get_model("organisations", "Organisation").objects.exists():
        say("==> Making the demo registry (half a minute)")
        call_command("demo", yes=True)


def _migrate(say: Say) -> None:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        say("==> Making the tables of the database (a minute where it is new)")
        call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)


def _load(say: Say, what: str, command: str, *arguments: str, watch: list[str]) -> None:
    """Run a loading command, unless this database has had it from the same files already.

    The note of it is kept in the cache, which lies in the same database: it is gone when the data are, and a note that
    the cache drops costs no more than loading the same again.
    """
    if command not in get_commands():
        return
    key, digest = f"loaded:{command}:{':'.join(Path(word).name for word in arguments)}", _digest(watch)
    if cache.get(key) == digest:
        return
    say(f"==> {what}")
    call_command(command, *arguments)
    cache.set(key, digest, timeout=None)


def _collect_static(say: Say) -> None:
    stamp = Path(settings.STATIC_ROOT) / ".digest"
    digest = _digest(["static", "requirements/run.txt"])
    if stamp.exists() and stamp.read_text(encoding="ascii") == digest:
        return
    say("==> Gathering static files")
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    stamp.write_text(digest, encoding="ascii")


def _digest(names: list[str]) -> str:
    """Return a digest of the files below the named folders, by name, size and time of change."""
    digest = hashlib.sha256()
    for name in names:
        top = ROOT / name
        for path in sorted([top, *top.rglob("*")]):
            if path.is_file() and path.suffix not in {".pyc", ".mo"}:
                found = path.stat()
                digest.update(f"{path.relative_to(ROOT)} {found.st_size} {found.st_mtime_ns}\n".encode())
    return digest.hexdigest()
