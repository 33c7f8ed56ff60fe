"""An Excel workbook written while it is sent: rows go into it as they come, none is kept.

XlsxWriter writes a sheet to disk first and sends nothing before the last row; a hundred thousand rows took it forty
seconds. The parts of the file are those of ECMA-376 (Office Open XML); every text is an inline string, which no
spreadsheet program takes for a formula.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Self
from xml.sax.saxutils import escape

from core.streams import PIECE

Row = Sequence[str | None]

# Of a sheet, the headings among them; and bytes, below what one file in a plain zip may have.
MOST_ROWS = 1_048_576
MOST_BYTES = 1_900_000_000
# A cell holds no more characters: a longer text is left out, as half of it would be taken for all of it when the file
# is imported again.
LONGEST = 32_767
# XML has no control characters; what looks like Excel's own way to write them is text here.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_FONT = '<sz val="11"/><name val="Calibri"/>'
_XF = 'numFmtId="0" fillId="0" borderId="0"'
# The least that Excel asks for: style 0 is plain, 1 bold, 2 and 3 are marked (see Marked).
_STYLES = (
    f'{_HEAD}<styleSheet xmlns="{_MAIN}">'
    f'<fonts count="2"><font>{_FONT}</font><font><b/>{_FONT}</font></fonts>'
    '<fills count="4"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FFF8C9C4"/></patternFill></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FFFCE8B2"/></patternFill></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    f'<cellStyleXfs count="1"><xf {_XF} fontId="0"/></cellStyleXfs>'
    f'<cellXfs count="4"><xf {_XF} fontId="0" xfId="0"/><xf {_XF} fontId="1" xfId="0" applyFont="1"/>'
    '<xf numFmtId="0" fillId="2" borderId="0" fontId="0" xfId="0" applyFill="1"/>'
    '<xf numFmtId="0" fillId="3" borderId="0" fontId="0" xfId="0" applyFill="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
_SHEET_HEAD = (
    f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0"><pane xSplit="2" ySplit="1"'
    ' topLeftCell="C2" activePane="bottomRight" state="frozen"/></sheetView></sheetViews>'
    '<sheetFormatPr defaultRowHeight="15"/><cols><col min="1" max="{width}" width="18" customWidth="1"/></cols>'
    "<sheetData>"
)
_SHEET_FOOT = "</sheetData></worksheet>"


class Marked(str):
    """The text of a cell that is coloured: an error, or with `is_warning` a warning. An empty one is coloured too."""

    __slots__ = ("style",)
    style: str

    def __new__(cls, text: str, *, is_warning: bool = False) -> Self:
        self = super().__new__(cls, text)
        self.style = ' s="3"' if is_warning else ' s="2"'
        return self


class _Sink(io.RawIOBase):
    """Where the zip goes: what was written since it was last taken."""

    def __init__(self) -> None:
        self._held = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        view = memoryview(data)  # type: ignore[arg-type]  # zipfile writes bytes
        self._held += view
        return view.nbytes

    def taken(self, least: int = 0) -> bytes:
        """What is there, if it is `least` bytes or more."""
        if len(self._held) < least:
            return b""
        data = bytes(self._held)
        self._held.clear()
        return data


def pieces(title: str, headings: Sequence[str], rows: Iterable[Row], *, numbers: Collection[int]) -> Iterator[bytes]:
    """A workbook of text cells, and of numbers in the columns `numbers`; None is an empty cell.

    More rows than a sheet may have go on in a further sheet of the same headings.
    """
    sink = _Sink()
    left = iter(rows)
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as book:
        sheets = 0
        row = next(left, None)
        while row is not None or not sheets:
            sheets += 1
            with book.open(f"xl/worksheets/sheet{sheets}.xml", "w") as sheet:
                written = sheet.write(_SHEET_HEAD.format(width=len(headings)).encode())
                written += sheet.write(_row(1, headings, frozenset(), style=' s="1"'))
                number = 1
                while row is not None and number < MOST_ROWS and written < MOST_BYTES:
                    number += 1
                    written += sheet.write(_row(number, row, numbers))
                    if piece := sink.taken(PIECE):
                        yield piece
                    row = next(left, None)
                sheet.write(_SHEET_FOOT.encode())
        for name, part in _parts(title, sheets).items():
            book.writestr(name, part)
    yield sink.taken()


def _row(number: int, cells: Row, numbers: Collection[int], style: str = "") -> bytes:
    parts = [f'<row r="{number}">']
    for place, cell in enumerate(cells):
        is_marked = type(cell) is Marked
        if cell is None or (cell == "" and not is_marked) or len(cell) > LONGEST:
            continue
        at = f'<c r="{_letters(place)}{number}"{cell.style if isinstance(cell, Marked) else style}'
        if cell == "":
            parts.append(f"{at}/>")
        elif place in numbers:
            parts.append(f"{at}><v>{cell}</v></c>")
        else:
            text = escape(_ESCAPE.sub("_x005F_", _CONTROL.sub("", cell)), {"\r": "&#13;"})
            parts.append(f'{at} t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>')
    parts.append("</row>")
    return "".join(parts).encode()


def _letters(place: int) -> str:
    """A of 0, Z of 25, AA of 26."""
    first, last = divmod(place, 26)
    return (chr(64 + first) if first else "") + chr(65 + last)


def _parts(title: str, sheets: int) -> dict[str, str]:
    """Everything but the sheets, by name in the package."""
    every = [(one, f"worksheets/sheet{one}.xml") for one in range(1, sheets + 1)]
    overrides = "".join(
        f'<Override PartName="/xl/{path}" ContentType="{_TYPE}.worksheet+xml"/>' for _one, path in every
    )
    names = [title, *(f"{title} {one}" for one in range(2, sheets + 1))]
    named = "".join(
        f'<sheet name="{escape(name)}" sheetId="{one}" r:id="rId{one}"/>' for one, name in enumerate(names, start=1)
    )
    related = "".join(
        f'<Relationship Id="rId{one}" Type="{_RELATIONS}/worksheet" Target="{path}"/>' for one, path in every
    )
    book = f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets>{named}</sheets></workbook>'
    return {
        "xl/workbook.xml": f"{_HEAD}{book}",
        "xl/_rels/workbook.xml.rels": f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{related}'
        f'<Relationship Id="rId{sheets + 1}" Type="{_RELATIONS}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": _STYLES,
        "_rels/.rels": f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1"'
        f' Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml"'
        f' ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>{overrides}</Types>',
    }
