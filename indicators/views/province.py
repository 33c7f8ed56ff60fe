from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.permissions import Right, has_right
from core.navigation import address
from indicators import figures, windows
from indicators.filters import latest_of
from indicators.kinds import KINDS
from indicators.permissions import may_edit_in
from indicators.waiting import waiting
from organisations import confirming, facets
from organisations.choices import Taxonomy
from organisations.scope import scope_of
from organisations.terms import current_terms
from places import official
from places.models import Province
from plans.models import Indicator, Plan

ISSUES = 8  # the commonest


@login_not_required
@require_safe
def province(request: HttpRequest, code: str) -> TemplateResponse:
    """One province: its organisations, its indicators against their targets, and what is due there."""
    shown = get_object_or_404(Province.objects.select_related("region"), code=code)
    rows = Indicator.objects.select_related("plan").defer("plan__document")
    indicators = list(rows.order_by("plan__code", "position"))
    # First the plans whose indicators are computed from records.
    plans = list(dict.fromkeys(one.plan for one in sorted(indicators, key=lambda one: not one.measure)))
    plan = next((one for one in plans if one.code == request.GET.get("plan")), plans[0] if plans else None)
    keeps = may_edit_in(request.user, shown.code)
    context: dict[str, Any] = {
        "province": shown,
        "plan": plan,
        "tabs": [
            {"label": one.name, "url": f"?plan={one.code}", "current": one == plan, "count": None} for one in plans
        ],
        **_organisations(request, shown),
        "waiting": waiting(request.user, shown.code) if keeps else [],
        "to_confirm": confirming.to_confirm(request.user, province=shown.code).order_by().count() if keeps else 0,
        "confirm_url": address("organisations:confirmation"),
        "keeps": keeps,
    }
    may_follow = has_right(request.user, Right.VIEW_KPI_RECORDS)
    return TemplateResponse(
        request, "indicators/province.html", context | (_figures(plan, indicators, shown, may_follow) if plan else {})
    )


@login_not_required
@require_safe
def provinces(request: HttpRequest) -> HttpResponse:
    """To the page of the province that was chosen; without one, back to the indicators."""
    chosen = request.GET.get("province", "")
    known = {row.code for row in official.provinces()}
    return redirect("indicators:province", chosen) if chosen in known else redirect("indicators:list")


def _organisations(request: HttpRequest, shown: Province) -> dict[str, Any]:
    """How many organisations the reader finds there, and what they work on most."""
    terms = current_terms()
    counts = facets.count(scope_of(request.user), {"province": [shown.code]}, terms=terms)
    listed = f"{reverse('organisations:list')}?province={shown.code}"
    by_issue = counts.by.get("issue", {})
    issues: list[dict[str, Any]] = [
        {"label": term.name, "value": by_issue[term.code], "url": f"{listed}&issue={term.code}"}
        for term in terms.current(Taxonomy.ISSUE)
        if by_issue.get(term.code)
    ]
    issues.sort(key=lambda row: row["value"], reverse=True)
    return {"organisations": counts.total, "organisations_url": listed, "issues": issues[:ISSUES]}


def _figures(plan: Plan, indicators: list[Indicator], shown: Province, may_follow: bool) -> dict[str, Any]:
    """The plan's indicators in the province, by the periods it reports in, and the windows that are open.

    `may_follow`: the reader may open the records behind the figures.
    """
    today = timezone.localdate()
    indicators = [one for one in indicators if one.plan_id == plan.pk]
    periods = plan.reporting_periods
    return {
        "periods": periods,
        "latest": latest_of(plan, today),
        "rows": [
            {
                "indicator": indicator,
                "figures": row,
                "latest_target": _target(row),
                "records": _records_url(indicator, shown) if may_follow else "",
            }
            for indicator, row in zip(
                indicators, figures.overview(indicators, periods, province=shown, today=today), strict=True
            )
        ],
        "windows": windows.of_province(KINDS.values(), shown.code, plan),
    }


def _records_url(indicator: Indicator, shown: Province) -> str:
    """The address of an indicator's records in the province, but for the period's code at its end."""
    return f"{address('indicators:records', indicator.plan.code, indicator.code)}?province={shown.code}&period="


def _target(row: list[figures.Figure]) -> figures.Figure | None:
    """The last period for which the plan states what the province should reach."""
    return next((one for one in reversed(row) if one.target is not None), None)
