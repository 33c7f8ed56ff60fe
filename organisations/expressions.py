"""The cells of an export as the database makes them: what `Column.cell` says in Python, many times faster.

One builder for each kind of column, over the values of its `sources`. Texts come as text ("" where there is nothing),
numbers as numbers (NULL where there is none), several values as an array of text.
tests/organisations/test_expressions.py holds both ways equal for every column.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from organisations.choices import STATE_NAMES, STATUS_NAMES
from organisations.columns import Column, Kind
from organisations.terms import Terms
from places import lookup

NUMBERS = frozenset({Kind.INTEGER, Kind.MONEY})
LISTS = frozenset({Kind.TERMS, Kind.PROVINCES})
# Values of a list that are named one by one.
WRITTEN_OUT = 4
# SQL and its parameters.
Sql = tuple[str, list[Any]]


def sources_of(column: Column) -> tuple[str, ...]:
    """The lookups that the cell is made of. Of a place its code: its name is known here, and a join costs more."""
    return (f"{column.feeds[0]}_id",) if column.kind is Kind.PLACE else column.sources


def cell_sql(column: Column, sources: Sequence[str], terms: Terms) -> Sql:
    """The cell of a column from the SQL names of its sources' values."""
    return _BUILDERS.get(column.kind, _text)(column, sources, terms)


def _text(column: Column, sources: Sequence[str], terms: Terms) -> Sql:
    return f"coalesce({sources[0]}, '')", []


def _number(column: Column, sources: Sequence[str], terms: Terms) -> Sql:
    return sources[0], []


def _named(names: Mapping[str, str], source: str) -> Sql:
    """The name of a code; the code itself where it has none."""
    return f"coalesce(%s::jsonb ->> {source}, {source}, '')", [_json(names)]


def _named_list(names: Mapping[str, str], source: str) -> Sql:
    """The names of an array's codes, in its order."""
    # Short ones are written out: a query over the array's elements takes ten times as long as naming them.
    written = [
        f"WHEN {length} THEN ARRAY[{', '.join(_element(source, place + 1) for place in range(length))}]"
        for length in range(1, WRITTEN_OUT + 1)
    ]
    rest = f"ARRAY(SELECT coalesce(%s::jsonb ->> one, one) FROM unnest({source}) AS one)"  # noqa: S608 - names of our own
    sql = f"CASE cardinality({source}) {' '.join(written)} WHEN 0 THEN '{{}}' ELSE {rest} END"
    return sql, [_json(names)] * sql.count("%s")


def _element(source: str, place: int) -> str:
    return f"coalesce(%s::jsonb ->> {source}[{place}], {source}[{place}])"


def _json(names: Mapping[str, str]) -> str:
    return json.dumps(names, ensure_ascii=False)


def _names_of(column: Column, terms: Terms) -> dict[str, str]:
    return {code: entry.name_th for code, entry in terms.of(column.taxonomy).items()} if column.taxonomy else {}


def _term(column: Column, sources: Sequence[str], terms: Terms) -> Sql:
    return _named(_names_of(column, terms), sources[0])


def _terms(column: Column, sources: Sequence[str], terms: Terms) -> Sql:
    return _named_list(_names_of(column, terms), sources[0])


def _status(column: Column, sources: Sequence[str], terms: Terms) -> Sql:
    return _named(STATUS_NAMES | STATE_NAMES, sources[0])


def _provinces(column: Column, sources: Sequence[str], terms: Terms) -> Sql:
    return _named_list({code: row.name_th for code, row in lookup.provinces().by_code.items()}, sources[0])


def _place(column: Column, sources: Sequence[str], terms: Terms) -> Sql:
    levels: dict[str, Any] = {
        "province": lookup.provinces,
        "district": lookup.districts,
        "subdistrict": lookup.subdistricts,
    }
    return _named({code: row.name_th for code, row in levels[column.feeds[0]]().by_code.items()}, sources[0])


def _date(column: Column, sources: Sequence[str], terms: Terms) -> Sql:
    """30/03/2564, 03/2564 or 2564: as exact as it is known, which a day without a second source is wholly."""
    day, *precision = sources
    if not precision:
        return f"coalesce(to_char({day}, 'DD/MM/') || (extract(year FROM {day})::int + 543), '')", []
    exact = f"CASE {precision[0]} WHEN 'year' THEN '' WHEN 'month' THEN to_char({day}, 'MM/')"
    return f"coalesce({exact} ELSE to_char({day}, 'DD/MM/') END || (extract(year FROM {day})::int + 543), '')", []


def _person(column: Column, sources: Sequence[str], terms: Terms) -> Sql:
    """Thai titles stand at the name, Latin ones apart."""
    title, name = (f"coalesce({source}, '')" for source in sources)
    is_latin = f"{title} <> '' AND octet_length({title}) = length({title})"
    return f"{title} || CASE WHEN {is_latin} THEN ' ' ELSE '' END || {name}", []


def _moment(column: Column, sources: Sequence[str], terms: Terms) -> Sql:
    # Bangkok keeps one time all year, and has since 1920.
    local = f"{sources[0]} AT TIME ZONE 'Asia/Bangkok'"
    return f"to_char({local}, 'YYYY-MM-DD\"T\"HH24:MI:SS') || '+07:00'", []


def _choice(column: Column, sources: Sequence[str], terms: Terms) -> Sql:
    return _named(column.names, sources[0])


def _record(column: Column, sources: Sequence[str], terms: Terms) -> Sql:
    return f"{sources[0]}::text", []


_BUILDERS: dict[Kind, Callable[[Column, Sequence[str], Terms], Sql]] = {
    Kind.TERM: _term,
    Kind.TERMS: _terms,
    Kind.STATUS: _status,
    Kind.DATE: _date,
    Kind.DAY: _date,
    Kind.CHOICE: _choice,
    Kind.RECORD: _record,
    Kind.INTEGER: _number,
    Kind.MONEY: _number,
    Kind.PROVINCES: _provinces,
    Kind.PLACE: _place,
    Kind.PERSON: _person,
    Kind.MOMENT: _moment,
}
