from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from accounts.permissions import Right, right_required
from reports import actions
from reports.models import Report, ReportFile

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TYPES = {
    "pdf": "application/pdf",
    "docx": _WORD,
    "brief": "application/pdf",
    "brief-docx": _WORD,
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "html": "text/html; charset=utf-8",
}


@require_safe
@right_required(Right.VIEW_REPORTS)
def file(request: HttpRequest, pk: UUID, form: str) -> HttpResponse:
    """A file of a finished report, under its Thai name; that it was taken is put on record."""
    mine = Report.objects.visible_to(request.user)
    kept = get_object_or_404(ReportFile, report__in=mine, report=pk, format=form)
    with kept.file.open("rb") as stored:
        response = HttpResponse(stored.read(), content_type=TYPES[kept.format])
    if request.method == "GET":
        actions.took(file=kept, by=request.user)
    response["Content-Disposition"] = content_disposition_header(True, kept.name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
