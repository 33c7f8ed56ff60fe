"""The formats: the same bytes every time, the same words and figures as the frozen data, Thai set right."""

import hashlib
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

import docx
import openpyxl
import pypdfium2
import pytest
from django.conf import settings

from reports import snapshot
from reports.builders import pdf, shapes
from reports.builders.layout import lay_out
from reports.building import make
from reports.choices import ReportFormat
from reports.content import document
from reports.content.blocks import Chapter, Paragraph, Table
from reports.frozen.lists import by_part
from tests.factories.reports import half_year
from tests.reports.conftest import NASTY, SENTENCE

COMBINING = re.compile(r"^[\u0e31\u0e33-\u0e3a\u0e47-\u0e4e]")
WORDS = ["องค์กร", "ภาค", "ประชาสังคม", "ขีด", "ความสามารถ", "ธรรมาภิบาล", "หุ้นส่วน", "พัฒนา", "ประเทศ", "ขับเคลื่อน", "ยั่งยืน"]


def _pdf_pages(content):
    pdf = pypdfium2.PdfDocument(content)
    try:
        return [page.get_textpage().get_text_range() for page in pdf]
    finally:
        pdf.close()


def _close(text):
    """Without spaces and lines."""
    return re.sub(r"\s", "", text)


@pytest.fixture
def frozen(kept):
    return kept


@pytest.fixture
def digest(frozen):
    return snapshot.digest_of(frozen)


@pytest.mark.parametrize("form", ReportFormat.values)
def test_the_same_frozen_data_give_the_same_bytes(frozen, digest, made, form):
    assert made(form) == make(frozen, digest, form)


def test_pdf_holds_headings_figures_and_seal(frozen, digest, made):
    content = made("pdf")
    pages = _pdf_pages(content)
    blocks = [
        block
        for chapter in lay_out(document(frozen, digest))["chapters"]
        for block in ({"text": chapter["title"]}, *chapter["blocks"])
    ]
    headings = {block["text"] for block in blocks if block.get("type", "heading") == "heading"}
    tables = [block for block in blocks if block.get("type") == "table"]
    captions = {f"{block['number']}{block['caption']}" for block in tables}
    figures = {
        cell["text"] for table in tables for row in table["rows"] for cell in row["cells"] if cell["align"] == "end"
    }
    wanted = {
        _close(text) for text in (*headings, *captions, *figures, "81,000,000", "1,250,000.50", "CSOs Forum", digest)
    }
    read = subprocess.run(
        ["pdftotext", "-raw", "-", "-"], input=content, capture_output=True, check=True
    ).stdout.decode()
    for whole in (_close("".join(pages)), _close(read)):
        assert {text for text in wanted if text not in whole} == set()
    assert all(digest[:12] in page for page in pages[1:])


def test_pdf_is_tagged_thai_and_has_bookmarks(frozen, digest, made):
    content = made("pdf")
    pdf = pypdfium2.PdfDocument(content)
    assert [item.get_title() for item in pdf.get_toc() if item.level == 0][1].startswith("1. ")
    assert pdf.is_tagged()
    pdf.close()
    assert re.search(rb"/Lang ?\(th", content)
    assert b"pdfuaid:part" in content


def test_every_font_of_the_pdf_is_sarabun(frozen, digest, made):
    names = set(re.findall(rb"/(?:BaseFont|FontName) ?/([^\s/]+)", made("pdf")))
    assert names
    assert {name.split(b"+")[-1].split(b"-")[0] for name in names} == {b"Sarabun"}


def test_no_line_of_the_pdf_breaks_a_thai_word(frozen, digest, made):
    lines = [line for page in _pdf_pages(made("pdf")) for line in page.splitlines() if line]
    assert [line for line in lines if COMBINING.match(line)] == []
    text = "\n".join(lines)
    start = text.index(SENTENCE[:8])
    paragraph = text[start : start + 4 * len(SENTENCE)]
    for word in WORDS:
        torn = [f"{word[:at]}\n{word[at:]}" for at in range(1, len(word))]
        assert [piece for piece in torn if piece in paragraph.replace("\r", "")] == []


