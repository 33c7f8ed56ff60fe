"""“Is this still right?”: which records are to be confirmed, for whom, and the overdue list as a file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core.names import in_reader_language
from core.spreadsheets import neutralised
from organisations import waiting
from organisations.models import Organisation
from places import lookup

# So long before the day a record is on the list, as the first reminder is sent.
AHEAD = timedelta(days=30)
COLUMNS = (
    "id",
    "code",
    "name_th",
    "name_en",
    "province_id",
    "version",
    "confirmed_on",
    "verified_at",
    "state",
    "status",
)


@dataclass(frozen=True)
class Line:
    """One record of the list."""

    code: str
    name: str
    url: str
    province: str
    last_confirmed: date
    due_on: date
    days_over: int


def to_confirm(user: Any, *, province: str = "", only_overdue: bool = False) -> Any:
    """The records that the user is to have confirmed, overdue or due soon, the longest overdue first."""
    mine = Organisation.objects.editable_by(user)
    if province:
        mine = mine.filter(province=province)
    today = timezone.localdate()
    return waiting.to_confirm(mine, by_day=today if only_overdue else today + AHEAD)


def overdue_by_province(user: Any) -> dict[str, int]:
    """How many are overdue, by the code of the province."""
    overdue = to_confirm(user, only_overdue=True).order_by()
    return dict(overdue.values_list("province_id").annotate(number=Count("pk")))


def lines(records: Iterable[Any]) -> Iterator[Line]:
    """Records of `to_confirm` as the page and the file show them."""
    today = timezone.localdate()
    provinces = lookup.provinces().by_code
    for record in records:
        province = provinces[record.province_id]
        due_on = waiting.year_after(record.last_confirmed)
        yield Line(
            code=record.code,
            name=record.name,
            url=reverse("organisations:confirm", args=[record.code]),
            province=in_reader_language(province.name_th, province.name_en),
            last_confirmed=record.last_confirmed,
            due_on=due_on,
            days_over=(today - due_on).days,
        )


def csv_chunks(records: Iterable[Any]) -> Iterator[bytes]:
    """The list as CSV with a byte order mark, so that Excel reads Thai; dates in ISO, and no formula comes alive."""
    yield b"\xef\xbb\xbf" + _written(
        [_("Registry code"), _("Name"), _("Province"), _("Last confirmed"), _("Due on"), _("Days overdue")]
    )
    for line in lines(records):
        yield _written(
            [
                line.code,
                neutralised(line.name),
                line.province,
                line.last_confirmed.isoformat(),
                line.due_on.isoformat(),
                str(max(line.days_over, 0)),
            ]
        )


def _written(cells: list[str]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerow(cells)
    return text.getvalue().encode()
