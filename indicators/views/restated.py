from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.permissions import Right, right_required
from indicators import figures
from indicators.figures.restated import Restatement, restatements_of
from indicators.filters import read
from indicators.kinds import Kind
from indicators.measures import measure_of
from indicators.models import Value
from indicators.permissions import may_edit_in
from indicators.tables import REASONS, counted_as
from indicators.views.shared import indicator_or_404, kind_by_measure

MOST = 500  # records shown; the difference itself counts them all


@right_required(Right.VIEW_KPI_RECORDS)
@require_safe
def restated(request: HttpRequest, plan: str, code: str) -> TemplateResponse:
    """A figure as it was reported and as it stands now, and the records that made the difference."""
    indicator = indicator_or_404(plan, code)
    today = timezone.localdate()
    asked = read(request.GET, indicator, today)
    figure = figures.series_of(indicator, [asked.period], asked.cut)[0]
    if figure.reported is None:
        raise Http404
    since = figure.reported.taken_at
    found = restatements_of(indicator, asked.period, asked.cut, since, today, timezone.localtime(since).date())
    kind = kind_by_measure(measure_of(indicator))
    context: dict[str, Any] = {
        "indicator": indicator,
        "plan": indicator.plan,
        "asked": asked,
        "figure": figure,
        "count": len(found),
        "rows": _rows(kind, found[:MOST], request.user),
    }
    return TemplateResponse(request, "indicators/restated.html", context)


def _rows(kind: Kind | None, found: list[Restatement], user: Any) -> list[dict[str, Any]]:
    model: Any = kind.model if kind else Value
    latest = model.objects.select_related("updated_by").in_bulk([one.key for one in found])
    return [
        {
            "record": latest.get(one.key, one.record),
            "province": one.record.province,
            "reason": REASONS[one.reason],
            "then": counted_as(kind, one.then),
            "now": counted_as(kind, one.now),
            "edit": bool(kind) and one.now is not None and may_edit_in(user, one.now.province_id),
            "kind": kind,
        }
        for one in found
    ]
