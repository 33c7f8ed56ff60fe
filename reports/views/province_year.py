"""A province's yearly report: its figures beside its targets and neighbours, its words, and what to do next."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpRequest
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.permissions import Right, has_right, right_required
from core.form_tokens import OnceForm
from plans.summaries import Timeliness
from reports.choices import ReportKind, YearState
from reports.due import window_of
from reports.forms.province_year import ReturnYearForm, StepForm
from reports.models import ProvinceYear, Report
from reports.neighbourhood import Beside, beside
from reports.permissions import may_look_at, may_write_for
from reports.scope import Scope, ScopeError, scope_of


@require_safe
@right_required(Right.VIEW_REPORTS)
def province_year(request: HttpRequest, plan: str, year: int, province: str) -> TemplateResponse:
    """One province in one year, for itself, the ministry and who reads for the whole country."""
    scope = find_scope(request.user, plan, year, province)
    report = find_report(request.user, scope)
    return TemplateResponse(request, "reports/province_year.html", year_context(request.user, scope, report))


def find_scope(user: Any, plan: str, year: int, province: str) -> Scope:
    """The province and year that an address names. Raises Http404 also for provinces that are not the user's."""
    if not may_look_at(user, province):
        raise Http404(_("Your account does not see the yearly reports of this province."))
    try:
        return scope_of(ReportKind.PROVINCIAL, plan, str(year), province)
    except ScopeError as error:
        raise Http404(str(error)) from error


def find_report(user: Any, scope: Scope) -> ProvinceYear | None:
    """What the province has written so far, as far as the user may read it."""
    return ProvinceYear.objects.visible_to(user).of(scope.plan, scope.period.year, scope.province)


def year_context(
    user: Any, scope: Scope, report: ProvinceYear | None, return_form: forms.Form | None = None
) -> dict[str, Any]:
    """What the page shows; `return_form` where it was filled in and refused."""
    province: Any = scope.province
    today = timezone.localdate()
    window = window_of(scope.plan, scope.period.year)
    timeliness, days_late = window.timeliness(province.code, report, today)
    sealed = Report.objects.visible_to(user).of(
        kind=ReportKind.PROVINCIAL, plan=scope.plan, period=str(scope.period), province=province
    )
    writes = may_write_for(user, province.code)
    in_hand = report is None or report.state in (YearState.DRAFT, YearState.RETURNED)
    reviews = has_right(user, Right.BUILD_REPORTS)
    steps: dict[str, OnceForm] = {}
    if report is not None:
        if writes and in_hand:
            steps["submit"] = StepForm(initial={"version": report.version})
        if reviews and report.state == YearState.SUBMITTED:
            steps["accept"] = StepForm(initial={"version": report.version})
    may_return = report is not None and reviews and report.state in (YearState.SUBMITTED, YearState.ACCEPTED)
    if may_return and return_form is None and report is not None:
        return_form = ReturnYearForm(initial={"version": report.version})
    rows = beside(scope.plan, scope.period, province, today=today)
    return {
        "plan": scope.plan,
        "province": province,
        "period": scope.period,
        "report": report,
        "texts": report.texts if report else [],
        "rows": rows,
        "near": _near(rows),
        "due_on": window.due_day(province.code),
        "is_late": timeliness in (Timeliness.LATE, Timeliness.OVERDUE),
        "days_late": days_late,
        "may_write": writes and in_hand,
        "may_see_history": writes or reviews,
        "steps": steps,
        "return_form": return_form if may_return else None,
        "sealed": sealed.listed().first(),
    }


def _near(rows: list[Beside]) -> list[dict[str, Any]]:
    """A line for each neighbour, the region and the nation, with what each reached of every indicator."""
    if not rows:
        return []
    lines = [
        {
            "label": part.label,
            "values": [(row.neighbours[at].value, row.indicator) for row in rows],
        }
        for at, part in enumerate(rows[0].neighbours)
    ]
    lines.append({"label": rows[0].region.label, "values": [(row.region.value, row.indicator) for row in rows]})
    lines.append({"label": _("Nationwide"), "values": [(row.nation.value, row.indicator) for row in rows]})
    return lines
