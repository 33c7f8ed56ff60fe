"""An agency with all it leads or supports, in every plan."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from plans.models import NodeAgency, PlanAgency
from plans.views.finding import find_agency, hinted


@login_not_required
@require_safe
@hinted
def agency_page(request: HttpRequest, code: str) -> TemplateResponse:
    agency = find_agency(code)
    parts = NodeAgency.objects.filter(agency=agency).select_related("node__plan", "node__level", "node__parent")
    context = {
        "agency": agency,
        "within": agency.children.order_by("name_th"),
        "plan_parts": PlanAgency.objects.filter(agency=agency).select_related("plan").order_by("plan__code"),
        "parts": parts.order_by("role", "node__plan__code", "node__position"),
    }
    return TemplateResponse(request, "plans/agency.html", context)
