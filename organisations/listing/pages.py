"""Finding the records of one page: their ids in the order asked for, however deep the page is.

A coarse order, `slot`, is one number kept in the narrow table (or made of two). The slots of the page's edges are found
first; only the records between them are looked up for their exact order by name.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from organisations.choices import State
from organisations.listing.numbers import STATES
from organisations.listing.statement import Sql, Statement, among, joined, sql
from organisations.listing.tallies import Where, stretches
from places import official
from thai.text import sort_key

# The part of a Statement: position from 1, id.
PAGE = 3
# Up to here rows are walked one by one; beyond, whole stretches of names are passed over.
SHALLOW = 1000
_NONE_LAST = 2**31 - 1
RELEVANCE = "relevance"


@dataclass(frozen=True)
class Order:
    """`slot` orders roughly, small first, over l (and m, the match); `ties` exactly, over o."""

    slot: Sql
    ties: str


def order_of(sort: str, *, ranked: bool = False) -> Order:
    """One of ORDERS in these terms; `ranked`: there are matches with a rank."""
    name, down = sort.removeprefix("-"), sort.startswith("-")
    last = "o.id DESC" if down else "o.id"
    sign = "-" if down else ""
    if name == "updated":
        return Order(Sql(f"{sign}l.changed"), last)
    if name == "code":
        return Order(Sql(f"{sign}l.code::bigint"), f"o.code{' DESC' if down else ''}")
    if name == "members":
        members = f"CASE WHEN l.members < 0 THEN {_NONE_LAST} ELSE {sign}l.members END"
        return Order(Sql(f"(({members})::bigint << 32) + l.place"), f"o.name_sort, {last}")
    if name == "province":
        row = "array_position(%s::smallint[], l.province)"
        return Order(
            sql(f"(({sign}{row})::bigint << 32) + l.place", list(_provinces_by_name())), f"o.name_sort, {last}"
        )
    if name == RELEVANCE and ranked:
        # Of two that match as well, the verified one first, as in organisations.search.ranking.
        rank = f"m.rank::bigint * 2 + (l.state <> {STATES[State.VERIFIED]})::integer"
        return Order(Sql(f"(({rank}) << 32) + l.place"), "o.name_sort, o.id")
    return Order(Sql(f"{sign}l.place::bigint"), "o.name_sort DESC, o.id DESC" if down else "o.name_sort, o.id")


@cache
def _provinces_by_name() -> tuple[int, ...]:
    return tuple(
        int(row.code) for row in sorted(official.provinces(), key=lambda row: (sort_key(row.name_th), row.code))
    )


def ask_found(statement: Statement, order: Order, *, skip: int, size: int) -> None:
    """Ask for a page of the rows of `hits` (organisation_id, slot); the last one where there are fewer."""
    # The first page needs no look at how many rows there are.
    leaving = sql("(SELECT least(%s, greatest(0, (count(*) - 1) / %s * %s)) AS skip FROM hits)", skip, size, size)
    before = Sql("(SELECT count(*) AS n FROM hits WHERE slot < (SELECT low FROM edges))")
    statement.common |= {
        "leaving": leaving if skip else Sql("(SELECT 0::bigint AS skip)"),
        "edges": sql(
            "(SELECT min(slot) AS low, max(slot) AS high FROM"
            " (SELECT slot FROM hits ORDER BY slot LIMIT %s OFFSET (SELECT skip FROM leaving)) AS page)",
            size,
        ),
        "before": before if skip else Sql("(SELECT 0::bigint AS n)"),
    }
    statement.parts.append(
        sql(
            f"(SELECT {PAGE}::bigint, row_number() OVER (ORDER BY h.slot, {order.ties}), o.id, 0::bigint FROM hits h"
            " JOIN organisations_organisation o ON o.id = h.organisation_id"
            " WHERE h.slot BETWEEN (SELECT low FROM edges) AND (SELECT high FROM edges)"
            f" ORDER BY h.slot, {order.ties}"
            " LIMIT %s OFFSET (SELECT skip FROM leaving) - (SELECT n FROM before))",
            size,
        )
    )


def ask_walked(statement: Statement, where: Where, sort: str, *, skip: int, size: int) -> None:
    """Ask for a page of all that the filters of a Where leave, by walking an index in the order asked for."""
    name, down = sort.removeprefix("-"), sort.startswith("-")
    if name == "updated":
        ties = "l.changed DESC, l.organisation_id DESC" if down else "l.changed, l.organisation_id"
        _walk(statement, "l.organisation_id", "organisations_listing l", _listed(where), ties, skip, size)
    elif name == "code":
        ties = "o.code DESC" if down else "o.code"
        _walk(statement, "o.id", "organisations_organisation o", _seen(where), ties, skip, size)
    elif name in ("members", "province"):
        order = order_of(sort)
        statement.common["hits"] = sql(
            "MATERIALIZED (SELECT l.organisation_id, %s AS slot FROM organisations_listing l WHERE %s)",
            order.slot,
            _listed(where),
        )
        ask_found(statement, order, skip=skip, size=size)
    elif skip <= SHALLOW:
        ties = "o.name_sort DESC, o.id DESC" if down else "o.name_sort, o.id"
        _walk(statement, "o.id", "organisations_organisation o", _seen(where), ties, skip, size)
    else:
        _pass_over(statement, where, skip=skip, size=size, down=down)


def _walk(statement: Statement, key: str, table: str, condition: Sql, ties: str, skip: int, size: int) -> None:
    statement.parts.append(
        sql(
            f"(SELECT {PAGE}::bigint, row_number() OVER (ORDER BY {ties}), {key}, 0::bigint FROM {table}"
            f" WHERE %s ORDER BY {ties} LIMIT %s OFFSET %s)",
            condition,
            size,
            skip,
        )
    )


def _pass_over(statement: Statement, where: Where, *, skip: int, size: int, down: bool) -> None:
    """Pass over whole stretches of names by their counts, and walk within one; backwards seen from the other end."""
    first = "least(%s, (total - 1) / %s * %s)"
    wanted = f"greatest(total - {first} - %s, 0), least(%s, total - {first})" if down else f"{first}, %s::bigint"
    given = (skip, size, size, size, size, skip, size, size) if down else (skip, size, size, size)
    statement.common |= {
        "stretches": sql("MATERIALIZED (%s)", stretches(where)),
        "wanted (skip, size)": sql(
            f"(SELECT {wanted} FROM (SELECT greatest(sum(n), 1)::bigint AS total FROM stretches) AS t)", *given
        ),
        "stretch": Sql(
            "(SELECT place, upto - n AS before FROM ("
            "SELECT place, n, sum(n) OVER (ORDER BY place) AS upto FROM stretches) AS s"
            " WHERE upto > (SELECT skip FROM wanted) ORDER BY place LIMIT 1)"
        ),
    }
    up, back = "o.name_sort, o.id", "o.name_sort DESC, o.id DESC"
    statement.parts.append(
        sql(
            f"SELECT {PAGE}::bigint, row_number() OVER (ORDER BY {back if down else up}), o.id, 0::bigint FROM ("
            "SELECT o.id, o.name_sort FROM organisations_organisation o WHERE o.name_sort >= coalesce("
            "(SELECT m.name_sort FROM organisations_namemark m JOIN stretch USING (place)), '') AND %s"
            f" ORDER BY {up} LIMIT (SELECT size FROM wanted)"
            " OFFSET (SELECT skip FROM wanted) - (SELECT before FROM stretch)) AS o",
            _seen(where),
        )
    )


def _seen(where: Where) -> Sql:
    """What a Where leaves, as a condition on o, an organisation."""
    blocks = where.scope.blocks(where.states(), where.provinces())
    parts = [
        among("o.state", [str(state) for state in states])
        + (Sql("") if provinces is None else Sql(" AND ") + among("o.province_id", provinces))
        for states, provinces in blocks
    ]
    return sql("(%s)", joined(" OR ", parts)) if parts else Sql("false")


def _listed(where: Where) -> Sql:
    """The same on l, a row of Listing."""
    parts = [
        among("l.state", states) + (Sql("") if provinces is None else Sql(" AND ") + among("l.province", provinces))
        for states, provinces in where.blocks()
    ]
    return sql("(%s)", joined(" OR ", parts)) if parts else Sql("false")


__all__ = ["PAGE", "Order", "ask_found", "ask_walked", "order_of"]
