"""Values as COPY reads them. By hand, since it is a third of the work of handing each value to the driver."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any

NULL = "\\N"
_ESCAPED = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def cell(value: Any) -> str:
    """One value of a row: None, a text, a number, a truth, a day, a moment, or a list of texts."""
    if isinstance(value, str):
        return _escaped(value)
    if value is None:
        return NULL
    if value is True or value is False:
        return "t" if value else "f"
    if isinstance(value, list):
        return _array(tuple(value))
    return value.isoformat() if isinstance(value, date) else str(value)


def line(cells: Iterable[str]) -> str:
    return "\t".join(cells) + "\n"


def texts(*values: str) -> str:
    """Some texts of a row beside each other, looked at together."""
    joined = "\t".join(values)
    if "\\" in joined or "\n" in joined or "\r" in joined or joined.count("\t") >= len(values):
        return "\t".join(map(_escaped, values))
    return joined


def _escaped(text: str) -> str:
    # Hardly any text has one of them, and looking is far quicker than translating.
    if "\\" in text or "\n" in text or "\t" in text or "\r" in text:
        return text.translate(_ESCAPED)
    return text


@lru_cache(maxsize=8192)
def _array(texts: tuple[str, ...]) -> str:
    # Nearly always a few codes that other rows have as well.
    if not texts:
        return "{}"
    joined = '","'.join(texts)
    # Nothing in a code needs a backslash.
    if joined.count('"') == 2 * (len(texts) - 1) and "\\" not in joined:
        return _escaped(f'{{"{joined}"}}')
    quoted = (text.replace("\\", "\\\\").replace('"', '\\"') for text in texts)
    return ("{" + ",".join([f'"{text}"' for text in quoted]) + "}").translate(_ESCAPED)
