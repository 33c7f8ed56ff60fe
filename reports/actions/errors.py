"""What an action answers when it cannot be done; pages turn each into a sentence."""

from __future__ import annotations

from reports.models import ProvinceYear


class NotNowError(Exception):
    """The step does not fit the state of the report; the message is a sentence for the reader."""


class ConflictError(Exception):
    """Somebody else changed the yearly report since its form was opened. `current` is it as it is now."""

    def __init__(self, current: ProvinceYear) -> None:
        super().__init__(f"{current.pk} is at version {current.version} by now.")
        self.current = current
