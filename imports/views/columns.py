from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from accounts.permissions import Right, right_required
from imports import actions
from imports.forms import ColumnsForm
from imports.models import Import
from organisations.looks import log_view

SAMPLES = 3  # rows of which the cells stand beside a heading


@right_required(Right.IMPORT_SPREADSHEETS)
@require_http_methods(["GET", "HEAD", "POST"])
def columns(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say which of our columns those of the file are; the file is then checked anew."""
    imported = get_object_or_404(Import, pk=pk)
    if not imported.may_map:
        return redirect(imported)
    rows = list(imported.rows.order_by("number").values_list("raw", flat=True)[:SAMPLES])
    samples = {
        place: " · ".join(text for raw in rows if place < len(raw) and (text := raw[place][:40]))
        for place in range(len(imported.headings))
    }
    log_view(request.user, str(imported.pk), len(rows), subject="imports.ImportRow")
    form = ColumnsForm(request.POST if request.method == "POST" else None, imported=imported, samples=samples)
    if form.is_valid():
        try:
            actions.map_columns(imported=imported, columns=form.said, by=request.user)
        except actions.NotNowError as error:
            messages.warning(request, str(error))
        return redirect(imported)
    return TemplateResponse(request, "imports/columns.html", {"imported": imported, "form": form})
