"""Names and texts kept in both languages."""

from typing import Any

from django.utils.translation import get_language


def in_reader_language(th: str, en: str, *, tongue: str = "") -> str:
    """The text in the reader's language; Thai where there is no English one, and the other way round.

    `tongue`: that language, for who has many to show and has asked for it already.
    """
    first, second = (en, th) if (tongue or get_language() or "th").startswith("en") else (th, en)
    return first or second


class Bilingual:
    """Mixin for rows with `name_th` and `name_en`."""

    name_th: Any
    name_en: Any

    @property
    def name(self) -> str:
        """The name in the reader's language."""
        return in_reader_language(self.name_th, self.name_en)
