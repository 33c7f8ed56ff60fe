from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from accounts.permissions import Right, right_required
from imports.books import BOOKS
from imports.builders.template import build_template

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@right_required(Right.IMPORT_SPREADSHEETS)
@require_safe
def template(request: HttpRequest, book: str = "organisations") -> HttpResponse:
    """The empty spreadsheet of a book: headings, help, lists and an example."""
    if book not in BOOKS:
        raise Http404
    name = "cso" if book == "organisations" else book
    headers = {"Content-Disposition": f'attachment; filename="{name}-template.xlsx"'}
    return HttpResponse(build_template(BOOKS[book]), content_type=XLSX, headers=headers)
