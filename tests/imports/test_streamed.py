"""Long sheets are read while they are unpacked: the very same comes out, or calamine reads them."""

import datetime
import sys

import openpyxl
import pytest
import xlsxwriter

from core import workbooks as writing
from imports.reading import streamed, workbooks
from imports.reading.layout import Known, heading_key

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
        monkeypatch.setattr(workbooks.calamine, "load_workbook", lambda path: asked.append(path))
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


@pytest.mark.parametrize(
    "cell",
    [
        datetime.date(2021, 3, 30),
        True,
        "=1+1",
        "ลงท้าย_x0041_",
        "a\r\nb",
    ],
)
@pytest.mark.parametrize("row", [1, 50])
def test_anything_else_is_left_to_calamine(path, both, cell, row):
    rows = [list(one) for one in ROWS]
    rows[row] = ["สมาคม", cell, "น่าน", "02", 1]
    write(path, rows, default_date_format="dd/mm/yyyy")
    by_calamine, by_us, alone = both()
    assert rows_of(by_calamine) == rows_of(by_us)
    assert not alone


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
