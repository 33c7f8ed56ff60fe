"""Rows that look like an organisation we have, or like a row above, though no number or name is the same (ADR 22).

Province by province, names are compared by their trigrams: within one subdistrict, or with a beginning or an end in
common where a place is not known; a statement adds those with a contact in common. The duplicate finder scores these
few.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from core.jobs import report_progress
from imports import staging
from imports.alike import ENDS, Blocks, Known, Trigrams
from imports.applying.copying import cell, line
from imports.batches import batched
from imports.checks import contacts
from imports.helper import Alone
from imports.matching import likeliest, load, name_key, possible_matches, subject_of_row
from imports.models import Import, ImportRow, Verdict
from imports.problems import Problem
from imports.rows import Row
from imports.sheet import Sheet
from imports.verdicts import decide
from organisations.choices import State
from organisations.duplicates.keeping import subjects
from organisations.duplicates.scoring import Match
from organisations.models import Organisation, TwinKey

BATCH = 500
MOST = 6  # pairs of one row that are scored, the likest names first
_SHARED = 20  # what more records have in common is an office's

_SEEK, _PAIRS = "import_seek", "import_pairs"
_CONTACTS = "import_seek_contact"
_ORGANISATION, _KEYS = Organisation._meta.db_table, TwinKey._meta.db_table


def begin() -> None:
    """Make the session's tables of what is looked for, empty."""
    end()
    _execute(
        f"CREATE TEMP TABLE {_SEEK} (number int, name_key text, province_id varchar(2), district_id varchar(4),"
        " subdistrict_id varchar(6))"
    )
    _execute(f"CREATE TEMP TABLE {_CONTACTS} (number int, key text)")
    _execute(f"CREATE TEMP TABLE {_PAIRS} (number int, other bigint, is_row boolean, alike real)")


def end() -> None:
    """Take them away; they would otherwise live as long as the connection."""
    _execute(f"DROP TABLE IF EXISTS {_SEEK}, {_CONTACTS}, {_PAIRS}")


# Number of a row → keys of records, numbers of rows above.
Pairs = Mapping[int, tuple[list[int], list[int]]]


@dataclass(frozen=True)
class Look:
    """A row that may be one of some records, by their keys, or the row `twin` above; 0 for none."""

    row: Row
    matches: dict[int, Match]
    twin: int


@dataclass(frozen=True, slots=True)
class Noted:
    """Rows that are new so far, as `note` takes them."""

    names: bytes
    contacts: bytes


def noted(rows: Iterable[Row]) -> Noted:
    """What is looked for of those rows that are new so far."""
    names, lines = [], []
    for row in rows:
        if row.verdict == Verdict.NEW:
            read = row.read
            places = [read.get("province"), read.get("district") or "", read.get("subdistrict") or ""]
            names.append(line(map(cell, (row.number, name_key(row), *places))))
            found = row.contacts if row.is_checked else contacts(row)
            lines.extend([line((str(row.number), cell(contact))) for contact in found])
    return Noted("".join(names).encode("utf-8", "replace"), "".join(lines).encode("utf-8", "replace"))


def note(database: Any, some: Noted) -> None:
    """Put rows on the list of what is looked for, through the driver's own connection (imports.beside)."""
    with database.cursor() as cursor:
        for table, ready in ((_SEEK, some.names), (_CONTACTS, some.contacts)):
            with cursor.copy(f"COPY {table} FROM STDIN") as copy:
                copy.write(ready)


def find(imported: Import, sheet: Sheet, counts: Counter[str], hands: Alone) -> None:
    """Look for what the noted rows may be, and change their verdicts, and `counts`, where somebody should look.

    `hands` do the comparing.
    """
    report_progress(imported, stage="matching")
    _pair_by_name(imported, hands)
    _pair_by_contact()
    _execute(f"CREATE INDEX ON {_PAIRS} (number)")
    calls = ((imported.pk, _pairs(list(numbers)), sheet.provinces) for numbers in batched(_numbers(), BATCH))
    for looks in hands.map(compared, calls):
        rows = _decided(looks, sheet)
        changed = [row for row in rows if row.verdict != Verdict.NEW]
        staging.change(imported.pk, changed)
        counts.update(row.verdict for row in changed)
        counts[Verdict.NEW] -= len(changed)
        report_progress(imported)


def _pair_by_name(imported: Import, hands: Alone) -> None:
    """Note the likest names of every row: MOST of the registry, and as many of the rows above."""
    _execute(f"CREATE INDEX ON {_SEEK} (province_id, number)")
    _execute(f"ANALYZE {_SEEK}")
    provinces = _fetched(f"SELECT DISTINCT province_id FROM {_SEEK} ORDER BY 1")
    for pairs in hands.map(pairs_of_province, ((province, _sought(province)) for (province,) in provinces)):
        with connection.cursor() as cursor, cursor.copy(f"COPY {_PAIRS} FROM STDIN") as copy:
            copy.write("".join([f"{one}\t{other}\t{above}\t{alike}\n" for one, other, above, alike in pairs]))
        report_progress(imported)


def _sought(province: str) -> list[Any]:
    return _fetched(
        f"SELECT number, name_key, district_id, subdistrict_id FROM {_SEEK} WHERE province_id = %s ORDER BY number",
        [province],
    )


