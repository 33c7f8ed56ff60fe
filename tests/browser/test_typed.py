"""What is typed outlives the browser, the network and the session; and the session says when it ends."""

import os
import random
from urllib.parse import urlsplit

import psycopg
import pytest
from playwright.sync_api import Browser, BrowserType, Page, expect

from csoregistry.environment import database_url
from tests.browser.conftest import PASSWORD, Visitor
from tests.browser.faults import KINDS, Pace, one_failure
from tests.browser.site import Site

QUICK = Pace(shortest=1.5, longest=3.0, goes_on=1.5, comes_back=5.0, limit=1.8, marks=(150, 500))


def in_the_sites_database(statement: str) -> None:
    name = f"browser_{os.environ.get('PYTEST_XDIST_WORKER', 'gw0')}"
    with psycopg.connect(urlsplit(database_url())._replace(path=f"/{name}").geturl(), autocommit=True) as connection:
        connection.execute(statement.encode())


def end_sessions() -> None:
    in_the_sites_database("DELETE FROM django_session")


@pytest.fixture
def _sessions_of_others_stay(_signed_in):
    """Sessions end in these tests; those after them sign in anew."""
    yield
    _signed_in.clear()


@pytest.mark.usefixtures("_sessions_of_others_stay")
@pytest.mark.parametrize("kind", KINDS)
def test_what_was_typed_is_there_after_a_failure(site: Site, browser_type: BrowserType, browser_type_launch_args, kind):
    def sign_in(browser: Browser) -> Page:
        page = browser.new_context(base_url=site.url).new_page()
        page.goto("/accounts/login/")
        page.get_by_label("ชื่อผู้ใช้").fill("coordinator")
        page.get_by_label("รหัสผ่าน").fill(PASSWORD)
        page.get_by_role("button", name="เข้าสู่ระบบ").click()
        page.wait_for_url("**/")
        return page

    outcome = one_failure(
        launch=lambda: browser_type.launch(**browser_type_launch_args),
        sign_in=sign_in,
        end_sessions=end_sessions,
        address="/organisations/new/",
        field="#id_name_th",
        kind=kind,
        pace=QUICK,
        chance=random.Random(kind),
    )
    assert (outcome.typed > 3, outcome.lost_before_limit) == (True, 0)


@pytest.mark.usefixtures("_sessions_of_others_stay")
def test_a_session_about_to_end_is_told_and_made_to_last(visit: Visitor) -> None:
    page = visit("coordinator")
    page.goto("/")
    in_the_sites_database("UPDATE django_session SET expire_date = now() + interval '5 minutes'")
    page.goto("/organisations/new/")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("ใกล้ครบเวลาใช้งานแล้ว")
    dialog.get_by_role("button", name="อยู่ในระบบต่อ").click()
    expect(dialog).to_be_hidden()
    page.goto("/organisations/new/")
    expect(page.get_by_label("ชื่อภาษาไทย")).to_be_visible()
    expect(dialog).to_be_hidden()


@pytest.mark.usefixtures("_sessions_of_others_stay")
def test_signing_in_again_elsewhere_brings_the_page_back_to_life(visit: Visitor) -> None:
    page = visit("coordinator")
    page.goto("/organisations/new/")
    end_sessions()
    page.get_by_label("ชื่อภาษาไทย").fill("ชมรมที่พิมพ์ค้างไว้")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("ท่านออกจากระบบแล้ว")
    with page.context.expect_page() as opened:
        dialog.get_by_role("link", name="เข้าสู่ระบบอีกครั้ง").click()
    other = opened.value
    other.get_by_label("ชื่อผู้ใช้").fill("coordinator")
    other.get_by_label("รหัสผ่าน").fill(PASSWORD)
    other.get_by_role("button", name="เข้าสู่ระบบ").click()
    other.wait_for_url("**/organisations/new/")
    other.close()
    page.bring_to_front()
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(dialog).to_be_hidden()
    page.get_by_label("รูปแบบองค์กร").select_option(label="กลุ่ม/ชมรม")
    page.get_by_label("อาสาสมัคร").check()
    page.get_by_role("button", name="สร้างร่าง").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("ชมรมที่พิมพ์ค้างไว้")


@pytest.mark.usefixtures("_sessions_of_others_stay")
def test_without_scripts_a_form_sent_too_late_is_kept(visit: Visitor) -> None:
    page = visit("coordinator", java_script_enabled=False)
    page.goto("/organisations/new/")
    page.get_by_label("ชื่อภาษาไทย").fill("เครือข่ายที่ส่งช้า")
    end_sessions()
    page.get_by_role("button", name="สร้างร่าง").click()
    page.get_by_label("ชื่อผู้ใช้").fill("coordinator")
    page.get_by_label("รหัสผ่าน").fill(PASSWORD)
    page.get_by_role("button", name="เข้าสู่ระบบ").click()
    expect(page.get_by_label("ชื่อภาษาไทย")).to_have_value("เครือข่ายที่ส่งช้า")
