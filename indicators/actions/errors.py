"""What an action answers when it cannot be done; pages turn each into a sentence."""

from __future__ import annotations

from indicators.models import Record, Value


class ConflictError(Exception):
    """Somebody else changed the row since this form was opened. `current` is the row as it is now."""

    def __init__(self, current: Record | Value) -> None:
        super().__init__(f"{current._meta.label} {current.pk} was changed at {current.updated_at}.")
        self.current = current


class WithdrawnError(Exception):
    """The record was withdrawn: it stays as it is. `current` is the record."""

    def __init__(self, current: Record) -> None:
        super().__init__(f"{current._meta.label} {current.pk} was withdrawn.")
        self.current = current
