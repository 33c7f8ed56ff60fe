"""The template: an Excel file with the declared columns, help, lists to choose from and an example."""

from __future__ import annotations

from io import BytesIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from organisations.choices import STATUS_NAMES, Taxonomy
from organisations.columns import Column, Kind
from organisations.resources import columns
from organisations.terms import current_terms
from places import official

VERSION = 1
DATA_SHEET, HELP_SHEET, LIST_SHEET = "องค์กร", "คำอธิบาย", "รายการ"
ROWS = 5_000  # that have their cells prepared: text stays text, lists drop down

EXAMPLE = {
    "name_th": "มูลนิธิเพื่อเด็กภาคเหนือ",
    "name_en": "Foundation for Northern Children",
    "legal_form": "มูลนิธิ",
    "registration_number": "ชม. 123/2545",
    "registered_on": "30/3/2545",
    "status": "ดำเนินการ",
    "house_number": "99/1",
    "village_number": "4",
    "road": "สุเทพ",
    "subdistrict": "สุเทพ",
    "district": "เมืองเชียงใหม่",
    "province": "เชียงใหม่",
    "postcode": "50200",
    "phone": "053 123 456",
    "email": "office@example.org",
    "website": "www.example.org",
    "head": "นางสมศรี ใจดี",
    "head_position": "ประธานกรรมการ",
    "coordinator": "นายสมชาย รักเรียน",
    "coordinator_phone": "081 234 5678",
    "issues": "01; ผู้สูงอายุ",
    "expertise": "E04; วิจัยและถอดบทเรียน",
    "targets": "เด็ก; เยาวชน",
    "fields_of_service": "การศึกษา",
    "modes": "ส่งเสริม; พัฒนา",
    "level": "จังหวัด",
    "area_provinces": "เชียงใหม่; ลำพูน",
    "staff_count": "12",
    "volunteer_count": "40",
    "member_count": "1,200",
    "budget": "1.5 ล้านบาท",
    "objectives": "ส่งเสริมการศึกษาของเด็กในพื้นที่สูง",
}

_WIDE = {Kind.LONG_TEXT: 50, Kind.TERMS: 32, Kind.PROVINCES: 24, Kind.PERSON: 24, Kind.EMAIL: 26, Kind.URL: 26}
_NUMBERS = {Kind.INTEGER, Kind.MONEY}


def build_template() -> bytes:
    """The template as an xlsx file."""
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        book.set_properties({"title": "แบบนำเข้าข้อมูลองค์กรภาคประชาสังคม", "comments": f"version {VERSION}"})
        book.set_custom_property("template_version", VERSION, "number")
        sheets = [book.add_worksheet(name) for name in (DATA_SHEET, HELP_SHEET, LIST_SHEET)]
        font = {"font_name": "TH Sarabun New", "font_size": 14, "valign": "top"}
        text = book.add_format({**font, "num_format": "@", "text_wrap": True})
        plain = book.add_format({**font, "text_wrap": True})
        head = book.add_format({**font, "bold": True, "bg_color": "#E3ECF5", "border": 1, "text_wrap": True})
        must = book.add_format({**font, "bold": True, "bg_color": "#FCE8C8", "border": 1, "text_wrap": True})
        lists = _write_lists(sheets[2], head, plain)
        _write_data_sheet(sheets[0], lists, head, must, text)
        _write_help(sheets[1], head, must, plain)
    return target.getvalue()


def _write_data_sheet(sheet: Worksheet, lists: dict[str, str], head: Format, must: Format, text: Format) -> None:
    """Headings with their help as comments; cells are text, so that 1/2 stays no day and 053 keeps its nought."""
    sheet.freeze_panes(1, 2)
    for position, column in enumerate(columns()):
        sheet.set_column(position, position, _WIDE.get(column.kind, 18), None if column.kind in _NUMBERS else text)
        sheet.write_string(0, position, column.heading, must if column.required else head)
        sheet.write_comment(0, position, _comment(column), {"x_scale": 2, "y_scale": 1.4})
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


def _comment(column: Column) -> str:
    needed = "จำเป็นสำหรับองค์กรใหม่ · required\n" if column.required else ""
    return f"{needed}{column.help_th}\n{column.heading_en}: {column.help_en}"


def _write_help(sheet: Worksheet, head: Format, must: Format, plain: Format) -> None:
    """Each column with what to type, and the example."""
    sheet.set_column(0, 1, 26)
    sheet.set_column(2, 2, 10)
    sheet.set_column(3, 5, 46)
    rules = (
        f"แบบนำเข้าข้อมูลองค์กรภาคประชาสังคม ฉบับที่ {VERSION}",
        "กรอกข้อมูลในแผ่นงาน “องค์กร” หนึ่งองค์กรต่อหนึ่งแถว หัวตารางสีส้มจำเป็นสำหรับองค์กรใหม่",
        "แถวที่มีรหัสทะเบียนจะแก้ไของค์กรนั้น เซลล์ว่างคงค่าเดิม เครื่องหมาย - ลบค่าเดิม",
        "หลายค่าในเซลล์เดียวคั่นด้วย ; | จุลภาค หรือขึ้นบรรทัดใหม่ ใช้ชื่อหรือรหัสก็ได้ ดูแผ่นงาน “รายการ”",
    )
    for row, rule in enumerate(rules):
        sheet.write_string(row, 0, rule)
    top = len(rules) + 1
    for position, title in enumerate(("หัวตาราง", "In English", "จำเป็น", "วิธีกรอก", "How to fill in", "ตัวอย่าง")):
        sheet.write_string(top, position, title, head)
    for row, column in enumerate(columns(), start=top + 1):
        sheet.write_string(row, 0, column.heading, must if column.required else head)
        needed = "จำเป็น" if column.required else ""
        rest = (column.heading_en, needed, column.help_th, column.help_en, EXAMPLE.get(column.key, ""))
        for position, cell in enumerate(rest, start=1):
            sheet.write_string(row, position, cell, plain)


def _write_lists(sheet: Worksheet, head: Format, plain: Format) -> dict[str, str]:
    """The lists with their codes; returns column key → range of names, for columns of one value."""
    ranges: dict[str, str] = {}
    entries: list[tuple[str, str, list[tuple[str, str]]]] = [
        ("province", "จังหวัด", [(row.code, row.name_th) for row in official.provinces()]),
        ("status", "สถานะ", [("", name) for name in STATUS_NAMES.values()]),
    ]
    terms = current_terms()
    for column in columns():
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
