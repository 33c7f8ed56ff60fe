from __future__ import annotations

from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from accounts.permissions import Right, right_required
from core.formats import language
from imports.books import BOOKS
from imports.books.book import Book


@right_required(Right.IMPORT_SPREADSHEETS)
@require_safe
def dictionary(request: HttpRequest) -> TemplateResponse:
    """What every column of every book holds, and what is needed of a new record."""
    return TemplateResponse(request, "imports/dictionary.html", {"books": [_told(book) for book in BOOKS.values()]})


def _told(book: Book) -> dict[str, object]:
    english = language() == "en"
    columns = [
        {
            "heading": column.heading_en if english else column.heading,
            "key": column.key,
            "text": column.help_en if english else column.help_th,
            "required": column.required,
            "personal": column.personal,
        }
        for column in book.columns
    ]
    return {"slug": book.slug, "title": book.title, "columns": columns}
