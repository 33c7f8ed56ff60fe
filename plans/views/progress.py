"""One project's report for one period: what it says, and what the reader may do with it."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from plans.actions import missing_answers
from plans.actions.parts import ADDED
from plans.actions.progress import IN_THE_AGENCYS_HANDS, window_for
from plans.choices import ProgressState, WindowState
from plans.forms import TEXTS, ReturnForm, StepForm, heading
from plans.models import Agency, Node, PlanPeriod, Progress, SupportingPart
from plans.permissions import agencies_to_add_for, may_report, may_review, require_reading
from plans.views.finding import find_period, find_project, hinted
from plans.views.plan import short_label
from thai.periods import Period


@require_safe
@hinted
def progress_page(request: HttpRequest, plan: str, number: str, period: str) -> TemplateResponse:
    """The report in force, every correction of it, and the steps that are open to the reader."""
    node = find_project(plan, number)
    found = find_period(node.plan, period)
    require_reading(request.user)
    return TemplateResponse(request, "plans/progress.html", progress_context(request, node, found))


def progress_context(request: HttpRequest, node: Node, period: Period) -> dict[str, Any]:
    """What the page of a report shows to this reader."""
    rows = list(
        Progress.objects.visible_to(request.user)
        .filter(node=node, period=str(period))
        .select_related("node__plan", "submitted_by", "reviewed_by", "corrects")
        .prefetch_related("evidence")
        .order_by("id")
    )
    window = (
        PlanPeriod.objects.select_related("closed_by", "window_set_by")
        .filter(plan=node.plan, period=str(period))
        .first()
    )
    current = rows[-1] if rows else None
    mine, reviewing = may_report(request.user, node), may_review(request.user)
    context: dict[str, Any] = {
        "plan": node.plan,
        "node": node,
        "period": period,
        "period_name": short_label(period),
        "periods": [each for each in node.plan.reporting_periods if node.reports_in(each)],
        "window": window,
        "report": current,
        "facts": texts(current),
        "earlier": [{"report": row, "facts": texts(row)} for row in reversed(rows[:-1])],
        "mine": mine,
    }
    context |= added(request, node, period, window, mine=mine)
    if current and current.state == ProgressState.SUBMITTED and reviewing:
        context["accept_form"] = StepForm(initial={"version": current.version})
    if current and current.state in {ProgressState.SUBMITTED, ProgressState.ACCEPTED} and reviewing:
        context["return_form"] = return_form(current)
    if window:
        context["state"] = window_for(window, node, current, request.user) if mine else window.window_state()
    if mine and window:
        context |= writing(current, context["state"])
    return context


def writing(current: Progress | None, state: WindowState) -> dict[str, Any]:
    """What the lead agency may do next: write, send, or correct."""
    in_hand = current is not None and current.state in IN_THE_AGENCYS_HANDS
    is_open, is_closed = state in {WindowState.OPEN, WindowState.LATE}, state == WindowState.CLOSED
    steps: dict[str, Any] = {
        "may_write": is_open and (current is None or in_hand),
        "may_correct": is_closed and (current is None or in_hand or current.is_frozen),
    }
    if current is not None and in_hand and (is_open or (is_closed and current.correction_reason)):
        missing = missing_answers(current)
        steps["missing"] = [heading(name) for name in missing]
        steps["submit_form"] = None if missing else StepForm(initial={"version": current.version})
    return steps


def return_form(report: Progress, data: Any = None) -> ReturnForm:
    """The form that gives a report back to its agency."""
    return ReturnForm(
        data,
        label=_("What the agency should change"),
        hint=_("The agency reads this beside its report."),
        initial={"version": report.version},
    )


def texts(report: Progress | None) -> list[tuple[Any, str, str]]:
    """(heading, text, what the ministry asks to change) of what a report says in words."""
    if report is None:
        return []
    return [(heading(name), getattr(report, name), report.review_notes.get(name, "")) for name in TEXTS]


def added(request: HttpRequest, node: Node, period: Period, window: PlanPeriod | None, *, mine: bool) -> dict[str, Any]:
    """What supporting agencies added, for who may read it, and the parts that the reader may write."""
    own = agencies_to_add_for(request.user, node)
    parts = SupportingPart.objects.filter(node=node, period=str(period)).select_related("agency", "updated_by")
    if not (mine or own or may_review(request.user)):
        parts = parts.filter(Exists(Progress.objects.checked().filter(node=node, period=str(period))))
    return {
        "parts": [(part, [(heading(name), getattr(part, name)) for name in ADDED]) for part in parts],
        "parts_to_write": own if own and window and may_add(window, own) else [],
    }


def may_add(window: PlanPeriod, own: list[Agency]) -> bool:
    """Whether one of these supporting agencies may write its part now, with the exceptions given to them."""
    return window.is_open() or window.is_open(until=window.exceptions.filter(agency__in=own).last_day())
