"""The admin imports a spreadsheet: what it would do is shown first, then it is written in one go."""

import re
from pathlib import Path

from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor, take, take_away

FIELDS = ("new", "changed", "same", "duplicates", "errors", "rows")


def _counts(page: Page) -> dict[str, int]:
    stats = page.locator(".counts .stat-value")
    expect(stats).to_have_count(len(FIELDS))
    return dict(zip(FIELDS, (int(re.sub(r"\D", "", text)) for text in stats.all_inner_texts()), strict=True))


def _upload(page: Page, path: Path) -> None:
    page.goto("/imports/")
    page.get_by_role("link", name="อัปโหลดตารางข้อมูล").first.click()
    page.locator("input[type=file]").set_input_files(path)
    page.get_by_role("button", name="อัปโหลดและตรวจ").click()
    expect(page.locator(".counts")).to_be_visible(timeout=180_000)


def _exported(page: Page, path: Path) -> Path:
    """Save the organisations of Songkhla as an Excel file."""
    page.goto("/organisations/?province=90")
    with page.expect_download() as download:
        take_away(page, "Excel")
    download.value.save_as(path)
    return path


def test_imports_what_was_exported_with_one_change_one_new_and_one_mistake(
    visit: Visitor, tmp_path: Path, pictures: Path | None
) -> None:
    page = visit("admin")
    path = _exported(page, tmp_path / "สงขลา.xlsx")
    _upload(page, path)
    rows = _counts(page)["rows"]
    assert _counts(page) == {"new": 0, "changed": 0, "same": rows, "duplicates": 0, "errors": 0, "rows": rows}

    workbook = load_workbook(path)
    sheet = workbook.worksheets[0]
    column = {str(cell.value): number for number, cell in enumerate(sheet[1], start=1)}
    sheet.cell(2, column["หมายเหตุ"]).value = f"ปรับปรุงจากตารางที่มี {rows} แถว"
    new = {"ชื่อองค์กร": f"สมาคมทดลองนำเข้าที่ {rows}", "รูปแบบองค์กร": "สมาคม", "จังหวัด": "จ.สงขลา", "ประเด็น": "04"}
    for heading, value in {**new, "วันที่จดทะเบียน": "๓๐ มี.ค. ๒๕๖๔"}.items():
        sheet.cell(rows + 2, column[heading]).value = value
    for heading, value in {**new, "ชื่อองค์กร": "องค์กรที่พิมพ์จังหวัดผิด", "จังหวัด": "สงขล่า"}.items():
        sheet.cell(rows + 3, column[heading]).value = value
    workbook.save(path)
    _upload(page, path)
    expected = {"new": 1, "changed": 1, "same": rows - 1, "duplicates": 0, "errors": 1, "rows": rows + 2}
    assert _counts(page) == expected
    expect(page.locator("table")).to_contain_text("สงขล่า")
    take(page, pictures, "import", 900)

    page.locator("#id_leave_out_errors").check()
    page.get_by_role("button", name="นำเข้า 2 องค์กร").click()
    expect(page.get_by_role("main")).to_contain_text("นำเข้าแล้วเมื่อ", timeout=180_000)
    page.goto(f"/organisations/?q=ทดลองนำเข้าที่ {rows}")
    page.locator("tbody th a").first.click()
    expect(page.get_by_role("main")).to_contain_text("30 มีนาคม 2564")


def test_a_file_that_is_no_spreadsheet_gets_a_sentence(visit: Visitor, tmp_path: Path) -> None:
    page = visit("admin")
    path = tmp_path / "ภาพ.xlsx"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(2000))
    page.goto("/imports/new/")
    page.locator("input[type=file]").set_input_files(path)
    page.get_by_role("button", name="อัปโหลดและตรวจ").click()
    expect(page.locator(".alert-bad, .error-summary")).to_be_visible(timeout=180_000)
    assert "Traceback" not in page.content()


def test_sees_imports_in_english(visit: Visitor) -> None:
    page = visit("admin", language="en")
    page.goto("/imports/")
    page.get_by_role("link", name="Upload a spreadsheet").first.click()
    expect(page.get_by_role("button", name="Upload and check")).to_be_visible()
