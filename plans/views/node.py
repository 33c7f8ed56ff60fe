"""A programme or project: who does it, what is below it, and how it went from period to period."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from plans.actions.progress import IN_THE_AGENCYS_HANDS
from plans.models import Node, PlanPeriod, Progress
from plans.permissions import may_read_progress, may_report
from plans.summaries import extended_to
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


@dataclass(frozen=True)
class Line:
    """One period in the life of a project."""

    code: str
    label: str
    report: Progress | None
    window: PlanPeriod | None
    until: date | None = None  # the last day of an exception

    @property
    def waits(self) -> bool:
        """Whether its report may be written now."""
        in_hand = self.report is None or self.report.state in IN_THE_AGENCYS_HANDS
        return in_hand and self.window is not None and self.window.is_open(until=self.until)


def over_time(request: HttpRequest, node: Node) -> dict[str, Any]:
    """Every period's report, as far as the reader may see it; the period that waits for one, for who may write it."""
    shown = Progress.objects.visible_to(request.user).filter(node=node)
    reports = {row.period: row for row in shown.in_force()}
    windows = {row.period: row for row in PlanPeriod.objects.filter(plan=node.plan).with_extensions()}
    lines = []
    for period in node.plan.reporting_periods:
        if node.reports_in(period):
            window = windows.get(str(period))
            until = extended_to(window, node) if window else None
            lines.append(Line(str(period), short_label(period), reports.get(str(period)), window, until))
    waiting = [line for line in lines if line.waits] if may_report(request.user, node) else []
    return {
        "periods": lines,
        "percents": [line.report.percent if line.report else None for line in lines],
        "labels": [line.label for line in lines],
        "to_report": waiting[-1] if waiting else None,
    }
