"""Staff build the half-year report; a committee member downloads it and follows a figure down to its records."""

import re
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor

REPORTS: dict[str, str] = {}


@pytest.fixture
def report(visit: Visitor) -> str:
    """The address of the half-year report for 2565-H1, built once by staff."""
    if not REPORTS:
        page = visit("staff")
        build(page)
        page.get_by_role("button", name="ส่งตรวจทาน").click()
        page.get_by_role("button", name="ออกรายงาน").click()
        expect(page.locator("main")).to_contain_text("ออกรายงานแล้ว")
        REPORTS["2565-H1"] = page.url
    return REPORTS["2565-H1"]


def build(page: Page) -> None:
    """Ask for the half-year report of 2565-H1 on the page of `page`, and wait until it is built."""
    page.goto("/reports/new/")
    page.get_by_label("รายงานความก้าวหน้ารอบครึ่งปี").check()
    page.get_by_label("งวด").select_option("2565-H1")
    # Asked for where the report was issued before; else it is left aside.
    page.get_by_label("เหตุผลที่ออกฉบับใหม่").fill("ทดสอบ")
    page.get_by_role("button", name="จัดทำรายงาน").click()
    expect(page.get_by_role("link", name=re.compile("^PDF"))).to_be_visible(timeout=240_000)


def test_downloads_the_report_and_follows_a_figure(visit: Visitor, report: str, tmp_path: Path) -> None:
    page = visit("committee")
    page.goto("/")
    page.get_by_role("navigation").get_by_role("link", name="รายงาน", exact=True).first.click()
    page.locator("tbody th a", has_text="รายงานความก้าวหน้ารอบครึ่งปี").first.click()
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("^PDF")).first.click()
    path = tmp_path / "report.pdf"
    download.value.save_as(path)
    pdf = pypdfium2.PdfDocument(path)
    assert len(pdf) >= 5
    pdf.close()

    page.goto("/indicators/cso-1/G1/?period=2565-H1")
    card = page.locator(".stat").first
    figure = int(re.sub(r"\D", "", card.locator(".stat-value").inner_text()))
    assert figure > 0
    card.get_by_role("link").click()
    page.wait_for_url("**/records/**")
    expect(page.get_by_role("main")).to_contain_text(f"{figure:,}")
    expect(page.locator("tbody tr").first).to_be_visible()
    page.goto(report)
    expect(page.locator("body")).to_contain_text(f"{figure:,}")


def test_reads_an_indicator_in_english_without_scripts(visit: Visitor) -> None:
    page = visit("committee", language="en", java_script_enabled=False)
    page.goto("/indicators/cso-1/")
    page.locator("main").get_by_role("link", name=re.compile("G1|committee", re.IGNORECASE)).first.click()
    page.wait_for_url("**/indicators/cso-1/G*/")
    page.locator(".stat").first.get_by_role("link").click()
    expect(page.locator("tbody tr").first).to_be_visible()
