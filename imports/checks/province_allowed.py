from collections.abc import Iterator

from django.utils.translation import gettext_noop as _

from imports.problems import Problem
from imports.rows import Row
from imports.sheet import Sheet

NOT_YOURS = _(
    "Your account may not write organisations of this province. Ask a colleague who may, or take the row out."
)


def province_allowed(row: Row, sheet: Sheet) -> Iterator[Problem]:
    """Rights hold for every row: the province that it stands in, and the one that it moves to."""
    if sheet.provinces is None:
        return
    before = row.existing.values.get("province") if row.existing else None
    for code in {before, row.result("province")} - {None}:
        if code not in sheet.provinces:
            yield Problem("province", "province_not_yours", NOT_YOURS)
            return
