"""Reading files: every encoding and delimiter, tables under titles, and files that are none."""

import csv
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from imports.messages import UNREADABLE
from imports.reading import UnreadableFileError, heading_key, opened
from imports.reading.child import parts_of
from imports.reading.layout import Known
from tests.factories.imports import xlsx_of

HEADINGS = ["ชื่อองค์กร", "จังหวัด", "ประเด็น"]
KNOWN = Known(frozenset(map(heading_key, HEADINGS)))
# What a csv file can carry: no control characters, which no spreadsheet program writes.
TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\ufeff"), max_size=30)


@pytest.fixture
def file(tmp_path):
    def write(content: bytes, name: str = "file") -> Path:
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return write


def read(path: Path):
    """(what the reader tells of the table, its rows), here in this process."""
    head, *rows = parts_of(path, KNOWN)
    return head, [(row["n"], row["c"]) for row in rows]


def refusal(path: Path) -> str:
    with pytest.raises(UnreadableFileError) as caught:
        list(parts_of(path, KNOWN))
    assert UNREADABLE[caught.value.code] % caught.value.params != ""
    return caught.value.code


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp874", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_csv_in_every_encoding_and_delimiter(file, encoding, delimiter):
    lines = ["บัญชีรายชื่อ", "", delimiter.join(HEADINGS), delimiter.join(['"ก\nข"', "สงขลา", "01"]), "", "ค"]
    head, rows = read(file("\r\n".join(lines).encode(encoding)))
    assert (head["row"], head["headings"], head["delimiter"]) == (3, HEADINGS, delimiter)
    assert rows == [(4, ["ก\nข", "สงขลา", "01"]), (6, ["ค"])]


def test_excels_line_for_the_delimiter_is_no_row(file):
    head, rows = read(file(("sep=;\n" + ";".join(HEADINGS) + "\nก;ข;ค\n").encode("utf-8-sig")))
    assert (head["row"], rows) == (1, [(2, ["ก", "ข", "ค"])])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.lists(TEXT, min_size=3, max_size=3), min_size=1, max_size=5))
def test_what_a_csv_writer_wrote_is_read_back(tmp_path, table):
    target = io.StringIO()
    csv.writer(target).writerows([HEADINGS, *table])
    path = tmp_path / "table.csv"
    path.write_bytes(target.getvalue().encode("utf-8-sig"))
    wanted = [cells for cells in table if any(cell.strip() for cell in cells)]
    if wanted:
        assert [[cell or "" for cell in cells] for _n, cells in read(path)[1]] == wanted


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=200)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_with_a_reason(tmp_path, content):
    path = tmp_path / "bytes"
    path.write_bytes(content)
    reasons = []
    try:
        read(path)
    except UnreadableFileError as error:
        reasons = [error.code]
    assert set(reasons) <= UNREADABLE.keys()


def test_a_table_below_a_title_and_to_the_right(file):
    table = [[None, "รายชื่อองค์กร"], [], [None, *HEADINGS], [None, "ก", "สงขลา", 1], [], [None, "ข", "กระบี่", 2.5]]
    head, rows = read(file(xlsx_of(table)))
    assert (head["kind"], head["row"], head["first_column"], head["headings"]) == ("xlsx", 3, 1, HEADINGS)
    assert rows == [(4, ["ก", "สงขลา", 1]), (6, ["ข", "กระบี่", 2.5])]


def _zip(**entries: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return target.getvalue()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"%PDF-1.7 ...", "pdf"),
        (b"<html><body><table><tr><td>x", "html"),
        (b"\xef\xbb\xbf<!DOCTYPE html><html>", "html"),
        (b'<?xml version="1.0"?><Workbook>', "xml"),
        (b"\x89PNG\r\n", "image"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "damaged"),
        (b"PK\x03\x04 broken", "damaged"),
        (_zip(word__document_dot_xml="x"), "word"),
        (_zip(xl__workbook_dot_bin="x"), "binary_workbook"),
        (_zip(xl__workbook_dot_xml="x", xl__vbaProject_dot_bin="x"), "macro"),
        (_zip(notes_dot_txt="x"), "archive"),
        (_zip(xl__workbook_dot_xml="<!DOCTYPE x [<!ENTITY a 'b'>]>"), "bomb"),
        (_zip(xl__workbook_dot_xml="0" * 30_000_000), "bomb"),
        (_zip(xl__worksheets__sheet1_dot_xml='<c r="XFD1048576"/>'), "too_far"),
        (b"a\0b\0\1\2" * 50, "not_text"),
        ("สวัสดี,โลก\n1,2\n".encode(), "no_headings"),
        (b"\n\n  \n", "empty"),
        ("ชื่อองค์กร,จังหวัด\n".encode(), "no_rows"),
        (("ชื่อองค์กร,จังหวัด\n" + "ก" * 1_100_000).encode(), "broken_csv"),
        (("ชื่อองค์กร,จังหวัด" + ",x" * 300 + "\n").encode(), "too_many_columns"),
    ],
)
def test_a_wrong_file_is_refused_with_its_reason(file, content, code):
    assert refusal(file(content)) == code


def test_an_archive_of_ten_thousand_entries_or_with_foreign_paths_is_not_opened(file):
    many = {"xl__workbook_dot_xml": "x"} | {f"xl__{number}": "" for number in range(2_001)}
    assert refusal(file(_zip(**many))) == "bomb"
    assert refusal(file(_zip(**{"xl__workbook_dot_xml": "x", "..__..__etc": "x"}))) == "bomb"


def test_the_child_process_reads_and_refuses_the_same(file):
    with opened(file(xlsx_of([HEADINGS, ["ก", "สงขลา", "01"]])), headings=KNOWN.headings) as sheet:
        assert (sheet.headings, list(sheet.rows)) == (HEADINGS, [(2, ["ก", "สงขลา", "01"])])
    with pytest.raises(UnreadableFileError) as caught, opened(file(b"%PDF"), headings=KNOWN.headings):
        pass
    assert caught.value.code == "pdf"
