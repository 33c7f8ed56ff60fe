from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from accounts.permissions import Right, right_required
from imports import actions
from imports.books import BOOKS
from imports.forms import UploadForm


@right_required(Right.IMPORT_SPREADSHEETS)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Upload a spreadsheet; it is checked, and nothing is written yet."""
    asked = request.GET.get("book", "")
    initial = {"book": asked} if asked in BOOKS else {}
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm(initial=initial)
    if form.is_valid():
        file = form.cleaned_data["file"]
        imported = actions.start(
            file=file,
            name=file.name or "",
            verified=form.cleaned_data["verified"],
            book=form.cleaned_data["book"],
            by=request.user,
        )
        return redirect(imported)
    return TemplateResponse(request, "imports/new.html", {"form": form, "books": BOOKS.values()})
