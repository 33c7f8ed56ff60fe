"""Hostile workbooks are refused before a reader of spreadsheets makes room for them."""

import io
import struct
import zipfile

import pytest

from plans.actions import checked_document
from plans.reading import DocumentError, read
from plans.sheets import archive, as_workbook
from tests.plans.test_checks import DOCUMENT

SHEET = "xl/worksheets/sheet1.xml"


def changed(change, name=SHEET, **more):
    """The sample plan's workbook with one part rewritten, and more parts."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(as_workbook(read(DOCUMENT.encode()).data))) as given,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for part in given.infolist():
            text = given.read(part)
            made.writestr(part.filename, change(text) if part.filename == name else text)
        for other, text in more.items():
            made.writestr(other, text)
    return out.getvalue()


def with_row(row):
    return lambda text: text.replace(b"</sheetData>", row + b"</sheetData>")


def lying(content):
    """The directory tells a tenth of a part's size."""
    with zipfile.ZipFile(io.BytesIO(content)) as given:
        size = given.getinfo(SHEET).file_size
    return content.replace(struct.pack("<L", size), struct.pack("<L", size // 10))


HOSTILE = {
    "a cell in the last row": changed(with_row(b'<row r="1048576"><c r="A1048576"><v>1</v></c></row>')),
    "a row far down, its cells placeless": changed(with_row(b"<row spans='1:2' r = '10000'><c><v>1</v></c></row>")),
    "a cell in the last column": changed(with_row(b'<row r="99"><c s="1" r="XFD99"><v>1</v></c></row>')),
    "a column past any plan's": changed(with_row(b'<row r="99"><c r="cw99"><v>1</v></c></row>')),
    "under another prefix": changed(with_row(b'<x:row r="99"><x:c r="ZZ99"><v>1</v></x:c></x:row>')),
    "an entity": changed(lambda text: text.replace(b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet', 1)),
    "another encoding": changed(lambda text: text.decode().encode("utf-16")),
    "too much": changed(lambda text: text, **{"xl/media/a.bin": bytes(archive.MAX_UNPACKED)}),
    "too many parts": changed(lambda text: text, **{f"xl/media/{n}.bin": b"" for n in range(archive.MAX_PARTS)}),
    "also a document of another program": changed(lambda text: text, **{"content.xml": b"<x/>"}),
    "no workbook": changed(lambda text: text).replace(b"xl/workbook.xml", b"xl/workbonk.xml"),
    "a lying size": lying(changed(lambda text: text)),
    "damage": changed(lambda text: text)[:-200],
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_refused_with_a_reason(name):
    with pytest.raises(DocumentError) as refused:
        checked_document(HOSTILE[name])
    said = [(problem.line, problem.said_in("en")) for problem in refused.value.problems]
    assert said == [(1, "This file cannot be read as a workbook. Save it as .xlsx once more.")]


def test_the_outermost_cell_of_a_plan_is_read():
    near = changed(with_row(b'<row r="9999"><c r="CV9999"><v>1</v></c></row>'))
    assert archive.is_harmless(near)
    assert archive.is_harmless(as_workbook(read(DOCUMENT.encode()).data))
