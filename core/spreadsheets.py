"""Cells of spreadsheet files: text that a spreadsheet program must not take for a formula, and cells read as text."""

import re
from datetime import date, datetime
from typing import Any

# OWASP ASVS 5.0 1.2.10, with the full-width forms that spreadsheet programs read as the plain ones.
_ALIVE = re.compile(r"'*[=+\-@\t\r\n\0＝＋－＠]")
_FIRST = frozenset("'=+-@\t\r\n\0＝＋－＠")


def neutralised(text: str) -> str:
    """The text with an apostrophe before it if it could come alive as a formula. `restored` takes it away again."""
    return f"'{text}" if text[:1] in _FIRST and _ALIVE.match(text) else text


def neutralised_sql(text: str) -> str:
    """`neutralised` as SQL, of an SQL expression of a text; NULL for an empty one."""
    # Most texts are told by their first character: what may come alive begins before A, or with a full-width form.
    alive = f"{text} ~ E'^\\'*[=+@\\t\\r\\n＝＋－＠-]'"
    return (
        f"CASE WHEN ascii({text}) BETWEEN 65 AND 65280 THEN {text} WHEN {text} = '' THEN NULL"
        f" WHEN {alive} THEN '''' || {text} ELSE {text} END"
    )


def restored(text: str) -> str:
    """What `neutralised` was given: `restored(neutralised(text)) == text` for every text."""
    return text[1:] if text.startswith("'") and _ALIVE.match(text) else text


def as_text(value: Any) -> str:
    """A cell of any type as the text a person sees in it: 50200.0 is 50200, an empty cell is an empty text."""
    if value is None:
        return ""
    if isinstance(value, str):
        return restored(value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return str(value)
