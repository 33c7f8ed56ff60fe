from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from accounts.permissions import Right, right_required
from imports import actions
from imports.applying.obstacles import count, obstacles
from imports.books import book_of, small
from imports.books.undoing import blocked as blocked_records
from imports.books.undoing import obstacles as record_obstacles
from imports.forms import UndoForm
from imports.models import Import

PER_PAGE = 50


@right_required(Right.IMPORT_SPREADSHEETS)
@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What undoing an import would do and what stands in the way; then it is undone."""
    imported = get_object_or_404(Import, pk=pk)
    if imported.committed_at is None:
        raise Http404
    if not imported.is_over or imported.is_undone:
        return redirect(imported)
    book = small(imported)
    blocked = len(blocked_records(imported, book)) if book else count(imported)
    form = UndoForm(request.POST if request.method == "POST" else None, blocked=blocked)
    if form.is_valid():
        try:
            actions.undo(
                imported=imported,
                reason=form.cleaned_data["reason"],
                the_rest=form.cleaned_data.get("the_rest", False),
                by=request.user,
            )
        except actions.NotNowError as error:
            messages.warning(request, str(error))
        return redirect(imported)
    page = Paginator(range(blocked), PER_PAGE).get_page(request.GET.get("page"))
    left: Any = (imported.touched_records if book else imported.touched).filter(undone=False)
    span = {"first": page.start_index() - 1, "most": PER_PAGE}
    found: list[Any] = []
    if blocked:
        found = record_obstacles(imported, book, **span) if book else obstacles(imported, **span)
    context = {
        "imported": imported,
        "form": form,
        "blocked": blocked,
        "added": left.filter(is_new=True).count(),
        "changed": left.filter(is_new=False).count(),
        "page_obj": page,
        "obstacles": found,
        "book": book_of(imported),
    }
    return TemplateResponse(request, "imports/undo.html", context)
