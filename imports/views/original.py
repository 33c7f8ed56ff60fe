from __future__ import annotations

from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from accounts.permissions import Right, right_required
from imports.models import Import


@right_required(Right.IMPORT_SPREADSHEETS)
@require_safe
def original(request: HttpRequest, pk: UUID) -> FileResponse:
    """The file as it was uploaded; always a download, never shown."""
    imported = get_object_or_404(Import, pk=pk)
    try:
        file = imported.file.open("rb")
    except OSError as error:
        raise Http404 from error
    return FileResponse(file, as_attachment=True, filename=imported.file_name, content_type="application/octet-stream")
