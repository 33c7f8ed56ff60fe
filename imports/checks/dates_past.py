from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_noop as _

from imports.problems import Problem
from imports.reading import as_text
from imports.rows import Row
from imports.sheet import Sheet

FUTURE = _("“%(value)s” lies in the future. Check the year: พ.ศ. is 543 more than ค.ศ.")


def dates_past(row: Row, sheet: Sheet) -> Iterator[Problem]:
    """An organisation was registered or started before today."""
    day = row.read.get("registered_on")
    if day and date.fromisoformat(day) > sheet.today:
        value = as_text(row.cells.get("registered_on"))
        yield Problem("registered_on", "future", FUTURE, {"value": value}, value=value)
