"""The ministry's queue: what waits for its decision, and what rose to it because nobody in the province acted."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import Case, CharField, Count, Exists, OuterRef, Value, When
from django.urls import reverse
from django.utils import timezone

from accounts.permissions import Right, has_right
from core.names import in_reader_language
from organisations import waiting
from organisations.choices import State, Waiting
from organisations.models import Escalation, Organisation
from organisations.querysets import OrganisationQuerySet
from places import official

# The ministry's own; the others are the provinces' until they have waited too long.
OURS = (Waiting.SUBMITTED, Waiting.HELD)
_COLUMNS = ("code", "name_th", "name_en", "province_id", "kind", "since", "is_late", "place")
MOST_NEIGHBOURS = 2000


@dataclass(frozen=True)
class Asked:
    """What part of the queue is looked at; "" for all. `is_late`: only what rose."""

    province: str = ""
    kind: str = ""
    is_late: bool = False

    @property
    def address(self) -> str:
        """As it stands in an address, with its question mark."""
        pairs = {"province": self.province, "kind": self.kind, "late": "1" if self.is_late else ""}
        given = {key: value for key, value in pairs.items() if value}
        return f"?{urlencode(given)}" if given else ""


def asked(data: Mapping[str, str]) -> Asked:
    """What an address asks for; values that mean nothing are left out."""
    provinces = {row.code for row in official.provinces()}
    province, kind = data.get("province", ""), data.get("kind", "")
    return Asked(
        province if province in provinces else "", kind if kind in Waiting.values else "", data.get("late", "") == "1"
    )


@dataclass(frozen=True)
class Item:
    """One line of the queue."""

    code: str
    name: str
    province: str
    kind: str
    kind_label: str
    since: datetime
    days: int
    is_late: bool
    url: str


def _of_kind(kind: Waiting, user: Any, query: Asked) -> Any:
    """Organisations on which something of the kind waits, with the further columns of _COLUMNS."""
    base: OrganisationQuerySet = Organisation.objects.order_by().editable_by(user)
    if query.province:
        base = base.filter(province=query.province)
    risen = Escalation.objects.open().filter(kind=kind)
    if query.is_late or kind not in OURS:
        base = base.filter(pk__in=risen.values("organisation"))
    found = waiting.waiting(kind, base).order_by()
    late = Exists(risen.filter(organisation=OuterRef("pk")))
    # Confirmations come last, late as they are: they may be thousands, and nobody waits for an answer to them.
    place = Case(When(late, then=Value(0)), default=Value(1)) if kind != Waiting.CONFIRMATION else Value(2)
    return found.annotate(kind=Value(kind.value, CharField()), is_late=late, place=place)


def _kinds(query: Asked) -> list[Waiting]:
    return [Waiting(query.kind)] if query.kind else list(Waiting)


def rows(user: Any, query: Asked, kinds: Collection[Waiting] = ()) -> Any:
    """The queue as a QuerySet of tuples (_COLUMNS): what rose first, then the oldest first, confirmations last.

    `kinds`: of those that are asked for these alone.
    """
    asked_for = [kind for kind in _kinds(query) if kind in (kinds or Waiting)]
    parts = [_of_kind(kind, user, query).values_list(*_COLUMNS) for kind in asked_for]
    found = parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]
    return found.order_by("place", "since", "code")


class Counted:
    """The rows of the queue for a paginator, counted already: `by_kind`, of the kinds and the province asked for.

    Confirmations come last and may be thousands; a page before them leaves them alone, so that it need not sort them.
    """

    def __init__(self, user: Any, query: Asked, by_kind: Mapping[str, int]) -> None:
        self._user, self._query = user, query
        self._numbers = {kind: by_kind.get(kind, 0) for kind in _kinds(query)}

    def __len__(self) -> int:
        return sum(self._numbers.values())

    def __getitem__(self, part: slice) -> Any:
        before = len(self) - self._numbers.get(Waiting.CONFIRMATION, 0)
        if not self._query.kind and part.stop <= before:
            return rows(self._user, self._query, set(Waiting) - {Waiting.CONFIRMATION})[part]
        return rows(self._user, self._query)[part]


def items(found: Any, query: Asked) -> list[Item]:
    """Rows of the queue as its page shows them."""
    names = {row.code: in_reader_language(row.name_th, row.name_en) for row in official.provinces()}
    today = timezone.localdate()
    return [
        Item(
            code=code,
            name=in_reader_language(name_th, name_en or name_th),
            province=names[province],
            kind=kind,
            kind_label=str(Waiting(kind).label),
            since=since,
            days=(today - timezone.localdate(since)).days,
            is_late=is_late,
            url=reverse("organisations:verifying", args=[code]) + query.address,
        )
        for code, name_th, name_en, province, kind, since, is_late, _place in found
    ]


def counts(user: Any, query: Asked) -> tuple[dict[str, int], dict[str, int], int]:
    """How many by province (of the kinds asked for), by kind (of the province asked for), and how many rose."""
    by_province: dict[str, int] = {}
    by_kind: dict[str, int] = {}
    for kind in Waiting:
        everywhere = _of_kind(kind, user, Asked(is_late=query.is_late))
        for province, number in everywhere.values_list("province_id").annotate(number=Count("pk")):
            if not query.kind or query.kind == kind:
                by_province[province] = by_province.get(province, 0) + number
            if not query.province or query.province == province:
                by_kind[kind.value] = by_kind.get(kind.value, 0) + number
    risen = Escalation.objects.open().exclude(organisation__state=State.MERGED)
    if not has_right(user, Right.WHOLE_COUNTRY):
        risen = risen.filter(organisation__in=Organisation.objects.editable_by(user).values("pk"))
    if query.province:
        risen = risen.filter(organisation__province=query.province)
    return by_province, by_kind, risen.count()


def neighbours(user: Any, query: Asked, code: str) -> tuple[str, str]:
    """The codes before and after a record in the queue, "" at its ends; the first one after one that is not in it."""
    codes = list(dict.fromkeys(row[0] for row in rows(user, query)[:MOST_NEIGHBOURS]))
    if code not in codes:
        return "", codes[0] if codes else ""
    place = codes.index(code)
    return codes[place - 1] if place else "", codes[place + 1] if place + 1 < len(codes) else ""
