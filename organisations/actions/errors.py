"""What an action answers when it cannot be done; pages turn each into a sentence."""

from __future__ import annotations

from organisations.models import Organisation


class ConflictError(Exception):
    """Somebody else changed the record since this form was opened. `current` is the record as it is now."""

    def __init__(self, current: Organisation) -> None:
        super().__init__(f"{current.code} is at version {current.version} by now.")
        self.current = current


class WrongStateError(Exception):
    """The record is in a state from which this step is not possible. `current` is the record as it is now."""

    def __init__(self, current: Organisation) -> None:
        super().__init__(f"{current.code} is {current.state}.")
        self.current = current
