"""The rows of the list, as its template shows them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.core.paginator import Paginator

from core.names import in_reader_language
from organisations.badges import STATE_KINDS, STATUS_KINDS
from organisations.choices import State, Status, Taxonomy
from organisations.models import Organisation
from organisations.terms import Terms
from places import lookup

PAGE_SIZE = 25
# All that a row of the list needs; the rest of the record is not read.
COLUMNS = (
    "id",
    "code",
    "name_th",
    "name_en",
    "legal_form",
    "province_id",
    "district_id",
    "issues",
    "member_count",
    "status",
    "state",
    "updated_at",
)


class CountedPaginator(Paginator):
    """Pages of a list whose rows have been counted already."""

    def __init__(self, rows: Any, *, total: int, per_page: int = PAGE_SIZE) -> None:
        super().__init__(rows, per_page)
        self.total = total

    @cached_property
    def count(self) -> int:
        return self.total


@dataclass(frozen=True)
class Row:
    """One organisation of the list."""

    name: str
    url: str
    code: str
    form: str
    place: str
    issues: list[str]
    more_issues: int
    members: int | None
    status_kind: str
    status: str
    state_kind: str
    state: str
    updated_at: datetime


def rows(organisations: Iterable[Organisation], terms: Terms, wanted: Collection[str] = ()) -> list[Row]:
    """Present the organisations of one page; two issue areas are named, those `wanted` first, the others counted."""
    return [_row(organisation, terms, wanted) for organisation in organisations]


def _row(organisation: Organisation, terms: Terms, wanted: Collection[str]) -> Row:
    issues = terms.names(Taxonomy.ISSUE, sorted(organisation.issues, key=lambda code: code not in wanted))
    return Row(
        name=organisation.name,
        url=organisation.get_absolute_url(),
        code=organisation.code,
        form=terms.name(Taxonomy.LEGAL_FORM, organisation.legal_form),
        place=place_of(organisation.province_id, organisation.district_id),
        issues=issues[:2],
        more_issues=max(0, len(issues) - 2),
        members=organisation.member_count,
        status_kind=STATUS_KINDS[organisation.status],
        status=str(Status(organisation.status).label),
        state_kind=STATE_KINDS[organisation.state],
        state=str(State(organisation.state).label),
        updated_at=organisation.updated_at,
    )


def place_of(province_id: str, district_id: str | None) -> str:
    """The district and the province, in the reader's language."""
    names = [lookup.districts().by_code.get(district_id or ""), lookup.provinces().by_code.get(province_id)]
    return ", ".join(in_reader_language(row.name_th, row.name_en) for row in names if row)
