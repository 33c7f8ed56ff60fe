"""Where codes of terms are kept, so that a term can be counted and merged everywhere, also in rooms above this one.

A higher room calls `register` from its AppConfig.ready.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db import connection, models

from organisations.choices import Decision, Taxonomy
from organisations.models import CapacityAssessment, HeldChange, Organisation


@dataclass(frozen=True)
class TermUse:
    """A column of a model that holds one code of a taxonomy, or a list of them (`many`)."""

    taxonomy: Taxonomy
    model: type[models.Model]
    column: str
    many: bool

    @property
    def table(self) -> str:
        return self.model._meta.db_table


_uses: list[TermUse] = [
    TermUse(Taxonomy.LEGAL_FORM, Organisation, "legal_form", many=False),
    TermUse(Taxonomy.ISSUE, Organisation, "issues", many=True),
    TermUse(Taxonomy.EXPERTISE, Organisation, "expertise", many=True),
    TermUse(Taxonomy.TARGET, Organisation, "targets", many=True),
    TermUse(Taxonomy.FIELD, Organisation, "fields", many=True),
    TermUse(Taxonomy.MODE, Organisation, "modes", many=True),
    TermUse(Taxonomy.LEVEL, Organisation, "level", many=False),
    TermUse(Taxonomy.CAPACITY, Organisation, "capacity_level", many=False),
    TermUse(Taxonomy.CAPACITY, CapacityAssessment, "level", many=False),
]


def register(use: TermUse) -> None:
    """Let codes in another room's column be counted and merged."""
    if use not in _uses:
        _uses.append(use)


def uses_of(taxonomy: Taxonomy) -> list[TermUse]:
    return [use for use in _uses if use.taxonomy == taxonomy]


def counts(taxonomy: Taxonomy) -> dict[str, int]:
    """How many records hold each code: of organisations, and of researchers and the like; one question.

    An organisation's capacity level is that of its latest assessment, so assessments are not counted again. Criteria
    are counted by the assessments that scored them.
    """
    if taxonomy == Taxonomy.CRITERION:
        table = CapacityAssessment._meta.db_table
        parts = [f"SELECT jsonb_object_keys(scores) AS code, count(*) AS rows FROM {table} GROUP BY 1"]  # noqa: S608 - our own table
    else:
        parts = [_counting(use) for use in uses_of(taxonomy) if use.model is not CapacityAssessment]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT code, sum(rows)::bigint FROM ({' UNION ALL '.join(parts)}) AS held GROUP BY code")  # noqa: S608 - our own names
        return {code: int(rows) for code, rows in cursor.fetchall() if code}


def _counting(use: TermUse) -> str:
    # A merged organisation lives on in its survivor.
    where = " WHERE state <> 'merged'" if use.model is Organisation else ""
    value = f"unnest({use.column})" if use.many else use.column
    return f"SELECT {value} AS code, count(*) AS rows FROM {use.table}{where} GROUP BY 1"  # noqa: S608 - our own names


def holders(use: TermUse, code: str) -> tuple[str, list[Any]]:
    """A statement for the keys of the records that hold a code in this column, and its parameters."""
    condition = f"{use.column} @> ARRAY[%s]::varchar[]" if use.many else f"{use.column} = %s"
    return f"SELECT id FROM {use.table} WHERE {condition}", [code]  # noqa: S608 - our own names


def held_uses(taxonomy: Taxonomy, identity: Collection[str]) -> list[str]:
    """The columns of an organisation's `identity` that hold a code of the taxonomy, and so may wait in a HeldChange."""
    return [use.column for use in uses_of(taxonomy) if use.model is Organisation and use.column in identity]


def held_holders(column: str, code: str) -> tuple[str, list[Any]]:
    """As `holders`, the changes that wait for approval and name the code, as wanted, as verified, or as it is now."""
    return (
        f"SELECT id FROM {HeldChange._meta.db_table} WHERE decision = '{Decision.WAITING}'"  # noqa: S608 - our own names
        f" AND (wanted ->> '{column}' = %s OR verified ->> '{column}' = %s OR field = '{column}' AND EXISTS ("
        f"SELECT FROM {Organisation._meta.db_table} o WHERE o.id = organisation_id AND o.{column} = %s))",
        [code, code, code],
    )
