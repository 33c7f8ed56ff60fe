"""What is wrong with a cell, kept so that it can be told in either language when somebody looks."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from organisations.duplicates.reasons import sentences

ERROR = "error"
WARNING = "warning"

# Parameters that are names of ours and not of the reader's file.
_TRANSLATED_PARAMS = ("list",)


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem of a row. `message` is the English sentence with %(…)s; `column` a key of the declaration, or ""."""

    column: str
    code: str
    message: str
    params: dict[str, Any] = field(default_factory=dict)
    severity: str = ERROR
    value: str = ""

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def of_validation(error: ValidationError, *, column: str, value: str) -> Problem:
    """A ValidationError of one sentence. Translations must be switched off, so that the English sentence is kept."""
    params = {key: _plain(given) for key, given in (error.params or {}).items()}
    return Problem(column, error.code or "invalid", str(error.message), params, ERROR, value)


def _plain(value: Any) -> Any:
    return value if isinstance(value, int | float) else str(value)


def sentence(problem: dict[str, Any]) -> str:
    """The problem (as kept) as a sentence in the reader's language."""
    params = {key: gettext(value) if key in _TRANSLATED_PARAMS else value for key, value in problem["params"].items()}
    message = problem["message"]
    text = gettext(message)
    text = text % params if params else text
    # Why the duplicate finder thinks so.
    reasons = "; ".join(map(str, sentences(params.get("reasons", ()))))
    return f"{text} ({reasons})" if reasons else text
