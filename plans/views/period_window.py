"""One period's window: when its reports may be written, who has more time, and who has not reported."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from accounts.permissions import Right, right_required
from core.form_tokens import take
from plans import actions, summaries
from plans.forms import ExceptionForm, WindowForm
from plans.models import Plan, PlanPeriod, ReportReminder, WindowException
from plans.views.finding import NotFoundError, find_period, find_plan, hinted
from plans.views.plan import short_label
from thai.periods import Period


@require_http_methods(["GET", "HEAD", "POST"])
@right_required(Right.EDIT_PLANS)
@hinted
def period_window(request: HttpRequest, plan: str, period: str) -> HttpResponse:
    found, chosen, row = _find(plan, period)
    form = WindowForm(request.POST or None, initial=_initial(row))
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                if take(form.cleaned_data.pop("token"), result=request.path) is None:
                    actions.set_window(period=row, by=request.user, **form.cleaned_data)
                    messages.success(request, _("The window is set."))
            return redirect(request.path)
        except actions.NotNowError as error:
            form.add_error(None, str(error.reason))
        except ValidationError as error:
            form.add_error(None, error)
    return _page(request, found, chosen, row, form, ExceptionForm(plan=found))


@require_POST
@right_required(Right.EDIT_PLANS)
@hinted
def exception_add(request: HttpRequest, plan: str, period: str) -> HttpResponse:
    """Give one agency or province more time."""
    found, chosen, row = _find(plan, period)
    address = redirect("plans:window", plan, period)
    form = ExceptionForm(request.POST, plan=found)
    if form.is_valid():
        try:
            with transaction.atomic():
                if take(form.cleaned_data.pop("token"), result=address.url) is None:
                    actions.add_exception(period=row, by=request.user, **form.cleaned_data)
                    messages.success(request, _("More time is given."))
            return address
        except actions.NotNowError as error:
            form.add_error(None, str(error.reason))
        except ValidationError as error:
            form.add_error(None, error)
    return _page(request, found, chosen, row, WindowForm(initial=_initial(row)), form)


@require_POST
@right_required(Right.EDIT_PLANS)
@hinted
def exception_end(request: HttpRequest, plan: str, period: str, pk: int) -> HttpResponse:
    """Take an exception back."""
    _found, _chosen, row = _find(plan, period)
    exception = WindowException.objects.filter(pk=pk, period=row).first()
    if exception is not None:
        actions.end_exception(exception=exception, by=request.user)
        messages.success(request, _("The exception is ended."))
    return redirect("plans:window", plan, period)


def _find(plan: str, period: str) -> tuple[Plan, Period, PlanPeriod]:
    found = find_plan(plan, whole=True)
    chosen = find_period(found, period)
    row = PlanPeriod.objects.select_related("window_set_by", "closed_by").filter(plan=found, period=str(chosen)).first()
    if row is None:
        hint = gettext_lazy("Load the plan's document once more: that sets the windows of all its periods.")
        raise NotFoundError(gettext_lazy("This period has no window"), hint, found)
    return found, chosen, row


def _initial(row: PlanPeriod) -> dict[str, Any]:
    return {
        "opens_on": row.opens_on,
        "due_on": row.due_on,
        "closes_on": row.closes_on,
        "reason": row.window_reason,
        "contact": row.contact,
    }


def _page(
    request: HttpRequest, plan: Plan, period: Period, row: PlanPeriod, form: WindowForm, exception_form: ExceptionForm
) -> TemplateResponse:
    discipline = summaries.reporting_discipline(plan, period)
    reminded = dict(
        ReportReminder.objects.filter(node__plan=plan, period=str(period)).values_list("node").annotate(last=Max("on"))
    )
    context = {
        "plan": plan,
        "period": period,
        "period_name": short_label(period),
        "window": row,
        "form": None if row.is_closed else form,
        "exception_form": None if row.is_closed else exception_form,
        "exceptions": row.exceptions.select_related("agency", "province", "created_by"),
        "missing": [(line, reminded.get(line.node_id)) for line in discipline.nodes if line.submitted_at is None],
        "discipline": discipline,
    }
    return TemplateResponse(request, "plans/period_window.html", context)
