"""How many organisations a second `manage.py demo` makes, beside COPY alone of the same rows, ready-made.

Both write into the same tables of one new database, with history and all that triggers keep, and are rolled back. The
first floor sets checks and indexes up behind the rows, as the demo does; the second leaves them where they are.
`DEMO=100000 python -m bench` makes that many.
"""

import io
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management import call_command
from django.db import connection, transaction

from bench.rows import Row
from csoregistry.demo import making, refilling
from csoregistry.demo.accounts import make_accounts
from csoregistry.demo.places import areas

COUNT = int(os.environ.get("DEMO", "20000"))
SEED = 2564
DATABASE = "bench_demo"


def measure() -> Iterator[Row]:
    """Organisations a second, ours and both floors, and ours as a share of them."""
    with _new_database():
        with transaction.atomic():
            begun = time.perf_counter()
            making.make(count=COUNT, seed=SEED)
            ours = COUNT / (time.perf_counter() - begun)
            transaction.set_rollback(True)
        floor, plain = _copied(behind=True), _copied(behind=False)
    what = f"demo, {COUNT:,} organisations"
    yield Row(what, "ours", ours, "/s")
    yield Row(what, "floor", floor, "/s")
    yield Row(f"{what}, of the floor", "ours", ours / floor, "×")
    yield Row(f"{what}, indexes in place", "floor", plain, "/s")
    yield Row(f"{what}, of the floor with indexes in place", "ours", ours / plain, "×")


def _copied(*, behind: bool) -> float:
    with transaction.atomic():
        staff = make_accounts()["staff"].pk
        ready = list(making.batches(areas(), first=0, last=COUNT, seed=SEED, staff=staff))
        begun = time.perf_counter()
        with refilling.refilling(held=0, coming=COUNT if behind else 0):
            for batch in ready:
                making.copy(batch, staff=staff)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        seconds = time.perf_counter() - begun
        transaction.set_rollback(True)
    return COUNT / seconds


@contextmanager
def _new_database() -> Iterator[None]:
    """A database with what the demo needs, dropped afterwards."""
    own, quiet = connection.settings_dict["NAME"], io.StringIO()
    connection.close()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")
        cursor.execute(f"CREATE DATABASE {DATABASE} TEMPLATE template0")
    connection.settings_dict["NAME"] = DATABASE
    try:
        call_command("migrate", verbosity=0, interactive=False)
        for command in ("createcachetable", "load_places", "load_taxonomies"):
            call_command(command, verbosity=0, stdout=quiet)
        call_command("load_plan", "plans/documents/cso-1.yaml", verbosity=0, stdout=quiet)
        call_command("load_forum", "forum/documents/forum-2565.yaml", verbosity=0, stdout=quiet)
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = own
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")
