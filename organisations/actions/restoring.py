"""Bringing earlier values back: an ordinary change, with an entry of its own; history is never written anew."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import pghistory
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from organisations.actions.records import CERTIFICATION_FIELDS, EDITABLE, update
from organisations.choices import PersonKind
from organisations.models import Organisation
from organisations.permissions import may_see_people, may_verify
from organisations.versions import BUDGET_FIELDS, PERSON_FIELDS, TOGETHER, Version


def restorable(key: str, by: Any) -> bool:
    """Whether this person could bring back what Difference calls `key`: what a form may set, and what hangs on it."""
    if key.startswith(("person.", "budget.")):
        return True
    return key in EDITABLE and (key not in CERTIFICATION_FIELDS or may_verify(by))


def restore(
    *,
    organisation: Organisation,
    then: Version,
    number: int,
    keys: Collection[str],
    reason: str,
    version: int,
    by: Any,
) -> Organisation:
    """Give the record the values that it had in `then` (entry `number` of its history), for `keys` of Difference.

    What `update` checks is checked: rights, places, and that changes of a verified record's identity wait for the
    ministry. Terms that are retired by now come back, as old records keep them. `version`: of the record when the page
    was opened; raises ConflictError where it has moved on, PermissionDenied, ValidationError.
    """
    if not keys:
        raise ValidationError(_("Tick what is to be brought back."))
    if not reason.strip():
        raise ValidationError(_("Say why the earlier values are to be brought back."))
    people = {key.removeprefix("person.") for key in keys if key.startswith("person.")}
    budgets = {int(key.removeprefix("budget.")) for key in keys if key.startswith("budget.")}
    if people and not may_see_people(by, organisation):
        raise ValidationError(_("You may not see the people of this record, and so not bring them back."))
    own = [key for key in keys if not key.startswith(("person.", "budget."))]
    columns = [Organisation._meta.get_field(name) for key in own for name in TOGETHER.get(key, (key,))]
    with pghistory.context(restored=number):
        return update(
            organisation=organisation,
            values={column.name: getattr(then.organisation, column.name) for column in columns},
            people={PersonKind(kind): _values(then.people.get(kind), PERSON_FIELDS) for kind in people},
            budgets={year: _values(then.budgets.get(year), BUDGET_FIELDS) for year in budgets},
            version=version,
            reason=reason.strip(),
            action="restore",
            by=by,
        )


def _values(part: Any, names: Collection[str]) -> dict[str, Any] | None:
    """The part's values; None where there was none, which takes away what there is."""
    return None if part is None else {name: getattr(part, name) for name in names}
