from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from accounts.permissions import Right, right_required
from imports.books import book_of
from imports.models import Import

PER_PAGE = 25


@right_required(Right.IMPORT_SPREADSHEETS)
@require_safe
def imports(request: HttpRequest) -> TemplateResponse:
    """Every file that was uploaded: who, when, what became of it."""
    page = Paginator(Import.objects.listed(), PER_PAGE).get_page(request.GET.get("page"))
    listed = [(imported, book_of(imported).title) for imported in page]
    return TemplateResponse(request, "imports/list.html", {"page_obj": page, "listed": listed})
