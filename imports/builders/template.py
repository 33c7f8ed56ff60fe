"""The template: an Excel file with the declared columns, help, lists to choose from and an example."""

from __future__ import annotations

from io import BytesIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from imports.books.book import Book
from imports.books.organisations import ORGANISATIONS
from organisations.choices import STATUS_NAMES, Taxonomy
from organisations.columns import Column, Kind
from organisations.terms import current_terms
from places import official

VERSION = 1
DATA_SHEET, HELP_SHEET, LIST_SHEET = ORGANISATIONS.sheet, "คำอธิบาย", "รายการ"
ROWS = 5_000  # that have their cells prepared: text stays text, lists drop down

_WIDE = {Kind.LONG_TEXT: 50, Kind.TERMS: 32, Kind.PROVINCES: 24, Kind.PERSON: 24, Kind.EMAIL: 26, Kind.URL: 26}
_NUMBERS = {Kind.INTEGER, Kind.MONEY}


def build_template(book: Book = ORGANISATIONS) -> bytes:
    """The template of a book as an xlsx file."""
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as file:
        file.set_properties({"title": _title(book), "comments": f"version {VERSION}"})
        file.set_custom_property("template_version", VERSION, "number")
        sheets = [file.add_worksheet(name) for name in (book.sheet, HELP_SHEET, LIST_SHEET)]
        font = {"font_name": "TH Sarabun New", "font_size": 14, "valign": "top"}
        text = file.add_format({**font, "num_format": "@", "text_wrap": True})
        plain = file.add_format({**font, "text_wrap": True})
        head = file.add_format({**font, "bold": True, "bg_color": "#E3ECF5", "border": 1, "text_wrap": True})
        must = file.add_format({**font, "bold": True, "bg_color": "#FCE8C8", "border": 1, "text_wrap": True})
        lists = _write_lists(sheets[2], book, head, plain)
        _write_data_sheet(sheets[0], book, lists, head, must, text)
        _write_help(sheets[1], book, head, must, plain)
    return target.getvalue()


def _title(book: Book) -> str:
    return "แบบนำเข้าข้อมูลองค์กรภาคประชาสังคม" if book is ORGANISATIONS else f"แบบนำเข้าข้อมูล{book.what}"


def _write_data_sheet(
    sheet: Worksheet, book: Book, lists: dict[str, str], head: Format, must: Format, text: Format
) -> None:
    """Headings with their help as comments; cells are text, so that 1/2 stays no day and 053 keeps its nought."""
    sheet.freeze_panes(1, 2)
    for position, column in enumerate(book.columns):
        sheet.set_column(position, position, _WIDE.get(column.kind, 18), None if column.kind in _NUMBERS else text)
        sheet.write_string(0, position, column.heading, must if column.required else head)
        sheet.write_comment(0, position, _comment(book, column), {"x_scale": 2, "y_scale": 1.4})
        if source := lists.get(column.key):
            sheet.data_validation(
                1,
                position,
                ROWS,
                position,
                {
                    "validate": "list",
                    "source": source,
                    # A code or another writing is understood too, so the list only helps.
                    "error_type": "information",
                    "error_title": "ไม่อยู่ในรายการ",
                    "error_message": "ค่านี้ไม่อยู่ในรายการ ใช้ได้ถ้าเป็นรหัสหรือชื่อที่ระบบรู้จัก",
                },
            )


def _comment(book: Book, column: Column) -> str:
    needed = f"จำเป็นสำหรับ{book.what}ใหม่ · required\n" if column.required else ""
    return f"{needed}{column.help_th}\n{column.heading_en}: {column.help_en}"


def _write_help(sheet: Worksheet, book: Book, head: Format, must: Format, plain: Format) -> None:
    """Each column with what to type, and the example."""
    sheet.set_column(0, 1, 26)
    sheet.set_column(2, 2, 10)
    sheet.set_column(3, 5, 46)
    rules = [
        f"{_title(book)} ฉบับที่ {VERSION}",
        f"กรอกข้อมูลในแผ่นงาน “{book.sheet}” หนึ่งรายการต่อหนึ่งแถว หัวตารางสีส้มจำเป็นสำหรับ{book.what}ใหม่",
        "หลายค่าในเซลล์เดียวคั่นด้วย ; | จุลภาค หรือขึ้นบรรทัดใหม่ ใช้ชื่อหรือรหัสก็ได้ ดูแผ่นงาน “รายการ”",
    ]
    if known_by := book.by_key.get(book.identity):
        known = f"แถวที่มี{known_by.heading}จะแก้ไข{book.what}นั้น เซลล์ว่างคงค่าเดิม เครื่องหมาย - ลบค่าเดิม"
        rules.insert(2, known)
    for row, rule in enumerate(rules):
        sheet.write_string(row, 0, rule)
    top = len(rules) + 1
    for position, title in enumerate(("หัวตาราง", "In English", "จำเป็น", "วิธีกรอก", "How to fill in", "ตัวอย่าง")):
        sheet.write_string(top, position, title, head)
    for row, column in enumerate(book.columns, start=top + 1):
        sheet.write_string(row, 0, column.heading, must if column.required else head)
        needed = "จำเป็น" if column.required else ""
        rest = (column.heading_en, needed, column.help_th, column.help_en, book.example.get(column.key, ""))
        for position, cell in enumerate(rest, start=1):
            sheet.write_string(row, position, cell, plain)


def _write_lists(sheet: Worksheet, book: Book, head: Format, plain: Format) -> dict[str, str]:
    """The lists with their codes; returns column key → range of names, for columns of one value."""
    ranges: dict[str, str] = {}
    entries: list[tuple[str, str, list[tuple[str, str]]]] = []
    terms = current_terms()
    if "province" in book.by_key:
        entries.append(("province", "จังหวัด", [(row.code, row.name_th) for row in official.provinces()]))
    for column in book.columns:
        if column.kind is Kind.STATUS:
            entries.append((column.key, column.heading, [("", name) for name in STATUS_NAMES.values()]))
        elif column.kind is Kind.CHOICE:
            entries.append((column.key, column.heading, [("", name) for name in column.names.values()]))
    for column in book.columns:
        if column.taxonomy is not None:
            current = [(entry.code, entry.name_th) for entry in terms.current(Taxonomy(column.taxonomy))]
            entries.append(("" if column.is_multiple else column.key, column.heading, current))
    for number, (key, heading, names) in enumerate(entries):
        at = number * 2
        sheet.set_column(at, at, 12)
        sheet.set_column(at + 1, at + 1, 34)
        sheet.merge_range(0, at, 0, at + 1, heading, head)
        for row, (code, name) in enumerate(names, start=1):
            sheet.write_string(row, at, code, plain)
            sheet.write_string(row, at + 1, name, plain)
        if key:
            letter = xlsxwriter.utility.xl_col_to_name(at + 1)
            ranges[key] = f"='{LIST_SHEET}'!${letter}$2:${letter}${len(names) + 1}"
    return ranges
