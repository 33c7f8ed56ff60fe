"""New organisations: from checked rows straight into the registry's tables, some thousand at a time (ADR 24).

While the database writes one slice, the next one is made ready; both take about as long.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import orjson
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Max, TextField
from django.db.models.functions import Cast
from django.utils import timezone

from imports.applying import tables
from imports.applying.copying import NULL, cell, line
from imports.applying.prepare import FOREIGN, StaleError, state_of_new
from imports.beside import Beside
from imports.models import Import, ImportRow, Touched
from organisations.choices import PersonKind, Source, State
from organisations.codes import drawn, next_codes, not_taken
from organisations.keys import KEY_COLUMNS, KEYED_BY, keys_of
from organisations.models import Organisation, Person, YearlyBudget
from organisations.resources import columns
from thai.periods import Period

SLICE = 5000
_ORGANISATION = tables.attnames(Organisation)
_PERSON = tables.attnames(Person)[1:]
_BUDGET = tables.attnames(YearlyBudget)[1:]
_TOUCHED = ("imported_id", "organisation_id", "number", "is_new", "before", "undone")
_PLACES = {name: place for place, name in enumerate(_ORGANISATION)}
_KEY_PLACES = [(column, _PLACES[column]) for column in KEY_COLUMNS]
_FEEDS = [feed for column in columns() for feed in column.feeds]
# Where the organisation's own feeds go, and which of them its keys are made of.
_PLACE_OF = {feed: _PLACES[FOREIGN.get(feed, feed)] for feed in _FEEDS if "." not in feed}
_KEYED_FEEDS = [(feed, name) for feed in _PLACE_OF if (name := FOREIGN.get(feed, feed)) in KEYED_BY]
# Kind, the feed of the name, and where each feed goes.
_PEOPLE = [
    (
        kind,
        f"{kind}.name",
        [(feed, _PERSON.index(feed.partition(".")[2])) for feed in _FEEDS if feed.startswith(f"{kind}.")],
    )
    for kind in PersonKind.values
]
_PERSON_OF, _PERSON_KIND = _PERSON.index("organisation_id"), _PERSON.index("kind")
_BUDGET_OF, _BUDGET_TOTAL = _BUDGET.index("organisation_id"), _BUDGET.index("total")

# That a row gives its code, in its JSON: a quotation mark within a value has a backslash before it.
_CODE = '"code":'

# Province, key of the name, legal form.
Likeness = tuple[str, str, str]


@dataclass(slots=True)
class Slice:
    """Numbers of rows and their `read` as JSON, with the keys and registry codes that their organisations get."""

    rows: list[tuple[int, str]]
    pks: list[int]
    codes: list[str]


@dataclass(slots=True)
class Lines:
    """What is to be copied, by table: columns in the order of their tables."""

    organisations: list[str] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    budgets: list[str] = field(default_factory=list)
    touched: list[str] = field(default_factory=list)


class ToAdd:
    """The rows that an import adds, slice by slice, got through a connection of its own while the other one writes."""

    def __init__(self, imported: Import, own: BaseDatabaseWrapper | None) -> None:
        rows = ImportRow.objects.to_write(imported).to_add(imported).order_by("number")
        self._query = rows.values_list("number", Cast("read", TextField()))
        self._numbers = ImportRow.objects.filter(imported=imported)
        self._own = own
        self._after = 0
        self._last: int | None = None

    def next(self, beside: Beside) -> Slice:
        """The next rows, with keys and codes of which some may be taken; none at the end."""
        if self._own is None:
            beside.wait()
        database = self._own or connection
        if self._last is None:
            self._last = self._numbers.aggregate(last=Max("number"))["last"] or 0
        rows: list[tuple[int, str]] = []
        # By numbers, so that it is the same work for each slice whatever is known of the table.
        while not rows and self._after < self._last:
            # The database waits for the first.
            size = SLICE if self._after else SLICE // 5
            query = self._query.filter(number__gt=self._after, number__lte=self._after + size)
            with database.cursor() as cursor:
                cursor.execute(*query.query.sql_with_params())
                rows = cursor.fetchall()
            self._after += size
        without_code = sum(_CODE not in read for _number, read in rows)
        return Slice(rows, _next_pks(len(rows), database), drawn(without_code, database))


@contextmanager
def to_add(imported: Import) -> Iterator[ToAdd]:
    """To be entered before the transaction, within which nobody else sees the rows."""
    if connection.in_atomic_block:
        yield ToAdd(imported, None)
        return
    own = connections.create_connection(DEFAULT_DB_ALIAS)
    try:
        yield ToAdd(imported, own)
    finally:
        own.close()


def add(imported: Import, rows: ToAdd, *, since: datetime, report: Callable[[int], None]) -> int:
    """Add the organisations of all rows that are new, in the caller's transaction; how many they are.

    `since`: when the rows were checked. `report` is told how many are written. Raises StaleError where somebody added
    one of them meanwhile, and what `report` raises.
    """
    maker = Maker(imported, _added(since))
    _hasten()
    done = 0
    with Beside() as beside:
        some = _coded(rows.next(beside))
        while some.rows:
            lines = maker.lines(some)
            following = rows.next(beside)
            beside.wait()
            report(done)
            done += len(some.rows)
            some = _coded(following)
            beside.write(_write, lines)
    return done


def _hasten() -> None:
    """For the rest of the transaction: references are looked up while their rows are at hand, not when all are written,
    and what the triggers of a slice are given stays in memory."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET LOCAL work_mem = '64MB'")


