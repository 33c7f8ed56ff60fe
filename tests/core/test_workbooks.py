import io

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from core import workbooks

ROWS = [
    ("ข้อความ", "12.50", None),
    ("=1+1", "0", "<&>\"'"),
    (" เว้นหน้า\nสองบรรทัด ", "-3", "_x0041_"),
    ("a\x00b\x0bc", None, "ย" * 40_000),
]
AS_READ = [
    ("ข้อความ", 12.5, None),
    ("=1+1", 0, "<&>\"'"),
    # openpyxl leaves Excel's way of writing signs as it is; Excel and calamine read what was written.
    (" เว้นหน้า\nสองบรรทัด ", -3, "_x005F_x0041_"),
    ("abc", None, None),
]


def made(rows, **options):
    return io.BytesIO(b"".join(workbooks.pieces("แผ่น", ["ก", "ข", "ค"], iter(rows), numbers={1}, **options)))


def test_cells_come_back_as_they_are():
    sheet = openpyxl.load_workbook(made(ROWS)).active
    assert sheet.title == "แผ่น"
    assert list(sheet.values) == [("ก", "ข", "ค"), *AS_READ]
    assert {cell.data_type for row in sheet.iter_rows(min_row=2) for cell in row} == {"s", "n"}


def test_another_reader_sees_the_same():
    rows = CalamineWorkbook.from_filelike(made(ROWS)).get_sheet_by_index(0).to_python()
    assert rows[2:4] == [["=1+1", 0, "<&>\"'"], [" เว้นหน้า\nสองบรรทัด ", -3, "_x0041_"]]


def test_without_rows_it_has_its_headings():
    assert list(openpyxl.load_workbook(made([])).active.values) == [("ก", "ข", "ค")]


def test_more_rows_than_a_sheet_may_have_go_on_in_the_next(monkeypatch):
    monkeypatch.setattr(workbooks, "MOST_ROWS", 3)
    book = openpyxl.load_workbook(made([(str(number), None, None) for number in range(5)]))
    assert book.sheetnames == ["แผ่น", "แผ่น 2", "แผ่น 3"]
    assert [[row[0] for row in sheet.values] for sheet in book] == [["ก", "0", "1"], ["ก", "2", "3"], ["ก", "4"]]


@pytest.mark.parametrize(("place", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (38, "AM"), (52, "BA")])
def test_letters_of_columns(place, letters):
    assert workbooks._letters(place) == letters
