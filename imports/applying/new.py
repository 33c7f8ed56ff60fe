"""New organisations: from checked rows straight into the registry's tables, some thousand at a time (ADR 24).

While the database writes one slice, the next one is made ready; both take about as long.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any

from django.db import connection
from django.utils import timezone

from imports.applying import tables
from imports.applying.copying import NULL, cell, line
from imports.applying.prepare import FOREIGN, StaleError, state_of_new
from imports.beside import Beside
from imports.models import Import, ImportRow, Touched
from organisations.choices import PersonKind, Source, State
from organisations.codes import next_codes
from organisations.keys import KEY_COLUMNS, KEYED_BY, keys_of
from organisations.models import Organisation, Person, YearlyBudget
from thai.periods import Period

SLICE = 2000
_ORGANISATION = tables.attnames(Organisation)
_PERSON = tables.attnames(Person)[1:]
_BUDGET = tables.attnames(YearlyBudget)[1:]
_TOUCHED = ("imported_id", "organisation_id", "number", "is_new", "before", "undone")
_PLACES = {name: place for place, name in enumerate(_ORGANISATION)}

# Province, key of the name, legal form.
Likeness = tuple[str, str, str]


@dataclass(slots=True)
class Slice:
    """Rows as read, with the keys and registry codes that their organisations get."""

    rows: list[tuple[int, dict[str, Any]]]
    pks: list[int]
    codes: list[str]


@dataclass(slots=True)
class Lines:
    """What is to be copied, by table."""

    organisations: list[str] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    budgets: list[str] = field(default_factory=list)
    touched: list[str] = field(default_factory=list)


def add(imported: Import, *, since: datetime, report: Callable[[int], None]) -> int:
    """Add the organisations of all rows that are new, in the caller's transaction; how many they are.

    `since`: when the rows were checked. `report` is told how many are written. Raises StaleError where somebody added
    one of them meanwhile, and what `report` raises.
    """
    maker = Maker(imported, _added(since))
    done = 0
    with Beside() as beside:
        some = _next_slice(imported, 0)
        while some.rows:
            lines = maker.lines(some)
            beside.wait()
            report(done)
            done += len(some.rows)
            some = _next_slice(imported, some.rows[-1][0])
            beside.write(_write, lines)
    return done


def _added(since: datetime) -> frozenset[Likeness]:
    """What was added to the registry meanwhile."""
    rows = Organisation.objects.filter(created_at__gt=since).exclude(state=State.MERGED)
    return frozenset(rows.values_list("province", "name_key", "legal_form"))


def _next_slice(imported: Import, after: int) -> Slice:
    """The next rows, and keys and codes for them; nothing of these is taken before. Raises StaleError."""
    rows = ImportRow.objects.to_write(imported).to_add(imported).filter(number__gt=after).order_by("number")
    some = list(rows.values_list("number", "read")[:SLICE])
    given = [read["code"] for _number, read in some if read.get("code")]
    if given and Organisation.objects.filter(code__in=given).exists():
        raise StaleError
    drawn = iter(next_codes(len(some) - len(given)))
    return Slice(some, _next_pks(len(some)), [read.get("code") or next(drawn) for _number, read in some])


def _next_pks(count: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence('organisations_organisation', 'id')) FROM generate_series(1, %s)",
            [count],
        )
        return [pk for (pk,) in cursor.fetchall()]


class Maker:
    """Makes lines for COPY of rows as read."""

    def __init__(self, imported: Import, added: frozenset[Likeness]) -> None:
        now = timezone.now()
        stamp = dict.fromkeys(("created_at", "updated_at"), now) | dict.fromkeys(
            ("created_by_id", "updated_by_id"), imported.owner_id
        )
        values = {name.attname: name.get_default() for name in Organisation._meta.concrete_fields}
        values |= {**stamp, **state_of_new(imported, now)}
        values |= {"source": Source.IMPORT.value, "source_note": imported.file_name[:200]}
        self._added = added
        self._values = {name: values[name] for name in KEYED_BY}
        self._cells = [cell(values[name]) for name in _ORGANISATION]
        self._person = {**dict.fromkeys(_PERSON, ""), **{name: cell(value) for name, value in stamp.items()}}
        self._budget = {**dict.fromkeys(_BUDGET, NULL), **{name: cell(value) for name, value in stamp.items()}}
        self._budget["fiscal_year"] = str(Period.of(timezone.localdate(), halves=False).year)
        self._touched = f"{imported.pk}\t%s\t%s\tt\t{NULL}\tf\n"

    def lines(self, some: Slice) -> Lines:
        """Raises StaleError where somebody added one of them meanwhile."""
        lines = Lines()
        for (number, read), pk, code in zip(some.rows, some.pks, some.codes, strict=True):
            lines.touched.append(self._touched % (pk, number))
            self._lay_out(lines, read, str(pk), code)
        return lines

    def _lay_out(self, lines: Lines, read: dict[str, Any], pk: str, code: str) -> None:
        cells, keyed = self._cells.copy(), self._values.copy()
        parts: dict[str, dict[str, Any]] = {}
        for feed, value in read.items():
            column, place, part = _target(feed)
            if part:
                parts.setdefault(part, {})[column] = value
                continue
            cells[place] = cell(value)
            if column in keyed:
                keyed[column] = value
        keyed["code"] = code
        keys = keys_of(keyed)
        if self._added and (keyed["province_id"], keys["name_key"], read.get("legal_form", "")) in self._added:
            raise StaleError
        for column in KEY_COLUMNS:
            cells[_PLACES[column]] = cell(keys[column])
        cells[_PLACES["id"]], cells[_PLACES["code"]] = pk, cell(code)
        lines.organisations.append(line(cells))
        for kind in PersonKind.values:
            if (given := parts.get(kind)) and given.get("name"):
                said = {name: cell(value or "") for name, value in given.items()}
                person = {**self._person, **said, "organisation_id": pk, "kind": kind}
                lines.people.append(line([person[name] for name in _PERSON]))
        total = parts.get("budget", {}).get("total")
        if total is not None:
            budget = {**self._budget, "organisation_id": pk, "total": cell(total)}
            lines.budgets.append(line([budget[name] for name in _BUDGET]))


@cache
def _target(feed: str) -> tuple[str, int, str]:
    """Where a feed goes: the column and its place among those of the organisation, or the column and the part."""
    part, dot, name = feed.partition(".")
    if dot:
        return name, -1, part
    column = FOREIGN.get(feed, feed)
    return column, _PLACES[column], ""


def _write(database: Any, lines: Lines) -> None:
    """Copy some lines."""
    with database.cursor() as cursor:
        for model, columns, some in (
            (Organisation, _ORGANISATION, lines.organisations),
            (Person, _PERSON, lines.people),
            (YearlyBudget, _BUDGET, lines.budgets),
            (Touched, _TOUCHED, lines.touched),
        ):
            if some:
                with cursor.copy(f"COPY {model._meta.db_table} ({', '.join(columns)}) FROM STDIN") as copy:
                    copy.write("".join(some).encode("utf-8", "replace"))
                if cursor.rowcount != len(some):
                    raise RuntimeError(f"{cursor.rowcount} rows written of {len(some)} in {model._meta.db_table}")
