"""Long sheets are read while they are unpacked: the very same comes out, or calamine reads them."""

import datetime
import sys
import zipfile

import openpyxl
import pytest
import python_calamine as calamine
import xlsxwriter

from core import workbooks as writing
from imports.reading import limits, streamed, workbooks
from imports.reading.layout import Known, heading_key
from imports.reading.problems import UnreadableFileError

HEADINGS = ["ชื่อองค์กร", "รูปแบบองค์กร", "จังหวัด", "ประเด็น", "จำนวนสมาชิก"]
KNOWN = Known(frozenset(map(heading_key, HEADINGS)))
ROWS = [
    ["มูลนิธิ & <เพื่อน> \"ก\" 'ข'", "มูลนิธิ", "เชียงใหม่ ", None, 12],
    [None, "สมาคม", None, " 01; 04", 1250000.5],
    [],
    ["บรรทัดหนึ่ง\nบรรทัดสอง", "กลุ่ม", "สงขลา", "01", 0],
    *[[f"สมาคมที่ {number}", "สมาคม", "น่าน", "02", number] for number in range(60)],
]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "book.xlsx"


@pytest.fixture
def both(path, monkeypatch):
    """What is read of the file in either way, and whether calamine was asked at all in the first."""

    def read():
        found = []
        for least in (sys.maxsize, 0):
            monkeypatch.setattr(streamed, "FROM", least)
            found.append(list(workbooks.read(path, "xlsx", KNOWN)))
        asked = []
        load = calamine.load_workbook
        # In pieces it is asked for files in memory.
        monkeypatch.setattr(
            calamine, "load_workbook", lambda path: asked.append(path) if isinstance(path, str) else load(path)
        )
        try:
            list(workbooks.read(path, "xlsx", KNOWN))
        except (TypeError, AttributeError):
            assert asked
        return found[0], found[1], not asked

    return read


def rows_of(parts):
    return [part for part in parts if any(cell is not None for cell in part.get("c", [1]))]


def write(path, rows=ROWS, **options):
    with xlsxwriter.Workbook(path, options) as book:
        sheet = book.add_worksheet("องค์กร")
        for number, cells in enumerate([["ทะเบียนองค์กร"], [], HEADINGS, *rows]):
            sheet.write_row(number, 0, cells)
    return path


def test_a_sheet_with_a_table_of_texts(path, both):
    write(path)
    by_calamine, by_us, alone = both()
    assert rows_of(by_calamine) == rows_of(by_us)
    assert alone


def test_what_the_registry_exports(path, both):
    rows = [[None if cell is None else str(cell) for cell in row] for row in ROWS if row]
    with path.open("wb") as file:
        for piece in writing.pieces("องค์กร", HEADINGS, rows, numbers={4}):
            file.write(piece)
    by_calamine, by_us, alone = both()
    assert rows_of(by_calamine) == rows_of(by_us)
    assert alone


def test_what_openpyxl_writes(path, both):
    book = openpyxl.Workbook()
    for row in [HEADINGS, *ROWS]:
        book.active.append(row)
    book.create_sheet("ลับ").sheet_state = "hidden"
    book.create_sheet("อื่น")
    book.save(path)
    by_calamine, by_us, _alone = both()
    assert rows_of(by_calamine) == rows_of(by_us)
    assert by_us[0]["other_sheets"] == ["อื่น"]


CELLS = [datetime.date(2021, 3, 30), True, "=1+1", "ลงท้าย_x0041_", "a\r\nb"]


@pytest.mark.parametrize("cell", CELLS)
@pytest.mark.parametrize("row", [1, 50])
@pytest.mark.parametrize("options", [{}, {"in_memory": True, "constant_memory": True}, {"date_1904": True}])
def test_cells_of_every_kind(path, both, cell, row, options):
    rows = [list(one) for one in ROWS]
    rows[row] = ["สมาคม", cell, "น่าน", "02", 1]
    write(path, rows, default_date_format="dd/mm/yyyy", **options)
    by_calamine, by_us, alone = both()
    assert rows_of(by_calamine) == rows_of(by_us)
    # Texts with Excel's own escapes, where they are referred to, are left to calamine.
    assert alone or (type(cell) is str and cell != "=1+1")


def test_a_sheet_of_as_many_rows_as_there_may_be(path, both, monkeypatch):
    """The heading and what stands above it are not among them."""
    monkeypatch.setattr(limits, "ROWS", len(ROWS))
    write(path)
    by_calamine, by_us, alone = both()
    assert rows_of(by_calamine) == rows_of(by_us)
    assert alone


@pytest.mark.parametrize("size", [600, 5_000, 2 * 1024 * 1024])
def test_pieces_of_any_size(path, both, monkeypatch, size):
    """Cut wherever a piece may end, rows come out once and in order."""
    monkeypatch.setattr(streamed, "_PIECE", size)
    rows = [[f"องค์กรที่ {number} & <{'ก' * (number % 70)}>", None, "น่าน", number % 2, number] for number in range(900)]
    rows[5] = rows[400] = []
    write(path, rows)
    by_calamine, by_us, alone = both()
    assert rows_of(by_calamine) == rows_of(by_us)
    assert len(rows_of(by_us)) == 1 + 898
    assert alone


DAMAGE = {
    "a comment": (b"</row>", b"</row><!-- </row> -->"),
    "a row without its number": (b'<row r="40"', b"<row"),
    "rows out of order": (b'<row r="40"', b'<row r="20"'),
    "another prefix": (b"<sheetData>", b"<sheetData >"),
    "a text that is not there": (b't="s"><v>7<', b't="s"><v>999999<'),
    "a sign that marks texts": (b't="s"><v>7<', b't="str"><v>\xee\x80\x807<'),
    "such a sign by its number": (b't="s"><v>7<', b't="str"><v>&#xE000;7<'),
    "no end": (b"</sheetData>", b""),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_what_cannot_be_cut_is_left_to_calamine(path, monkeypatch, name):
    write(path)
    _replace(path, "xl/worksheets/sheet1.xml", *DAMAGE[name])
    found = []
    for least in (sys.maxsize, 0):
        monkeypatch.setattr(streamed, "FROM", least)
        try:
            found.append(rows_of(workbooks.read(path, "xlsx", KNOWN)))
        except UnreadableFileError as error:
            found.append(error.code)
    assert found[0] == found[1]


def _replace(path, part, old, new):
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert old in parts[part]
    parts[part] = parts[part].replace(old, new, 1)
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def test_a_cell_beside_the_table_far_below(path, both):
    rows = [list(one) for one in ROWS]
    rows[50] = [*rows[50], None, None, "หมายเหตุ"]
    write(path, rows)
    by_calamine, by_us, alone = both()
    assert [part["c"][:5] for part in by_calamine[1:] if part["c"][0]] == [
        part["c"][:5] for part in by_us[1:] if part["c"][0]
    ]
    assert by_us[-1] == by_calamine[-1]
    assert not alone


def test_a_table_that_begins_in_another_column(path, both):
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for number, cells in enumerate([HEADINGS, *ROWS]):
            sheet.write_row(number, 2, cells)
    by_calamine, by_us, alone = both()
    assert by_calamine == by_us
    assert not alone
