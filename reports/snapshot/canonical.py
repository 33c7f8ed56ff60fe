"""One writing of a snapshot, whatever wrote it: the text that is sealed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone, translation


def plain(value: Any) -> Any:
    """A value as JSON keeps it for ever: decimals and days as text, never a float (which no two programs write alike).

    Raises TypeError for anything that has no such writing.
    """
    if value is None or isinstance(value, bool | int | str):
        return str(value) if isinstance(value, str) else value
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, datetime):
        return timezone.localtime(value).isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    raise TypeError(f"{type(value).__name__} cannot be frozen.")


def canonical(snapshot: Any) -> bytes:
    """The snapshot as UTF-8 JSON with sorted keys and without spaces."""
    return json.dumps(
        snapshot, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False, default=_refuse
    ).encode()


def digest_of(snapshot: Any) -> str:
    """The SHA-256 of the canonical snapshot, as 64 hex digits."""
    return hashlib.sha256(canonical(snapshot)).hexdigest()


def both(label: Callable[[], object] | object) -> dict[str, str]:
    """A translatable label in both languages: {"th", "en"}."""
    said = {}
    for language in ("th", "en"):
        with translation.override(language):
            said[language] = str(label() if callable(label) else label)
    return said


def named(thing: Any) -> dict[str, str]:
    """The names of a bilingual row, under the same keys as `both`."""
    return {"th": thing.name_th, "en": thing.name_en or thing.name_th}


def _refuse(value: object) -> None:
    raise TypeError(f"{type(value).__name__} cannot be frozen.")
