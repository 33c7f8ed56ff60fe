"""The machine's own Chromium, and the site that it visits: a signed-in browser for each demo account."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Response, expect

from csoregistry.environment import database_url
from tests.browser.site import Site, running_site

QUIET = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
)
PASSWORD = "registry-demo"
Visitor = Callable[..., Page]
# Milliseconds. A machine that is busy with other things is slow, not broken.
PATIENCE = 60_000
expect.set_options(timeout=PATIENCE)
MOST = 150_000  # bytes of a picture: the repository carries it for good


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    return {**browser_type_launch_args, "executable_path": path, "args": QUIET.split()}


@pytest.fixture(scope="session", autouse=True)
def _database_beside_the_browser() -> Iterator[None]:
    """Playwright keeps an event loop in the thread of the tests, in which Django would refuse its database."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    yield
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="session")
def base_url() -> None:
    """Ours instead of pytest-base-url's, which this pytest warns about; addresses come from `site` or live_server."""


@pytest.fixture(scope="session")
def site(django_db_modify_db_settings: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One site for all browser tests of this run: each journey makes, or picks, what it changes.

    While tests are written, SITE=http://localhost:8000 has them visit a site that runs already, and changes its data.
    """
    if running := os.environ.get("SITE"):
        yield Site(running, tmp_path_factory.mktemp("site"))
        return
    worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0")
    with running_site(
        server=database_url(),
        database=f"browser_{worker}",
        template=connection.settings_dict["TEST"]["TEMPLATE"],
        folder=tmp_path_factory.mktemp("site"),
    ) as site:
        yield site


@pytest.fixture(scope="session")
def _signed_in() -> dict[str, Any]:
    """Cookies by account: each signs in once."""
    return {}


@pytest.fixture
def visit(browser: Browser, site: Site, _signed_in: dict[str, Any]) -> Iterator[Visitor]:
    """visit(account, language="th", **context): a page of a browser in which that demo account is signed in.

    visit() is a stranger's. At the end of the test no page may have complained of anything: no error of a script,
    nothing that the content policy had to stop, no answer of 500.
    """
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def make(account: str = "", language: str = "th", **options: Any) -> Page:
        if account and account not in _signed_in:
            _signed_in[account] = _sign_in(browser, site, account)
        options = {"viewport": {"width": 1280, "height": 900}, "reduced_motion": "reduce", **options}
        context = browser.new_context(base_url=site.url, storage_state=_signed_in.get(account), **options)
        contexts.append(context)
        if language != "th":
            context.add_cookies([{"name": "django_language", "value": language, "url": site.url}])
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        _listen(page, complaints)
        return page

    yield make
    for context in contexts:
        context.close()
    assert complaints == []


def _listen(page: Page, complaints: list[str]) -> None:
    def console(message: ConsoleMessage) -> None:
        # A refused form or a missing page is an answer that a test may ask for; Chromium notes it as an error.
        if message.type == "error" and "Failed to load resource" not in message.text:
            complaints.append(message.text)

    def answered(response: Response) -> None:
        if response.status >= 500 or (response.status == 404 and response.request.resource_type != "document"):
            complaints.append(f"{response.status} {response.url}")

    page.on("console", console)
    page.on("response", answered)
    page.on("pageerror", lambda error: complaints.append(str(error)))


def _sign_in(browser: Browser, site: Site, account: str) -> Any:
    context = browser.new_context(base_url=site.url)
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto("/")
    page.get_by_role("link", name="เข้าสู่ระบบ").first.click()
    page.get_by_label("ชื่อผู้ใช้").fill(account)
    page.get_by_label("รหัสผ่าน").fill(PASSWORD)
    page.get_by_role("button", name="เข้าสู่ระบบ").click()
    # Not by a pattern: the page for signing in ends with a stroke too.
    page.wait_for_url(f"{site.url}/")
    state = context.storage_state()
    context.close()
    return state


@pytest.fixture(scope="session")
def pictures() -> Path | None:
    """Where the pictures of the README are kept, while `make screenshots` asks for them; None in a test run."""
    return Path(__file__).parents[2] / "docs" / "screenshots" if os.environ.get("SCREENSHOTS") else None


def take(page: Page, folder: Path | None, name: str, height: int, at: str = "h1") -> None:
    """Take the window as a picture: from the page's top, or from the element that the selector `at` finds."""
    width = (page.viewport_size or {"width": 1280})["width"]
    page.set_viewport_size({"width": width, "height": height})
    page.wait_for_load_state("networkidle")
    page.evaluate("window.scrollTo(0, 0)")
    if at != "h1":
        page.locator(at).first.evaluate("element => element.scrollIntoView()")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{name}.png"
        page.screenshot(path=path)
        assert path.stat().st_size <= MOST


def take_away(page: Page, kind: str) -> None:
    """Ask for the list on the page as a file of that kind ("CSV"), from the menu beside the count."""
    menu = page.locator("details", has=page.locator("summary", has_text="นำออก"))
    if menu.get_attribute("open") is None:  # it stays open after a file was taken
        menu.locator("summary").click()
    page.get_by_role("link", name=kind, exact=True).click()
