"""What stands in the way of undoing an import: records that were changed since, or that others hang on by now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection, models
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from imports.models import Import, ImportRow, Touched
from organisations.models import Organisation, Person, YearlyBudget

CHANGED = "changed"
# Written and taken back by the import itself.
_OWN: tuple[type[models.Model], ...] = (Organisation, Person, YearlyBudget)
_TOUCHED = Touched._meta.db_table


@dataclass(frozen=True)
class Obstacle:
    """`why`: CHANGED, or the name of the table whose rows hang on a new record."""

    organisation: Organisation
    why: str

    @property
    def name(self) -> str:
        return self.organisation.name

    @property
    def url(self) -> str:
        return reverse("organisations:history", args=[self.organisation.code])

    @property
    def sentence(self) -> str | Promise:
        if self.why == CHANGED:
            return _("It was changed again after the import.")
        model = next((model for model, _field in _hanging() if model._meta.db_table == self.why), None)
        name = model._meta.verbose_name if model else self.why
        return _("Other records hang on it by now: %(kind)s.") % {"kind": name}


def marks() -> dict[str, int]:
    """The last event of every table of history that an import writes to; asked before its transaction ends."""
    found = {}
    with connection.cursor() as cursor:
        for table in map(_events, _OWN):
            cursor.execute(f"SELECT coalesce(max(pgh_id), 0) FROM {table}")
            found[table] = int(cursor.fetchone()[0])
    return found


def blocked_sql(imported: Import) -> tuple[str, list[Any]]:
    """A SELECT of (organisation_id, why) for everything that cannot be undone now; a record may come up twice."""
    parts, values = [], []
    for model in _OWN:
        table, key = _events(model), "pgh_obj_id" if model is Organisation else "organisation_id"
        parts.append(
            f"SELECT t.organisation_id, %s AS why FROM {_TOUCHED} t WHERE t.imported_id = %s AND NOT t.undone"
            f" AND EXISTS (SELECT FROM {table} e WHERE e.{key} = t.organisation_id AND e.pgh_id > %s)"
        )
        values += [CHANGED, imported.pk, imported.marks.get(table, 0)]
    for model, field in _hanging():
        parts.append(
            f"SELECT t.organisation_id, %s FROM {_TOUCHED} t WHERE t.imported_id = %s AND NOT t.undone AND t.is_new"
            f" AND EXISTS (SELECT FROM {model._meta.db_table} r WHERE r.{field} = t.organisation_id)"
        )
        values += [model._meta.db_table, imported.pk]
    return " UNION ALL ".join(parts), values


def count(imported: Import) -> int:
    """How many records cannot be undone now."""
    sql, values = blocked_sql(imported)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(DISTINCT organisation_id) FROM ({sql}) b", values)
        return int(cursor.fetchone()[0])


def obstacles(imported: Import, *, first: int = 0, most: int = 50) -> list[Obstacle]:
    """Some of the records that cannot be undone now, each once, with why; ordered by key."""
    sql, values = blocked_sql(imported)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT DISTINCT ON (organisation_id) organisation_id, why FROM ({sql}) b"
            " ORDER BY organisation_id, why LIMIT %s OFFSET %s",
            [*values, most, first],
        )
        found = dict(cursor.fetchall())
    records = Organisation.objects.filter(pk__in=found).order_by("pk")
    return [Obstacle(record, found[record.pk]) for record in records]


def _hanging() -> Iterator[tuple[type[models.Model], str]]:
    """Every table whose rows the database would not leave without their organisation, and the column."""
    for model in apps.get_models(include_auto_created=True):
        if model in (Person, YearlyBudget, ImportRow) or not model._meta.managed or model._meta.proxy:
            continue
        for field in model._meta.local_fields:
            if field.related_model is Organisation and getattr(field, "db_constraint", False):
                yield model, str(field.column)


def _events(model: Any) -> str:
    return str(model.pgh_event_model._meta.db_table)
