"""Every row that a merge touches, written down so that it can be put back: see Merge.journal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.db import models

Entry = dict[str, Any]


class Journal:
    """Writes rows and keeps what they held before."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []

    def change(self, row: models.Model, values: Mapping[str, Any]) -> bool:
        """Give a row these values by column; whether any differed. The row's own save() runs (keys, stamps)."""
        before = {column: getattr(row, column) for column, value in values.items() if getattr(row, column) != value}
        if not before:
            return False
        for column in before:
            setattr(row, column, values[column])
        row.save()
        self._keep(row, before, {column: values[column] for column in before})
        return True

    def move(self, rows: list[Any], column: str, value: int) -> None:
        """Give all these rows of one model one value, in one statement."""
        if rows:
            type(rows[0])._default_manager.filter(pk__in=[row.pk for row in rows]).update(**{column: value})
        for row in rows:
            self._keep(row, {column: getattr(row, column)}, {column: value})

    def drop(self, row: models.Model) -> None:
        """Take a row away that says nothing more."""
        columns = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
        self._keep(row, columns, None)
        row.delete()

    def _keep(self, row: models.Model, before: Mapping[str, Any], after: Mapping[str, Any] | None) -> None:
        self.entries.append(
            {
                "model": row._meta.label,
                "pk": row.pk,
                "before": _as_json(before),
                "after": None if after is None else _as_json(after),
            }
        )


@dataclass(frozen=True)
class Obstacle:
    """A value that somebody changed after the merge. `column` "" where the whole row is in the way, or gone."""

    model: str
    pk: int
    column: str
    before: Any
    after: Any
    now: Any


def obstacles(entries: list[Entry]) -> list[Obstacle]:
    """What stands in the way of putting everything back, value by value."""
    found = []
    for model, group in _by_model(entries).items():
        held = model._default_manager.in_bulk([entry["pk"] for entry in group])
        for entry in group:
            row = held.get(entry["pk"])
            label, pk = entry["model"], entry["pk"]
            if entry["after"] is None:
                if row is not None or _is_taken(model, entry["before"]):
                    found.append(Obstacle(label, pk, "", entry["before"], None, None))
            elif row is None:
                found.append(Obstacle(label, pk, "", entry["before"], entry["after"], None))
            else:
                found += [
                    Obstacle(label, pk, column, entry["before"][column], value, _plain(getattr(row, column)))
                    for column, value in entry["after"].items()
                    if _plain(getattr(row, column)) != value
                ]
    return found


def put_back(entries: list[Entry], besides: list[Obstacle]) -> None:
    """Give every row what it held before, the last one written first; `besides` stays as it is."""
    kept = {(one.model, one.pk, one.column) for one in besides}
    for entry in reversed(entries):
        model = apps.get_model(entry["model"])
        if (entry["model"], entry["pk"], "") in kept:
            continue
        values = {
            column: read(model, column, value)
            for column, value in entry["before"].items()
            if (entry["model"], entry["pk"], column) not in kept
        }
        if entry["after"] is None:
            model(**values).save_base(force_insert=True, raw=True)  # its own stamps, not new ones
        elif values:
            model._default_manager.filter(pk=entry["pk"]).update(**values)


def read(model: type[models.Model], column: str, value: Any) -> Any:
    """A value of the journal as the model's own."""
    field = next(field for field in model._meta.concrete_fields if field.attname == column)
    return field.target_field.to_python(value) if isinstance(field, models.ForeignKey) else field.to_python(value)


def _by_model(entries: list[Entry]) -> dict[Any, list[Entry]]:
    groups: dict[Any, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(apps.get_model(entry["model"]), []).append(entry)
    return groups


def _is_taken(model: type[models.Model], values: Mapping[str, Any]) -> bool:
    """Whether a row that is to come back would be one too many."""
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint) and constraint.fields:
            columns = [model._meta.get_field(name).attname for name in constraint.fields]  # type: ignore[union-attr]  # of its own fields
            if model._default_manager.filter(**{column: values[column] for column in columns}).exists():
                return True
    return False


def _as_json(values: Mapping[str, Any]) -> dict[str, Any]:
    return {column: _plain(value) for column, value in values.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    return getattr(value, "value", value)
