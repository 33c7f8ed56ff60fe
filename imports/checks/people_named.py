from collections.abc import Iterator

from django.utils.translation import gettext_noop as _

from imports.problems import WARNING, Problem
from imports.reading import as_text
from imports.rows import Row
from imports.sheet import Sheet

NAMELESS = _("This is left out, because the person has no name. Type the name as well.")

# Details of a person, by the column of the name.
DETAILS = {
    "head": ("head_position",),
    "coordinator": ("coordinator_phone", "coordinator_email"),
}
FEEDS = {
    "head_position": "head.position",
    "coordinator_phone": "coordinator.mobile",
    "coordinator_email": "coordinator.email",
}


def people_named(row: Row, sheet: Sheet) -> Iterator[Problem]:
    """A position, a phone or an e-mail belongs to somebody: personal data without a person are not kept."""
    for person, details in DETAILS.items():
        if row.result(f"{person}.name"):
            continue
        for column in details:
            if row.read.pop(FEEDS[column], None):
                yield Problem(column, "nameless", NAMELESS, {}, WARNING, as_text(row.cells.get(column)))
