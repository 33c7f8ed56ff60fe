from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django_htmx.http import HttpResponseClientRefresh

from accounts.permissions import Right, right_required
from imports.books import book_of
from imports.books.book import Book, SmallBook
from imports.forms import CommitForm
from imports.looked_at import SUBJECT
from imports.messages import NOTES
from imports.models import Import, ImportRow, Verdict
from imports.preview import lines
from organisations.looks import log_view

PER_PAGE = 50
# What needs a person comes first.
ORDER = (Verdict.ERROR, Verdict.DUPLICATE, Verdict.CHANGED, Verdict.NEW, Verdict.SAME)


@right_required(Right.IMPORT_SPREADSHEETS)
@require_safe
def detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One import: its progress, then what it would do, then what it did."""
    imported = get_object_or_404(Import.objects.select_related("owner", "undone_by"), pk=pk)
    if not imported.is_over:
        page = "imports/detail.html#progress" if request.headers.get("HX-Request") else "imports/detail.html"
        return TemplateResponse(request, page, {"imported": imported})
    if request.headers.get("HX-Request"):
        return HttpResponseClientRefresh()
    return TemplateResponse(request, "imports/detail.html", _shown(request, imported))


def _shown(request: HttpRequest, imported: Import) -> dict[str, Any]:
    return {"imported": imported, "book": book_of(imported), **_preview(request, imported)}


def _preview(request: HttpRequest, imported: Import) -> dict[str, Any]:
    if not imported.total:
        return {}
    book = book_of(imported)
    verdict, unknown = _chosen(request, imported)
    rows = ImportRow.objects.filter(imported=imported).select_related("organisation").order_by("number")
    page = Paginator(rows.with_verdict(verdict) if verdict else rows, PER_PAGE).get_page(request.GET.get("page"))
    people = sum(_holds_people(row, book) for row in page.object_list)
    log_view(request.user, str(imported.pk), people, subject=SUBJECT)
    shown = lines(imported, list(page.object_list))
    return {
        "page_obj": page,
        "lines": shown,
        "decidable": any(line.choices for line in shown),
        "verdict": verdict,
        "unknown_verdict": unknown,
        "tabs": _tabs(imported, verdict),
        "notes": _notes(imported),
        "same_file": Import.objects.with_file(imported.sha256).filter(created_at__lt=imported.created_at).last(),
        "missing": _skipped_columns(imported),
        "form": None if imported.committed_at else CommitForm(imported=imported),
    }


def _chosen(request: HttpRequest, imported: Import) -> tuple[str, str]:
    """The verdict to show and a value that means nothing, if one was asked for. First come rows that need a person."""
    asked = request.GET.get("verdict", "")
    if asked == "all":
        return "", ""
    if asked in Verdict.values:
        return asked, ""
    first = next((verdict.value for verdict in ORDER if imported.counts.get(verdict)), "")
    return first, asked


def _tabs(imported: Import, chosen: str) -> list[dict[str, Any]]:
    tabs = [
        {
            "label": _plural(verdict),
            "url": f"?verdict={verdict.value}",
            "current": chosen == verdict.value,
            "count": count,
        }
        for verdict in ORDER
        if (count := imported.counts.get(verdict, 0))
    ]
    return [*tabs, {"label": _("All rows"), "url": "?verdict=all", "current": not chosen, "count": imported.total}]


def _plural(verdict: Verdict) -> str:
    return {
        Verdict.NEW: _("New"),
        Verdict.CHANGED: _("Changes"),
        Verdict.SAME: _("Same"),
        Verdict.DUPLICATE: _("Possible duplicates"),
        Verdict.ERROR: _("Errors"),
    }[verdict]


def _notes(imported: Import) -> list[str]:
    """What was noticed about the file itself, in sentences."""
    told = [(NOTES[note["code"]], note["params"]) for note in imported.notes if note["code"] in NOTES]
    return [_(message) % params for message, params in told]


def _holds_people(row: ImportRow, book: Book) -> bool:
    """Whether a row names somebody, or how to reach them."""
    if isinstance(book, SmallBook):
        return any(row.read["given"].get(column.key) for column in book.columns if column.personal)
    return any(value for feed, value in row.read.items() if feed.startswith(("head.", "coordinator.")))


def _skipped_columns(imported: Import) -> list[str]:
    """Headings of the template that the file has not got; their values stay as they are."""
    present = {one["column"] for one in imported.headings}
    return [column.heading for key, column in book_of(imported).by_key.items() if key not in present]
