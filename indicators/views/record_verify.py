from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from accounts.permissions import Right, right_required
from indicators import actions
from indicators.views.shared import kind_or_404


@right_required(Right.WHOLE_COUNTRY)
@right_required(Right.EDIT_KPI_RECORDS)
@require_POST
def record_verify(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Staff looked at a record and its evidence; the next one that waits follows."""
    asked = kind_or_404(kind)
    record = get_object_or_404(asked.model.objects.editable_by(request.user), pk=pk)
    try:
        actions.verify_record(record=record, by=request.user)
    except actions.WithdrawnError:
        messages.warning(request, gettext("The record was withdrawn meanwhile, so it was not changed."))
    else:
        messages.success(request, gettext("The record is checked."))
    return redirect(f"{reverse('indicators:record_list', args=[kind])}?check=waiting")
