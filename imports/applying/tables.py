"""Tables of this database session that hold what will be written, shaped like those they are written to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import connection, models

from organisations.models import Organisation, Person, YearlyBudget

CHANGED = "import_changed"
PEOPLE = "import_people"
BUDGETS = "import_budgets"

_LIKE: dict[str, type[models.Model]] = {
    CHANGED: Organisation,
    PEOPLE: Person,
    BUDGETS: YearlyBudget,
}


def attnames(model: type[models.Model]) -> tuple[str, ...]:
    """Names of the columns of a model's table."""
    return tuple(field.attname for field in model._meta.concrete_fields)


def create() -> None:
    """Make the tables anew, empty."""
    drop()
    with connection.cursor() as cursor:
        for name, model in _LIKE.items():
            cursor.execute(f"CREATE TEMP TABLE {name} (LIKE {model._meta.db_table})")
            if name in (PEOPLE, BUDGETS):
                cursor.execute(f"ALTER TABLE {name} ALTER COLUMN id DROP NOT NULL")
        cursor.execute(f"ALTER TABLE {CHANGED} ADD COLUMN seen_at timestamptz")


def drop() -> None:
    """Take the tables away; they would otherwise live as long as the connection."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {', '.join(_LIKE)}")


def fill(name: str, columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> None:
    """COPY rows, given by column, into one of the tables."""
    # A row that asked the database while the COPY is open would wait for itself.
    ready = [[row[column] for column in columns] for row in rows]
    with connection.cursor() as cursor, cursor.copy(f"COPY {name} ({', '.join(columns)}) FROM STDIN") as copy:
        for cells in ready:
            copy.write_row(cells)
