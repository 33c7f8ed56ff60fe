"""A document as plain texts with numbers on its headings and tables: what pages and printed formats set."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any, Literal

from django.utils.translation import gettext as _
from django.utils.translation import override

from reports.content.blocks import (
    As,
    Bars,
    Block,
    Chapter,
    Document,
    Facts,
    Heading,
    KeyFigures,
    Led,
    Note,
    Paragraph,
    ProvinceMap,
    Table,
)
from reports.content.links import base, section
from reports.content.writing import shown
from thai.digits import to_thai

Digits = Literal["arabic", "thai"]
SHORT_ROWS, SHORT_LETTERS = 12, 700
FEW_LETTERS = 500
LONG_CELL = 400  # letters: such a row may go on over the end of a page
ANNEX_LETTERS = {"th": "กขคงจฉช", "en": "ABCDEFG"}
# What stays as it is under Thai digits: addresses, codes and seals.
_KEPT = {"url", "address", "code", "digest", "align", "type", "id"}


class _Numbers:
    """The running numbers of tables and figures."""

    def __init__(self) -> None:
        self.tables = self.figures = 0

    def table(self) -> str:
        self.tables += 1
        return _("Table %(number)s") % {"number": self.tables}

    def figure(self) -> str:
        self.figures += 1
        return _("Figure %(number)s") % {"number": self.figures}


def lay_out(document: Document, *, digits: Digits = "arabic", apart: bool = False) -> dict[str, Any]:
    """The document as nested dicts of texts, ready for a template of any kind.

    `apart`: it will be read far from the registry, so that its links name the site.
    """
    numbers = _Numbers()
    site = document.site if apart else ""
    with override(document.language):
        laid = {
            **{name: getattr(document, name) for name in ("language", "title", "plan", "period", "place", "issuer")},
            "edition": document.edition,
            "is_brief": document.is_brief,
            "in_thai_digits": digits == "thai",
            "cut_off": document.cut_off,
            "digest": document.digest,
            "labels": {
                "contents": _("Contents"),
                "cut_off": _("Data cut off on"),
                "digest": _("Seal (SHA-256)"),
                "seal": _("Seal"),
                "page": _("page"),
                "legend": _("Legend"),
                "records": _("The records behind the figures of this section:"),
                "whole": _("The whole report with its records:"),
                "map_source": _("Map: Tae Noppakun Wongsrinoppakun, svg-maps, CC BY 4.0, simplified"),
            },
            "chapters": [
                _chapter(chapter, number, document.language, numbers)
                for chapter, number in zip(
                    document.chapters, chapter_numbers(document.chapters, document.language), strict=True
                )
            ],
        }
    before = False
    for chapter in laid["chapters"]:
        # What comes after a few words goes on with their page too.
        chapter["joins"], before = chapter["is_short"] or before, chapter["is_short"]
    below = base(site, document.digest)
    for chapter in laid["chapters"]:
        for each in _linked(chapter):
            each["url"] = f"{below}{each['url']}"
        if site:
            chapter["address"] = section(site, document.digest, chapter["code"])
    thai: dict[str, Any] = _in_thai_digits(laid) if digits == "thai" else laid
    return thai


def _linked(chapter: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The cells, boxes and pieces of texts in a chapter that lead somewhere."""
    for block in chapter["blocks"]:
        if block["type"] == "table":
            cells = (cell for row in block["rows"] for cell in row["cells"])
        elif block["type"] == "facts":
            cells = (piece for row in block["rows"] for piece in row["pieces"])
        else:
            cells = iter(block.get("figures") or block.get("pieces", ()))
        yield from (each for each in cells if each["url"])


def chapter_numbers(chapters: tuple[Chapter, ...], language: str) -> list[str]:
    """1, 2, 3, … and for annexes ก, ข, …"""
    letters = iter(ANNEX_LETTERS["en" if language == "en" else "th"])
    plain = iter(range(1, len(chapters) + 1))
    return [next(letters) if chapter.is_annex else str(next(plain)) for chapter in chapters]


def _chapter(chapter: Chapter, number: str, language: str, numbers: _Numbers) -> dict[str, Any]:
    title = _("Annex %(letter)s %(title)s") % {"letter": number, "title": chapter.title}
    return {
        "code": chapter.code,
        "number": number,
        "title": title if chapter.is_annex else f"{number}. {chapter.title}",
        "is_wide": chapter.is_wide,
        "is_short": _is_a_few_words(chapter),
        "blocks": list(_blocks(chapter, number, numbers)),
    }


