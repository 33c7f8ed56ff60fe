"""What an action answers when it cannot be done; pages turn each into a sentence."""

from __future__ import annotations

from django.utils.functional import Promise

from plans.models import Progress


class ConflictError(Exception):
    """Somebody else changed the report since its form was opened. `current` is the report as it is now."""

    def __init__(self, current: Progress) -> None:
        super().__init__(f"{current.pk} is at version {current.version} by now.")
        self.current = current


class NotNowError(Exception):
    """The step is not possible in this state of the report or period; `reason` is a sentence for the reader."""

    def __init__(self, reason: str | Promise) -> None:
        super().__init__(str(reason))
        self.reason = reason
