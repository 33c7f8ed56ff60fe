from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.names import in_reader_language
from core.navigation import address
from indicators import figures
from indicators.filters import latest_period
from places import official
from plans.choices import IndicatorKind, Reporting
from plans.models import Indicator, Plan
from thai.periods import Period


@login_not_required
@require_safe
def indicator_list(request: HttpRequest, plan: str = "") -> HttpResponse:
    """The indicators of a plan with their figures per period; without a plan, of the first that has computed ones."""
    plans = list(_plans_with_indicators())
    if not plan:
        if plans:
            return redirect("indicators:list", plans[0].code)
        return TemplateResponse(request, "indicators/indicator_list.html", {"plans": []})
    shown = next((one for one in plans if one.code == plan), None) or Plan.objects.filter(code=plan).first()
    if shown is None:
        raise Http404
    yearly = request.GET.get("by", shown.reporting) == Reporting.YEAR
    periods = _periods(shown, yearly)
    indicators = list(Indicator.objects.filter(plan=shown).select_related("plan").defer("plan__document"))
    rows = [
        _row(indicator, row) for indicator, row in zip(indicators, figures.overview(indicators, periods), strict=True)
    ]
    return TemplateResponse(
        request,
        "indicators/indicator_list.html",
        {
            "plan": shown,
            "plans": plans,
            "tabs": _tabs(plans, shown),
            "provinces": [(row.code, in_reader_language(row.name_th, row.name_en)) for row in official.provinces()],
            "periods": periods,
            "yearly": yearly,
            "rows": rows,
            "latest": latest_period(indicators[0], timezone.localdate()) if indicators else None,
        },
    )


def _plans_with_indicators() -> Any:
    computed = Count("indicators", filter=Q(indicators__kind=IndicatorKind.COMPUTED))
    found = Plan.objects.filter(indicators__isnull=False).annotate(computed=computed).defer("document")
    return found.order_by("-computed", "code")


def _periods(plan: Plan, yearly: bool) -> list[Period]:
    return [half.year_period for half in plan.half_years if half.half == 2] if yearly else plan.half_years


def _row(indicator: Indicator, row: list[figures.Figure]) -> dict[str, Any]:
    numbers = [one.value if not isinstance(one.value, bool | str) else None for one in row]
    targets = [(one.period, one.target) for one in row if one.target is not None]
    return {
        "indicator": indicator,
        "figures": row,
        "link": f"{address('indicators:indicator', indicator.plan.code, indicator.code)}?period=",
        "numbers": numbers,
        "has_numbers": sum(number is not None for number in numbers) > 1,
        "target": targets[-1] if targets else None,
        "begun": any(one.value is not None for one in row),
    }


def _tabs(plans: list[Plan], shown: Plan) -> list[dict[str, Any]]:
    if len(plans) < 2:
        return []
    return [
        {"label": plan.name, "url": address("indicators:list", plan.code), "current": plan == shown, "count": None}
        for plan in plans
    ]
