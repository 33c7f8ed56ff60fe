"""The pictures of the README, taken where `make screenshots` asks for them. A test run opens the same pages."""

import re
import struct
import zlib
from pathlib import Path

import pypdfium2

from tests.browser.conftest import MOST, Visitor, take
from tests.browser.test_committee import build


def _take_of_pdf(pdf: Path, number: int, picture: Path) -> None:
    """Write a page of a PDF file as PNG, by hand: nothing else here needs a library of pictures."""
    document = pypdfium2.PdfDocument(pdf)
    bitmap = document[number - 1].render(scale=1.1, rev_byteorder=True)
    width, height, row = bitmap.width, bitmap.height, bitmap.width * bitmap.n_channels
    pixels = bytes(bitmap.buffer)
    lines = b"".join(b"\0" + pixels[at : at + row] for at in range(0, height * bitmap.stride, bitmap.stride))
    kind = {1: 0, 3: 2, 4: 6}[bitmap.n_channels]  # grey, colours, colours with a transparent part
    head = struct.pack(">IIBBBBB", width, height, 8, kind, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(lines, 9)), (b"IEND", b""))
    written = (
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(written))
    document.close()
    assert picture.stat().st_size <= MOST


def test_pictures_of_the_public_pages(visit: Visitor, pictures: Path | None) -> None:
    page = visit()
    page.goto("/")
    take(page, pictures, "home", 800)
    page.goto("/organisations/?region=north&issue=10")
    take(page, pictures, "list", 700)
    page.goto("/indicators/cso-1/G5/?period=2565-H2")
    take(page, pictures, "indicator", 850)


def test_pictures_of_the_offices_pages(visit: Visitor, pictures: Path | None, tmp_path: Path) -> None:
    page = visit("staff")
    page.goto("/organisations/?region=north&form=foundation")
    page.locator("tbody th a").first.click()
    page.wait_for_url("**/CSO-*/")
    take(page, pictures, "record", 900)
    page.goto("/plans/cso-1/")
    take(page, pictures, "plan", 620, at="h2")
    build(page)
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("^PDF")).first.click()
    path = tmp_path / "report.pdf"
    download.value.save_as(path)
    if pictures is not None:
        _take_of_pdf(path, 3, pictures / "report.png")


def test_pictures_on_a_phone(visit: Visitor, pictures: Path | None) -> None:
    page = visit(viewport={"width": 360, "height": 740})
    page.goto("/organisations/?region=north&issue=10")
    take(page, pictures, "phone-list", 740)
    page.locator("tbody th a").first.click()
    page.wait_for_url("**/CSO-*/")
    take(page, pictures, "phone-record", 740)
