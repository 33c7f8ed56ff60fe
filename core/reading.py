"""Rows read by hand, for the few questions that nearly every page asks.

Putting a QuerySet into SQL takes four times as long as PostgreSQL takes to answer it by a key; a list asks five times.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from typing import Any, TypeVar

from django.db import connection, models

M = TypeVar("M", bound=models.Model)


def rows(model: type[M], condition: str, params: Sequence[Any], *, fields: Collection[str] = ()) -> Iterator[M]:
    """The rows for which `condition`, SQL of our own over the table's columns, holds; in no order, unless it says one.

    `fields`: names of the fields to read, all where none is given; the others are read when they are asked for. Raises
    ValueError where one changes on its way from the database, as JSON does.
    """
    columns, attnames = _columns(model, frozenset(fields))
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT {columns} FROM "{model._meta.db_table}" WHERE {condition}', params)  # noqa: S608 - names and conditions of our own
        found = cursor.fetchall()
    for row in found:
        yield model.from_db("default", attnames, row)


@lru_cache(maxsize=256)
def _columns(model: type[models.Model], names: frozenset[str]) -> tuple[str, list[str]]:
    """In the order of the model's fields, as from_db takes them."""
    wanted = [field for field in model._meta.concrete_fields if not names or {field.name, field.attname} & names]
    if changing := [field.name for field in wanted if hasattr(field, "from_db_value")]:
        raise ValueError(f"{model.__name__}: {', '.join(changing)} cannot be read by hand.")
    return ", ".join(f'"{field.column}"' for field in wanted), [field.attname for field in wanted]
