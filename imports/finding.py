"""Rows that look like an organisation we have, or like a row above, though no number or name is the same (ADR 22).

Two statements over the whole file find the pairs worth scoring: within one subdistrict, or with a beginning or an end
of the name in common where a place is not known, or with a contact in common. The duplicate finder scores these few.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from django.db import connection

from core.jobs import report_progress
from imports import staging
from imports.batches import batched
from imports.matching import likeliest, load, name_key, subject_of_row
from imports.models import Import, ImportRow, Verdict
from imports.problems import Problem
from imports.rows import Row
from imports.sheet import Sheet
from imports.verdicts import decide
from organisations.choices import State
from organisations.duplicates.keeping import subjects
from organisations.duplicates.scoring import score
from organisations.models import Organisation, TwinKey

BATCH = 500
MOST = 6  # pairs of one row that are scored, the likest names first
_ALIKE = 0.42  # trigrams that names must share: two slips in a name of fourteen letters leave as many
_ENDS = 4  # letters of a name's beginning or end; a slip leaves one of them as it is
_SHARED = 20  # what more records have in common is an office's

_SEEK, _PAIRS = "import_seek", "import_pairs"
_CONTACTS = "import_seek_contact"
_ORGANISATION, _KEYS = Organisation._meta.db_table, TwinKey._meta.db_table

# `w` is the row, `o` what it may be: a record, or an earlier row. Names of two places are two organisations.
_NEAR = f"similarity(o.name_key, w.name_key) > {_ALIKE}"
_NOT_APART = (
    "(o.subdistrict_id IS NULL OR w.subdistrict_id IS NULL OR o.subdistrict_id = w.subdistrict_id)"
    " AND (o.district_id IS NULL OR w.district_id IS NULL OR o.district_id = w.district_id)"
)


def _blocks(table: str, and_where: str, key: str) -> str:
    return " UNION ".join(
        f"SELECT w.number, {key} AS other, similarity(o.name_key, w.name_key) AS alike FROM {_SEEK} w"
        f" JOIN {table} o ON {on} WHERE {where} AND {_NEAR}{and_where}"
        for on, where in (
            ("o.subdistrict_id = w.subdistrict_id", "true"),
            (f"o.province_id = w.province_id AND left(o.name_key, {_ENDS}) = left(w.name_key, {_ENDS})", _NOT_SAID),
            (f"o.province_id = w.province_id AND right(o.name_key, {_ENDS}) = right(w.name_key, {_ENDS})", _NOT_SAID),
        )
    )


# Records of one subdistrict have met already.
_NOT_SAID = f"(o.subdistrict_id IS NULL OR w.subdistrict_id IS NULL) AND {_NOT_APART}"


def begin() -> None:
    """Make the session's tables of what is looked for, empty."""
    end()
    _execute(
        f"CREATE TEMP TABLE {_SEEK} (number int, name_key text, province_id varchar(2), district_id varchar(4),"
        " subdistrict_id varchar(6))"
    )
    _execute(f"CREATE TEMP TABLE {_CONTACTS} (number int, key text)")


def end() -> None:
    """Take them away; they would otherwise live as long as the connection."""
    _execute(f"DROP TABLE IF EXISTS {_SEEK}, {_CONTACTS}, {_PAIRS}")


def note(rows: Iterable[Row]) -> None:
    """Put the rows that are new so far on the list of what is looked for."""
    new = [row for row in rows if row.verdict == Verdict.NEW]
    with connection.cursor() as cursor:
        with cursor.copy(f"COPY {_SEEK} FROM STDIN") as copy:
            for row in new:
                places = (row.read.get(level) or None for level in ("province", "district", "subdistrict"))
                copy.write_row((row.number, name_key(row), *places))
        with cursor.copy(f"COPY {_CONTACTS} FROM STDIN") as copy:
            for row in new:
                for contact in subject_of_row(row.read).contacts:
                    copy.write_row((row.number, contact))


