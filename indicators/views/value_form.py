from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from accounts.permissions import Right, right_required
from indicators import actions
from indicators.figures import NOWHERE
from indicators.filters import periods_of, read
from indicators.forms.values import ValueForm
from indicators.models import Value
from indicators.permissions import require_typing
from indicators.views.shared import indicator_or_404
from places.models import Province


@right_required(Right.EDIT_KPI_RECORDS)
@require_http_methods(["GET", "HEAD", "POST"])
def value_form(request: HttpRequest, plan: str, code: str) -> HttpResponse:
    """Type in the value of an indicator for the period and place in the address."""
    require_typing(request.user)
    indicator = indicator_or_404(plan, code)
    if indicator.measure:
        raise Http404
    asked = read(request.GET, indicator, timezone.localdate())
    province = asked.place if isinstance(asked.place, Province) and asked.cut.province != NOWHERE else None
    value = Value.objects.filter(indicator=indicator, period=str(asked.period), province=province).first()
    form = ValueForm(request.POST or None, indicator=indicator, period=asked.period, value=value)
    conflict = None
    if request.method == "POST" and asked.notes:
        raise Http404
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_value(
                indicator=indicator,
                period=asked.period,
                province=province,
                content=form.content,
                note=form.cleaned_data.get("note", ""),
                seen_at=form.seen_at,
                by=request.user,
            )
        except ValidationError as error:
            form.add_error(None, error)
        except actions.ConflictError as error:
            conflict = error.current
            form.sent_again_for(conflict)
        else:
            messages.success(request, gettext("The value is saved."))
            return redirect(f"{reverse('indicators:indicator', args=[plan, code])}{asked.query()}")
    return TemplateResponse(
        request,
        "indicators/value_form.html",
        {
            "indicator": indicator,
            "plan": indicator.plan,
            "asked": asked,
            "form": form,
            "province": province,
            "provinces": Province.objects.all(),
            "periods": periods_of(indicator.plan),
            "conflict": conflict,
        },
    )
