"""The keys by which records are looked up, kept beside them: made anew for every record that a trigger noted as due."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from django.db import connection, transaction

from organisations.choices import State
from organisations.duplicates.scoring import FIELDS, Subject
from organisations.models import Organisation, TwinDue, TwinKey

BATCH = 1000
_TABLE = TwinKey._meta.db_table


def subjects(pks: Collection[int]) -> dict[int, Subject]:
    """What the finder knows of these records; merged ones are left out."""
    rows = Organisation.objects.filter(pk__in=pks).exclude(state=State.MERGED).values("pk", *FIELDS)
    return {row["pk"]: Subject.of(row, row["pk"]) for row in rows}


def keep_keys(pks: Collection[int]) -> None:
    """Make the keys of these records anew."""
    found = subjects(pks)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {_TABLE} WHERE organisation_id = ANY(%s)", [list(pks)])  # noqa: S608 - a table's name
        with cursor.copy(f"COPY {_TABLE} (organisation_id, kind, province, key) FROM STDIN") as copy:
            for pk, subject in found.items():
                for key in subject.keys:
                    copy.write_row((pk, TwinKey.NAME, subject.province, key))
                for contact in subject.contacts:
                    copy.write_row((pk, TwinKey.CONTACT, subject.province, contact))


def take_due(limit: int = BATCH) -> list[int]:
    """Take records that are due, the oldest first, within the caller's transaction: a rollback leaves them due.

    Keys are made anew for those returned; several workers never take the same.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            f"DELETE FROM {TwinDue._meta.db_table} WHERE id IN (SELECT id FROM {TwinDue._meta.db_table}"  # noqa: S608 - a table's name
            " ORDER BY id LIMIT %s FOR UPDATE SKIP LOCKED) RETURNING organisation_id",
            [limit],
        )
        pks = sorted({pk for (pk,) in cursor.fetchall()})
    for start in range(0, len(pks), BATCH):
        keep_keys(pks[start : start + BATCH])
    return pks


def taken_in_turns() -> Iterator[list[int]]:
    """All that is due, batch by batch, each in a transaction of its own."""
    while True:
        with transaction.atomic():
            pks = take_due()
        if not pks:
            return
        yield pks
