"""HTML: the outline of the document as one accessible piece, for a page of ours and as a file that stands alone."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import override

from places.geometry import geometry
from reports.builders.layout import Digits, lay_out
from reports.content.blocks import Document

_STYLE = Path(__file__).with_name("file.css")


def build(document: Document, *, made_at: datetime, digits: Digits = "arabic") -> bytes:
    """The document as one file: its own style, links that name the site."""
    laid = lay_out(document, digits=digits, apart=True)
    with override(document.language):
        text = render_to_string(
            "reports/file.html", {**context(laid), "made_at": made_at, "with_links": bool(document.site)}
        )
    # A page of ours asks for its stylesheet; a file on somebody's disk has to bring it along.
    return text.replace("</head>", f"<style>{_STYLE.read_text(encoding='utf-8')}</style>\n</head>", 1).encode()


def context(laid: dict[str, Any]) -> dict[str, Any]:
    """What reports/document.html needs."""
    return {"document": laid, "shapes": geometry()}
