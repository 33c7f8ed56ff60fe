"""Word and Excel of the half-year report as LibreOffice reads them: texts that are missing, numbers that are others.

Over the demo registry. LibreOffice is no part of the registry; where there is none, nothing is measured.
"""

from __future__ import annotations

import csv
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from bench.rows import Row

# Comma, quotes, UTF-8; numbers as they are, not as they are shown; every sheet a file of its own.
CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"
TEXT = "txt:Text (encoded):UTF8"
PERIOD = "2565-H1"


def measure() -> Iterator[Row]:
    """How many texts and numbers there are, and how many LibreOffice does not find as the frozen data have them."""
    office = shutil.which("soffice")
    if office is None:
        return
    from reports import snapshot
    from reports.building import make
    from reports.choices import ReportFormat
    from reports.scope import scope_of

    frozen = snapshot.take(scope_of("half-year", "cso-1", PERIOD))
    digest = snapshot.digest_of(frozen)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for form in (ReportFormat.DOCX, ReportFormat.BRIEF_DOCX, ReportFormat.XLSX):
            (folder / f"{form.value}.{form.ending}").write_bytes(make(frozen, digest, form))
        for form in (ReportFormat.DOCX, ReportFormat.BRIEF_DOCX):
            read = _close(_converted(office, folder / f"{form.value}.docx", TEXT)[0].read_text(encoding="utf-8-sig"))
            texts = _texts(frozen, digest, brief=form.is_brief)
            what = f"{form.value} in LibreOffice: missing of {len(texts):,} texts"
            yield Row(what, "ours", sum(_close(text) not in read for text in texts), "texts")
        sheets = _converted(office, folder / "xlsx.xlsx", CSV)
        unlike, count = _unlike(frozen, digest, {_sheet(sheet): _rows(sheet) for sheet in sheets})
        yield Row(f"xlsx in LibreOffice: unlike the frozen, of {count:,} numbers", "ours", unlike, "numbers")
        yield Row("xlsx in LibreOffice: cells with an error", "ours", _errors(sheets), "cells")


def _converted(office: str, file: Path, into: str) -> list[Path]:
    """The files that LibreOffice makes of one."""
    out = file.parent / f"{file.stem}-read"
    command = [office, "--headless", f"-env:UserInstallation=file://{file.parent}/profile"]
    subprocess.run([*command, "--convert-to", into, "--outdir", str(out), str(file)], check=True, capture_output=True)
    return sorted(out.iterdir())


def _texts(frozen: dict[str, Any], digest: str, *, brief: bool) -> set[str]:
    """Headings, paragraphs, labels and cells, as they are laid out."""
    from reports.builders.layout import lay_out
    from reports.content import document
    from reports.content.brief import brief as brief_of

    laid = lay_out((brief_of if brief else document)(frozen, digest))
    found = {chapter["title"] for chapter in laid["chapters"]}
    for chapter in laid["chapters"]:
        for block in chapter["blocks"]:
            found |= {block[name] for name in ("text", "caption", "note") if block.get(name)}
            cells = [cell for row in block.get("rows", []) for cell in row.get("cells", [row])]
            found |= {cell[name] for cell in cells for name in ("text", "label") if cell.get(name)}
            found |= {figure[name] for figure in block.get("figures", []) for name in ("label", "value", "remark")}
    return {text for text in found if text.strip()}


def _close(text: str) -> str:
    return re.sub(r"\s", "", text)


def _sheet(file: Path) -> str:
    return file.stem.partition("-")[2]


def _rows(file: Path) -> list[list[str]]:
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.reader(lines))


def _unlike(frozen: dict[str, Any], digest: str, sheets: dict[str, list[list[str]]]) -> tuple[int, int]:
    """Numbers of the report's tables that their sheets say otherwise, and how many there are."""
    from reports.content import document
    from reports.content.blocks import Table

    by_caption = {rows[0][0]: rows for rows in sheets.values() if rows and rows[0]}
    unlike = count = 0
    for chapter in document(frozen, digest).chapters:
        for table in (block for block in chapter.blocks if isinstance(block, Table)):
            rows = by_caption[table.caption]
            titles = [column.title for column in table.columns]
            head = next(at for at, row in enumerate(rows) if row[: len(titles)] == titles)
            for line, row in zip(rows[head + 1 :], table.rows, strict=False):
                for said, cell in zip(line, row.cells, strict=False):
                    if isinstance(cell.value, int | Decimal) and not isinstance(cell.value, bool):
                        count += 1
                        unlike += _number(said) != Decimal(cell.value)
    return unlike, count


def _number(said: str) -> Decimal | None:
    try:
        return Decimal(said)
    except InvalidOperation:
        return None


def _errors(sheets: list[Path]) -> int:
    return sum(cell.startswith(("#", "Err:")) for sheet in sheets for row in _rows(sheet) for cell in row)
