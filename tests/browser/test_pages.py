"""Every main page, narrow and wide, by somebody who uses it: accessible, inside the window, and in one language."""

import re
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import violations
from tests.browser.conftest import Visitor
from tests.browser.prepare import ALIKE, SMALL, STRANGE, WRITTEN

SECTIONS = ("identity", "address", "people", "size", "work", "money", "life")

WIDTHS = (1280, 320)

# Account, address, and the links that lead from there to the page meant, as CSS selectors with THEN between them.
THEN = " >> then >> "
FIRST_ROW = "tbody th a, tbody td a"
SECTION = THEN.join([FIRST_ROW, "a[href$='/edit/']", "a[href*='/edit/{}/']"])
HISTORY = THEN.join([FIRST_ROW, "a[href$='/history/']"])
PAGES = [
    ("", "/", ""),
    ("", "/accounts/login/", ""),
    ("", "/accounts/password/reset/", ""),
    ("", "/organisations/", ""),
    ("", "/organisations/?province=50&issue=10&q=กองทุน&form=0", ""),
    ("", "/organisations/?q=ไม่มีองค์กรชื่อนี้", ""),
    ("", "/organisations/map/", ""),
    ("", "/organisations/", FIRST_ROW),
    ("", "/organisations/columns/", ""),
    ("", "/organisations/print/?province=50&issue=10", ""),
    ("staff", "/organisations/?province=50&size=50", ""),
    ("staff", "/organisations/views/?query=province%3D50", ""),
    ("staff", "/organisations/views/", ""),
    ("staff", "/organisations/columns/", ""),
    ("staff", "/organisations/bulk/?query=province%3D50&all=yes", ""),
    ("staff", "/organisations/bulk/?query=province%3D50&all=yes&do=add", ""),
    ("staff", "/organisations/bulk/?query=province%3D50&all=yes&do=status", ""),
    *(("staff", f"/organisations/bulk/?query=province%3D50&all=yes&do={kind}", "") for kind in ("assign", "remind")),
    *(("staff", f"/organisations/bulk/?query=province%3D50&all=yes&do={kind}", "") for kind in ("level", "verify")),
    ("staff", "/organisations/?responsible=me&responsible=nobody", ""),
    ("staff", "/organisations/mine/", ""),
    ("admin", "/taxonomies/", ""),
    ("admin", "/taxonomies/issue/", ""),
    ("admin", "/taxonomies/issue/01/", ""),
    ("admin", "/taxonomies/issue/new/", ""),
    ("admin", "/taxonomies/issue/01/merge/", ""),
    ("", "/plans/", ""),
    ("", "/plans/cso-1/", ""),
    ("", "/plans/cso-1/programmes/1/", ""),
    ("", "/plans/cso-1/projects/1.3/", ""),
    ("", "/plans/cso-1/", "td a[href*='/agencies/']"),
    ("", "/indicators/", ""),
    ("", "/indicators/cso-1/", ""),
    ("", "/indicators/cso-1/G1/", ""),
    ("", "/indicators/provinces/50/", ""),
    ("", "/indicators/codi-2563/", ""),
    ("staff", "/plans/cso-1/form/", ""),
    ("staff", "/plans/cso-1/form/nodes/1/new/", ""),
    ("staff", "/plans/cso-1/form/indicators/G2/", ""),
    ("staff", "/plans/cso-1/history/", ""),
    ("staff", "/plans/cso-1/periods/", ""),
    ("staff", "/plans/cso-1/periods/2565-H2/", ""),
    ("staff", "/indicators/codi-2563/W1/value/", ""),
    ("", "/forum/", ""),
    ("", "/forum/2565/", ""),
    ("", "/forum/2565/8/", ""),
    ("coordinator", "/", ""),
    ("coordinator", "/organisations/new/", ""),
    ("coordinator", "/organisations/?province=50&status=draft", FIRST_ROW),
    ("coordinator", "/organisations/?province=50", THEN.join([FIRST_ROW, "a[href$='/edit/']"])),
    *(("coordinator", "/organisations/?province=50", SECTION.format(section)) for section in SECTIONS),
    ("coordinator", "/organisations/?province=50&state=verified", SECTION.format("identity")),
    ("staff", "/organisations/?state=draft", SECTION.format("check")),
    ("staff", "/organisations/?state=verified", HISTORY),
    ("staff", "/organisations/?state=verified", THEN.join([HISTORY, "a[href$='/history/1/']"])),
    ("staff", "/organisations/?state=verified", THEN.join([HISTORY, "a[href$='/looks/']"])),
    ("staff", "/", ""),
    ("staff", "/organisations/?status=submitted", FIRST_ROW),
    ("staff", "/organisations/verification/", ""),
    ("staff", "/organisations/verification/?kind=submitted", FIRST_ROW),
    ("coordinator", "/organisations/confirmation/", ""),
    ("coordinator", "/organisations/confirmation/", FIRST_ROW),
    ("staff", "/organisations/duplicates/", ""),
    ("staff", "/organisations/merges/", ""),
    ("staff", "/organisations/confirmation/", ""),
    ("staff", "/forum/2565/8/follow-up/", ""),
    ("staff", "/indicators/records/seats/", ""),
    ("staff", "/indicators/records/seats/new/", ""),
    ("staff", "/indicators/records/seats/", "td a[href$='/edit/']"),
    ("agency", "/", ""),
    ("committee", "/", ""),
    ("staff", "/indicators/records/seats/?check=twice", ""),
    ("coordinator", "/indicators/provinces/50/", ""),
    ("committee", "/indicators/cso-1/G5/", ""),
    ("committee", "/indicators/cso-1/G1/?period=2565-H1&as_of=2021-12-31", ""),
    ("committee", "/indicators/cso-1/G1/restated/?period=2564-H1", ""),
    ("committee", "/indicators/cso-1/G1/records/?period=2565-H1", ""),
    ("admin", "/", ""),
    ("admin", "/accounts/personal-data/", ""),
    ("admin", "/accounts/personal-data/?kind=export", ""),
    ("admin", "/accounts/personal-data/", "main a[href*='/organisations/CSO-']"),
    ("admin", "/imports/", ""),
    ("admin", "/imports/new/", ""),
    *(("admin", "/imports/", f"a:has-text('{name}')") for name in (STRANGE, ALIKE, WRITTEN, SMALL)),
    ("admin", "/imports/", THEN.join([f"a:has-text('{STRANGE}')", "a[href$='/columns/']"])),
    ("admin", "/imports/", THEN.join([f"a:has-text('{ALIKE}')", "a[href='?verdict=changed']"])),
    *(("admin", "/imports/", THEN.join([f"a:has-text('{name}')", "a[href$='/undo/']"])) for name in (WRITTEN, SMALL)),
    ("admin", "/imports/columns/", ""),
    ("", "/open-data/", ""),
    ("", "/researchers/", ""),
    ("", "/researchers/", FIRST_ROW),
    ("staff", "/researchers/?province=50", ""),
    ("staff", "/researchers/columns/", ""),
    ("staff", "/researchers/views/?query=province%3D50", ""),
    ("staff", "/researchers/new/", ""),
    ("staff", "/reports/", ""),
    ("staff", "/reports/new/", ""),
    ("staff", "/reports/provinces/", ""),
    ("coordinator", "/reports/provinces/cso-1/2565/50/", ""),
    ("coordinator", "/reports/provinces/cso-1/2565/50/edit/", ""),
    ("coordinator", "/reports/provinces/cso-1/2565/50/history/", ""),
    ("", "/reports/verify/", ""),
    ("", "/reports/verify/?seal=0123456789ab", ""),
    ("agency", "/plans/cso-1/projects/4.4/progress/2565-H2/edit/", ""),
    ("staff", "/plans/cso-1/projects/1.4/progress/2565-H1/", ""),
    ("staff", "/accounts/profile/", ""),
    ("staff", "/accounts/password/change/", ""),
    ("staff", "/accounts/email/", ""),
    ("staff", "/accounts/2fa/", ""),
]

