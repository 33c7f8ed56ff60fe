import re
from collections.abc import Iterator

from django.utils.translation import gettext_noop as _

from imports.problems import Problem
from imports.rows import Row
from imports.sheet import Sheet
from thai.text import search_key

# Those that search_key surely leaves as they are.
_LETTER = re.compile("[ก-ฮA-Za-z]")
NO_NAME = _("“%(value)s” is not a name. Type the full name of the organisation.")


def name_has_letters(row: Row, sheet: Sheet) -> Iterator[Problem]:
    """A name has letters: dots, dashes and numbers alone are a way of leaving a cell empty."""
    name = row.read.get("name_th")
    if name is None or _LETTER.search(name):
        return
    if not any(character.isalpha() for character in search_key(name)):
        yield Problem("name_th", "no_name", NO_NAME, {"value": name}, value=name)
