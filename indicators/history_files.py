"""Records as they stood on a day, and typed values, as CSV: all that the page of a figure's records lists."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _

from core.formats import as_datetime
from core.spreadsheets import neutralised
from indicators.history import revived, with_members_at
from indicators.kinds import Kind
from indicators.tables import table

MANY = 500
BYTE_ORDER_MARK = b"\xef\xbb\xbf"  # so that Excel reads Thai


def records_csv(kind: Kind, events: Iterable[Any], at: datetime, user: Any) -> Iterator[bytes]:
    """Rows of history of one kind, as they stood at `at`; the columns of the page."""
    yield BYTE_ORDER_MARK + _written(str(heading.label) for heading in table(kind, [], user).headings)
    rows = iter(events)
    while some := list(islice(rows, MANY)):
        records = revived(kind.model, some)
        if kind.slug == "networks":
            records = with_members_at(records, at)
        for row in table(kind, records, user).rows:
            cells = ("; ".join(link.text for link in cell.links) for cell in (row.head, *row.cells))
            yield _written(neutralised(text) for text in cells)


def values_csv(values: Iterable[Any]) -> Iterator[bytes]:
    """Typed values, one a row; what a value does not have stays empty."""
    yield BYTE_ORDER_MARK + _written(
        [_("Place"), _("Period"), _("Value"), _("Numerator"), _("Denominator"), _("Notes"), _("Entered")]
    )
    for value in values:
        content = value.number if value.number is not None else value.reached
        yield _written(
            [
                value.province.name if value.province else _("The whole country"),
                value.period,
                neutralised(value.text) if content is None else _words(content),
                _words(value.numerator),
                _words(value.denominator),
                neutralised(value.note),
                as_datetime(value.updated_at),
            ]
        )


def _words(content: Any) -> str:
    if isinstance(content, bool):
        return _("Reached") if content else _("Not reached")
    return "" if content is None else str(content)


def _written(cells: Iterable[str]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerow(list(cells))
    return text.getvalue().encode()
