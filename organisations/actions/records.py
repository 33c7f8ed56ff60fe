"""Making and changing a record with all that hangs on it."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

import pghistory
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from organisations import holding
from organisations.actions.errors import ConflictError
from organisations.choices import PersonKind, Source, State, Taxonomy
from organisations.codes import next_code
from organisations.models import Organisation, Person, YearlyBudget
from organisations.permissions import may_verify, require_edit
from organisations.terms import current_terms

Values = Mapping[str, Any]
People = Mapping[PersonKind, Values | None]
Budgets = Mapping[int, Values | None]

# Taxonomy of each field that holds codes.
TERM_FIELDS = {
    "legal_form": Taxonomy.LEGAL_FORM,
    "level": Taxonomy.LEVEL,
    "issues": Taxonomy.ISSUE,
    "expertise": Taxonomy.EXPERTISE,
    "targets": Taxonomy.TARGET,
    "fields": Taxonomy.FIELD,
    "modes": Taxonomy.MODE,
}
CERTIFICATION_FIELDS = frozenset({"certification", "certificate_number", "certified_on"})
# What a form or a spreadsheet may set; the rest is set by the steps of the workflow.
_FIELDS = [field for field in Organisation._meta.concrete_fields if field.editable and not field.primary_key]
EDITABLE = frozenset(name for field in _FIELDS for name in (field.name, field.attname)) | {"registered_precision"}


@transaction.atomic
def create(
    *,
    values: Values,
    people: People | None = None,
    budgets: Budgets | None = None,
    source: Source = Source.FORM,
    by: Any,
) -> Organisation:
    """A new draft with its registry code. `values` by field name; see `update` for the rest.

    Raises PermissionDenied outside the user's provinces, ValidationError where places or terms do not fit.
    """
    organisation = Organisation(code=next_code(), source=source, state=State.DRAFT, created_by=by, updated_by=by)
    _set(organisation, values, by)
    require_edit(by, organisation.province_id)
    with pghistory.context(user=by.pk, action="create"):
        organisation.save()
        _write_people(organisation, people or {}, by)
        _write_budgets(organisation, budgets or {}, by)
    return organisation


@transaction.atomic
def update(
    *,
    organisation: Organisation,
    values: Values,
    people: People | None = None,
    budgets: Budgets | None = None,
    version: int | None = None,
    reason: str = "",
    action: str = "update",
    by: Any,
) -> Organisation:
    """Change a record; returns it as it is then. Nothing is written where nothing differs.

    `values` by field name; `people` by kind, `budgets` by fiscal year (พ.ศ.), None for one takes it away.
    `version`: of the record when its form was opened; raises ConflictError where it has moved on.
    `action`: what the history says was done.
    On a verified record, changes of its identity by somebody who may not verify are held (organisations.holding).
    Raises PermissionDenied outside the user's provinces (those it leaves and those it enters), ValidationError.
    """
    row = Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    require_edit(by, row.province_id)
    if version is not None and version != row.version:
        raise ConflictError(row)
    # What is held is checked like all the rest.
    wanted = copy.copy(row)
    _set(wanted, values, by)
    require_edit(by, wanted.province_id)
    split = holding.split(row, values, by)
    changed = _set(row, split.now, by)
    with pghistory.context(user=by.pk, action=action, reason=reason):
        parts = _write_people(row, people or {}, by) | _write_budgets(row, budgets or {}, by)
        held = holding.hold(row, split, by=by, reason=reason)
        if changed or parts or held:
            row.version += 1
            row.updated_by = by
            row.save()
        if changed:
            holding.settle_reached(row, by=by)
    return row


def _set(row: Organisation, values: Values, by: Any) -> bool:
    """Put values on the row and check them together; whether any differs."""
    unknown = set(values) - EDITABLE
    if unknown:
        raise ValueError(f"Not to be set by a form: {', '.join(sorted(unknown))}")
    if CERTIFICATION_FIELDS & set(values) and not may_verify(by):
        raise PermissionDenied(_("Your account may not do this."))
    changed = False
    for name, value in values.items():
        if getattr(row, name, None) != value:
            setattr(row, name, value)
            changed = True
    if changed:
        _check_places(row)
        _check_terms(row, values)
    return changed


def _check_places(row: Organisation) -> None:
    """District within province, subdistrict within district; a subdistrict alone brings its district."""
    if row.subdistrict is not None:
        if row.district_id is None:
            row.district_id = row.subdistrict.district_id
        if row.subdistrict.district_id != row.district_id:
            raise ValidationError({"subdistrict": _("This subdistrict is not in the chosen district. Choose again.")})
    if row.district_id is not None and not row.district_id.startswith(row.province_id):
        raise ValidationError({"district": _("This district is not in the chosen province. Choose again.")})


def _check_terms(row: Organisation, values: Values) -> None:
    """Every code that was set is one of its list."""
    terms = current_terms()
    for name in TERM_FIELDS.keys() & values.keys():
        value = getattr(row, name)
        codes = value if isinstance(value, list) else [value] if value else []
        missing = [code for code in codes if terms.get(TERM_FIELDS[name], code) is None]
        if missing:
            raise ValidationError(
                {
                    name: ValidationError(
                        _("“%(value)s” is not in the list. Choose again."), params={"value": "; ".join(missing)}
                    )
                }
            )


def _write_people(row: Organisation, people: People, by: Any) -> bool:
    written = [_write_part(row, Person, {"kind": kind}, values, by, "name") for kind, values in people.items()]
    return any(written)


def _write_budgets(row: Organisation, budgets: Budgets, by: Any) -> bool:
    written = [
        _write_part(row, YearlyBudget, {"fiscal_year": year}, values, by, "total") for year, values in budgets.items()
    ]
    return any(written)


def _write_part(
    row: Organisation,
    model: type[Person] | type[YearlyBudget],
    key: Mapping[str, Any],
    values: Values | None,
    by: Any,
    needed: str,
) -> bool:
    """Make, change or take away one part; whether anything was written. Its history stays in any case."""
    part = model._default_manager.filter(organisation=row, **key).first()
    if values is None or values.get(needed, getattr(part, needed, None)) in (None, ""):
        if part is not None:
            part.delete()
        return part is not None
    if part is None:
        model._default_manager.create(organisation=row, created_by=by, updated_by=by, **key, **values)
        return True
    differing = {name: value for name, value in values.items() if getattr(part, name) != value}
    for name, value in differing.items():
        setattr(part, name, value)
    if differing:
        part.updated_by = by
        part.save()
    return bool(differing)
