"""The checks of a row, in order. One check is one function in one file; this list is the specification.

A check gets the row as it was read and what the file as a whole knows, and yields its problems. It may complete
`row.read`, never the registry. Cells that could not be read at all have their problems already (see cleaning).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from imports.checks.code_known import code_known
from imports.checks.code_once import code_once
from imports.checks.dates_past import dates_past
from imports.checks.name_has_letters import name_has_letters
from imports.checks.people_named import people_named
from imports.checks.places_read import places_read
from imports.checks.postcode_fits import postcode_fits
from imports.checks.province_allowed import province_allowed
from imports.checks.required_given import required_given
from imports.problems import Problem
from imports.rows import Row
from imports.sheet import Sheet

Check = Callable[[Row, Sheet], Iterator[Problem]]

CHECKS: tuple[Check, ...] = (
    code_once,
    code_known,
    required_given,
    name_has_letters,
    places_read,
    postcode_fits,
    province_allowed,
    dates_past,
    people_named,
)


def check(row: Row, sheet: Sheet) -> None:
    """Put the problems of every check behind those that reading found."""
    for one in CHECKS:
        row.problems.extend(one(row, sheet))
