"""The buttons of an import: write it, try again, cancel."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from accounts.permissions import Right, right_required
from imports import actions
from imports.forms import CommitForm
from imports.models import Duplicates, Import


@right_required(Right.IMPORT_SPREADSHEETS)
@require_POST
def commit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Have the file written as its owner decided."""
    imported = get_object_or_404(Import, pk=pk)
    form = CommitForm(request.POST, imported=imported)
    if not form.is_valid():
        for error in form.errors.values():
            messages.error(request, " ".join(map(str, error)))
        return redirect(imported)
    return _step(
        request,
        imported,
        lambda: actions.commit(
            imported=imported, leave_out_errors=form.leaves_out_errors, duplicates=form.decision, by=request.user
        ),
    )


@right_required(Right.IMPORT_SPREADSHEETS)
@require_POST
def decide(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Keep what the owner decided of single rows, and go back to them."""
    imported = get_object_or_404(Import, pk=pk)
    decisions = {
        int(name.removeprefix("row-")): value
        for name, value in request.POST.items()
        if name.startswith("row-") and name[4:].isascii() and name[4:].isdigit() and len(name) < 20
        if value in ("", *Duplicates.values)
    }
    _step(request, imported, lambda: actions.decide(imported=imported, decisions=decisions, by=request.user))
    back = {name: request.GET[name] for name in ("verdict", "page") if name in request.GET}
    return redirect(f"{imported.get_absolute_url()}?{urlencode(back)}")


@right_required(Right.IMPORT_SPREADSHEETS)
@require_POST
def retry(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Try a failed import once more."""
    imported = get_object_or_404(Import, pk=pk)
    return _step(request, imported, lambda: actions.retry(imported=imported, by=request.user))


@right_required(Right.IMPORT_SPREADSHEETS)
@require_POST
def cancel(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Stop an import that is not written yet."""
    imported = get_object_or_404(Import, pk=pk)
    return _step(request, imported, lambda: actions.cancel(imported=imported, by=request.user))


def _step(request: HttpRequest, imported: Import, step: Callable[[], object]) -> HttpResponse:
    try:
        step()
    except actions.NotNowError as error:
        messages.warning(request, str(error))
    return redirect(imported)
