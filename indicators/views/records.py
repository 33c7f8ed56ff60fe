from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.permissions import Right, right_required
from indicators import figures
from indicators.filters import read
from indicators.measures import measure_of
from indicators.tables import related, table
from indicators.views.shared import NUMBERED, indicator_or_404, kind_by_measure


@right_required(Right.VIEW_KPI_RECORDS)
@require_safe
def records(request: HttpRequest, plan: str, code: str) -> TemplateResponse:
    """Exactly the records that a figure is made of."""
    indicator = indicator_or_404(plan, code)
    asked = read(request.GET, indicator, timezone.localdate())
    figure = figures.series_of(indicator, [asked.period], asked.cut)[0]
    made_of = figures.records_of(indicator, asked.period, asked.cut)
    kind = kind_by_measure(measure_of(indicator))
    listed = related(kind, made_of) if kind else made_of.select_related("province").order_by("province", "pk")
    paginator = Paginator(listed, NUMBERED)
    # The figure has counted them already.
    paginator.count = figure.records
    page = paginator.get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "indicator": indicator,
        "plan": indicator.plan,
        "asked": asked,
        "figure": figure,
        "kind": kind,
        "page_obj": page,
        "table": table(kind, page.object_list, request.user) if kind else None,
    }
    return TemplateResponse(request, "indicators/records.html", context)