def test_thai_digits_by_choice(frozen, digest):
    pages = _pdf_pages(make(frozen, digest, "pdf", digits="thai"))
    text = "".join(pages)
    assert "๘๑,๐๐๐,๐๐๐" in text
    assert digest[:12] in text
    assert re.search(r"หน้า ๒\s*\Z", pages[1])
    assert not re.search(r"หน้า [0-9]", text)


def test_words_of_people_are_never_markup(frozen, digest, made):
    assert "panic" in "".join(_pdf_pages(made("pdf")))
    html = made("html").decode()
    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_signs_that_the_font_does_not_have_stop_no_report(frozen, digest):
    made = document(frozen, digest)
    words = Chapter("summary", "บทสรุป", (Paragraph("ดีมาก 👍🏽 中文 ſ ขอบคุณ ๑๒ 50% – “ครับ” ½"),))
    content = pdf.build(replace(made, chapters=(words,)), made_at=datetime.fromisoformat(frozen["cut_off"]))
    assert "ดีมาก ◊◊ ◊◊ ◊ ขอบคุณ ๑๒ 50% – “ครับ” ½" in " ".join(_pdf_pages(content)[-1].split())


def test_word_has_styles_tables_and_the_same_words(frozen, digest, made):
    content = made("docx")
    word = docx.Document(io.BytesIO(content))
    laid = lay_out(document(frozen, digest))
    headings = [each.text for each in word.paragraphs if each.style.name == "Heading 1"]
    assert headings == [chapter["title"] for chapter in laid["chapters"]]
    tables = [block for chapter in laid["chapters"] for block in chapter["blocks"] if block["type"] == "table"]
    captions = [each.text for each in word.paragraphs if each.style.name == "Caption"]
    assert {f"{block['number']}  {block['caption']}" for block in tables} <= set(captions)
    cells = {cell.text for table in word.tables for cell in table._cells}
    assert {cell["text"] for block in tables for row in block["rows"] for cell in row["cells"]} <= cells
    assert any(NASTY in paragraph.text for paragraph in word.paragraphs)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        styles = archive.read("word/styles.xml").decode()
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert "TH Sarabun New" in archive.read("word/fontTable.xml").decode()
    assert 'w:cs="Sarabun"' in styles
    assert "<w:tblHeader/>" in word.element.xml


def test_excel_has_the_tables_as_numbers_and_no_formula(frozen, digest, made):
    book = openpyxl.load_workbook(io.BytesIO(made("xlsx")))
    made = document(frozen, digest)
    tables = [block for chapter in made.chapters for block in chapter.blocks if isinstance(block, Table)]
    lists = [part for part, _model, rows in by_part(frozen["records"]) if rows]
    assert len(book.worksheets) == 1 + len(tables) + len(lists)
    for sheet, table in zip(book.worksheets[1 : 1 + len(tables)], tables, strict=True):
        assert sheet["A1"].value == table.caption
        assert sheet.freeze_panes is not None
        assert sheet.print_title_rows
        rows = list(sheet.iter_rows(values_only=True))
        head = rows.index(tuple(column.title for column in table.columns))
        numbers = [
            (float(value), float(cell.value))
            for line, row in zip(rows[head + 1 :], table.rows, strict=False)
            for value, cell in zip(line, row.cells, strict=True)
            if isinstance(value, int | float)
        ]
        assert all(found == pytest.approx(wanted) for found, wanted in numbers)
    cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line]
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []


def test_excel_carries_the_records_and_their_totals_are_those_of_the_tables(frozen, digest, made):
    book = openpyxl.load_workbook(io.BytesIO(made("xlsx")))
    names = {part["code"]: part["th"] for part in frozen["sections"]["registry"]["issue"]}
    lists = {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets if sheet["A4"].value}
    organisations = lists["รายการ องค์กร"]
    assert organisations[3][0] == "รหัสทะเบียน"
    rows = organisations[4:]
    registry = frozen["sections"]["registry"]
    assert len(rows) == registry["total"]
    for part in registry["issue"]:
        assert sum(f"{part['code']} {names[part['code']]}" in row[6].split("; ") for row in rows) == part["value"]
    for part in registry["provinces"]:
        assert sum(row[1] == part["th"] for row in rows) == part["value"]