def _blocks(chapter: Chapter, number: str, numbers: _Numbers) -> Iterator[dict[str, Any]]:
    section = 0
    for position, block in enumerate(chapter.blocks):
        laid = _block(block, numbers)
        if isinstance(block, Heading) and block.level == 2:
            section += 1
            laid["text"] = f"{number}.{section} {block.text}"
        laid["id"] = f"{chapter.code}-{position}"
        yield laid


def _block(block: Block, numbers: _Numbers) -> dict[str, Any]:
    if isinstance(block, Heading):
        listed = block.listed and block.level == 2
        return {"type": "heading", "level": block.level, "text": block.text, "is_listed": listed}
    if isinstance(block, Paragraph):
        return {"type": "paragraph", **_text(block.text)}
    if isinstance(block, Note):
        return {"type": "note", "text": block.text}
    if isinstance(block, Facts):
        return {"type": "facts", "rows": [{"label": label, **_text(text)} for label, text in block.rows]}
    if isinstance(block, KeyFigures):
        return {"type": "key_figures", "figures": [asdict(figure) for figure in block.figures]}
    if isinstance(block, Bars):
        return _bars(block, numbers)
    if isinstance(block, ProvinceMap):
        return {
            "type": "map",
            "number": numbers.figure(),
            "caption": block.caption,
            "levels": dict(block.levels),
            "legend": [{"level": step.level, "text": step.text} for step in block.legend],
            "summary": block.summary,
        }
    return _table(block, numbers)


def _text(text: str) -> dict[str, Any]:
    """The text, and its pieces where some of them lead somewhere."""
    pieces = text.pieces if isinstance(text, Led) else ()
    led = [{"text": piece, "url": url} for piece, url in pieces] if any(url for _piece, url in pieces) else []
    return {"text": str(text), "pieces": led}


def _bars(block: Bars, numbers: _Numbers) -> dict[str, Any]:
    top = max((bar.value for bar in block.bars if bar.value is not None), default=0)
    bars = [
        {
            "label": bar.label,
            "shown": bar.shown,
            # In thousandths of the longest bar.
            "along": max(0, int(bar.value * 1000 // top)) if bar.value is not None and top else 0,
        }
        for bar in block.bars
    ]
    return {
        "type": "bars",
        "number": numbers.figure(),
        "caption": block.caption,
        "bars": bars,
        "summary": "; ".join(f"{bar.label} {bar.shown}" for bar in block.bars),
    }


def _table(block: Table, numbers: _Numbers) -> dict[str, Any]:
    groups: list[dict[str, Any]] = []
    for column in block.columns:
        if groups and column.group and groups[-1]["text"] == column.group:
            groups[-1]["span"] += 1
        else:
            groups.append({"text": column.group, "span": 1})
    return {
        "type": "table",
        "number": numbers.table(),
        "caption": block.caption,
        "columns": [
            {"title": column.title, "align": _align(column.kind), "share": column.share or 1, "group": column.group}
            for column in block.columns
        ],
        "groups": groups if any(group["text"] for group in groups) else [],
        "rows": [
            {
                "strong": row.strong,
                "is_long": any(isinstance(cell.value, str) and len(cell.value) > LONG_CELL for cell in row.cells),
                "cells": [
                    {
                        "text": shown(cell, column.kind),
                        "url": cell.url,
                        "align": _align(column.kind),
                        "is_missing": cell.value is None or cell.value == "",
                    }
                    for cell, column in zip(row.cells, block.columns, strict=True)
                ],
            }
            for row in block.rows
        ],
        "note": block.note,
        "is_short": _is_short(block),
    }


def _is_a_few_words(chapter: Chapter) -> bool:
    """Whether a chapter would leave its page all but empty, and so goes on with the page before."""
    texts = [block.text for block in chapter.blocks if isinstance(block, Paragraph | Note)]
    return len(texts) == len(chapter.blocks) and sum(map(len, texts)) <= FEW_LETTERS


def _is_short(block: Table) -> bool:
    """Whether a table is small enough to stand on one page whole."""
    if len(block.rows) > SHORT_ROWS:
        return False
    letters = sum(
        len(shown(cell, column.kind))
        for row in block.rows
        for cell, column in zip(row.cells, block.columns, strict=True)
    )
    return letters <= SHORT_LETTERS


def _align(kind: As) -> str:
    return {As.TEXT: "start", As.DATE: "start"}.get(kind, "end")


def _in_thai_digits(thing: Any, key: str = "") -> Any:
    if isinstance(thing, str):
        return thing if key in _KEPT else to_thai(thing)
    if isinstance(thing, dict):
        # The keys of "levels" are codes of provinces.
        return {name: _in_thai_digits(value, name) for name, value in thing.items()}
    if isinstance(thing, list):
        return [_in_thai_digits(value, key) for value in thing]
    return thing
