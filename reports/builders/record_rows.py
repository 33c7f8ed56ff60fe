"""Long lists of records in a workbook: their rows are written as XML by hand and put into the sheets afterwards.

XlsxWriter keeps every cell as an object until the file is closed: two million cells took it 19 s of a processor and
400 MB. Here a row is a line of text as soon as it comes. The parts of the file are those of ECMA-376 (Office Open XML).
"""

from __future__ import annotations

import io
import re
import tempfile
import zipfile
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import IO, Any
from xml.sax.saxutils import escape

# So many different texts are kept once for the whole file; what comes later is mostly there once, as codes are.
SHARED = 5_000
LINES = 2_000  # rows that are written at once
_DIMENSION = re.compile(rb'<dimension ref="A1:([A-Z]+)\d+"/>')
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_END = b"</sheetData>"


class RecordRows:
    """The rows of all record sheets of a workbook; `shared` gives the number of a text that the file keeps once."""

    def __init__(self, shared: Callable[[str], int]) -> None:
        self.shared = shared
        self.cells: dict[Any, str] = {}
        self.sheets: dict[str, tuple[IO[bytes], int]] = {}

    def write(self, entry: str, rows: Iterable[tuple[Any, ...]], first: int) -> None:
        """Keep the rows of the sheet that is the file `entry` of the archive, from row `first` (1 for the first) on."""
        kept = tempfile.SpooledTemporaryFile(max_size=1_000_000)  # noqa: SIM115 - closed when it is put in
        lines: list[str] = []
        number = first - 1
        for number, row in enumerate(rows, first):
            lines.append(f'<row r="{number}">{"".join(map(self._cell, row))}</row>')
            if len(lines) == LINES:
                kept.write("".join(lines).encode())
                lines.clear()
        kept.write("".join(lines).encode())
        self.sheets[entry] = kept, number

    def put_into(self, content: bytes) -> bytes:
        """The workbook with the rows in their sheets."""
        again = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as new:
            for entry in old.infolist():
                stamped = zipfile.ZipInfo(entry.filename, entry.date_time)
                stamped.compress_type, stamped.external_attr = zipfile.ZIP_DEFLATED, entry.external_attr
                with new.open(stamped, "w") as target:
                    self._copy(entry.filename, old.read(entry), target)
        return again.getvalue()

    def _copy(self, name: str, part: bytes, target: IO[bytes]) -> None:
        if name not in self.sheets:
            target.write(part)
            return
        kept, last = self.sheets.pop(name)
        head, end, foot = part.partition(_END)
        target.write(_DIMENSION.sub(rb'<dimension ref="A1:\g<1>%d"/>' % last, head))
        kept.seek(0)
        while piece := kept.read(1_000_000):
            target.write(piece)
        kept.close()
        target.write(end + foot)

    def _cell(self, value: Any) -> str:
        known = self.cells.get(value)
        if known is not None:
            return known
        if isinstance(value, int | Decimal):
            return f"<c><v>{value}</v></c>"
        if not value:
            return "<c/>"
        if len(self.cells) < SHARED:
            cell = f'<c t="s"><v>{self.shared(value)}</v></c>'
            self.cells[value] = cell
            return cell
        return f'<c t="inlineStr"><is><t>{escape(_CONTROL.sub("", value))}</t></is></c>'
