"""What a bulk action would do, asked of the database by the very statements that would do it; nothing is written."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from organisations.bulk.changes import Change, changes_of
from organisations.choices import BulkKind
from organisations.models import Organisation
from organisations.querysets import OrganisationQuerySet
from organisations.terms import Terms

SAMPLE = 20


@dataclass(frozen=True)
class Sampled:
    """One record that would change: its columns before and after."""

    organisation: Organisation
    before: dict[str, Any]
    after: dict[str, Any]


@dataclass(frozen=True)
class Preview:
    """`total` records are meant; `refused` counts those left out, by reason; `sample` are the first that change."""

    total: int
    changed: int
    same: int
    refused: Mapping[str, int]
    sample: Sequence[Sampled]


def preview(found: OrganisationQuerySet, kind: str, parameters: Mapping[str, Any], terms: Terms, by: Any) -> Preview:
    """Count what would become of `found`, and show the first that would change; three questions."""
    mine = found.editable_by(by)
    total, allowed = found.order_by().count(), mine.order_by().count()
    (change,) = changes_of(kind, parameters, terms)
    if kind == BulkKind.REMIND:
        return Preview(total, allowed, 0, _outside(total - allowed), [])
    counted = _counted(change, mine)
    refused = {code: rows for (outcome, code), rows in counted.items() if outcome == "refused"}
    return Preview(
        total,
        counted.get(("changed", ""), 0),
        counted.get(("same", ""), 0),
        {**_outside(total - allowed), **refused},
        _sample(change, mine),
    )


def _outside(rows: int) -> dict[str, int]:
    return {"not_yours": rows} if rows else {}


def outcomes(change: Change) -> tuple[str, list[Any]]:
    """Outcome, refusal, before and after of each row `o`, as four columns. A row that would stay is never refused."""
    after, after_values = change.after_json
    refusal, refusal_values = change.refusal
    return (
        f"CASE WHEN {change.before_json} = {after} THEN 'same' WHEN {refusal} <> '' THEN 'refused' ELSE 'changed' END"
        f" AS outcome, CASE WHEN {change.before_json} = {after} THEN '' ELSE {refusal} END AS refusal,"
        f" {change.before_json} AS before, {after} AS after",
        [*after_values, *refusal_values, *after_values, *refusal_values, *after_values],
    )


def _counted(change: Change, mine: OrganisationQuerySet) -> dict[tuple[str, str], int]:
    keys, key_values = mine.order_by().values("pk").query.sql_with_params()
    columns, values = outcomes(change)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT outcome, refusal, count(*) FROM (SELECT {columns} FROM {change.table} o"  # noqa: S608 - our own names; what people typed is among the parameters
            f" WHERE o.id IN ({keys})) AS seen GROUP BY outcome, refusal",
            [*values, *key_values],
        )
        return {(outcome, refusal): rows for outcome, refusal, rows in cursor.fetchall()}


def _sample(change: Change, mine: OrganisationQuerySet) -> list[Sampled]:
    keys, key_values = mine.order_by().values("pk").query.sql_with_params()
    columns, values = outcomes(change)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id, before::text, after::text FROM (SELECT o.id, o.name_sort, {columns} FROM {change.table} o"  # noqa: S608 - as above
            f" WHERE o.id IN ({keys})) AS seen WHERE outcome = 'changed' ORDER BY name_sort, id LIMIT {SAMPLE}",
            [*values, *key_values],
        )
        rows = cursor.fetchall()
    known = Organisation.objects.in_bulk([row[0] for row in rows])
    return [Sampled(known[pk], json.loads(before), json.loads(after)) for pk, before, after in rows]
