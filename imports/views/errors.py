from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from accounts.permissions import Right, right_required
from imports.builders import errors as builder
from imports.models import Import
from imports.views.template import XLSX
from organisations.looks import log_export, log_rows


@right_required(Right.IMPORT_SPREADSHEETS)
@require_safe
def errors(request: HttpRequest, pk: UUID) -> StreamingHttpResponse:
    """The rows with errors as their own workbook; people in it are on record."""
    imported = get_object_or_404(Import, pk=pk)
    rows = builder.error_rows(imported)
    if not rows:
        raise Http404
    personal = builder.personal_columns(imported)
    if personal:
        look = log_export(request.user, request.get_full_path(), personal, subject="imports.ImportRow")
        log_rows(look, rows)
    response = StreamingHttpResponse(builder.pieces(imported), content_type=XLSX)
    response.headers["Content-Disposition"] = 'attachment; filename="errors.xlsx"'
    return response
