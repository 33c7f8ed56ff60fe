"""Lists as files: a list's own query, one row each, sent while it is read.

The database makes the cells (expressions.py) and sends them as it finds them: one statement, so that every row is of
one moment, and nothing is held here or there, however many rows there are. What a reader may not see is left empty,
never left out, so that every file has the same columns.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import models
from django.db.models import OrderBy
from django.db.models.expressions import F

from accounts.permissions import Right, has_right
from core import streams, workbooks
from core.spreadsheets import neutralised_sql
from organisations.columns import Column, Kind
from organisations.expressions import LISTS, NUMBERS, Sql, cell_sql, sources_of
from organisations.terms import Terms


class RowsFile:
    """One file for one reader. `with_people`: the reader asks for the columns of people to be filled.

    A list says which row the key `found.pk` means (`one`), and what of a row is for whom (`only_for_whom_it_is`).
    Rows have a province, which decides whose people a reader may take along. `subject` is the label of the register of
    looks. `rows` counts what was sent so far.
    """

    name = ""
    title = ""
    subject = ""
    # Read of every row, for `only_for_whom_it_is`.
    always: Sequence[str] = ("province_id",)

    def __init__(
        self,
        columns: Sequence[Column],
        found: models.QuerySet[Any],
        user: Any,
        terms: Terms,
        *,
        with_people: bool = False,
    ) -> None:
        self.columns = tuple(columns)
        self.has_people = with_people and has_right(user, Right.EXPORT_PERSONAL_DATA)
        self.rows = 0
        self._user = user
        self._terms = terms
        self._found = found

    def one(self) -> models.QuerySet[Any]:
        """The row with the key `found.pk`, unordered, with all that its cells are made of."""
        raise NotImplementedError

    def only_for_whom_it_is(self, column: Column, sql: str, names: dict[str, str]) -> Sql:
        """The cell where this reader may see it of this row, NULL elsewhere; people are not asked for here."""
        return sql, []

    @property
    def headings(self) -> list[str]:
        return [column.heading for column in self.columns]

    def csv(self) -> Iterator[bytes]:
        """The file in pieces, with the mark by which Excel knows UTF-8."""
        yield b"\xef\xbb\xbf" + ",".join(self.headings).encode() + b"\n"
        sql, params = self._flat()
        for piece, rows in streams.csv_pieces(sql, params):
            self.rows += rows
            yield piece

    def xlsx(self) -> Iterator[bytes]:
        """The workbook in pieces; texts are texts there, whatever they begin with."""
        sql, params = self._flat()
        numbers = {place for place, column in enumerate(self.columns) if column.kind in NUMBERS}
        return workbooks.pieces(self.title, self.headings, self._counted(sql, params), numbers=numbers)

    def json(self) -> Iterator[bytes]:
        """A list of objects under the same headings; several values are a list."""
        # Both sides of each pair: the text of a heading, and the cell.
        cells = ", ".join(f"%s::text, {_as_json(column, f'y.c{place}')}" for place, column in enumerate(self.columns))
        sql, params = self._query(f"json_build_object({cells})::text", self.headings)
        rows = self._counted(sql, params)
        return streams.gathered(_as_list(row[0] or "" for row in rows))

    def flat_rows(self) -> Iterator[tuple[str | None, ...]]:
        """The cells of every row as the CSV has them."""
        return self._counted(*self._flat())

    def _counted(self, sql: str, params: list[Any]) -> Iterator[tuple[str | None, ...]]:
        for row in streams.text_rows(sql, params):
            self.rows += 1
            yield row

    def _flat(self) -> Sql:
        """Cells as a spreadsheet has them: text that cannot come alive, or a number."""
        return self._query(", ".join(_flat(column, f"y.c{place}") for place, column in enumerate(self.columns)), [])

    def _query(self, shown: str, params: list[Any]) -> Sql:
        """The one statement: `shown` of every row's cells y.c0, y.c1 …, in the list's order.

        First what is found is put in order, as narrow as can be; then each row is fetched and its cells are made.
        Sorting whole rows would begin to send after seconds and need the disk.
        """
        found, order, found_params = _in_order(self._found)
        cells, cells_params = self._cells()
        sql = f"SELECT {shown} FROM ({found}) AS found CROSS JOIN LATERAL ({cells} OFFSET 0) AS y ORDER BY {order}"  # noqa: S608 - names of our own
        return sql, [*params, *found_params, *cells_params]

    def _cells(self) -> Sql:
        """The cells of the row with the key `found.pk`, as c0, c1 …"""
        rows, params, names = self._sources()
        made, made_params = [], []
        for place, column in enumerate(self.columns):
            sql, own = cell_sql(column, [names[source] for source in sources_of(column)], self._terms)
            shown, shown_params = self._for_whom_it_is(column, sql, names)
            made.append(f"{shown} AS c{place}")
            made_params += [*shown_params, *own] if shown != "NULL" else []
        return f"SELECT {', '.join(made)} FROM {rows}", [*made_params, *params]  # noqa: S608 - names of our own

    def _sources(self) -> tuple[str, list[Any], dict[str, str]]:
        """SQL of the one row with all that its cells are made of, its parameters, and the name of each."""
        sources = list(self.always)
        for column in self.columns:
            if self.has_people or not column.personal:
                sources += sources_of(column)
        sources = list(dict.fromkeys(sources))
        names = {source: f"x.s{place}" for place, source in enumerate(sources)}
        # A column that nobody may see is not read.
        for column in self.columns:
            names |= {source: "NULL" for source in sources_of(column) if source not in names}
        sql, params = self.one().values_list(*sources).query.sql_with_params()
        aliases = ", ".join(f"s{place}" for place in range(len(sources)))
        return f"({sql}) AS x({aliases})", list(params), names

    def _for_whom_it_is(self, column: Column, sql: str, names: dict[str, str]) -> Sql:
        """The cell where this reader may see it of this row, NULL elsewhere."""
        if not column.personal:
            return self.only_for_whom_it_is(column, sql, names)
        if not self.has_people:
            return "NULL", []
        if not has_right(self._user, Right.WHOLE_COUNTRY):
            mine = sorted(self._user.province_codes)
            return f"CASE WHEN {names['province_id']} = ANY(%s::text[]) THEN {sql} END", [mine]
        return sql, []


def _in_order(found: models.QuerySet[Any]) -> tuple[str, str, list[Any]]:
    """SQL of the keys of what is found (`pk`), how to order it outside, and its parameters."""
    keys = [_order_by(one) for one in found.query.order_by]
    sql, params = found.values_list("pk", *(key.expression for key in keys)).query.sql_with_params()
    names = ", ".join(["pk", *(f"k{place}" for place in range(len(keys)))])
    order = ", ".join(f"found.k{place}{_direction(key)}" for place, key in enumerate(keys))
    return f"SELECT * FROM ({sql}) AS f({names})", order or "found.pk", list(params)  # noqa: S608 - names of our own


def _order_by(one: Any) -> OrderBy:
    if isinstance(one, str):
        return OrderBy(F(one.removeprefix("-")), descending=one.startswith("-"))
    return one if isinstance(one, OrderBy) else OrderBy(one)


def _direction(key: OrderBy) -> str:
    nulls = " NULLS FIRST" if key.nulls_first else " NULLS LAST" if key.nulls_last else ""
    return f"{' DESC' if key.descending else ''}{nulls}"


# Their cells hold nothing but words of our own lists, dates and figures.
_TAME = frozenset({Kind.STATUS, Kind.DATE, Kind.DAY, Kind.MOMENT, Kind.RECORD})


def _flat(column: Column, cell: str) -> str:
    """A cell for CSV and Excel: NULL where it is empty, which a CSV would otherwise write as two quotes."""
    if column.kind in NUMBERS:
        return cell
    if column.kind in _TAME:
        return f"nullif({cell}, '')"
    return neutralised_sql(f"array_to_string({cell}, '; ')" if column.kind in LISTS else cell)


def _as_json(column: Column, cell: str) -> str:
    if column.kind in LISTS:
        return f"to_json({cell})"
    if column.kind is Kind.MONEY:
        cell = f"trim_scale({cell})"
    # Nothing is an empty text, as in the other formats.
    return f"coalesce(to_json({cell}), '\"\"'::json)"


def _as_list(objects: Iterator[str]) -> Iterator[bytes]:
    before = b"[\n"
    for one in objects:
        yield before + one.encode()
        before = b",\n"
    yield b"[]\n" if before == b"[\n" else b"\n]\n"