# What stands in Latin letters in Thai pages too: codes, formats, names of things that have no Thai one.
LATIN = re.compile(
    r"""[\w.+-]+@[\w.-]+ | www\.[\w.]+ | https?://\S+ | CSO-\d+ | \b[a-z]+-\d(?:\d{3})?\b
    | \d{4}-H[12] | \bG[1-5]\b | \bE\d\d\b
    | \b(?:English|Excel|CSV|JSON|PDF|Word|Chromium|CC|BY|svg-maps|Tae|Noppakun|Wongsrinoppakun|CSOs?|Forum|SDGs?)\b
    | \b(?:xlsx|xls|ods|csv|KPI|IT|best|practice|SOMSWD|CODI|ASEAN|HIV|PDPA|UTF|Ctrl)\b
    | \b(?:HTML|YAML|MB|LibreOffice|JPEG|PNG|https|docx|Crowdfunding)\b""",
    re.VERBOSE,
)


@pytest.mark.parametrize(("account", "address", "link"), PAGES)
def test_a_page_is_accessible_and_fits(visit: Visitor, account: str, address: str, link: str) -> None:
    page = visit(account)
    _open(page, address, link)
    _judge(page)


def _judge(page: Page) -> None:
    assert page.title() != ""
    assert page.locator("h1").count() == 1
    found = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        # No colour depends on the width.
        broken = violations(page, contrast=width == WIDTHS[0])
        found[width] = (page.evaluate("document.documentElement.scrollWidth"), broken)
    assert found == {width: (width, []) for width in WIDTHS}
    assert _english(page) == []


