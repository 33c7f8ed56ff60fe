"""Steps of a report's way, each the press of one button: send, accept, return; and taking evidence out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from core.form_tokens import OnceForm, take
from plans import actions
from plans.forms import StepForm
from plans.models import Evidence, Node, Progress
from plans.views.finding import NotFoundError, find_period, find_project, hinted
from plans.views.progress import progress_context, return_form
from thai.periods import Period


@require_POST
@hinted
def submit(request: HttpRequest, plan: str, number: str, period: str) -> HttpResponse:
    """The lead agency sends the report that it has read."""
    node, found, report = _find(request, plan, number, period)
    form = StepForm(request.POST)
    return _step(request, node, found, report, form, actions.submit_progress, _("The report is sent to the ministry."))


@require_POST
@hinted
def accept(request: HttpRequest, plan: str, number: str, period: str) -> HttpResponse:
    """The ministry takes the report that it has read."""
    node, found, report = _find(request, plan, number, period)
    form = StepForm(request.POST)
    return _step(request, node, found, report, form, actions.accept_progress, _("The report is accepted."))


@require_POST
@hinted
def give_back(request: HttpRequest, plan: str, number: str, period: str) -> HttpResponse:
    """The ministry returns the report, saying what should change."""
    node, found, report = _find(request, plan, number, period)
    form = return_form(report, request.POST)

    def action(**given: Any) -> Any:
        return actions.return_progress(reason=form.cleaned_data["reason"], notes=form.notes, **given)

    return _step(request, node, found, report, form, action, _("The report is returned to its agency."))


@require_POST
@hinted
def remove_evidence(request: HttpRequest, plan: str, number: str, period: str, pk: int) -> HttpResponse:
    """The lead agency takes a file or link out of its report."""
    _node, found, report = _find(request, plan, number, period)
    evidence = Evidence.objects.filter(pk=pk, progress=report).select_related("progress__node").first()
    if evidence is not None:
        try:
            actions.remove_evidence(evidence=evidence, by=request.user)
            messages.success(request, _("The evidence is removed."))
        except actions.NotNowError as error:
            messages.error(request, str(error.reason))
    return redirect("plans:progress", plan, number, str(found))


def _find(request: HttpRequest, plan: str, number: str, period: str) -> tuple[Node, Period, Progress]:
    node = find_project(plan, number)
    found = find_period(node.plan, period)
    reports = Progress.objects.visible_to(request.user).filter(node=node, period=str(found))
    report = reports.select_related("node__plan", "node__level").order_by("id").last()
    if report is None:
        hint = gettext_lazy("Nothing was reported for this period, or your account may not see it.")
        raise NotFoundError(gettext_lazy("There is no such report"), hint, node.plan)
    return node, found, report


def _step(
    request: HttpRequest,
    node: Node,
    period: Period,
    report: Progress,
    form: OnceForm,
    action: Callable[..., Any],
    done: str,
) -> HttpResponse:
    address = redirect("plans:progress", node.plan.code, node.number, str(period))
    if not form.is_valid():
        context = {**progress_context(request, node, period), "return_form": form, "form": form}
        return TemplateResponse(request, "plans/progress.html", context)
    try:
        with transaction.atomic():
            if take(form.cleaned_data["token"], result=address.url) is None:
                action(progress=report, version=form.cleaned_data["version"], by=request.user)
                messages.success(request, done)
    except actions.ConflictError:
        messages.error(request, _("Somebody else changed this report meanwhile. Read it once more before you decide."))
    except actions.NotNowError as error:
        messages.error(request, str(error.reason))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return address