def _added(since: datetime) -> frozenset[Likeness]:
    """What was added to the registry meanwhile."""
    rows = Organisation.objects.filter(created_at__gt=since).exclude(state=State.MERGED)
    return frozenset(rows.values_list("province", "name_key", "legal_form"))


def _coded(some: Slice) -> Slice:
    """The same, each row with the code that it gives, or a free one. Raises StaleError.

    Meanwhile nothing is written: what else there is to do waits until something is.
    """
    given = {number: code for number, read in some.rows if _CODE in read and (code := orjson.loads(read).get("code"))}
    if given and Organisation.objects.filter(code__in=given.values()).exists():
        raise StaleError
    free = not_taken(some.codes)
    wanted = len(some.rows) - len(given)
    codes = iter([*free, *next_codes(wanted - len(free))])
    return Slice(some.rows, some.pks, [given.get(number) or next(codes) for number, _read in some.rows])


def _next_pks(count: int, database: BaseDatabaseWrapper) -> list[int]:
    with database.cursor() as cursor:
        cursor.execute("SELECT pg_get_serial_sequence('organisations_organisation', 'id')")
        [sequence] = cursor.fetchone()
        cursor.execute("SELECT nextval(%s::regclass) FROM generate_series(1, %s)", [sequence, count])
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
        self._keyed = {name: values[name] for name in KEYED_BY}
        self._cells = [cell(values[name]) for name in _ORGANISATION]
        written = {name: cell(value) for name, value in stamp.items()}
        self._person = [written.get(name, "") for name in _PERSON]
        self._budget = [written.get(name, NULL) for name in _BUDGET]
        year = Period.of(timezone.localdate(), halves=False).year
        self._budget[_BUDGET.index("fiscal_year")] = str(year)
        self._touched = f"{imported.pk}\t%s\t%s\tt\t{NULL}\tf\n"

    def lines(self, some: Slice) -> Lines:
        """Raises StaleError where somebody added one of them meanwhile."""
        lines = Lines()
        for (number, read), pk, code in zip(some.rows, some.pks, some.codes, strict=True):
            lines.touched.append(self._touched % (pk, number))
            self._lay_out(lines, orjson.loads(read), str(pk), code)
        return lines

    def _lay_out(self, lines: Lines, read: dict[str, Any], pk: str, code: str) -> None:
        # For each of a hundred thousand rows: what can be known beforehand is.
        said = "".join([value for value in read.values() if type(value) is str])
        # Hardly any text has a character that means something to COPY.
        plain = not ("\\" in said or "\n" in said or "\t" in said or "\r" in said)
        cells, keyed = self._cells.copy(), self._keyed.copy()
        for feed, column in _KEYED_FEEDS:
            if feed in read:
                keyed[column] = read[feed]
        keyed["code"] = code
        for feed, value in read.items():
            if (place := _PLACE_OF.get(feed)) is not None:
                cells[place] = value if plain and type(value) is str else cell(value)
        keys = keys_of(keyed)
        if self._added and (keyed["province_id"], keys["name_key"], read.get("legal_form", "")) in self._added:
            raise StaleError
        for column, place in _KEY_PLACES:
            cells[place] = cell(keys[column])
        cells[_PLACES["id"]], cells[_PLACES["code"]] = pk, code
        lines.organisations.append(line(cells))
        for kind, name, feeds in _PEOPLE:
            if read.get(name):
                person = self._person.copy()
                person[_PERSON_OF], person[_PERSON_KIND] = pk, kind
                for feed, place in feeds:
                    value = read.get(feed) or ""
                    person[place] = value if plain else cell(value)
                lines.people.append(line(person))
        if (total := read.get("budget.total")) is not None:
            budget = self._budget.copy()
            budget[_BUDGET_OF], budget[_BUDGET_TOTAL] = pk, cell(total)
            lines.budgets.append(line(budget))


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
