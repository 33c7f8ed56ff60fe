from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.permissions import Right, has_right, right_required
from places.models import Province
from plans.models import Plan
from plans.summaries import Timeliness
from reports.choices import YearState
from reports.due import window_of
from reports.models import ProvinceYear
from reports.scope import years_of


@require_safe
@right_required(Right.VIEW_REPORTS)
def province_years(request: HttpRequest) -> TemplateResponse:
    """The provinces of a year and how the report of each stands: one's own, or all 77."""
    notes: list[str] = []
    plans = [plan for plan in Plan.objects.order_by("code") if years_of(plan)]
    plan = _chosen(plans, request.GET.get("plan"), notes)
    years = years_of(plan) if plan else []
    year = next((one for one in years if str(one.year) == request.GET.get("year")), None)
    if request.GET.get("year") and year is None:
        notes.append(_("There is no such year in the plan; the latest is shown."))
    year = year or (years[0] if years else None)
    context: dict[str, Any] = {"plans": plans, "plan": plan, "years": years, "year": year, "notes": notes}
    if plan and year:
        context |= _rows(request, plan, year.year)
    return TemplateResponse(request, "reports/province_years.html", context)


def _chosen(plans: list[Plan], code: str | None, notes: list[str]) -> Plan | None:
    found = next((plan for plan in plans if plan.code == code), None)
    if code and found is None:
        notes.append(_("There is no such plan with years to report on."))
    # The plan that the provinces report on: the one whose indicators are counted from records.
    computed = [plan for plan in plans if plan.indicators.exclude(measure="").exists()]
    return found or next(iter([*computed, *plans]), None)


def _rows(request: HttpRequest, plan: Plan, year: int) -> dict[str, Any]:
    user: Any = request.user
    provinces = Province.objects.select_related("region")
    if not has_right(user, Right.WHOLE_COUNTRY):
        provinces = provinces.filter(code__in=user.province_codes)
    kept = ProvinceYear.objects.visible_to(user).filter(plan=plan, year=year).select_related("submitted_by")
    reports = {row.province_id: row for row in kept}
    window, today = window_of(plan, year), timezone.localdate()
    state = request.GET.get("state", "")
    rows: list[dict[str, Any]] = []
    for province in provinces:
        report = reports.get(province.code)
        timeliness, days = window.timeliness(province.code, report, today)
        rows.append(
            {
                "province": province,
                "report": report,
                "due_on": window.due_day(province.code),
                "late": timeliness in (Timeliness.LATE, Timeliness.OVERDUE),
                "days_late": days,
            }
        )
    counts: dict[str, int] = {}
    for row in rows:
        key = row["report"].state if row["report"] else "none"
        counts[key] = counts.get(key, 0) + 1
    states = [("none", _("Not begun")), *((one.value, one.label) for one in YearState)]
    if state and state in dict(states):
        rows = [row for row in rows if (row["report"].state if row["report"] else "none") == state]
    query = f"?plan={plan.code}&year={year}"
    tabs = [{"label": _("All"), "url": query, "current": not state, "count": sum(counts.values())}]
    tabs += [
        {"label": label, "url": f"{query}&state={code}", "current": state == code, "count": counts[code]}
        for code, label in states
        if counts.get(code)
    ]
    return {"rows": rows, "tabs": tabs, "sees_drafts": has_right(user, Right.BUILD_REPORTS)}
