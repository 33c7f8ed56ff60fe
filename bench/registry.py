"""Registries of a size, in databases of their own, for measuring. No benchmark by itself."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zlib import crc32

from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from organisations.listing import checking
from organisations.models import Organisation

# Made as the demo makes them; larger registries are copies of these under other names.
MADE = 20_000
PLAN = Path(__file__).parent.parent / "plans" / "documents" / "cso-1.yaml"


@contextmanager
def registry(count: int, *, written: bool = False) -> Iterator[None]:
    """Run with a registry of `count` organisations (a multiple of MADE) as the default database.

    It is dropped afterwards, unless BENCH_KEEP is set; then the next run finds it. `written`: what runs writes to it,
    and so has a copy of its own.
    """
    keeps = bool(os.environ.get("BENCH_KEEP"))
    own = connection.settings_dict["NAME"]
    # A database of other migrations is not used again.
    made_by = f"{crc32(repr(sorted(MigrationLoader(None).disk_migrations)).encode()):08x}"
    base, name = f"bench_{made_by}_{MADE}", f"bench_{made_by}_{count}_copied"
    try:
        if not _exists(base):
            _say(f"making {MADE:,} organisations")
            with _draft(base, "template0"):
                _fill()
        if not _exists(name):
            _say(f"copying them to {count:,}")
            with _draft(name, base):
                _copy(count // MADE)
        use(name)
        if written:
            with _own_copy(name):
                yield
        else:
            yield
    finally:
        use(own)
        if not keeps:
            with connection._nodb_cursor() as cursor:
                for made in (base, name):
                    cursor.execute(f'DROP DATABASE IF EXISTS "{made}"')


def use(name: str) -> None:
    """Make a database of the same server the default one."""
    connection.close()
    connection.settings_dict["NAME"] = name


def _exists(name: str) -> bool:
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT FROM pg_database WHERE datname = %s", [name])
        return cursor.fetchone() is not None


def _create(name: str, template: str) -> None:
    """A new database from another, to which nobody may be connected; one of that name is dropped."""
    connection.close()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')


@contextmanager
def _own_copy(name: str) -> Iterator[None]:
    copy = f"{name}_written"
    _create(copy, name)
    use(copy)
    try:
        yield
    finally:
        connection.close()
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{copy}"')


@contextmanager
def _draft(name: str, template: str) -> Iterator[None]:
    """Make a database under another name, which it keeps where making it fails half-way."""
    own, draft = connection.settings_dict["NAME"], f"{name}_draft"
    _create(draft, template)
    use(draft)
    try:
        yield
    finally:
        use(own)
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'ALTER DATABASE "{draft}" RENAME TO "{name}"')


def _fill() -> None:
    quiet = io.StringIO()
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    call_command("load_places", verbosity=0, stdout=quiet)
    call_command("load_taxonomies", verbosity=0, stdout=quiet)
    call_command("load_plan", str(PLAN), verbosity=0, stdout=quiet)
    call_command("demo", organisations=MADE, yes=True, verbosity=0, stdout=quiet)


def _copy(times: int) -> None:
    """Each organisation `times` times; the copies have a number behind their names."""
    fields = [field.column or "" for field in Organisation._meta.concrete_fields if not field.primary_key]
    made = {
        "code": "'CSO-' || lpad(((copy * 20000 + nth) %% 1000000)::text, 6, '0') || '0'",
        "name_th": "name_th || ' ' || copy",
        "name_sort": "split_part(name_sort, '!', 1) || copy || '!' || split_part(name_sort, '!', 2)",
        "name_key": "name_key || copy",
        "updated_at": "updated_at + copy * interval '1 minute'",
    }
    values = ", ".join(made.get(name, f'"{name}"') for name in fields)
    names = ", ".join(f'"{name}"' for name in fields)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index"
            " WHERE indrelid = ANY (%s::regclass[]) AND NOT indisunique",
            [["organisations_organisation", "organisations_searchable", "organisations_listing"]],
        )
        indexes = cursor.fetchall()
        for index, _definition in indexes:
            cursor.execute(f"DROP INDEX {index}")
        # Neither history nor triggers: they would write everything three times more.
        cursor.execute("ALTER TABLE organisations_organisation DISABLE TRIGGER USER")
        cursor.execute(
            f"INSERT INTO organisations_organisation ({names}) SELECT {values} FROM generate_series(1, %s) AS copy,"
            " (SELECT *, row_number() OVER (ORDER BY id) AS nth FROM organisations_organisation) AS o"
            " ORDER BY md5(copy::text || nth)",
            [times - 1],
        )
        cursor.execute("ALTER TABLE organisations_organisation ENABLE TRIGGER USER")
        cursor.execute("SELECT setval('organisations_code_seq', %s)", [times * MADE])
        checking.rebuild()
        for _index, definition in indexes:
            cursor.execute(definition)
        cursor.execute("VACUUM ANALYZE")


def _say(text: str) -> None:
    print(f"    {text}", file=sys.stderr, flush=True)
