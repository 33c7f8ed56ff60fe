"""How many organisations each value of each filter would show: exact, each filter counted without itself, in one query.

Every row is marked with the filters that it fails, one bit each. A value of a filter counts the rows that fail no other
filter, so rows that fail two are of no use to anyone. One scan keeps the others, narrow, and every count reads those.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db import connection
from django.db.models import Case, IntegerField, Value, When
from django.db.models.expressions import CombinedExpression

from organisations.querysets import COLUMNS, MANY, OrganisationQuerySet, condition
from places import official

Expression = Case | Value | CombinedExpression

# Counting districts is worth it only where some are shown: with a province or a district chosen.
_DISTRICT_NEEDS = ("province", "district")


@dataclass(frozen=True)
class Counts:
    """`total` rows pass every filter; `by[key][code]` rows would pass with this code alone in this filter."""

    total: int
    by: Mapping[str, Mapping[str, int]]


def count(visible: OrganisationQuerySet, chosen: Mapping[str, Collection[str]], q: str = "") -> Counts:
    """Count the rows of `visible` for the filters `chosen` (codes by key of COLUMNS) and the search `q`."""
    active = [key for key in COLUMNS if chosen.get(key)]
    bits = {key: 1 << place for place, key in enumerate(active)}
    fails: Expression = Value(0)
    for key in active:
        fails = fails + Case(
            When(condition(key, chosen[key]), then=Value(0)), default=Value(bits[key]), output_field=IntegerField()
        )
    columns = sorted(set(COLUMNS.values()))
    scan = visible.searched(q).order_by().annotate(fails=fails).values_list(*columns, "fails")
    inner, parameters = scan.query.sql_with_params()
    names = ", ".join(f'"{name}"' for name in [*columns, "fails"])
    parts = ["SELECT 'total', '', count(*) FROM kept WHERE fails = 0"]
    for key, column in COLUMNS.items():
        if key == "district" and not any(chosen.get(need) for need in _DISTRICT_NEEDS):
            continue
        source, value = (f'kept, unnest("{column}") AS value', "value") if key in MANY else ("kept", f'"{column}"')
        where = f"(fails | {bits[key]}) = {bits[key]}" if key in bits else "fails = 0"
        parts.append(f"SELECT '{key}', {value}, count(*) FROM {source} WHERE {where} GROUP BY {value}")  # noqa: S608 - made of our own names and numbers; what people typed is among the parameters
    union = " UNION ALL ".join(parts)
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH kept AS MATERIALIZED (SELECT * FROM ({inner}) AS scanned ({names})"  # noqa: S608 - see above
            f" WHERE (fails & (fails - 1)) = 0) {union}",
            parameters,
        )
        return _gather(cursor.fetchall())


def _gather(rows: list[tuple[str, str | None, int]]) -> Counts:
    total = 0
    by: dict[str, Counter[str]] = defaultdict(Counter)
    regions = {row.code: row.region_code for row in official.provinces()}
    for key, value, number in rows:
        if key == "total":
            total = number
        elif value:
            by[key][regions.get(value, "") if key == "region" else value] += number
    return Counts(total, by)