def pairs_of_province(province: str, rows: Sequence[Any]) -> list[tuple[int, int, bool, float]]:
    """Number of a row, what it is like, whether that is a row too, and how alike; rows as _sought gives them."""
    return list(_pairs_of_province(province, rows))


def _pairs_of_province(province: str, rows: Sequence[Any]) -> Iterator[tuple[int, int, bool, float]]:
    trigrams, records, above = Trigrams(), Blocks(), Blocks()
    for pk, name, district, subdistrict in _records_around(province, rows):
        bits = trigrams.of(name)
        records.add(Known(pk, district or "", subdistrict or "", bits, bits.bit_count()), name)
    for number, name, district, subdistrict in rows:
        bits = trigrams.of(name)
        one = Known(number, district, subdistrict, bits, bits.bit_count())
        for blocks in (records, above):
            alike = blocks.alike(one, name)
            for other in sorted(alike, key=lambda key: (-alike[key], key))[:MOST]:
                yield number, other, blocks is above, alike[other]
        above.add(one, name)


def _records_around(province: str, rows: Sequence[Any]) -> list[Any]:
    """Records of a province that any of the rows may be compared with."""
    subdistricts = sorted({subdistrict for _number, _name, _district, subdistrict in rows if subdistrict})
    every = [name for _number, name, _district, _subdistrict in rows]
    placeless = [name for _number, name, _district, subdistrict in rows if not subdistrict]
    # A row with a subdistrict meets those of that subdistrict, and those without any; a row without one meets all.
    has_end = f"(left(name_key, {ENDS}) = ANY(%s) OR right(name_key, {ENDS}) = ANY(%s))"
    return _fetched(
        f"SELECT id, name_key, district_id, subdistrict_id FROM {_ORGANISATION} WHERE province_id = %s AND state <> %s"
        f" AND (subdistrict_id = ANY(%s) OR (subdistrict_id IS NULL AND {has_end}) OR {has_end})",
        [province, State.MERGED.value, subdistricts, *_ends_of(every), *_ends_of(placeless)],
    )


def _ends_of(names: Sequence[str]) -> tuple[list[str], list[str]]:
    return sorted({name[:ENDS] for name in names}), sorted({name[-ENDS:] for name in names})


def _pair_by_contact() -> None:
    _execute(f"ANALYZE {_CONTACTS}")
    held = (
        f"SELECT key FROM {_KEYS} WHERE kind = 'c' AND key IN (SELECT key FROM {_CONTACTS})"
        f" GROUP BY key HAVING count(*) <= {_SHARED}"
    )
    _execute(
        f"INSERT INTO {_PAIRS} SELECT DISTINCT c.number, k.organisation_id, false, 1 FROM {_CONTACTS} c JOIN {_KEYS} k"
        f" ON k.kind = 'c' AND k.key = c.key WHERE c.key IN ({held})"
    )


def _numbers() -> Iterator[int]:
    return (number for (number,) in _fetched(f"SELECT DISTINCT number FROM {_PAIRS} ORDER BY number"))


def _pairs(numbers: list[int]) -> Pairs:
    """What some rows are to be compared with, the likest first."""
    pairs: dict[int, tuple[list[int], list[int]]] = {number: ([], []) for number in numbers}
    for number, is_row, other in _fetched(
        f"SELECT number, is_row, other FROM {_PAIRS} WHERE number = ANY(%s) ORDER BY alike DESC, other", [numbers]
    ):
        some = pairs[number][is_row]
        if len(some) < MOST and other not in some:
            some.append(other)
    return pairs


def compared(import_id: UUID, pairs: Pairs, provinces: frozenset[str] | None) -> list[Look]:
    """Score the pairs of some rows; those that may be another organisation, or a row above."""
    above = {other for _records, rows in pairs.values() for other in rows}
    held = {row.number: row for row in _rows_of(import_id, {*pairs, *above})}
    judged = subjects({pk for records, _rows in pairs.values() for pk in records})
    looks = []
    for number, (records, rows) in pairs.items():
        row, twin = held[number], 0
        others = {pk: judged[pk] for pk in records if pk in judged}
        if provinces is not None:
            others = {pk: subject for pk, subject in others.items() if subject.province in provinces}
        matches = possible_matches(row.read, others)
        if not matches and not row.read.get("code"):
            twin = min(possible_matches(row.read, {one: subject_of_row(held[one].read) for one in rows}), default=0)
        if matches or twin:
            looks.append(Look(row, matches, twin))
    return looks


def _decided(looks: Sequence[Look], sheet: Sheet) -> list[Row]:
    """The rows with their verdicts."""
    known = load({pk for look in looks for pk in look.matches})
    for look in looks:
        row = look.row
        likeliest(row, look.matches, known)
        row.twin, row.verdict = look.twin, Verdict.NEW
        decide(row, sheet)
    return [look.row for look in looks]


def _rows_of(import_id: UUID, numbers: set[int]) -> Iterator[Row]:
    rows = ImportRow.objects.filter(imported=import_id, number__in=numbers)
    for number, read, problems in rows.values_list("number", "read", "problems"):
        yield Row(number, [], read=read, problems=[Problem(**problem) for problem in problems])


def _execute(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def _fetched(sql: str, params: list[Any] | None = None) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()
