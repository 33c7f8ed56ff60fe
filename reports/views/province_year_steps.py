"""Steps of a yearly report's way, each the press of one button: send, accept, return."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.permissions import Right, right_required
from core.form_tokens import OnceForm, take
from reports import actions
from reports.forms import ReturnYearForm, StepForm
from reports.views.province_year import find_report, find_scope, year_context


@require_POST
@right_required(Right.WRITE_YEARLY_REPORTS)
def submit_year(request: HttpRequest, plan: str, year: int, province: str) -> HttpResponse:
    """The coordinator sends the report that was read."""
    done = _("The report is sent to the ministry.")
    return _step(request, (plan, year, province), StepForm(request.POST), actions.submit_year, done)


@require_POST
@right_required(Right.BUILD_REPORTS)
def accept_year(request: HttpRequest, plan: str, year: int, province: str) -> HttpResponse:
    """The ministry takes the report that it has read; its sealed edition is being built."""
    done = _("The report is accepted. Its sealed edition is being built as a draft.")
    return _step(request, (plan, year, province), StepForm(request.POST), actions.accept_year, done)


@require_POST
@right_required(Right.BUILD_REPORTS)
def return_year(request: HttpRequest, plan: str, year: int, province: str) -> HttpResponse:
    """The ministry returns the report, saying what should change."""
    form = ReturnYearForm(request.POST)

    def action(**given: Any) -> Any:
        return actions.return_year(reason=form.cleaned_data["reason"], **given)

    return _step(request, (plan, year, province), form, action, _("The report is returned to its province."))


def _step(
    request: HttpRequest, where: tuple[str, int, str], form: OnceForm, action: Callable[..., Any], done: str
) -> HttpResponse:
    scope = find_scope(request.user, *where)
    report = find_report(request.user, scope)
    if report is None:
        raise Http404(_("Nothing was written for this year yet."))
    address = reverse("reports:province_year", args=list(where))
    if not form.is_valid():
        return_form = form if isinstance(form, ReturnYearForm) else None
        context = year_context(request.user, scope, report, return_form)
        return TemplateResponse(request, "reports/province_year.html", {**context, "form": form})
    try:
        with transaction.atomic():
            if take(form.cleaned_data["token"], result=address) is None:
                action(report=report, version=form.cleaned_data["version"], by=request.user)
                messages.success(request, done)
    except actions.ConflictError:
        messages.error(request, _("Somebody else changed this report meanwhile. Read it once more before you decide."))
    except actions.NotNowError as error:
        messages.error(request, str(error))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(address)
