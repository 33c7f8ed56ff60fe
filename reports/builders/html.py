"""HTML: the outline of the document as one accessible piece, for a page of ours and as a file that stands alone."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import override

from places.geometry import geometry
from reports.builders.layout import Digits, lay_out
from reports.content.blocks import Document


def build(document: Document, *, made_at: datetime, digits: Digits = "arabic") -> bytes:
    """The document as one file: its own style, no links (it may be read far from the registry)."""
    laid = lay_out(document, digits=digits)
    with override(document.language):
        text = render_to_string("reports/file.html", {**context(laid), "made_at": made_at, "with_links": False})
    return text.encode()


def context(laid: dict[str, Any]) -> dict[str, Any]:
    """What reports/document.html needs."""
    return {"document": laid, "shapes": geometry()}
