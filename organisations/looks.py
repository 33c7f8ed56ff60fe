"""The register of looks at people's data, as the PDPA asks for it."""

from __future__ import annotations

from collections.abc import Sequence
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


def log_export(user: Any, query: str, columns: Sequence[str], *, subject: str = SUBJECT) -> PersonalDataAccess:
    """One export of columns of personal data; `log_rows` says later how many rows went out."""
    return PersonalDataAccess.objects.create(
        user=user,
        kind=PersonalDataAccess.Kind.EXPORT,
        subject=subject,
        rows=0,
        query=query,
        columns=", ".join(columns),
    )


def log_rows(look: PersonalDataAccess, rows: int) -> None:
    """How many rows an export had when it ended, or was broken off."""
    PersonalDataAccess.objects.filter(pk=look.pk).update(rows=rows)
