from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from accounts.permissions import Right, right_required
from imports.models import Import


@right_required(Right.IMPORT_SPREADSHEETS)
@require_safe
def original(request: HttpRequest, pk: UUID) -> StreamingHttpResponse:
    """The file as it was uploaded; always a download, never shown."""
    imported = get_object_or_404(Import, pk=pk)
    if not imported.file.storage.exists(imported.file.name or ""):
        raise Http404
    headers = {"Content-Disposition": content_disposition_header(True, imported.file_name) or "attachment"}
    return StreamingHttpResponse(_pieces(imported), content_type="application/octet-stream", headers=headers)


def _pieces(imported: Import) -> Iterator[bytes]:
    with imported.file.open("rb") as file:
        yield from file.chunks()
