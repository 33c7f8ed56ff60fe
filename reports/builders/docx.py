"""Word by python-docx: real styles, headings, captions and tables, so that the secretary can go on writing."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph

from reports.builders.layout import Digits, lay_out
from reports.builders.word_drawings import STEPS, bar_chart, province_map
from reports.builders.word_parts import (
    CELL,
    FONT,
    QUIET,
    field,
    field_begin,
    field_end,
    fill,
    repeat,
    run,
    same_bytes,
    thai_font,
    whole,
)
from reports.content.blocks import Document

FALLBACK = "TH Sarabun New"
ACCENT = RGBColor(0x1C, 0x30, 0x68)
TABLE_STYLE = "Table Grid"
SIZES = {
    "Normal": 16,
    "Heading 1": 22,
    "Heading 2": 18,
    "Heading 3": 16,
    "Heading 4": 15,
    "Title": 32,
    "Caption": 14,
}
BRIEF_CELL = 11  # points, in tables
# What two pages hold.
BRIEF_SIZES = {
    "Normal": 13,
    "Heading 1": 16,
    "Heading 2": 14,
    "Heading 3": 13,
    "Heading 4": 13,
    "Title": 20,
    "Caption": 12,
}


def build(document: Document, *, made_at: datetime, digits: Digits = "arabic") -> bytes:
    """The Word file of a document, dated `made_at`."""
    laid = lay_out(document, digits=digits, apart=True)
    word = docx.Document()
    _Writer(word, laid).write()
    properties = word.core_properties
    properties.title = f"{laid['title']} {laid['period']}"
    properties.author = properties.last_modified_by = laid["issuer"]
    properties.subject = laid["plan"]
    properties.comments = document.digest
    properties.language = "th-TH" if document.language == "th" else "en-GB"
    properties.created = properties.modified = made_at.astimezone(UTC).replace(tzinfo=None)
    properties.revision = 1
    file = io.BytesIO()
    word.save(file)
    return same_bytes(file.getvalue())


class _Writer:
    def __init__(self, word: WordDocument, laid: dict[str, Any]) -> None:
        self.word, self.laid = word, laid
        self.drawings = 0
        self.cell = BRIEF_CELL if laid["is_brief"] else CELL

    def write(self) -> None:
        self._page(self.word.sections[0])
        self._styles()
        self._fallback_font()
        if self.laid["is_brief"]:
            self._brief_head()
        else:
            self._cover()
            self._contents()
        for chapter in self.laid["chapters"]:
            self._chapter(chapter)

    def _page(self, section: Any) -> None:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin, section.right_margin = Cm(3), Cm(2)
        section.top_margin, section.bottom_margin = (Cm(1.8), Cm(1.5)) if self.laid["is_brief"] else (Cm(2.5), Cm(2.2))

    def _styles(self) -> None:
        sizes = BRIEF_SIZES if self.laid["is_brief"] else SIZES
        for name, size in sizes.items():
            style = self.word.styles[name]
            style.font.size = Pt(size)
            thai_font(style.element, size, self.laid["language"])
            if name != "Normal":
                style.font.bold = True
                style.font.italic = False
                style.font.color.rgb = ACCENT
        normal = self.word.styles["Normal"].paragraph_format
        normal.space_after, normal.line_spacing = Pt(6), 1.0
        for name in ("Heading 1", "Heading 2", "Heading 3", "Heading 4", "Caption"):
            self.word.styles[name].paragraph_format.keep_with_next = True

    def _fallback_font(self) -> None:
        """Where Sarabun is not installed, the office's own TH Sarabun New."""
        for part in self.word.part.package.iter_parts():
            if str(part.partname) == "/word/fontTable.xml":
                entry = (
                    f'<w:font w:name="{FONT}"><w:altName w:val="{FALLBACK}"/><w:charset w:val="DE"/>'
                    '<w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>'
                )
                part._blob = part.blob.replace(b"</w:fonts>", entry.encode())

    def _cover(self) -> None:
        laid = self.laid
        for text, size, bold in (
            (laid["issuer"], 20, True),
            ("", 40, False),
            (laid["title"], 32, True),
            (laid["place"], 24, True),
            (laid["period"], 20, False),
            (laid["plan"], 18, False),
            (laid["edition"], 18, True),
            ("", 40, False),
            (f"{laid['labels']['cut_off']} {laid['cut_off']}", 14, False),
            (f"{laid['labels']['digest']}", 14, False),
            (laid["digest"], 11, False),
        ):
            if text or size == 40:
                style = "Title" if size == 32 else None
                paragraph = self.word.add_paragraph(style=style)
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
                run(paragraph, text, size=size, bold=bold)
        section = self.word.sections[0]
        section.different_first_page_header_footer = True
        self._running(section)

    def _brief_head(self) -> None:
        """In place of a cover: what it is and where the whole report is."""
        laid = self.laid
        run(self.word.add_paragraph(), laid["issuer"], size=13, color=QUIET)
        self.word.add_paragraph(f"{laid['title']} {laid['place']}".strip(), style="Title")
        run(self.word.add_paragraph(), f"{laid['period']} · {laid['plan']}", size=14, bold=True)
        self._running(self.word.sections[0])

    def _running(self, section: Any) -> None:
        """The head and foot of every page."""
        laid = self.laid
        head = "  ".join(part for part in (laid["title"], laid["place"], laid["period"]) if part)
        run(section.header.paragraphs[0], head, size=12, color=QUIET)
        footer = section.footer.paragraphs[0]
        seal = f"{laid['labels']['seal']} {laid['digest'][:12]} · {laid['labels']['cut_off']} {laid['cut_off']}"
        run(footer, f"{seal}  {laid['labels']['page']} ", size=12, color=QUIET)
        field(footer, "PAGE", size=12)

    def _contents(self) -> None:
        self.word.add_page_break()
        heading = self.word.add_paragraph()
        run(heading, self.laid["labels"]["contents"], size=22, bold=True, color=ACCENT)
        # The list itself first, so that it is there in programs that do not compute it; Word renews it with F9.
        entries = [
            (block["text"], 2) if block is not None else (chapter["title"], 1)
            for chapter in self.laid["chapters"]
            for block in (
                None,
                *(each for each in chapter["blocks"] if each["type"] == "heading" and each["is_listed"]),
            )
        ]
        first = self.word.add_paragraph()
        field_begin(first, 'TOC \\o "1-2" \\h \\z \\u')
        paragraph = first
        for at, (text, level) in enumerate(entries):
            if at:
                paragraph = self.word.add_paragraph()
            paragraph.paragraph_format.left_indent = Cm(0.8 * (level - 1))
            paragraph.paragraph_format.space_after = Pt(0)
            run(paragraph, text, size=15, bold=level == 1)
        field_end(paragraph)

    def _chapter(self, chapter: dict[str, Any]) -> None:
        if chapter["is_wide"]:
            section = self.word.add_section()
            section.orientation = WD_ORIENT.LANDSCAPE
            section.page_width, section.page_height = Cm(29.7), Cm(21)
            section.left_margin = section.right_margin = Cm(2)
            section.different_first_page_header_footer = False
        elif self.word.sections[-1].orientation == WD_ORIENT.LANDSCAPE:
            section = self.word.add_section()
            section.orientation = WD_ORIENT.PORTRAIT
            self._page(section)
        elif not self.laid["is_brief"] and not chapter["joins"]:
            self.word.add_page_break()
        self.word.add_heading(chapter["title"], 1)
        if "address" in chapter and not self.laid["is_brief"]:
            paragraph = self.word.add_paragraph()
            run(paragraph, f"{self.laid['labels']['records']} ", size=12, color=QUIET)
            run(paragraph, chapter["address"], size=12, color=ACCENT, url=chapter["address"])
        for block in chapter["blocks"]:
            getattr(self, f"_{block['type']}")(block)

    def _heading(self, block: dict[str, Any]) -> None:
        self.word.add_heading(block["text"], block["level"])

    def _paragraph(self, block: dict[str, Any]) -> None:
        paragraph = self.word.add_paragraph()
        paragraph.paragraph_format.first_line_indent = Cm(1.5)
        self._text(paragraph, block)

    def _note(self, block: dict[str, Any]) -> None:
        run(self.word.add_paragraph(), block["text"], size=14, color=QUIET)

    def _facts(self, block: dict[str, Any]) -> None:
        for row in block["rows"]:
            paragraph = self.word.add_paragraph()
            paragraph.paragraph_format.left_indent = Cm(4.9)
            paragraph.paragraph_format.first_line_indent = Cm(-4.9)
            paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(4.9))
            paragraph.paragraph_format.space_after = Pt(3)
            run(paragraph, f"{row['label']}\t", size=15, bold=True, color=QUIET)
            self._text(paragraph, row, size=15)

    def _text(self, paragraph: WordParagraph, block: dict[str, Any], size: float = 0) -> None:
        """A text whose figures may lead to their records."""
        for piece in block["pieces"] or [{"text": block["text"], "url": ""}]:
            url = piece["url"] if piece["url"].startswith("http") else ""
            run(paragraph, piece["text"], size=size, url=url)

    def _key_figures(self, block: dict[str, Any]) -> None:
        table = self.word.add_table(rows=0, cols=3, style=TABLE_STYLE)
        self._widths(table, (7, 4, 5))
        for figure in block["figures"]:
            cells = table.add_row().cells
            for cell, text, bold in zip(
                cells, (figure["label"], figure["value"], figure["remark"]), (False, True, False), strict=True
            ):
                fill(cell, text, bold=bold, size=self.cell)
        self._after_table()

    def _after_table(self) -> None:
        """Two tables that touch would be one to Word."""
        paragraph = self.word.add_paragraph()
        if self.laid["is_brief"]:
            paragraph.paragraph_format.space_after = Pt(0)
            run(paragraph, " ", size=4)

    def _widths(self, table: WordTable, shares: tuple[int, ...]) -> None:
        """The columns by their shares of the line; rows that are added afterwards take them over."""
        section: Any = self.word.sections[-1]
        line = section.page_width - section.left_margin - section.right_margin
        table.autofit = False
        for column, share in zip(table.columns, shares, strict=True):
            column.width = line * share // sum(shares)

    def _caption(self, block: dict[str, Any]) -> None:
        self.word.add_paragraph(f"{block['number']}  {block['caption']}", style="Caption")

    def _bars(self, block: dict[str, Any]) -> None:
        self._caption(block)
        bar_chart(self.word.add_paragraph(), block, self._drawing(), FONT)

    def _map(self, block: dict[str, Any]) -> None:
        self._caption(block)
        paragraph = self.word.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.keep_with_next = True
        province_map(paragraph, block, self._drawing())
        legend = self.word.add_paragraph()
        for step in block["legend"]:
            run(legend, "■ ", size=14, color=RGBColor.from_string(STEPS[step["level"]]))
            run(legend, f"{step['text']}    ", size=14)
        run(
            self.word.add_paragraph(), f"{block['summary']} ({self.laid['labels']['map_source']})", size=12, color=QUIET
        )

    def _drawing(self) -> int:
        """A number for the next drawing."""
        self.drawings += 1
        return self.drawings

    def _table(self, block: dict[str, Any]) -> None:
        self._caption(block)
        table = self.word.add_table(rows=0, cols=len(block["columns"]), style=TABLE_STYLE)
        self._widths(table, tuple(column["share"] for column in block["columns"]))
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        if block["groups"]:
            row = table.add_row()
            start = 0
            for group in block["groups"]:
                cell = row.cells[start].merge(row.cells[start + group["span"] - 1])
                fill(cell, group["text"], bold=True, shade="E7ECF8", center=True, size=self.cell)
                start += group["span"]
            repeat(row)
        head = table.add_row()
        repeat(head)
        for cell, column in zip(head.cells, block["columns"], strict=True):
            fill(cell, column["title"], bold=True, shade="E7ECF8", end=column["align"] == "end", size=self.cell)
        for line in block["rows"]:
            row = table.add_row()
            whole(row)
            for cell, content, column in zip(row.cells, line["cells"], block["columns"], strict=True):
                shade = "F2F4F9" if line["strong"] else ""
                url = content["url"] if content["url"].startswith("http") else ""
                end = column["align"] == "end"
                fill(cell, content["text"], bold=line["strong"], shade=shade, end=end, url=url, size=self.cell)
        if block["note"]:
            run(self.word.add_paragraph(), block["note"], size=13, color=QUIET)
        else:
            self._after_table()
