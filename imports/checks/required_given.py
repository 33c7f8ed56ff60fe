from collections.abc import Iterator, KeysView
from functools import cache

from django.utils.translation import gettext_noop as _

from imports.problems import Problem
from imports.rows import Row
from imports.sheet import Sheet
from organisations.resources import columns

EMPTY = _("This cell is empty. A new organisation needs it: type a value.")


def required_given(row: Row, sheet: Sheet) -> Iterator[Problem]:
    """A new organisation has a name, a legal form, a province and an issue area."""
    if row.existing is not None or row.cells.keys() >= _required():
        return
    for key in _required():
        if key not in row.cells and all(problem.column != key for problem in row.problems):
            yield Problem(key, "required", EMPTY)


@cache
def _required() -> KeysView[str]:
    return {column.key: column for column in columns() if column.required}.keys()
