"""The database of a test process: a copy of a template in which tables, triggers, places and taxonomies are made.

The template's name carries a digest of what it is made from, so a change makes a new one and drops the old.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from pgtrigger import registry as triggers

from csoregistry import notes
from csoregistry.embedded.locks import alone
from plans.actions import load_plan

PREFIX = "template_registry_"
# A schema of the template, with a copy of every table that is not empty in it.
KEPT = "kept"
CSO1 = Path(__file__).parent.parent / "plans" / "documents" / "cso-1.yaml"
# Another, with all that the cabinet's plan puts into the tables: loading it from its document takes a second.
PLAN = "cso1"
# Not emptied between tests: Django's own note of what was migrated.
MIGRATIONS = "django_migrations"
LOCK = settings.VAR_DIR / "lock" / "tests"


def use_template() -> None:
    """Make the template where there is none, and write its name into Django's settings."""
    name = PREFIX + _digest()
    with alone(LOCK), connection._nodb_cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [PREFIX])
        found = {row[0] for row in cursor.fetchall()}
        if name not in found:
            for old in found:
                cursor.execute(f'DROP DATABASE IF EXISTS "{old}"')
            draft = f"{PREFIX}draft"
            cursor.execute(f'CREATE DATABASE "{draft}" TEMPLATE template0')
            _fill(draft)
            cursor.execute(f'ALTER DATABASE "{draft}" RENAME TO "{name}"')
    connection.settings_dict["TEST"]["TEMPLATE"] = name


@contextmanager
def test_database(name: str) -> Iterator[None]:
    """Run with a copy of the template, called `name`, as the default database."""
    own = connection.settings_dict["NAME"]
    with alone(LOCK), connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{connection.settings_dict["TEST"]["TEMPLATE"]}"')
    _use(name)
    try:
        yield
    finally:
        _use(own)
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@transaction.atomic
def flush() -> None:
    """Empty what a test that commits has filled, and put the places and taxonomies back."""
    with connection.cursor() as cursor:
        tables, kept = _tables("public") - {MIGRATIONS}, _tables(KEPT)
        questions = [
            f"SELECT '{table}' WHERE EXISTS (TABLE public.{table} EXCEPT TABLE {KEPT}.{table})"
            f" OR EXISTS (TABLE {KEPT}.{table} EXCEPT TABLE public.{table})"
            if table in kept
            else f"SELECT '{table}' WHERE EXISTS (SELECT FROM public.{table})"
            for table in sorted(tables)
        ]
        cursor.execute(" UNION ALL ".join(questions))
        filled = [row[0] for row in cursor.fetchall()]
        if not filled:
            return
        cursor.execute(f"TRUNCATE {', '.join(filled)} CASCADE")
        cursor.execute(" UNION ALL ".join(f"SELECT '{t}' WHERE NOT EXISTS (SELECT FROM public.{t})" for t in kept))
        lost = [row[0] for row in cursor.fetchall()]
    _put(KEPT, lost)


def put_plan() -> None:
    """Put the cabinet's plan into a database without plans, as loading it would."""
    _put(PLAN, sorted(_tables(PLAN)))


def _digest() -> str:
    digest = hashlib.sha256()
    for config in sorted(apps.get_app_configs(), key=lambda config: config.label):
        folder = Path(import_module(config.name).__path__[0], "migrations")
        for path in sorted(folder.glob("*.py")):
            digest.update(f"{config.label}/{path.name}\0".encode() + path.read_bytes())
    for made in sorted(trigger.compile(model).hash for model, trigger in triggers.registered()):
        digest.update(made.encode())
    lists = ("places", "thai", "organisations/data", "organisations/taxonomies.py", "plans", "tests/database.py")
    digest.update(notes.digest_of(*lists, "requirements/run.txt").encode())
    return digest.hexdigest()[:16]


def _put(schema: str, tables: list[str]) -> None:
    """Copy what a schema has of some tables into them, as it is: their history is among what is put."""
    with transaction.atomic(), connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"ALTER TABLE public.{table} DISABLE TRIGGER USER")
            cursor.execute(f"INSERT INTO public.{table} OVERRIDING SYSTEM VALUE TABLE {schema}.{table}")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in tables:
            cursor.execute(f"ALTER TABLE public.{table} ENABLE TRIGGER USER")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _fill(database: str) -> None:
    own = connection.settings_dict["NAME"]
    _use(database)
    try:
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
        call_command("load_places", verbosity=0)
        call_command("load_taxonomies", verbosity=0)
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE SCHEMA {KEPT}")
            for table in sorted(_tables("public") - {MIGRATIONS}):
                cursor.execute(f"SELECT EXISTS (SELECT FROM public.{table})")
                if cursor.fetchone()[0]:
                    cursor.execute(f"CREATE TABLE {KEPT}.{table} AS TABLE public.{table}")
        load_plan(content=CSO1.read_bytes(), by=None)
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE SCHEMA {PLAN}")
            kept = _tables(KEPT)
            for table in sorted(_tables("public") - {MIGRATIONS}):
                added = f"TABLE public.{table}" + (f" EXCEPT TABLE {KEPT}.{table}" if table in kept else "")
                cursor.execute(f"SELECT EXISTS ({added})")
                if cursor.fetchone()[0]:
                    cursor.execute(f"CREATE TABLE {PLAN}.{table} AS {added}")
        flush()
        with connection.cursor() as cursor:
            # Without it the planner takes every table of a copy for one of ten pages.
            cursor.execute("ANALYZE")
    finally:
        _use(own)


def _tables(schema: str) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s", [schema])
        return {row[0] for row in cursor.fetchall()}


def _use(database: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = database
