from collections.abc import Iterator

from django.utils.translation import gettext_noop as _

from imports.problems import WARNING, Problem
from imports.rows import Row
from imports.sheet import Sheet
from organisations.choices import State

UNKNOWN = _("No organisation has the registry code “%(value)s” yet. It will be added under this code.")
MERGED = _("The organisation “%(value)s” was merged into another. Use the code %(into)s.")


def code_known(row: Row, sheet: Sheet) -> Iterator[Problem]:
    """A registry code names an organisation that we have, and that was not merged into another.

    A right code that we do not have comes from another registry (a test system, a copy): codes are printed on
    letters, so the organisation keeps it.
    """
    code = row.read.get("code")
    if not code:
        return
    if row.existing is None:
        yield Problem("code", "code_unknown", UNKNOWN, {"value": code}, WARNING, code)
    elif row.existing.state == State.MERGED:
        into = row.existing.values.get("merged_into") or ""
        yield Problem("code", "code_merged", MERGED, {"value": code, "into": into}, value=code)
