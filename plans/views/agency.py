"""An agency with all it leads or supports, in every plan."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from plans.models import NodeAgency, PlanAgency, Progress
from plans.permissions import may_read_progress
from plans.views.finding import find_agency, hinted


@login_not_required
@require_safe
@hinted
def agency_page(request: HttpRequest, code: str) -> TemplateResponse:
    agency = find_agency(code)
    parts = NodeAgency.objects.filter(agency=agency).select_related("node__plan", "node__level", "node__parent")
    listed = list(parts.order_by("role", "node__plan__code", "node__position"))
    reads = may_read_progress(request.user)
    latest = latest_reports(request.user, listed) if reads else {}
    context = {
        "agency": agency,
        "within": agency.children.order_by("name_th"),
        "plan_parts": PlanAgency.objects.filter(agency=agency).select_related("plan").order_by("plan__code"),
        "parts": listed,
        "reads": reads,
        "rows": [{"part": part, "report": latest.get(part.node_id)} for part in listed],
    }
    return TemplateResponse(request, "plans/agency.html", context)


def latest_reports(user: Any, parts: Iterable[NodeAgency]) -> dict[int, Progress]:
    """Of each project the report of the latest period that the reader may see, by the project's key."""
    reports = Progress.objects.visible_to(user).in_force().filter(node__in=[part.node_id for part in parts])
    return {report.node_id: report for report in reports.order_by("period", "id")}
