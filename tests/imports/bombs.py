"""Sixteen files that are made to harm, each with the reasons for which it may be refused; for tests and the bench."""

from __future__ import annotations

import io
import zipfile

import xlsxwriter

HEADINGS = ["ชื่อองค์กร", "รูปแบบองค์กร", "จังหวัด", "ประเด็น"]
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def _book(**parts: bytes | str) -> bytes:
    """A right workbook with some of its parts replaced or added; __ is /, _dot_ is a dot."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        book.add_worksheet().write_row(0, 0, HEADINGS)
    given = {name.replace("__", "/").replace("_dot_", "."): part for name, part in parts.items()}
    made = io.BytesIO()
    with zipfile.ZipFile(target) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in given:
                new.writestr(name, old.read(name))
        for name, part in given.items():
            new.writestr(name, part)
    return made.getvalue()


def _sheet(rows: str, head: str = "") -> str:
    return f'{head}<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>'


def _row(cells: str, number: int = 1) -> str:
    return f'<row r="{number}">{cells}</row>'


def _many_sheets() -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        for _number in range(1_000):
            book.add_worksheet()
    return target.getvalue()


def _lying() -> bytes:
    """An entry that says it is a hundred bytes long and unpacks to two hundred million."""
    content = bytearray(_book(xl__worksheets__sheet1_dot_xml=b" " * 200_000_000))
    real, said = (200_000_000).to_bytes(4, "little"), (100).to_bytes(4, "little")
    return bytes(content.replace(real, said))


def _encrypted() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")


def _nested() -> bytes:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros", b"\0" * 50_000_000)
    outer = io.BytesIO()
    with zipfile.ZipFile(outer, "w") as archive:
        archive.writestr("inner.zip", inner.getvalue())
    return outer.getvalue()


def _laughs() -> str:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return _sheet("&l9;", head=f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "lol">{entities}]>')


_FAR = '<c r="XFD1048576"><v>1</v></c>'
BOMBS = {
    "huge cell": (lambda: _book(xl__worksheets__sheet1_dot_xml=_sheet("x" * 300_000_000)), {"bomb"}),
    "sparse sheet": (
        lambda: _book(xl__worksheets__sheet1_dot_xml=_sheet(_row('<c r="A1"><v>1</v></c>') + _row(_FAR, 1048576))),
        {"too_far"},
    ),
    "million rows": (
        lambda: _book(
            xl__worksheets__sheet1_dot_xml=_sheet(
                "".join(f'<row r="{n}"><c r="A{n}"/></row>' for n in range(1, 1_000_001))
            )
        ),
        {"too_far", "bomb", "too_many_rows"},
    ),
    "entity bomb": (lambda: _book(xl__worksheets__sheet1_dot_xml=_laughs()), {"bomb"}),
    "external entity": (
        lambda: _book(
            xl__sharedStrings_dot_xml='<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><sst><si><t>&f;</t></si></sst>'
        ),
        {"bomb"},
    ),
    "lying sizes": (_lying, {"bomb", "damaged"}),
    "ten thousand entries": (lambda: _book(**{f"xl__x{number}": "" for number in range(10_000)}), {"bomb"}),
    "nested zip": (_nested, {"archive"}),
    "encrypted": (_encrypted, {"encrypted"}),
    "macro file": (lambda: _book(xl__vbaProject_dot_bin=b"x"), {"macro"}),
    "path names": (lambda: _book(**{"..__..__etc__passwd": "x"}), {"bomb"}),
    "thousand sheets": (_many_sheets, {"too_many_sheets"}),
    "shared strings": (
        lambda: _book(xl__sharedStrings_dot_xml=f'<sst xmlns="{_MAIN}">' + "<si><t>x</t></si>" * 20_000_000 + "</sst>"),
        {"bomb"},
    ),
    "16,384 columns": (
        lambda: _book(xl__worksheets__sheet1_dot_xml=_sheet(_row('<c r="A1"><v>1</v></c><c r="XFD1"><v>1</v></c>'))),
        {"too_far", "too_many_columns"},
    ),
    "web page as xls": (lambda: b"<html><body><table>" + b"<tr><td>x</td></tr>" * 100_000, {"html"}),
    "endless line": (lambda: ("ชื่อองค์กร,จังหวัด\n" + "ก" * 10_000_000).encode(), {"broken_csv"}),
}
