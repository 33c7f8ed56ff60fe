"""Plans, nodes and periods by their addresses; an unknown one is a page that says where to look instead."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.template.response import TemplateResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from plans.models import Agency, Node, Plan
from plans.trees import whole_plan
from thai.periods import Period, PeriodError

View = Callable[..., HttpResponseBase]


class NotFoundError(Http404):
    """What was asked for is not there; `hint` says where to look, `plan` is the plan that was meant."""

    def __init__(self, title: Promise, hint: Promise, plan: Plan | None = None) -> None:
        super().__init__(str(title))
        self.title, self.hint, self.plan = title, hint, plan


def hinted(view: View) -> View:
    """Answer NotFoundError with a 404 page that has its hint."""

    @wraps(view)
    def answering(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except NotFoundError as missing:
            context = {"title": missing.title, "hint": missing.hint, "plan": missing.plan}
            return TemplateResponse(request, "plans/missing.html", context, status=404)

    return answering


def find_plan(code: str, *, whole: bool = False) -> Plan:
    """The plan of a code, with its tree where a page shows the whole. Raises NotFoundError."""
    plan = whole_plan(code) if whole else Plan.objects.filter(code=code).first()
    if plan is None:
        raise NotFoundError(
            _("There is no such plan"), _("Check the code in the address, or choose a plan from the list.")
        )
    return plan


def find_node(plan: Plan, number: str) -> Node:
    """The programme or project of a number, with its agencies. Raises NotFoundError."""
    nodes = plan.nodes.with_agencies().select_related("plan", "level", "parent__level", "parent__plan")
    node = nodes.filter(number=number).first()
    if node is None:
        hint = _("Check the number in the address, or choose a project from the plan.")
        raise NotFoundError(_("This plan has no such project"), hint, plan)
    return node


def find_period(plan: Plan, code: str) -> Period:
    """One of the periods in which the plan's projects report. Raises NotFoundError for any other."""
    try:
        period = plan.period(code)
    except PeriodError:
        period = None
    if period is None or period not in plan.reporting_periods:
        hint = _("A period is written like 2565-H1, and must lie within the plan. Choose one from the plan.")
        raise NotFoundError(_("This plan has no such period"), hint, plan)
    return period


def find_project(plan_code: str, number: str) -> Node:
    """A node that reports progress. Raises NotFoundError."""
    plan = find_plan(plan_code)
    node = find_node(plan, number)
    if not node.level.reports_progress:
        hint = _("Progress is reported by its projects. Choose one of them.")
        raise NotFoundError(_("Nothing is reported at this level"), hint, plan)
    return node


def find_agency(code: str) -> Agency:
    """The agency of a code. Raises NotFoundError."""
    agency = Agency.objects.select_related("parent").filter(code=code).first()
    if agency is None:
        hint = _("Check the code in the address, or choose an agency from a plan.")
        raise NotFoundError(_("There is no such agency"), hint)
    return agency
