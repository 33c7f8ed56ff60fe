"""`column__like`: LIKE with a pattern of our own making."""

from __future__ import annotations

from typing import Any

from django.db.models import TextField
from django.db.models.lookups import BuiltinLookup


@TextField.register_lookup
class Like(BuiltinLookup):
    """A pattern with % and _, for keys that hold neither (search keys have no punctuation)."""

    lookup_name = "like"

    def get_rhs_op(self, connection: Any, rhs: str) -> str:
        return f"LIKE {rhs}"
