"""Closing a period of a plan: for good, with a reason, once every report was looked at."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accounts.permissions import Right, right_required
from core.form_tokens import take
from plans import actions, summaries
from plans.forms import ReasonForm
from plans.models import PlanPeriod
from plans.views.finding import find_period, find_plan, hinted
from plans.views.plan import short_label


@require_http_methods(["GET", "HEAD", "POST"])
@right_required(Right.REVIEW_PROGRESS)
@hinted
def period_close(request: HttpRequest, plan: str, period: str) -> HttpResponse:
    """What closing will keep, what it will leave as "not reported", and the form that asks why."""
    found = find_plan(plan, whole=True)
    chosen = find_period(found, period)
    address = f"{found.get_absolute_url()}?period={chosen}"
    row = PlanPeriod.objects.filter(plan=found, period=str(chosen)).first()
    if row is None or row.is_closed:
        messages.info(request, _("This period is closed already."))
        return redirect(address)
    form = ReasonForm(
        request.POST or None,
        label=gettext_lazy("Reason"),
        hint=gettext_lazy("Such as: reported to the committee at its meeting on a given day."),
    )
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                if take(form.cleaned_data["token"], result=address) is None:
                    actions.close_period(period=row, reason=form.cleaned_data["reason"], by=request.user)
                    messages.success(request, _("The period is closed."))
            return redirect(address)
        except actions.NotNowError as error:
            form.add_error(None, str(error.reason))
    discipline = summaries.reporting_discipline(found, chosen)
    context = {
        "plan": found,
        "period": chosen,
        "period_name": short_label(chosen),
        "form": form,
        "discipline": discipline,
    }
    return TemplateResponse(request, "plans/period_close.html", context)
