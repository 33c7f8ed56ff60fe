"""The pictures of the README, taken where `make screenshots` asks for them. A test run opens the same pages."""

import re
from pathlib import Path

import pypdfium2
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor
from tests.browser.test_committee import build

MOST = 150_000  # bytes of a picture


def _take(page: Page, folder: Path | None, name: str, height: int) -> None:
    width = (page.viewport_size or {"width": 1280})["width"]
    page.set_viewport_size({"width": width, "height": height})
    page.wait_for_load_state("networkidle")
    page.evaluate("window.scrollTo(0, 0)")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{name}.png"
        page.screenshot(path=path)
        assert path.stat().st_size <= MOST


def test_pictures_of_the_public_pages(visit: Visitor, pictures: Path | None) -> None:
    page = visit()
    page.goto("/")
    _take(page, pictures, "home", 1000)
    page.goto("/organisations/?region=north&issue=10")
    _take(page, pictures, "list", 900)
    page.goto("/plans/cso-1/")
    _take(page, pictures, "plan-public", 900)
    page.goto("/indicators/cso-1/G1/?period=2565-H2")
    _take(page, pictures, "indicator", 1300)


def test_pictures_of_the_offices_pages(visit: Visitor, pictures: Path | None, tmp_path: Path) -> None:
    page = visit("staff")
    page.goto("/organisations/?province=50&form=association&form=foundation")
    page.locator("tbody th a").first.click()
    page.wait_for_url("**/CSO-*")
    _take(page, pictures, "record", 1100)
    page.goto("/plans/cso-1/")
    page.get_by_role("heading", name="ความก้าวหน้าของแผน").evaluate("e => e.id = 'picture'")
    _take(page, pictures, "plan", 1300)
    build(page)
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("PDF")).first.click()
    path = tmp_path / "report.pdf"
    download.value.save_as(path)
    if pictures is not None:
        document = pypdfium2.PdfDocument(path)
        for number in range(len(document)):
            document[number].render(scale=1.1).to_pil().save(pictures / f"report-{number + 1}.png", optimize=True)
        document.close()


def test_pictures_on_a_phone(visit: Visitor, pictures: Path | None) -> None:
    page = visit(viewport={"width": 360, "height": 740})
    page.goto("/organisations/?region=north&issue=10")
    _take(page, pictures, "phone-list", 740)
    page.locator("tbody th a").first.click()
    page.wait_for_url("**/CSO-*")
    _take(page, pictures, "phone-record", 740)
