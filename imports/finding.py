"""Rows that look like an organisation we have, or like a row above, though no number or name is the same (ADR 22).

Province by province, names are compared by their trigrams: within one subdistrict, or with a beginning or an end in
common where a place is not known; a statement adds those with a contact in common. The duplicate finder scores these
few.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any
from uuid import UUID

from django.db import connection

from core.jobs import report_progress
from imports import staging
from imports.alike import ENDS, Blocks, Known, Trigrams
from imports.applying.copying import texts
from imports.batches import batched
from imports.checks import contacts
from imports.helper import Alone
from imports.matching import likeliest, load, name_key, possible_matches
from imports.models import Import, ImportRow, Verdict
from imports.problems import Problem
from imports.rows import Row
from imports.sheet import Sheet
from imports.verdicts import decide
from organisations.choices import State
from organisations.duplicates.keeping import subjects
from organisations.duplicates.scoring import Match, Subject
from organisations.models import Organisation, TwinKey

BATCH = 500
MOST = 6  # pairs of one row that are scored, the likest names first
_SHARED = 20  # what more records have in common is an office's
# Records, and rows above, that a row is to be compared with.
Pairs = tuple[list[int], list[int]]

_SEEK, _CONTACTS, _PAIRS = "import_seek", "import_seek_contact", "import_pairs"
_ORGANISATION, _KEYS = Organisation._meta.db_table, TwinKey._meta.db_table
# What the duplicate finder asks of a row, in one text: the tidy value of none of them holds this separator.
_JUDGED_BY = (
    "code", "name_th", "name_en", "legal_form", "registration_number", "village_number", "house_number", "phone",
    "email",
)  # fmt: skip
# What is asked of a row before it is known to mean a record.
SAID = (*_JUDGED_BY, "province", "district", "subdistrict")
_BETWEEN = "\x1f"


def begin() -> None:
    """Make the session's tables of what is looked for, empty."""
    end()
    _execute(
        f"CREATE TEMP TABLE {_SEEK} (number int, name_key text, province_id varchar(2), district_id varchar(4),"
        " subdistrict_id varchar(6), said text)"
    )
    _execute(f"CREATE TEMP TABLE {_CONTACTS} (number int, key text)")
    _execute(f"CREATE TEMP TABLE {_PAIRS} (number int, other bigint)")


def end() -> None:
    """Take them away; they would otherwise live as long as the connection."""
    _execute(f"DROP TABLE IF EXISTS {_SEEK}, {_CONTACTS}, {_PAIRS}")


@dataclass(frozen=True, slots=True)
class Look:
    """A row that may be one of some records, by their keys, or the row `twin` above; 0 for none."""

    number: int
    matches: dict[int, Match]
    twin: int


@dataclass(frozen=True, slots=True)
class Noted:
    """Rows that are new so far, as `note` takes them."""

    names: bytes
    contacts: bytes


def noted(rows: Iterable[Row]) -> Noted:
    """What is looked for of those rows that are new so far."""
    found = [row.sought or sought(row) for row in rows if row.verdict == Verdict.NEW]
    return Noted(b"".join([names for names, _contacts in found]), b"".join([contacts for _names, contacts in found]))


def sought(row: Row) -> tuple[bytes, bytes]:
    """A row as `Noted` has it: what its name is, and its contacts."""
    read = row.read.get
    said = _BETWEEN.join([read(feed) or "" for feed in _JUDGED_BY])
    names = texts(name_key(row), read("province") or "", read("district") or "", read("subdistrict") or "", said)
    found = row.contacts if row.is_checked else contacts(row)
    lines = "".join([f"{row.number}\t{texts(contact)}\n" for contact in found])
    return f"{row.number}\t{names}\n".encode("utf-8", "replace"), lines.encode("utf-8", "replace")


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
    looks: list[Look] = []
    for found in hands.each(compared, _calls(sheet)):
        looks += found
        report_progress(imported)
    # A row may mean what one above means already.
    looks.sort(key=attrgetter("number"))
    for some in batched(looks, BATCH):
        changed = [row for row in _decided(imported.pk, some, sheet) if row.verdict != Verdict.NEW]
        staging.change(imported.pk, changed)
        counts.update(row.verdict for row in changed)
        counts[Verdict.NEW] -= len(changed)
        report_progress(imported)


def _calls(sheet: Sheet) -> Iterator[tuple[Any, ...]]:
    """What `compared` is given, province by province, those with most rows first."""
    _pair_by_contact()
    _execute(f"CREATE INDEX ON {_SEEK} (province_id)")
    _execute(f"ANALYZE {_SEEK}")
    for (province,) in _fetched(f"SELECT province_id FROM {_SEEK} GROUP BY 1 ORDER BY count(*) DESC, 1"):
        rows = _fetched(
            f"SELECT number, name_key, district_id, subdistrict_id, said FROM {_SEEK} WHERE province_id = %s"
            " ORDER BY number",
            [province],
        )
        contacted = _fetched(
            f"SELECT number, other FROM {_PAIRS} JOIN {_SEEK} USING (number) WHERE province_id = %s ORDER BY 1, 2",
            [province],
        )
        yield province, rows, contacted, sheet.provinces


def _pair_by_contact() -> None:
    _execute(f"ANALYZE {_CONTACTS}")
    held = (
        f"SELECT key FROM {_KEYS} WHERE kind = 'c' AND key IN (SELECT key FROM {_CONTACTS})"
        f" GROUP BY key HAVING count(*) <= {_SHARED}"
    )
    _execute(
        f"INSERT INTO {_PAIRS} SELECT DISTINCT c.number, k.organisation_id FROM {_CONTACTS} c JOIN {_KEYS} k"
        f" ON k.kind = 'c' AND k.key = c.key WHERE c.key IN ({held})"
    )


