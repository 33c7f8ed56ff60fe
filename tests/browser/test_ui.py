"""The components in a real browser: accessible, inside the window, and usable without a mouse."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings

from tests.browser.accessibility import violations


@pytest.fixture
def ui(live_server: Any, settings: Settings) -> str:
    settings.DEBUG = True
    return f"{live_server.url}/ui/"


@pytest.mark.parametrize("width", [320, 768, 1280])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_component_is_accessible_and_fits(ui: str, page: Page, width: int, theme: Any) -> None:
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=theme)
    page.goto(ui, wait_until="networkidle")
    assert refused == []  # nothing missing, nothing that the policy had to stop
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert violations(page) == []


def test_the_error_summary_takes_focus_and_leads_to_the_field(ui: str, page: Page) -> None:
    page.goto(ui)
    summary = page.locator(".error-summary")
    expect(summary).to_be_focused()
    summary.get_by_role("link").first.click()
    expect(page.locator("#wrong_name")).to_be_focused()


def test_filters_are_a_drawer_on_a_phone_without_any_script(ui: str, browser: Any) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800})
    phone = context.new_page()
    phone.goto(ui)
    drawer = phone.locator("#filters")
    expect(drawer).to_be_hidden()
    phone.get_by_role("link", name="ตัวกรอง (2)").click()
    expect(drawer).to_be_visible()
    phone.get_by_role("link", name="ดูผลลัพธ์").click()
    expect(drawer).to_be_hidden()
    context.close()
