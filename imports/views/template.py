from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from accounts.permissions import Right, right_required
from imports.builders.template import build_template

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@right_required(Right.IMPORT_SPREADSHEETS)
@require_safe
def template(request: HttpRequest) -> HttpResponse:
    """The empty spreadsheet: headings, help, lists and an example."""
    headers = {"Content-Disposition": 'attachment; filename="cso-template.xlsx"'}
    return HttpResponse(build_template(), content_type=XLSX, headers=headers)
