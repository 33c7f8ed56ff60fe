"""Files kept with a KPI record, given only to those who may see the record."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from accounts.permissions import Right, right_required
from indicators import actions
from indicators.models import RecordEvidence
from indicators.models.evidence import owner_field
from indicators.views.shared import kind_or_404
from plans.views.evidence import download
from plans.views.finding import hinted


@right_required(Right.VIEW_KPI_RECORDS)
@require_safe
@hinted
def record_evidence(request: HttpRequest, kind: str, pk: int, evidence: int) -> HttpResponseBase:
    """One file as a download."""
    return download(_of_record(kind, pk, evidence, kind_or_404(kind).model.objects.visible_to(request.user)).first())


@right_required(Right.EDIT_KPI_RECORDS)
@require_POST
def record_evidence_remove(request: HttpRequest, kind: str, pk: int, evidence: int) -> HttpResponse:
    """Take a file away from a record."""
    mine = kind_or_404(kind).model.objects.editable_by(request.user)
    found = get_object_or_404(_of_record(kind, pk, evidence, mine))
    try:
        actions.remove_evidence(evidence=found, by=request.user)
    except actions.WithdrawnError:
        messages.warning(request, gettext("The record was withdrawn meanwhile, so it was not changed."))
        return redirect("indicators:record_list", kind)
    messages.success(request, gettext("The evidence is removed."))
    return redirect("indicators:record_edit", kind, pk)


def _of_record(kind: str, pk: int, evidence: int, among: Any) -> Any:
    owner = owner_field(kind_or_404(kind).model)
    return RecordEvidence.objects.filter(**{"pk": evidence, owner: pk, f"{owner}__in": among})
