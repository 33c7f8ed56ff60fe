"""Ministry staff filter the registry, take it away as a file, open a submitted record and verify it."""

import csv
import re
from pathlib import Path

from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor, take_away


def _found(page: Page) -> int:
    """Return the number in "พบ 312 องค์กร"."""
    text = page.locator(".count-sentence strong").inner_text()
    return int(re.sub(r"\D", "", text))


def test_filters_by_province_issue_and_word_and_exports_what_is_shown(visit: Visitor, tmp_path: Path) -> None:
    page = visit("staff")
    page.goto("/")
    page.get_by_role("navigation").get_by_role("link", name="องค์กร", exact=True).first.click()
    everyone = _found(page)
    filters = page.locator("#filters")
    filters.get_by_role("link", name=re.compile("^กรุงเทพมหานคร")).first.click()
    page.wait_for_url("**province=10**")
    # The address may change before the page does; the chips come with the list.
    expect(page.locator(".chip")).to_have_count(1)
    filters.get_by_role("link", name=re.compile("^สวัสดิการชุมชน")).first.click()
    page.wait_for_url("**issue=10**")
    expect(page.locator(".chip")).to_have_count(2)
    word = page.locator("tbody th a").first.inner_text()[:6]
    page.get_by_role("searchbox").fill(word)
    page.get_by_role("button", name="ค้นหา").click()
    page.wait_for_url("**q=**")
    expect(page.locator(".chip")).to_have_count(3)
    shown = _found(page)
    assert 0 < shown < everyone
    rows = page.locator("tbody tr")
    expect(rows).to_have_count(shown)
    for text in rows.all_inner_texts():
        assert "กรุงเทพมหานคร" in text

    with page.expect_download() as download:
        take_away(page, "CSV")
    path = tmp_path / "list.csv"
    download.value.save_as(path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.DictReader(file))
    names = [link.inner_text() for link in page.locator("tbody th a").all()]
    assert [line["ชื่อองค์กร"] for line in lines] == names

    with page.expect_download() as download:
        take_away(page, "Excel")
    path = tmp_path / "list.xlsx"
    download.value.save_as(path)
    assert load_workbook(path).worksheets[0].max_row == shown + 1

    for remaining in (2, 1, 0):
        page.locator(".chip").first.click()
        expect(page.locator(".chip")).to_have_count(remaining)
    assert _found(page) == everyone


def test_verifies_a_submitted_record_which_the_public_then_sees(visit: Visitor) -> None:
    page = visit("staff")
    waiting = _waiting(page)
    page.locator("tbody th a").first.click()
    page.wait_for_url("**/CSO-*/verification/**")
    record = page.url.split("verification/")[0]
    name = page.get_by_role("heading", level=1).inner_text()
    stranger = visit()
    answer = stranger.goto(record)
    assert answer is not None
    assert answer.status == 404
    page.get_by_role("button", name="รับรองและเผยแพร่").click()
    expect(page.get_by_role("main")).to_contain_text("ประชาชนเห็นระเบียน")
    stranger.goto(record)
    expect(stranger.get_by_role("heading", level=1)).to_have_text(name)
    page.goto(record)
    page.get_by_role("link", name="ประวัติของระเบียนนี้").click()
    expect(page.get_by_role("main")).to_contain_text("เจ้าหน้าที่ พม. (สาธิต)")
    assert _waiting(page) == waiting - 1


def _waiting(page: Page) -> int:
    """Go to the queue from the start page; how many submitted records wait in it."""
    page.goto("/")
    page.get_by_role("link", name="องค์กรที่รอตรวจสอบ").click()
    page.wait_for_url("**/verification/?kind=submitted")
    return int(page.locator(".tabs [aria-current] .tabs-count").inner_text().replace(",", ""))


def test_filters_in_english_without_scripts(visit: Visitor) -> None:
    page = visit("staff", language="en", java_script_enabled=False)
    page.goto("/organisations/")
    page.locator("#filters").get_by_role("link", name=re.compile("^Bangkok")).first.click()
    page.wait_for_url("**province=10**")
    page.get_by_role("searchbox").fill("ชุมชน")
    page.get_by_role("button", name="Search").click()
    page.wait_for_url("**province=10**q=**")
    for text in page.locator("tbody tr").all_inner_texts():
        assert "Bangkok" in text
    expect(page.locator("tbody tr").first).to_be_visible()
