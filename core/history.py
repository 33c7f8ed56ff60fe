"""History kept by the database itself: triggers write every insert, update and delete of a row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any, TypeVar

import pghistory
from django.contrib.auth import get_user_model
from django.db import models
from django.utils.translation import gettext as _

M = TypeVar("M", bound=type[models.Model])


def track(*, own_index: bool = True, **options: Any) -> Callable[[M], M]:
    """Class decorator: keep the history of a model. `fields` or `exclude` narrow what is kept.

    `own_index`: False where rows of history are looked up by what their record belongs to, never by the record itself;
    `meta` then has that index.
    """
    # A history row is looked up by its record and its context alone; settings drop every other index.
    name = "_".join([*options.get("fields", []), "events"])
    options.setdefault(
        "obj_field", pghistory.ObjForeignKey(db_index=own_index, related_name=name, related_query_name=name)
    )
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
    each field's label ("Head"), "" for the record itself. `skip`: fields that say nothing to a reader. `is_hidden`:
    the reader may know that something was changed, not what.
    """

    events: models.QuerySet[Any]
    show: Callable[[Any, Any], str]
    name: Callable[[Any], str] = lambda event: ""
    skip: frozenset[str] = frozenset()
    is_hidden: bool = False


@dataclass(frozen=True)
class Change:
    """One field of one row, before and after; `column` is the field of the event model."""

    source: Tracked
    name: str
    column: Any
    before: Any
    after: Any

    @property
    def key(self) -> str:
        """For filters: the field's name, that of its model before it where it is not the record's own."""
        return f"{self.source.events.model.__name__}.{self.column.name}" if self.name else str(self.column.name)

    @property
    def label(self) -> str:
        label = str(self.column.verbose_name)
        return f"{self.name}: {label}" if self.name else label

    def in_words(self) -> tuple[str, str, str]:
        """Label, before and after, as components/history.html takes them; "" for nothing."""
        show = self.source.show
        before, after = (value if value is None else show(self.column, value) for value in (self.before, self.after))
        return self.label, before or "", after or ""


@dataclass
class Entry:
    """What one person did to a record at one moment, as components/history.html takes it.

    `number`: of the record's entries from the first on, 1 for the first; what a version is called. `events`: those of
    it, each with its source, in the order in which they were written. `hides`: a part was changed that the reader may
    not see.
    """

    at: datetime
    reason: str
    metadata: dict[str, Any]
    who: str = ""
    what: str = ""
    through: str = ""
    through_url: str = ""
    number: int = 0
    created: bool = False
    hides: bool = False
    events: list[tuple[Tracked, Any]] = field(default_factory=list)
    raw: list[Change] = field(default_factory=list)

    @cached_property
    def changes(self) -> list[tuple[str, str, str]]:
        """In words. A new record's first values are the record; its page shows them."""
        if self.created:
            return []
        words = [change.in_words() for change in self.raw]
        return [one for one in words if one[1] != one[2]]


# Kept beside each change anyway, or only for the machine.
STAMPS = frozenset({"id", "created_at", "created_by", "updated_at", "updated_by", "version"})


def timeline(sources: Sequence[Tracked]) -> list[Entry]:
    """All changes of a record, the newest first; one entry for what was written together.

    As many questions as there are sources, and one for the names of the people. Words are made only when asked for.
    """
    entries: dict[Any, Entry] = {}
    for source in sources:
        before: dict[Any, Any] = {}
        for event in source.events.select_related("pgh_context").order_by("pgh_id"):
            entry = _entry_of(event, entries)
            entry.events.append((source, event))
            name = source.name(event)
            if event.pgh_label == "insert" and not name:
                entry.created = True
            else:
                changes = _changes(source, before.get(event.pgh_obj_id), event, name)
                if source.is_hidden:
                    # The entry counts for every reader, so that a version has one number.
                    entry.hides = entry.hides or bool(changes)
                else:
                    entry.raw += changes
            before[event.pgh_obj_id] = None if event.pgh_label == "delete" else event
    found = sorted(entries.values(), key=lambda entry: entry.at)
    found = [entry for entry in found if entry.created or entry.raw or entry.hides or entry.reason]
    for number, entry in enumerate(found, start=1):
        entry.number = number
    _name_people(found)
    return found[::-1]


def as_it_stood(entries: Sequence[Entry], number: int) -> list[tuple[Tracked, Any]]:
    """The last event of every row that there was after entry `number` of a timeline, in the order of its sources."""
    rows: dict[Any, tuple[Tracked, Any]] = {}
    for entry in sorted(entries, key=lambda entry: entry.number):
        if entry.number <= number:
            for source, event in entry.events:
                key = (source.events.model, event.pgh_obj_id)
                rows[key] = (source, event)
    return [(source, event) for source, event in rows.values() if event.pgh_label != "delete"]


def _entry_of(event: Any, entries: dict[Any, Entry]) -> Entry:
    context = event.pgh_context
    # Rows from before every change had a context are one where they were written at one moment.
    key = context.pk if context else event.pgh_created_at
    if key not in entries:
        metadata = context.metadata if context else {}
        entries[key] = Entry(event.pgh_created_at, str(metadata.get("reason") or ""), metadata)
    entry = entries[key]
    entry.at = max(entry.at, event.pgh_created_at)
    return entry


def _changes(source: Tracked, before: Any, after: Any, name: str) -> list[Change]:
    gone = after.pgh_label == "delete"
    found = []
    for column in after._meta.concrete_fields:
        if column.name.startswith("pgh_") or column.name in STAMPS or column.name in source.skip:
            continue
        now = getattr(after, column.attname)
        old = getattr(before, column.attname) if before is not None else now if gone else None
        new = None if gone else now
        if old != new and (old not in _NOTHING or new not in _NOTHING):
            found.append(Change(source, name, column, old, new))
    return found


_NOTHING: tuple[Any, ...] = (None, "", [])


def _name_people(entries: Sequence[Entry]) -> None:
    """`who`: the person, also one whose account is closed by now; the database's user of what was written there."""
    keys = {entry.metadata.get("user") for entry in entries} - {None}
    people = get_user_model()._default_manager.in_bulk(keys) if keys else {}
    for entry in entries:
        key, database_user = entry.metadata.get("user"), entry.metadata.get("database_user")
        person = people.get(key)
        if person is not None:
            entry.who = str(person) if person.is_active else _("%(name)s (account closed)") % {"name": person}
        elif key is not None:
            entry.who = _("account no. %(number)s") % {"number": key}
        elif database_user:
            entry.who = _("database user %(name)s") % {"name": database_user}
