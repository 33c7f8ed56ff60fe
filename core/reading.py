"""Rows read by hand, for the few questions that nearly every page asks.

Putting a QuerySet into SQL takes four times as long as PostgreSQL takes to answer it by a key; a list asks five times.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, TypeVar

from django.db import connection, models
from django.db.models.base import ModelState

M = TypeVar("M", bound=models.Model)


def rows(
    model: type[M], condition: str, params: Sequence[Any], *, fields: Collection[str] = (), also: Mapping[str, str] = {}
) -> Iterator[M]:
    """The rows for which `condition`, SQL of our own over the table's columns, holds; in no order, unless it says one.

    `fields`: names of the fields to read, all where none is given; the others are read when they are asked for.
    `also`: further attributes of each row, as SQL of our own.
    """
    columns, attnames, changing = _columns(model, frozenset(fields))
    if also:
        columns, attnames = ", ".join([columns, *also.values()]), [*attnames, *also]
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT {columns} FROM "{model._meta.db_table}" WHERE {condition}', params)  # noqa: S608 - names and conditions of our own
        found = cursor.fetchall()
    for row in found:
        values = dict(zip(attnames, row, strict=True))
        for attname, read in changing:
            values[attname] = read(values[attname], None, connection)
        yield _instance(model, values)


def _instance(model: type[M], values: dict[str, Any]) -> M:
    """As Model.from_db makes it, without going through every field that was not read, and without signals of it."""
    one = model.__new__(model)
    one.__dict__ = values
    one._state = ModelState()
    one._state.adding, one._state.db = False, "default"
    return one


@lru_cache(maxsize=256)
def _columns(model: type[models.Model], names: frozenset[str]) -> tuple[str, list[str], list[tuple[str, Any]]]:
    """The columns in SQL, their attributes in the same order, and those that change on their way, as JSON does."""
    wanted = [field for field in model._meta.concrete_fields if not names or {field.name, field.attname} & names]
    changing = [(field.attname, field.from_db_value) for field in wanted if hasattr(field, "from_db_value")]
    return ", ".join(f'"{field.column}"' for field in wanted), [field.attname for field in wanted], changing
