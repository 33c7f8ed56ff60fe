"""Brings the database, the translations and the static files to what the code expects; quick where they are already."""

from collections.abc import Callable
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import call_command, get_commands
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from pgtrigger import registry as triggers

from csoregistry import notes

Say = Callable[[str], None]

ROOT: Path = settings.BASE_DIR


def prepare(*, say: Say, demo: bool) -> None:
    """Do every step that is not done yet, saying which; `demo` fills an empty registry with the demo one."""
    # Taken first: what somebody changes meanwhile is prepared at the next start.
    whole = notes.of_everything(demo=demo)
    notes.make_table()
    _migrate(say)
    _collect_static(say)
    _load(say, "Loading provinces, districts and subdistricts", "load_places", [], watch=["places", "thai"])
    _load(say, "Loading taxonomies", "load_taxonomies", [], watch=["organisations"])
    _load(say, "Loading plans", "load_plan", _documents("plans"), watch=["plans"])
    _load(say, "Loading the proposals of the CSOs Forum", "load_forum", _documents("forum"), watch=["forum", "plans"])
    if demo:
        _demo(say)
    notes.note("all", whole)


def _demo(say: Say) -> None:
    begun = notes.noted("demo")
    if begun == "begun" or (begun is None and not apps.get_model("organisations", "Organisation").objects.exists()):
        say("==> Making the demo registry (a minute)")
        # One that was cut off is made to its end; what is there already stays.
        notes.note("demo", "begun")
        call_command("demo", yes=True)
        notes.note("demo", "done")


def _documents(app: str) -> list[str]:
    return [str(path) for path in sorted((ROOT / app / "documents").glob("*.yaml"))]


def _migrate(say: Say) -> None:
    # The triggers that write the history follow the models, not the migrations; migrate installs them.
    installed = " ".join(sorted(trigger.compile(model).hash for model, trigger in triggers.registered()))
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()) or notes.noted("triggers") != installed:
        say("==> Making the tables of the database")
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        notes.note("triggers", installed)


def _load(say: Say, what: str, command: str, arguments: list[str], *, watch: list[str]) -> None:
    """Run a loading command, unless this database has had it from the same files already."""
    digest = notes.digest_of(*watch)
    if command in get_commands() and notes.noted(command) != digest:
        say(f"==> {what}")
        call_command(command, *arguments)
        notes.note(command, digest)


def _collect_static(say: Say) -> None:
    stamp = Path(settings.STATIC_ROOT) / ".digest"
    digest = notes.digest_of("static", "core/storage.py", "requirements/run.txt")
    if stamp.exists() and stamp.read_text(encoding="ascii") == digest:
        return
    say("==> Gathering static files")
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    stamp.write_text(digest, encoding="ascii")