def test_the_records_of_indicators_in_excel_add_up_to_their_figures(frozen, digest, made):
    book = openpyxl.load_workbook(io.BytesIO(made("xlsx")))
    lists = {
        sheet["A1"].value: list(sheet.iter_rows(min_row=4, values_only=True))
        for sheet in book.worksheets
        if sheet["A4"].value
    }
    figures = {each["code"]: each for each in frozen["sections"]["indicators"]["indicators"]}
    support = next(rows for name, rows in lists.items() if "(G2)" in name and "1/2565" in name)
    at = {title: place for place, title in enumerate(support[0])}
    assert sum(Decimal(str(row[at["บาท"]])) for row in support[1:]) == Decimal(figures["G2"]["value"])
    for part in figures["G2"]["dimensions"][0]["parts"]:
        label = figures["G2"]["dimensions"][0]["th"]
        mine = [Decimal(str(row[at["บาท"]])) for row in support[1:] if row[at[label]] == part["th"]]
        assert sum(mine) == Decimal(part["value"])
    seats = next(rows for name, rows in lists.items() if "(G1)" in name and "1/2565" in name)
    at = {title: place for place, title in enumerate(seats[0])}
    assert len({row[at["รหัสทะเบียน"]] for row in seats[1:]}) == figures["G1"]["value"]
    for part in figures["G1"]["places"]["provinces"]:
        mine = {row[at["รหัสทะเบียน"]] for row in seats[1:] if row[at["จังหวัด"]] == part["th"]}
        assert len(mine) == part["value"]


def test_the_numerals_that_were_asked_for_stand_in_every_format(rows):
    frozen = snapshot.take(half_year(), digits="thai")
    digest = snapshot.digest_of(frozen)
    assert "๘๑,๐๐๐,๐๐๐" in make(frozen, digest, "html").decode()
    assert digest[:12] in make(frozen, digest, "html").decode()


def test_the_same_outline_in_both_languages(frozen, digest):
    thai, english = (document(frozen, digest, language=language) for language in ("th", "en"))
    assert [chapter.code for chapter in thai.chapters] == [chapter.code for chapter in english.chapters]
    assert thai.title == "รายงานความก้าวหน้ารอบครึ่งปี"
    assert english.title == "Half-year progress report"


def test_every_province_has_its_outline():
    drawn = shapes.provinces()
    assert len(drawn) == 77
    width, height = shapes.size()
    points = [point for lines in drawn.values() for line in lines for point in line]
    assert all(0 <= x <= width and 0 <= y <= height for x, y in points)


def test_the_moment_of_the_cut_off_is_the_only_clock(frozen, digest, made):
    made_at = datetime.fromisoformat(frozen["cut_off"])
    book = openpyxl.load_workbook(io.BytesIO(made("xlsx")))
    assert book.properties.created == made_at.replace(tzinfo=None)


ELSEWHERE = """
import json, sys, time
clock = time.time
time.time = lambda: clock() + 400 * 24 * 3600
import django
django.setup()
from reports.building import make
frozen, digest = json.load(open(sys.argv[1], encoding="utf-8")), sys.argv[2]
import hashlib
from reports.choices import ReportFormat
print(json.dumps({form: hashlib.sha256(make(frozen, digest, form)).hexdigest() for form in ReportFormat.values}))
"""


def test_another_process_elsewhere_and_later_makes_the_same_bytes(frozen, digest, made, tmp_path):
    file = tmp_path / "frozen.json"
    file.write_bytes(snapshot.canonical(frozen))
    surroundings = {
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        # Nobody answers there: a file is made of the frozen data alone.
        "DATABASE_URL": "postgresql://nobody@127.0.0.1:9/nothing",
        "REDIS_URL": "redis://127.0.0.1:9/0",
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(settings.BASE_DIR),
        "PYTHONHASHSEED": "2565",
        "TZ": "Pacific/Auckland",
        "LC_ALL": "C",
        "HOME": str(tmp_path),
    }
    done = subprocess.run(
        [sys.executable, "-c", ELSEWHERE, str(file), digest],
        cwd=tmp_path,
        env=surroundings,
        capture_output=True,
        check=True,
    )
    here = {form: hashlib.sha256(made(form)).hexdigest() for form in ReportFormat.values}
    assert json.loads(done.stdout) == here
