"""The reporting periods of a plan: their windows, and how many reports are in."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from accounts.permissions import Right, right_required
from plans import summaries
from plans.views.finding import find_plan, hinted
from plans.views.plan import short_label


@require_safe
@right_required(Right.REVIEW_PROGRESS)
@hinted
def periods_page(request: HttpRequest, plan: str) -> TemplateResponse:
    found = find_plan(plan, whole=True)
    windows = {row.period: row for row in found.periods.all()}
    lines = [
        {
            "code": str(period),
            "label": short_label(period),
            "window": windows.get(str(period)),
            "discipline": summaries.reporting_discipline(found, period),
        }
        for period in found.reporting_periods
    ]
    return TemplateResponse(request, "plans/periods.html", {"plan": found, "lines": lines})