def compared(
    province: str, rows: Sequence[Any], contacted: Sequence[tuple[int, int]], provinces: frozenset[str] | None
) -> list[Look]:
    """Those rows of a province that may be another organisation, or a row above; `rows`, `contacted` as of _calls.

    `contacted`: numbers of rows, and records with a contact in common. Records outside `provinces` are left out.
    """
    pairs = _pairs(province, rows, contacted)
    wanted = {*pairs, *(other for _records, above in pairs.values() for other in above)}
    said = {row[0]: row for row in rows if row[0] in wanted}
    subjects_of_rows = Subjects(province, said)
    judged = subjects({pk for records, _above in pairs.values() for pk in records})
    looks = []
    # Row after row of one place: their names, and those they are compared with, are taken apart once.
    for number in sorted(pairs, key=lambda one: (said[one][2], said[one][3], one)):
        records, above = pairs[number]
        others = {pk: judged[pk] for pk in records if pk in judged}
        if provinces is not None:
            others = {pk: subject for pk, subject in others.items() if subject.province in provinces}
        mine, twin = subjects_of_rows[number], 0
        matches = possible_matches(mine, others)
        if not matches and above and not subjects_of_rows.has_code(number):
            twin = min(possible_matches(mine, {one: subjects_of_rows[one] for one in above}), default=0)
        if matches or twin:
            looks.append(Look(number, matches, twin))
    return looks


class Subjects(dict[int, Subject]):
    """Rows as the duplicate finder sees them, made where they are asked for."""

    def __init__(self, province: str, rows: Mapping[int, Sequence[Any]]) -> None:
        super().__init__()
        self._province, self._rows = province, rows

    def __missing__(self, number: int) -> Subject:
        _number, _key, district, subdistrict, said = self._rows[number]
        values = dict(zip(_JUDGED_BY, said.split(_BETWEEN), strict=True))
        places = {"province_id": self._province, "district_id": district, "subdistrict_id": subdistrict}
        subject = self[number] = Subject.of({**values, **places})
        return subject

    def has_code(self, number: int) -> bool:
        """Whether the row gives a registry code, which says that it is no other."""
        return not self._rows[number][4].startswith(_BETWEEN)


def _pairs(province: str, rows: Sequence[Any], contacted: Sequence[tuple[int, int]]) -> dict[int, Pairs]:
    """What rows are to be compared with, the likest first: MOST records, and as many rows above."""
    found: dict[int, tuple[dict[int, float], dict[int, float]]] = {}
    for number, other, is_above, alike in _alike(province, rows):
        found.setdefault(number, ({}, {}))[is_above][other] = alike
    for number, pk in contacted:
        found.setdefault(number, ({}, {}))[False][pk] = 1.0
    return {number: (_likest(records), _likest(above)) for number, (records, above) in found.items()}


def _likest(alike: Mapping[int, float]) -> list[int]:
    if len(alike) < 2:
        return list(alike)
    return sorted(alike, key=lambda other: (-alike[other], other))[:MOST]


def _alike(province: str, rows: Sequence[Any]) -> Iterator[tuple[int, int, bool, float]]:
    """Number of a row, what it is like, whether that is a row above, and how alike their names are."""
    trigrams, records, above = Trigrams(), Blocks(), Blocks()
    for pk, name, district, subdistrict in _records_around(province, rows):
        records.add(Known(pk, name, district or "", subdistrict or "", trigrams.of(name)))
    for number, name, district, subdistrict, _said in rows:
        one = Known(number, name, district, subdistrict, trigrams.of(name))
        for blocks in (records, above):
            if alike := blocks.alike(one):
                for other in _likest(alike):
                    yield number, other, blocks is above, alike[other]
        above.add(one)


def _records_around(province: str, rows: Sequence[Any]) -> list[Any]:
    """Records of a province that any of the rows may be compared with."""
    subdistricts = sorted({row[3] for row in rows if row[3]})
    every = [row[1] for row in rows]
    placeless = [row[1] for row in rows if not row[3]]
    # A row with a subdistrict meets those of that subdistrict, and those without any; a row without one meets all.
    has_end = f"(left(name_key, {ENDS}) = ANY(%s) OR right(name_key, {ENDS}) = ANY(%s))"
    return _fetched(
        f"SELECT id, name_key, district_id, subdistrict_id FROM {_ORGANISATION} WHERE province_id = %s AND state <> %s"
        f" AND (subdistrict_id = ANY(%s) OR (subdistrict_id IS NULL AND {has_end}) OR {has_end})",
        [province, State.MERGED.value, subdistricts, *_ends_of(every), *_ends_of(placeless)],
    )


def _ends_of(names: Sequence[str]) -> tuple[list[str], list[str]]:
    return sorted({name[:ENDS] for name in names}), sorted({name[-ENDS:] for name in names})


def _decided(import_id: UUID, looks: Sequence[Look], sheet: Sheet) -> list[Row]:
    """The rows with their verdicts."""
    known = load({pk for look in looks for pk in look.matches})
    held = {row.number: row for row in _rows_of(import_id, [look.number for look in looks])}
    for look in looks:
        row = held[look.number]
        likeliest(row, look.matches, known)
        row.twin, row.verdict = look.twin, Verdict.NEW
        decide(row, sheet)
    return [held[look.number] for look in looks]


def _rows_of(import_id: UUID, numbers: list[int]) -> Iterator[Row]:
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
