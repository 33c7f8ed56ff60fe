"""A programme or project: who does it, what is below it, and how it went from period to period."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from plans.models import Node, PlanPeriod, Progress
from plans.permissions import may_read_progress, may_report
from plans.views.finding import find_node, find_plan, hinted
from plans.views.plan import short_label


@login_not_required
@require_safe
@hinted
def project_page(request: HttpRequest, plan: str, number: str) -> HttpResponse:
    return node_page(request, plan, number, reports=True)


@login_not_required
@require_safe
@hinted
def programme_page(request: HttpRequest, plan: str, number: str) -> HttpResponse:
    return node_page(request, plan, number, reports=False)


def node_page(request: HttpRequest, plan: str, number: str, *, reports: bool) -> HttpResponse:
    """The page of a node, under the word that fits its level."""
    node = find_node(find_plan(plan), number)
    if node.level.reports_progress != reports:
        return redirect(node)
    context: dict[str, Any] = {"plan": node.plan, "node": node, "trail": ancestors(node)}
    context["children"] = node.children.with_agencies().select_related("level", "plan")
    if reports and may_read_progress(request.user):
        context |= over_time(request, node)
    return TemplateResponse(request, "plans/node.html", context)


def ancestors(node: Node) -> list[Node]:
    """The nodes above one, the highest first."""
    above: list[Node] = []
    parent = node.parent
    while parent is not None:
        above.insert(0, parent)
        parent = parent.parent
    return above


def over_time(request: HttpRequest, node: Node) -> dict[str, Any]:
    """Every period's report, as far as the reader may see it; the period that waits for one, for who may write it."""
    shown = Progress.objects.visible_to(request.user).filter(node=node)
    reports = {row.period: row for row in shown.in_force()}
    windows = {row.period: row for row in PlanPeriod.objects.filter(plan=node.plan)}
    periods = [
        {
            "code": str(period),
            "label": short_label(period),
            "report": reports.get(str(period)),
            "window": windows.get(str(period)),
        }
        for period in node.plan.reporting_periods
        if node.reports_in(period)
    ]
    mine = may_report(request.user, node)
    open_now = [each for each in periods if (window := windows.get(each["code"])) and window.is_open()]
    waiting = [each for each in open_now if each["report"] is None or each["report"].state in {"draft", "returned"}]
    return {
        "periods": periods,
        "percents": [each["report"].percent if each["report"] else None for each in periods],
        "labels": [each["label"] for each in periods],
        "may_report": mine,
        "to_report": waiting[-1] if mine and waiting else None,
    }
