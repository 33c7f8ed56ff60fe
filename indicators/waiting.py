"""What waits to be set right among KPI records: counts for start pages and the pages of provinces."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import Count, QuerySet, Value

from accounts.permissions import Right, has_right
from core.navigation import address
from indicators.filters import CHECKS
from indicators.kinds import KINDS, Kind, twice
from indicators.windows import ProvinceWindow, of_province
from plans.choices import WindowState


@dataclass(frozen=True)
class Waiting:
    """So many records of one kind; `check` is a key of filters.CHECKS."""

    kind: Kind
    check: str
    count: int
    province: str = ""

    @property
    def label(self) -> Any:
        return CHECKS[self.check]

    @property
    def url(self) -> str:
        place = f"&province={self.province}" if self.province else ""
        return f"{address('indicators:record_list', self.kind.slug)}?check={self.check}{place}"


def waiting(user: Any, province: str = "", checks: tuple[str, ...] = ("waiting", "twice")) -> list[Waiting]:
    """What waits among the records that the user keeps, of a province or of all; one query."""
    if not has_right(user, Right.EDIT_KPI_RECORDS):
        return []
    kept = None if has_right(user, Right.WHOLE_COUNTRY) else frozenset(user.province_codes)
    if province:
        kept = frozenset({province}) if kept is None else kept & {province}
    if kept is not None and not kept:
        return []
    sql, parameters = _statement(kept, checks)
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        found = [Waiting(KINDS[slug], check, count, province) for slug, check, count in cursor.fetchall() if count]
    order = list(KINDS)
    return sorted(found, key=lambda one: (checks.index(one.check), order.index(one.kind.slug)))


@lru_cache(maxsize=256)
def _statement(provinces: frozenset[str] | None, checks: tuple[str, ...]) -> tuple[str, tuple[Any, ...]]:
    """SQL that counts what waits in some provinces (None: everywhere), and its parameters.

    Known for the same provinces: putting ten queries together takes longer than asking them of one province.
    """
    asked: list[QuerySet[Any]] = []
    for kind in KINDS.values():
        mine = kind.model.objects.all() if provinces is None else kind.model.objects.filter(province__in=provinces)
        rows = {"waiting": mine.unchecked(), "twice": twice(kind, mine)}
        asked += [
            rows[check]
            .order_by()
            .annotate(kind_slug=Value(kind.slug), check_name=Value(check))
            .values("kind_slug", "check_name")
            .annotate(count=Count("*"))
            for check in checks
        ]
    sql, parameters = asked[0].union(*asked[1:], all=True).query.sql_with_params()
    return sql, tuple(parameters)


def windows_open(user: Any) -> list[ProvinceWindow]:
    """The periods for which records of the user's provinces are due and not late yet; the oldest first.

    A record is never missing by itself, so what is past its due day waits for nobody: the page of the province says it.
    """
    if not has_right(user, Right.EDIT_KPI_RECORDS) or has_right(user, Right.WHOLE_COUNTRY):
        return []
    found = [one for code in sorted(user.province_codes) for one in of_province(KINDS.values(), code)]
    return [one for one in found if one.state == WindowState.OPEN]
