"""Spreadsheets and imports for tests."""

from __future__ import annotations

import csv
import io

import xlsxwriter
from django.core.files.base import ContentFile

from imports import actions
from imports.models import Import
from imports.tasks import run_import
from organisations.resources import columns

HEADINGS = [column.heading for column in columns()]
RIGHT = {
    "ชื่อองค์กร": "มูลนิธิรักษ์ป่าต้นน้ำ",
    "รูปแบบองค์กร": "มูลนิธิ",
    "จังหวัด": "เชียงใหม่",
    "ประเด็น": "17",
}


def csv_of(rows: list[dict[str, str]], headings: list[str] | None = None) -> bytes:
    """A csv file with the template's headings (or those given) and rows by heading."""
    target = io.StringIO()
    writer = csv.DictWriter(target, headings or HEADINGS, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return target.getvalue().encode("utf-8-sig")


def xlsx_of(table: list[list[object]], *, sheet: str = "Sheet1", formats: dict[str, str] | None = None) -> bytes:
    """An xlsx file with these cells; days get a day's format."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, "default_date_format": "dd/mm/yyyy"}) as book:
        page = book.add_worksheet(sheet)
        for number, cells in enumerate(table):
            for position, cell in enumerate(cells):
                if cell is not None:
                    page.write(number, position, cell)
    return target.getvalue()


def started(
    content: bytes, *, by, name: str = "องค์กร.csv", verified: bool = False, book: str = "organisations"
) -> Import:
    """An import that waits for its dry run."""
    return actions.start(file=ContentFile(content), name=name, verified=verified, book=book, by=by, ring=False)


def checked(content: bytes, **kwargs) -> Import:
    """An import after its dry run."""
    return ran(started(content, **kwargs))


def ran(imported: Import) -> Import:
    """The import after the worker had it."""
    run_import(str(imported.pk))
    imported.refresh_from_db()
    return imported


def committed(content: bytes, *, by, leave_out_errors: bool = False, duplicates: str = "skip", **kwargs) -> Import:
    """An import that was written."""
    imported = checked(content, by=by, **kwargs)
    actions.commit(imported=imported, leave_out_errors=leave_out_errors, duplicates=duplicates, by=by, ring=False)
    return ran(imported)
