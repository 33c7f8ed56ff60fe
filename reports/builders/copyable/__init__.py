"""Makes the Thai text of a PDF by typst searchable, copyable and readable aloud; pure Python, no Django.

typst tells the reader of a glyph the text of its whole cluster: ก, ั and ้ of กั้น each say “กั้”. That is read right only
where all glyphs of the cluster stand in one run with an ActualText, and the tone marks above ั ิ ึ stand in runs of their
own, since Sarabun moves them a little: poppler and pdfium then read กั้กั้น, and programs that know no ActualText do so
always. Here every glyph gets its own letter instead, and a cluster stands in one run under one ActualText.

The letters are found from the file itself: the glyphs of a cluster stand in the order of its letters.
"""

from __future__ import annotations

import re

from .clusters import UNSEEN, Reader
from .letters import Letters, letters_of
from .objects import contents, deflated, inflated, objects_of, written
from .operators import read
from .together import together

__all__ = ["with_letters"]

_TO_UNICODE = re.compile(rb"/ToUnicode (\d+) 0 R")
_CHAR = re.compile(rb"<([0-9A-F]{4})> <([0-9A-F]+)>")
_ACTUAL_UNSEEN = re.compile(rb"/ActualText<FEFF([0-9A-F]*(?:200B|2060)[0-9A-F]*)>")


def with_letters(pdf: bytes) -> bytes:
    """The same pages, to the eye, with each glyph's own letters. Always the same bytes for the same file.

    Raises ValueError for a PDF that is not laid out as typst does it.
    """
    start, objects, tail = objects_of(pdf)
    said = {
        number: _char_map(objects[int(found[1])])
        for number, body in objects.items()
        if b"/Type/Font/" in body[:24] and (found := _TO_UNICODE.search(body))
    }
    reader = Reader(said)
    pages = [
        (number, _ACTUAL_UNSEEN.sub(_said, inflated(objects[number])), fonts) for number, fonts in contents(objects)
    ]
    in_pages = [reader.clusters(page, fonts) for _number, page, fonts in pages]
    letters = letters_of(cluster for clusters in in_pages for cluster in clusters)
    for (number, page, _fonts), clusters in zip(pages, in_pages, strict=True):
        objects[number] = deflated(objects[number], together(page, clusters))
    for font in said:
        reference = _TO_UNICODE.search(objects[font])
        if reference:
            table = int(reference[1])
            objects[table] = deflated(objects[table], _retold(inflated(objects[table]), font, letters))
    return written(start, objects, tail)


def _char_map(body: bytes) -> dict[int, str]:
    return {int(glyph, 16): read(text) for glyph, text in _CHAR.findall(inflated(body))}


def _said(found: re.Match[bytes]) -> bytes:
    """An ActualText without the signs that only tell where a line may break."""
    text = read(found[1]).translate(UNSEEN)
    return b"/ActualText<FEFF%s>" % text.encode("utf-16-be").hex().upper().encode()


def _retold(table: bytes, font: int, letters: Letters) -> bytes:
    def line(found: re.Match[bytes]) -> bytes:
        own = letters.get((font, int(found[1], 16)))
        return found[0] if own is None else b"<%s> <%s>" % (found[1], own.encode("utf-16-be").hex().upper().encode())

    return _CHAR.sub(line, table)
