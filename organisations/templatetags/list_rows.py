"""{% list_rows rows selectable %}: the rows of organisations/list_table.html, see organisations.tables."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from core import markup
from organisations.search.why import Part, Reason
from organisations.tables import Row

register = template.Library()


@register.simple_tag
def list_rows(rows: Iterable[Row], selectable: bool = False) -> SafeString:
    """Rows of the table; `selectable`: with a box before each, of the form "bulk"."""
    choose = escape(gettext("Choose %(name)s")) if selectable else ""
    # Written by a function, as core.facets; every text is escaped where it is put in.
    return mark_safe("\n".join([f"<tr>{_box(row, choose)}{_head(row)}{markup.cells(row.cells)}</tr>" for row in rows]))


def _box(row: Row, choose: str) -> str:
    if not choose:
        return ""
    label = choose % {"name": escape(row.name)}
    box = f'<input type="checkbox" form="bulk" name="chosen" value="{escape(row.code)}" aria-label="{label}">'
    return f'<td class="select-cell">{box}</td>'


def _head(row: Row) -> str:
    name = marked(row.why.name) if row.why else escape(row.name)
    reasons = "".join([_reason(reason) for reason in row.why.reasons]) if row.why else ""
    return (
        f'<th scope="row"><a class="row-link" href="{escape(row.url)}">{name}</a><span class="row-note">'
        f'{escape(row.form)} · <span class="nowrap">{escape(row.code)}</span></span>{reasons}</th>'
    )


def _reason(reason: Reason) -> str:
    parts = f": {marked(reason.parts)}" if reason.parts else ""
    return f'<span class="row-note">{escape(str(reason.label))}{parts}</span>'


def marked(parts: Iterable[Part]) -> str:
    """A text with what matches a search marked."""
    return "".join([f"<mark>{escape(part.text)}</mark>" if part.marked else escape(part.text) for part in parts])
