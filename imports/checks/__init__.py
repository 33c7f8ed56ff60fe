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
from organisations.duplicates.scoring import contacts_of
from thai.text import matching_key

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


def check_unmatched(row: Row, sheet: Sheet) -> Row:
    """Check a row that gives no registry code, before anybody looks for what it means: no check of these asks for it.

    One that gives a code is left for later. The row is returned.
    """
    if not row.read.get("code"):
        check(row, sheet)
        row.contacts = contacts(row)
        row.name_key = matching_key(row.read.get("name_th", ""))
        row.is_checked = True
    return row


def contacts(row: Row) -> tuple[str, ...]:
    """What the duplicate finder looks a row up by in the whole country."""
    read = row.read.get
    return contacts_of(read("registration_number") or "", read("email") or "", read("phone") or "")
