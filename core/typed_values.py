"""Single values that people type, where no form reads them."""

from django.http import QueryDict


def typed_value(data: QueryDict, name: str) -> str:
    """The value of `name` without NUL, which PostgreSQL takes in no text; "" where there is none."""
    return str(data.get(name, "")).replace("\0", "")
