from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from accounts.permissions import Right, right_required
from indicators import actions
from indicators.forms.records import WithdrawForm
from indicators.tables import related, table
from indicators.views.shared import kind_or_404


@right_required(Right.EDIT_KPI_RECORDS)
@require_http_methods(["GET", "HEAD", "POST"])
def record_withdraw(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Take a record out of every figure, with a reason."""
    asked = kind_or_404(kind)
    record = get_object_or_404(asked.model.objects.editable_by(request.user).standing(), pk=pk)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw_record(record=record, reason=form.cleaned_data["reason"], by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        except actions.WithdrawnError:
            messages.info(request, gettext("Somebody else has withdrawn the record already."))
            return redirect("indicators:record_list", kind)
        else:
            messages.success(request, gettext("The record is withdrawn and no longer counts."))
            return redirect("indicators:record_list", kind)
    shown = table(asked, related(asked, asked.model.objects.filter(pk=pk)), request.user)
    return TemplateResponse(
        request,
        "indicators/record_withdraw.html",
        {"kind": asked, "record": record, "form": form, "table": shown},
    )