def find(imported: Import, sheet: Sheet, counts: Counter[str]) -> None:
    """Look for what the noted rows may be, and change their verdicts, and `counts`, where somebody should look."""
    report_progress(imported, stage="matching")
    _find_pairs()
    for numbers in batched(_numbers(), BATCH):
        rows = _look(imported, list(numbers), sheet)
        changed = [row for row in rows if row.verdict != Verdict.NEW]
        staging.change(imported.pk, changed)
        counts.update(row.verdict for row in changed)
        counts[Verdict.NEW] -= len(changed)
        report_progress(imported)


def _find_pairs() -> None:
    for table in (_SEEK, _CONTACTS):
        _execute(f"ANALYZE {table}")
    held = (
        f"SELECT key FROM {_KEYS} WHERE kind = 'c' AND key IN (SELECT key FROM {_CONTACTS})"
        f" GROUP BY key HAVING count(*) <= {_SHARED}"
    )
    _execute(
        f"CREATE TEMP TABLE {_PAIRS} AS WITH found AS ("
        + _blocks(_ORGANISATION, f" AND o.state <> '{State.MERGED.value}'", "o.id")
        + f" UNION SELECT c.number, k.organisation_id, 1 FROM {_CONTACTS} c JOIN {_KEYS} k"
        f" ON k.kind = 'c' AND k.key = c.key WHERE c.key IN ({held}))"
        " SELECT number, other, false AS is_row, row_number() OVER (PARTITION BY number ORDER BY alike DESC, other)"
        " AS place FROM found"
    )
    _execute(
        f"INSERT INTO {_PAIRS} SELECT number, other, true,"
        " row_number() OVER (PARTITION BY number ORDER BY alike DESC, other) FROM ("
        + _blocks(_SEEK, " AND o.number < w.number", "o.number")
        + ") AS found"
    )
    _execute(f"DELETE FROM {_PAIRS} WHERE place > {MOST}")
    _execute(f"CREATE INDEX ON {_PAIRS} (number)")


def _numbers() -> Iterator[int]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT DISTINCT number FROM {_PAIRS} ORDER BY number")
        yield from (number for (number,) in cursor.fetchall())


def _look(imported: Import, numbers: list[int], sheet: Sheet) -> list[Row]:
    """Score the pairs of some rows, and give these their verdicts."""
    pairs: dict[tuple[int, bool], list[int]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT number, is_row, other FROM {_PAIRS} WHERE number = ANY(%s) ORDER BY place", [numbers])
        for number, is_row, other in cursor.fetchall():
            pairs[number, is_row].append(other)
    above = {number for (_number, is_row), others in pairs.items() if is_row for number in others}
    held = {row.number: row for row in _rows_of(imported, {*numbers, *above})}
    pks = {pk for (_number, is_row), others in pairs.items() if not is_row for pk in others}
    judged, known = subjects(pks), load(pks)
    for number in numbers:
        row = held[number]
        mine = subject_of_row(row.read)
        allowed = [pk for pk in pairs[number, False] if pk in judged and _may(sheet, known[pk].values)]
        likeliest(row, {pk: score(mine, judged[pk]) for pk in allowed}, known)
        if row.existing is None and row.candidate is None and not row.read.get("code"):
            twins = (
                other for other in pairs[number, True] if score(mine, subject_of_row(held[other].read)).is_possible
            )
            row.twin = min(twins, default=0)
        if row.existing or row.candidate or row.twin:
            decide(row, sheet)
        else:
            row.verdict = Verdict.NEW
    return [held[number] for number in numbers]


def _may(sheet: Sheet, values: dict[str, str]) -> bool:
    return sheet.provinces is None or values["province"] in sheet.provinces


def _rows_of(imported: Import, numbers: set[int]) -> Iterator[Row]:
    rows = ImportRow.objects.filter(imported=imported, number__in=numbers)
    for number, read, problems in rows.values_list("number", "read", "problems"):
        yield Row(number, [], read=read, problems=[Problem(**problem) for problem in problems])


def _execute(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)
