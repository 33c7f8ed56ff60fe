"""Pieces of a Word file below python-docx: fonts for Thai, cells, fields, links, an archive without a clock."""

from __future__ import annotations

import hashlib
import io
import zipfile
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.rel import _Relationship
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph as WordParagraph

FONT = "Sarabun"
QUIET = RGBColor(0x4D, 0x56, 0x66)
CELL = 14  # points, in tables


def thai_font(element: Any, size: float, language: str) -> None:
    """The font for every script: Word takes Thai's from the complex-script settings alone."""
    properties = element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for key in list(fonts.attrib):
        if "Theme" in key:
            del fonts.attrib[key]
    for key in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(key), FONT)
    for tag, value in (("w:szCs", str(int(size * 2))),):
        for old in properties.findall(qn(tag)):
            properties.remove(old)
        child = OxmlElement(tag)
        child.set(qn("w:val"), value)
        properties.append(child)
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    lang = OxmlElement("w:lang")
    lang.set(qn("w:val"), "en-GB" if language == "en" else "th-TH")
    lang.set(qn("w:bidi"), "th-TH")
    properties.append(lang)


def run(
    paragraph: WordParagraph,
    text: str,
    *,
    size: float = 0,
    bold: bool = False,
    color: RGBColor | None = None,
    url: str = "",
) -> None:
    """Add a text to a paragraph; `size` in points (0: as its style says), `url` makes a link of it."""
    piece = paragraph.add_run(text)
    if url:
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), _relation(paragraph, url))
        piece._r.addprevious(link)
        link.append(piece._r)
    if size:
        piece.font.size = Pt(size)
        properties = piece._r.get_or_add_rPr()
        complex_size = OxmlElement("w:szCs")
        complex_size.set(qn("w:val"), str(int(size * 2)))
        properties.append(complex_size)
    if bold:
        piece.font.bold = piece.font.cs_bold = True
    if color is not None:
        piece.font.color.rgb = color


def _relation(paragraph: WordParagraph, url: str) -> str:
    """The name under which the file knows an address, told by the address: python-docx looks all others through."""
    relations = paragraph.part.rels
    name = f"a{hashlib.sha256(url.encode()).hexdigest()[:16]}"
    if name not in relations:
        relations[name] = _Relationship(name, RELATIONSHIP_TYPE.HYPERLINK, url, relations._baseURI, external=True)
    return name


def fill(
    cell: Any,
    text: str,
    *,
    bold: bool = False,
    shade: str = "",
    end: bool = False,
    center: bool = False,
    color: RGBColor | None = None,
    url: str = "",
    size: float = CELL,
) -> None:
    """Write a text into a cell: its ground, its side and its size."""
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(0)
    if end or center:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if end else WD_ALIGN_PARAGRAPH.CENTER
    run(paragraph, text, size=size, bold=bold, color=color, url=url)
    if shade:
        shading = OxmlElement("w:shd")
        shading.set(qn("w:val"), "clear")
        shading.set(qn("w:color"), "auto")
        shading.set(qn("w:fill"), shade)
        cell._tc.get_or_add_tcPr().append(shading)


def repeat(row: Any) -> None:
    """The row stands again at the top of every page."""
    whole(row)
    head = OxmlElement("w:tblHeader")
    row._tr.get_or_add_trPr().append(head)


def whole(row: Any) -> None:
    """The row is not torn apart between two pages."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def field(paragraph: WordParagraph, instruction: str, *, size: float) -> None:
    """A value that the program computes, such as PAGE."""
    field_begin(paragraph, instruction)
    run(paragraph, "1", size=size, color=QUIET)
    field_end(paragraph)


def field_begin(paragraph: WordParagraph, instruction: str) -> None:
    """What follows, up to `field_end`, is what the program last computed."""
    _mark(paragraph, "begin")
    words = OxmlElement("w:instrText")
    words.set(qn("xml:space"), "preserve")
    words.text = instruction
    paragraph.add_run()._r.append(words)
    _mark(paragraph, "separate")


def field_end(paragraph: WordParagraph) -> None:
    """The end of a field that was begun in this paragraph or an earlier one."""
    _mark(paragraph, "end")


def _mark(paragraph: WordParagraph, kind: str) -> None:
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    paragraph.add_run()._r.append(mark)


def same_bytes(content: bytes) -> bytes:
    """The archive again, without the clock that python-docx writes into it."""
    again = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            stamped = zipfile.ZipInfo(entry.filename, (1980, 1, 1, 0, 0, 0))
            stamped.compress_type = zipfile.ZIP_DEFLATED
            stamped.external_attr = 0o600 << 16
            new.writestr(stamped, old.read(entry))
    return again.getvalue()
