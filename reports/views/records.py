from __future__ import annotations

import re
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from reports.choices import FINAL
from reports.content.seal import labels
from reports.frozen.finding import Found, NoFigureError, find
from reports.frozen.naming import named, today
from reports.frozen.showing import changed_since, shown
from reports.models import Report

ON_A_PAGE = 50


@login_not_required
@require_safe
def records(request: HttpRequest, seal: str, figure: str) -> HttpResponse:
    """Exactly the records that a figure of a sealed report was made of, as they were at its cut-off.

    Who may not read the report is told what its seal says.
    """
    if not re.fullmatch(r"[0-9a-f]{12,64}", seal):
        raise Http404
    seen = Report.objects.visible_to(request.user).sealed_as(seal).select_related("plan", "province")
    report = min(seen.defer("snapshot"), key=lambda report: report.standing not in FINAL, default=None)
    if report is None:
        return redirect(f"{reverse('reports:verify')}?seal={seal}")
    try:
        found = find(report, figure)
    except NoFigureError as error:
        raise Http404 from error
    return TemplateResponse(request, "reports/records.html", _context(request, report, found))


def _context(request: HttpRequest, report: Report, found: Found) -> dict[str, Any]:
    page = Paginator(found.rows, ON_A_PAGE).get_page(request.GET.get("page"))
    rows = list(page.object_list)
    return {
        "report": report,
        "page_obj": page,
        "count": len(found.rows),
        "table": shown(found.model, rows, request.user, found.kind) if rows else None,
        "name": named(report, found),
        "kind": labels().get(found.model, found.model),
        "changed": changed_since(found.model, rows),
        "today_url": today(report, found),
    }
