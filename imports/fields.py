"""Fields of the tables of imports."""

from __future__ import annotations

from typing import Any

from django.db import models


class KeptJSONField(models.JSONField):
    """JSON that is written once, read whole and never searched: kept as it was written, for half the work."""

    def db_type(self, connection: Any) -> str:
        return "json"

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        # The driver reads this kind by itself.
        return super().from_db_value(value, expression, connection) if isinstance(value, str) else value
