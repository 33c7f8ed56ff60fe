"""Filling tables from empty: what a row must be checked against and be found by is set up once, behind all the rows.

Adding to an index row by row and asking for the row behind each foreign key takes three times as long as building the
index and comparing the tables once.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from organisations.listing.checking import rebuild_lists

# Below this many rows it does not pay.
WORTH_IT = 5000
# All that hangs on organisations: their tables, their history, what triggers keep beside them, and the KPI records.
_TABLES = r"^(organisations_|indicators_(committeeseat|supportreceived))"
_INDEXES = """
    SELECT index.relname, pg_get_indexdef(index.oid)
    FROM pg_index JOIN pg_class index ON index.oid = indexrelid JOIN pg_class held ON held.oid = indrelid
    WHERE held.relnamespace = current_schema()::regnamespace AND held.relname ~ %s AND NOT indisunique
"""
_FOREIGN_KEYS = """
    SELECT held.relname, conname, pg_get_constraintdef(pg_constraint.oid)
    FROM pg_constraint JOIN pg_class held ON held.oid = conrelid
    WHERE held.relnamespace = current_schema()::regnamespace AND held.relname ~ %s AND contype = 'f'
"""


# The listing of so many is made anew in a quarter of the time that its trigger takes for statement after statement.
_LISTING_TRIGGERS = r"""
    SELECT tgname FROM pg_trigger
    WHERE tgrelid = 'organisations_organisation'::regclass AND tgname LIKE 'pgtrigger\_listing\_insert\_%'
"""


@contextmanager
def refilling(*, held: int, coming: int) -> Iterator[None]:
    """Within it the organisations' tables have neither foreign keys nor indexes but the unique ones; both are set up
    again at its end, in the same transaction, so that nobody ever sees a table without them; and the listing is made anew.

    Others who read or write these tables wait until the transaction ends. Does nothing where few rows are coming, or
    fewer than are there already.
    """
    if coming < max(WORTH_IT, held):
        yield
        return
    with connection.cursor() as cursor:
        # What is written already is checked now: a table with checks to come cannot be altered.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(_INDEXES, [_TABLES])
        indexes = cursor.fetchall()
        cursor.execute(_FOREIGN_KEYS, [_TABLES])
        foreign_keys = cursor.fetchall()
        cursor.execute(_LISTING_TRIGGERS)
        triggers = [name for (name,) in cursor.fetchall()]
        for name in triggers:
            cursor.execute(f'ALTER TABLE organisations_organisation DISABLE TRIGGER "{name}"')
        for table, name, _ in foreign_keys:
            cursor.execute(f'ALTER TABLE "{table}" DROP CONSTRAINT "{name}"')
        for name, _ in indexes:
            cursor.execute(f'DROP INDEX "{name}"')
    yield
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL maintenance_work_mem = '256MB'")
        for _, definition in indexes:
            cursor.execute(definition)
        for table, name, definition in foreign_keys:
            cursor.execute(f'ALTER TABLE "{table}" ADD CONSTRAINT "{name}" {definition}')
        for name in triggers:
            cursor.execute(f'ALTER TABLE organisations_organisation ENABLE TRIGGER "{name}"')
        rebuild_lists()
        cursor.execute("SET LOCAL maintenance_work_mem TO DEFAULT")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
