from collections.abc import Iterator

from django.utils.translation import gettext_noop as _

from imports.problems import Problem
from imports.rows import Row
from imports.sheet import Sheet

DOUBLED = _("The registry code “%(value)s” stands in row %(row)s too. Keep one row for each organisation.")


def code_once(row: Row, sheet: Sheet) -> Iterator[Problem]:
    """A registry code stands in one row only: two rows would change one organisation twice."""
    code = row.read.get("code")
    if not code:
        return
    first = sheet.codes.setdefault(code, row.number)
    if first != row.number:
        yield Problem("code", "code_doubled", DOUBLED, {"value": code, "row": first}, value=code)
