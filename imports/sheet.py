"""What the checks of one file share: who imports, what day it is, and what the rows above held."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import timezone

from accounts.permissions import Right, has_right
from organisations.terms import Terms, current_terms


@dataclass(slots=True)
class Sheet:
    """`provinces`: codes in which the importer may write, None for all. The rest: what was seen → its row number."""

    terms: Terms
    today: date
    provinces: frozenset[str] | None
    codes: dict[str, int] = field(default_factory=dict)
    organisations: dict[int, int] = field(default_factory=dict)
    names: dict[int, int] = field(default_factory=dict)
    numbers: dict[int, int] = field(default_factory=dict)

    @classmethod
    def of(cls, user: Any) -> Sheet:
        """A file imported by `user`."""
        national = has_right(user, Right.WHOLE_COUNTRY)
        return cls(current_terms(), timezone.localdate(), None if national else user.province_codes)
