"""Making and changing an entry of the researchers' book, with its works."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Right, require
from organisations.choices import Taxonomy
from organisations.terms import current_terms
from researchers.models import Researcher, Work

EDITABLE = frozenset(
    {
        "title",
        "name_th",
        "name_en",
        "affiliation",
        "position",
        "issues",
        "expertise",
        "province_id",
        "phone",
        "email",
        "consented_on",
        "withdrawn_on",
    }
)
_TERMS = {"issues": Taxonomy.ISSUE, "expertise": Taxonomy.EXPERTISE}


@dataclass(frozen=True)
class WorkValues:
    """One work as a form gives it; `year` in the Buddhist Era."""

    title: str
    year: int | None = None
    link: str = ""


class ConflictError(Exception):
    """Somebody else changed the entry since this form was opened. `current` is the entry as it is now."""

    def __init__(self, current: Researcher) -> None:
        super().__init__(f"Researcher {current.pk} is at version {current.version} by now.")
        self.current = current


@transaction.atomic
def create(*, values: Mapping[str, Any], works: Sequence[WorkValues] = (), by: Any) -> Researcher:
    """A new entry; the public sees it from the day of consent on. Raises PermissionDenied, ValidationError."""
    require(by, Right.EDIT_RESEARCHERS)
    row = Researcher(created_by=by, updated_by=by)
    _set(row, values)
    with pghistory.context(user=by.pk, action="create"):
        row.save()
        _write_works(row, works)
    return row


@transaction.atomic
def update(
    *,
    researcher: Researcher,
    values: Mapping[str, Any],
    works: Sequence[WorkValues] | None = None,
    version: int | None = None,
    by: Any,
) -> Researcher:
    """Change an entry; nothing is written where nothing differs. `works`, where given, are all of its works then.

    `version`: of the entry when its form was opened; raises ConflictError where it has moved on.
    Raises PermissionDenied, ValidationError.
    """
    require(by, Right.EDIT_RESEARCHERS)
    row = Researcher.objects.select_for_update(of=("self",)).get(pk=researcher.pk)
    if version is not None and version != row.version:
        raise ConflictError(row)
    changed = _set(row, values)
    with pghistory.context(user=by.pk, action="update"):
        rewritten = works is not None and _write_works(row, works)
        if changed or rewritten:
            row.version += 1
            row.updated_by = by
            row.save()
    return row


def _set(row: Researcher, values: Mapping[str, Any]) -> bool:
    """Put values on the row and check them together; whether any differs."""
    unknown = set(values) - EDITABLE
    if unknown:
        raise ValueError(f"Not to be set by a form: {', '.join(sorted(unknown))}")
    terms = current_terms()
    changed = False
    for name, value in values.items():
        if name in _TERMS and any(terms.get(_TERMS[name], code) is None for code in value):
            raise ValidationError({name: _("Choose from the list.")})
        if getattr(row, name) != value:
            setattr(row, name, value)
            changed = True
    if row.withdrawn_on and (row.consented_on is None or row.withdrawn_on < row.consented_on):
        raise ValidationError({"withdrawn_on": _("Consent is withdrawn after it was given. Check both dates.")})
    return changed


def _write_works(row: Researcher, works: Sequence[WorkValues]) -> bool:
    """Add the works that are new, take away those that are no longer there; whether anything was written."""
    held = {WorkValues(work.title, work.year, work.link): work for work in row.works.all()}
    gone = [work.pk for values, work in held.items() if values not in works]
    added = [values for values in dict.fromkeys(works) if values not in held]
    row.works.filter(pk__in=gone).delete()
    Work.objects.bulk_create(
        Work(researcher=row, title=values.title, year=values.year, link=values.link) for values in added
    )
    return bool(gone or added)
