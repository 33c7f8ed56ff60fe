"""The register of looks at people's data, as the PDPA asks for it."""

from __future__ import annotations

from typing import Any

from core.models import PersonalDataAccess

SUBJECT = "organisations.Person"


def log_view(user: Any, code: str, rows: int, *, subject: str = SUBJECT, query: str = "") -> None:
    """One look at the people of one record; looks at nobody are not logged. `subject`: the label of what was read.

    A list that shows people has no `code`, but its address as `query`.
    """
    if rows:
        PersonalDataAccess.objects.create(
            user=user, kind=PersonalDataAccess.Kind.VIEW, subject=subject, subject_code=code, rows=rows, query=query
        )


def log_export(user: Any, rows: int, query: str) -> None:
    """One export with the columns of people in it."""
    PersonalDataAccess.objects.create(
        user=user, kind=PersonalDataAccess.Kind.EXPORT, subject=SUBJECT, rows=rows, query=query
    )
