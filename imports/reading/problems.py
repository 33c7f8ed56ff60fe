"""Why a file cannot be read. The sentences for people are in imports.messages; here are only their codes."""

from __future__ import annotations


class UnreadableFileError(Exception):
    """The file as a whole cannot be read; ``code`` is a key of imports.messages.FILE_MESSAGES, ``params`` fill it."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params