def test_the_page_of_two_who_edit_the_same_is_accessible_and_fits(visit: Visitor) -> None:
    page, other = visit("coordinator"), visit("staff")
    _open(page, "/organisations/?province=50", SECTION.format("size"))
    other.goto(page.url)
    for window, number in ((other, "93"), (page, "94")):
        window.get_by_label("เจ้าหน้าที่ (คน)").fill(number)
    other.locator("main form button.button-primary").click()
    expect(other).not_to_have_url(re.compile("/edit/size/$"))
    page.locator("main form button.button-primary").click()
    expect(page.locator("fieldset.versions").first).to_be_visible()
    _judge(page)


def test_the_page_of_a_form_with_errors_is_accessible_and_fits(visit: Visitor) -> None:
    page = visit("coordinator")
    _open(page, "/organisations/?province=50", SECTION.format("identity"))
    page.locator("[name=name_th]").fill("")
    page.locator("main form button.button-primary").click()
    expect(page.locator(".error-summary")).to_be_visible()
    _judge(page)


def test_the_page_of_a_merge_made_and_undone_is_accessible_and_fits(visit: Visitor) -> None:
    page = visit("staff")
    _open(page, "/organisations/duplicates/", "a[href*='/merge/']")
    _judge(page)
    page.locator("main form button.button-primary").click()
    expect(page).to_have_url(re.compile(r"/organisations/CSO-\d+/$"))
    _open(page, "/organisations/merges/", "main a[href*='/merges/']")
    _judge(page)
    page.locator("main form button.button-primary").click()
    expect(page.locator(".messages").first).to_be_visible()
    _open(page, "/organisations/merges/", "main a[href*='/merges/']")
    expect(page.locator("main form button.button-primary")).to_have_count(0)
    _judge(page)


def test_the_pages_of_many_changed_at_once_and_put_back_are_accessible_and_fit(visit: Visitor) -> None:
    page = visit("staff")
    _open(page, "/organisations/bulk/?query=province%3D94&all=yes&do=level", "")
    page.locator("main select").select_option(index=2)
    for heading in ("ตัวอย่างผล", "ระเบียนแรก ๆ"):
        page.locator("main form button.button-primary").click()
        expect(page.get_by_role("heading", name=heading, exact=True)).to_be_visible()
        _judge(page)
    page.get_by_role("button", name="ยกเลิกการเปลี่ยนแปลง").click()
    expect(page.get_by_text("ยกเลิกการเปลี่ยนแปลงนี้แล้ว")).to_be_visible()
    _judge(page)
    _open(page, "/organisations/bulk/done/", "")
    _judge(page)


def _open(page: Page, address: str, link: str) -> None:
    answer = page.goto(address)
    for step in link.split(THEN) if link else []:
        answer = page.goto(urljoin(page.url, page.locator(step).first.get_attribute("href")))
    assert answer is not None
    assert answer.status == 200


def _english(page: Page) -> list[str]:
    """Return the texts of a Thai page with English words that are neither said to be English nor a record's values."""
    texts: list[str] = page.evaluate(
        """() => {
            const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            const texts = [];
            while (walker.nextNode()) {
                const parent = walker.currentNode.parentElement;
                if (parent.closest('[lang="en"], dd, script, noscript, code, pre, .versions strong')) continue;
                if (/[A-Za-z]{2}/.test(walker.currentNode.data)) texts.push(walker.currentNode.data.trim());
            }
            return texts;
        }"""
    )
    return [text for text in texts if re.search("[A-Za-z]{2}", LATIN.sub("", text))]
