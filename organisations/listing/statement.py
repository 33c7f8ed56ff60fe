"""Putting one SQL statement together from parts, each with the parameters that it needs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection


@dataclass(frozen=True)
class Sql:
    """A piece of SQL and what stands for its %s, in order."""

    text: str
    given: tuple[Any, ...] = ()

    def __add__(self, other: Sql | str) -> Sql:
        other = Sql(other) if isinstance(other, str) else other
        return Sql(self.text + other.text, self.given + other.given)


def sql(text: str, *given: Any) -> Sql:
    """A piece whose %s stand for `given`; a piece among them is put in as it is, whatever else becomes a parameter."""
    pieces = text.split("%s")
    parameters: list[Any] = []
    made = pieces[0]
    for value, piece in zip(given, pieces[1:], strict=True):
        if isinstance(value, Sql):
            made += value.text + piece
            parameters += value.given
        else:
            made += "%s" + piece
            parameters.append(value)
    return Sql(made, tuple(parameters))


def joined(between: str, parts: Iterable[Sql]) -> Sql:
    """The parts with `between` between them."""
    parts = list(parts)
    return Sql(between.join(part.text for part in parts), tuple(value for part in parts for value in part.given))


def among(column: str, values: Sequence[Any]) -> Sql:
    """Whether a column has one of some values; one alone is asked for so that an index in another order serves."""
    if len(values) == 1:
        return sql(f"{column} = %s", values[0])
    return sql(f"{column} = ANY (%s)", list(values))


@dataclass
class Statement:
    """Questions that are answered at one moment, in one round to the database.

    Each part gives rows of four numbers: the part's own number, and three of its meaning.
    """

    common: dict[str, Sql] = field(default_factory=dict)
    parts: list[Sql] = field(default_factory=list)

    def rows(self) -> list[tuple[int, int, int, int]]:
        """Ask."""
        if not self.parts:
            return []
        whole = joined(" UNION ALL ", self.parts)
        if self.common:
            whole = joined(", ", [sql(f"{name} AS %s", text) for name, text in self.common.items()]) + " " + whole
            whole = Sql("WITH ") + whole
        with connection.cursor() as cursor:
            cursor.execute(whole.text, whole.given)
            return cursor.fetchall()
