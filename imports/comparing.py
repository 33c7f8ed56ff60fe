"""What a row would change, cell by cell."""

from __future__ import annotations

from typing import Any

from core.spreadsheets import restored
from imports.checks.places_read import LEVELS
from imports.reading import as_text
from imports.rows import Existing, Row
from imports.showing import shown
from organisations.columns import Column
from organisations.resources import columns
from organisations.terms import Terms
from thai.text import normalise_lines

_EMPTY: tuple[Any, ...] = (None, "", [])


def drop_unchanged(row: Row, terms: Terms) -> None:
    """Forget the cells that say just what an export says of the organisation, and whatever was wrong with them.

    An old value that would not pass today harms nobody while it is left alone.
    """
    existing = row.existing
    if existing is None:
        return
    same = {column.key for column in columns() if column.key in row.cells and _says_the_same(column, row, terms)}
    same.discard("code")
    # The three levels of a place mean something only together.
    if not {level for level in LEVELS if level in row.cells or level in row.cleared} <= same:
        same.difference_update(LEVELS)
    for column in columns():
        if column.key in same:
            del row.cells[column.key]
            for feed in column.feeds:
                row.read.pop(feed, None)
    row.problems = [problem for problem in row.problems if problem.column not in same]


def _says_the_same(column: Column, row: Row, terms: Terms) -> bool:
    assert row.existing is not None  # noqa: S101 - the only caller asked
    # An export puts an apostrophe before what could come alive.
    text = normalise_lines(restored(as_text(row.cells[column.key])))
    return text == normalise_lines(shown(column, row.existing.values, terms))


def changes(row: Row, existing: Existing, terms: Terms) -> dict[str, list[str]]:
    """Column → [what the registry shows, what it would show], for every column that would change."""
    found = {}
    for column in columns():
        if column.key == "code":
            continue
        given = [feed for feed in column.feeds if feed in row.read]
        if any(not same(row.read[feed], existing.values.get(feed)) for feed in given):
            before = shown(column, existing.values, terms)
            after = shown(column, {**existing.values, **row.read}, terms)
            if before != after:
                found[column.key] = [before, after]
    return found


def same(new: Any, old: Any) -> bool:
    """Whether two values of a feed are one: lists are sets, and all kinds of nothing are nothing."""
    if new in _EMPTY and old in _EMPTY:
        return True
    if isinstance(new, list) and isinstance(old, list):
        return sorted(new) == sorted(old)
    return bool(new == old)
