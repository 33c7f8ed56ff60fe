from __future__ import annotations

from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from accounts.permissions import Right, right_required
from indicators.lookup import suggest
from organisations.models import Organisation


@right_required(Right.EDIT_KPI_RECORDS)
@require_safe
def organisation_options(request: HttpRequest) -> TemplateResponse:
    """Options of organisations that hold what is being typed; htmx puts them under the box. `field` names the box."""
    typed = request.GET.get(request.GET.get("field", ""), "").replace("\0", "")[:300]
    among = Organisation.objects.editable_by(request.user)
    found = suggest(typed, among) if len(typed.strip()) > 1 else []
    return TemplateResponse(request, "indicators/organisation_options.html", {"organisations": found})
