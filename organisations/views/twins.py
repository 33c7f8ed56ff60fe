"""Likely twins of what is being typed, and of a record that was saved: with why, never in the way."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.permissions import Right, right_required
from core.typed_values import typed_value
from organisations import validators
from organisations.actions.duplicates import dismiss
from organisations.duplicates.finding import Twin, subject_of, subject_typed, twins_of
from organisations.models import Organisation
from organisations.permissions import in_scope
from organisations.views.finding import of_code
from places import official
from thai.text import normalise

_TYPED = ("name_th", "name_en", "legal_form", "registration_number", "phone", "email", "village_number")
_PLACES = ("province", "district", "subdistrict")
SHORTEST = 4  # letters of a name below which everything is alike


@require_safe
@right_required(Right.EDIT_ORGANISATIONS)
def twins(request: HttpRequest) -> TemplateResponse:
    """What was typed so far (by field name in the address) beside what the registry has."""
    found = twins_typed(request.GET, request.user)
    template = "organisations/twins.html" if request.htmx else "organisations/twins_found.html"  # type: ignore[attr-defined]  # by django-htmx
    return TemplateResponse(request, template, {"twins": found, "typing": True})


@require_POST
@of_code
def another(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """The record and the one whose code is sent are two organisations: the notice goes for good."""
    visible = Organisation.objects.visible_to(request.user)
    other = get_object_or_404(visible.exclude(pk=organisation.pk), code=typed_value(request.POST, "other"))
    dismiss(one=organisation, other=other, why=typed_value(request.POST, "why"), by=request.user)
    messages.success(request, _("Noted: “%(name)s” is another organisation.") % {"name": other.name})
    return redirect("organisations:edit", organisation.code)


def twins_typed(typed: QueryDict, user: Any) -> list[Twin]:
    """The likely twins of what stands in a form, which may be half typed; [] where that is too little."""
    values: dict[str, Any] = {name: normalise(typed_value(typed, name)[:300]) for name in _TYPED}
    values |= {f"{name}_id": typed_value(typed, name)[:6] for name in _PLACES}
    if values["province_id"] not in {row.code for row in official.provinces()}:
        values["province_id"] = _only_province(user)
    try:
        values["registration_number"] = validators.clean_registration_number(values["registration_number"])
    except ValidationError:
        values["registration_number"] = ""
    if len(values["name_th"]) < SHORTEST:
        values["name_th"] = ""
    if not any(values[name] for name in ("name_th", "registration_number", "phone", "email")):
        return []
    visible = Organisation.objects.visible_to(user)
    code = typed_value(typed, "code")[:20]
    over = visible.filter(code=code).first() if code else None
    given = {name: value for name, value in values.items() if value} if over is not None else values
    return twins_of(subject_typed(given, over), visible)


def twins_held(organisation: Organisation, user: Any) -> list[Twin]:
    """The likely twins of a record as it stands, among those the reader may see."""
    return twins_of(subject_of(organisation), Organisation.objects.visible_to(user))


def _only_province(user: Any) -> str:
    """The coordinator's own province, which the form fills in; "" where there are several."""
    codes = [row.code for row in official.provinces() if in_scope(user, row.code)]
    return codes[0] if len(codes) == 1 else ""
