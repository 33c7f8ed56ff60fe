"""What the frame of a list takes from its reader: columns, rows on a page, saved views."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from accounts import preferences
from accounts.permissions import Right, has_right
from core.formats import once_a_language
from organisations.filters import SIZES, ListQuery
from organisations.forms.bulk import KINDS
from organisations.frames import ORGANISATIONS, Frame
from organisations.list_columns import ListColumn
from organisations.models import SavedView


def size_of(request: HttpRequest, frame: Frame = ORGANISATIONS) -> int:
    """How many rows this reader wants on a page."""
    size = preferences.of(request, frame.name).get("size")
    return size if size in SIZES else SIZES[0]


def columns_of(request: HttpRequest, frame: Frame = ORGANISATIONS) -> list[ListColumn]:
    """The columns that this reader chose, as far as he may see them."""
    keys = preferences.of(request, frame.name).get("columns", ())
    return frame.chosen(keys if isinstance(keys, list) else (), request.user)


def context(request: HttpRequest, query: ListQuery, frame: Frame = ORGANISATIONS) -> dict[str, Any]:
    """For organisations/list_saved_views.html and list_size.html; at most one question."""
    asked = query.asked
    views = SavedView.objects.shown(request.user, frame.name)
    return {
        "saved_views": [(view, view.query == asked) for view in views],
        "open_view": next((view for view in views if view.query == asked), None),
        "asked": asked,
        "sizes": SIZES,
        **_bulk(request, frame),
    }


def _bulk(request: HttpRequest, frame: Frame) -> dict[str, Any]:
    """For organisations/list_bulk.html: whether this reader may change many organisations at once, and how."""
    if frame is not ORGANISATIONS or not has_right(request.user, Right.BULK_CHANGE):
        return {"may_bulk": False}
    return {"may_bulk": True, "bulk_kinds": _kinds()}


@once_a_language
def _kinds() -> list[tuple[str, str]]:
    return [(kind, str(label)) for kind, label in KINDS]
