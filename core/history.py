"""History kept by the database itself: triggers write every insert, update and delete of a row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

import pghistory
from django.contrib.auth import get_user_model
from django.db import models

M = TypeVar("M", bound=type[models.Model])


def track(**options: Any) -> Callable[[M], M]:
    """Class decorator: keep the history of a model. `fields` or `exclude` narrow what is kept."""
    # A history row is looked up by its record and its context alone; settings drop every other index.
    name = "_".join([*options.get("fields", []), "events"])
    options.setdefault("obj_field", pghistory.ObjForeignKey(db_index=True, related_name=name, related_query_name=name))
    options.setdefault("context_field", pghistory.ContextForeignKey(db_index=True))
    return pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        **options,
    )


@dataclass(frozen=True)
class Tracked:
    """The events of one model that belong to a record, and how to say them.

    `events`: a QuerySet of the model's event model. `show(field, value)`: a value in words. `name(event)`: put before
    each field's label ("Head"), "" for the record itself. `skip`: fields that say nothing to a reader.
    """

    events: models.QuerySet[Any]
    show: Callable[[Any, Any], str]
    name: Callable[[Any], str] = lambda event: ""
    skip: frozenset[str] = frozenset()


@dataclass
class Entry:
    """What one person did to a record at one moment, as components/history.html takes it."""

    at: datetime
    who: str
    reason: str
    metadata: dict[str, Any]
    created: bool = False
    what: str = ""
    changes: list[tuple[str, str, str]] = field(default_factory=list)


# Kept beside each change anyway, or only for the machine.
STAMPS = frozenset({"id", "created_at", "created_by", "updated_at", "updated_by", "version"})


def timeline(sources: Sequence[Tracked]) -> list[Entry]:
    """All changes of a record, the newest first; one entry for what was written together.

    As many questions as there are sources, and one for the names of the people.
    """
    entries: dict[Any, Entry] = {}
    for source in sources:
        before: dict[Any, Any] = {}
        for event in source.events.select_related("pgh_context").order_by("pgh_id"):
            key = (event.pgh_created_at, event.pgh_context_id)
            metadata = event.pgh_context.metadata if event.pgh_context else {}
            entry = entries.setdefault(
                key, Entry(event.pgh_created_at, "", str(metadata.get("reason") or ""), metadata)
            )
            name = source.name(event)
            if event.pgh_label == "insert" and not name:
                entry.created = True
            else:
                entry.changes += _changes(source, before.get(event.pgh_obj_id), event, name)
            before[event.pgh_obj_id] = None if event.pgh_label == "delete" else event
    found = sorted(entries.values(), key=lambda entry: entry.at, reverse=True)
    for entry in found:
        if entry.created:
            # A new record's first values are the record; its page shows them.
            entry.changes = []
    _name_people(found)
    return [entry for entry in found if entry.created or entry.changes or entry.reason]


def _changes(source: Tracked, before: Any, after: Any, name: str) -> list[tuple[str, str, str]]:
    gone = after.pgh_label == "delete"
    found = []
    for column in after._meta.concrete_fields:
        if column.name.startswith("pgh_") or column.name in STAMPS or column.name in source.skip:
            continue
        old = source.show(column, getattr(before, column.attname)) if before is not None else ""
        new = "" if gone else source.show(column, getattr(after, column.attname))
        if gone and before is None:
            old = source.show(column, getattr(after, column.attname))
        if old != new:
            label = str(column.verbose_name)
            found.append((f"{name}: {label}" if name else label, old, new))
    return found


def _name_people(entries: Sequence[Entry]) -> None:
    keys = {entry.metadata.get("user") for entry in entries} - {None}
    people = get_user_model()._default_manager.in_bulk(keys) if keys else {}
    for entry in entries:
        person = people.get(entry.metadata.get("user"))
        entry.who = str(person) if person is not None else ""
