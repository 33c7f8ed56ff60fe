"""The provincial coordinator enters an organisation as people type, and submits it for verification."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor


@pytest.mark.parametrize("scripts", [True, False], ids=["with-scripts", "without-scripts"])
def test_enters_an_organisation_and_submits_it(visit: Visitor, scripts: bool) -> None:
    page = visit("coordinator", java_script_enabled=scripts)
    name = f"สมาคมผู้สูงอายุบ้านป่าตึง {'หนึ่ง' if scripts else 'สอง'}"
    page.goto("/")
    page.get_by_role("link", name="เพิ่มองค์กร").first.click()
    page.get_by_label("ชื่อภาษาไทย").fill(f"  {name.replace(' ', '   ')}​ ")  # spaces, and one that nobody sees
    page.get_by_label("รูปแบบองค์กร").select_option(label="สมาคม")
    expect(page.get_by_label("จังหวัด")).to_have_value("50")
    page.get_by_label("ผู้สูงอายุ").check()
    page.get_by_role("button", name="สร้างร่าง").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)

    page.get_by_role("link", name="ข้อมูลองค์กร").click()
    page.get_by_label("วัน", exact=True).fill("๓๐")
    page.get_by_label("เดือน", exact=True).fill("๓")
    page.get_by_label("ปี พ.ศ.", exact=True).fill("๒๕๖๔")
    _save(page)
    page.get_by_label("หมู่ที่").fill("๔")
    page.get_by_label("อำเภอ/เขต").select_option(label="สันทราย")
    if not scripts:
        page.get_by_role("button", name="แสดงตำบล").click()
    page.get_by_label("ตำบล/แขวง").select_option(label="สันทรายน้อย")
    page.get_by_label("โทรศัพท์").fill(" ๐๕๓ - 123 456 ")
    _save(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("บุคคล")
    page.get_by_label("ชื่อ", exact=False).first.fill("สมศรี ใจดี")

    page.goto(re.sub("/edit/.*", "/edit/", page.url))
    page.get_by_role("link", name="ตรวจทานและส่ง").click()
    expect(page.get_by_role("main")).to_contain_text("30 มีนาคม 2564")
    expect(page.get_by_role("main")).to_contain_text("053-123-456")
    expect(page.get_by_role("main")).to_contain_text("สันทรายน้อย")
    page.get_by_role("button", name="ส่งให้ตรวจสอบ").click()
    expect(page.get_by_role("main")).to_contain_text("ส่งแล้ว กระทรวงจะตรวจสอบเป็นลำดับถัดไป")
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def test_a_wrong_answer_is_kept_and_explained(visit: Visitor) -> None:
    page = visit("coordinator")
    page.goto("/organisations/new/")
    page.get_by_label("ชื่อภาษาไทย").fill("ชมรมที่ยังไม่เลือกประเด็น")
    page.get_by_role("button", name="สร้างร่าง").click()
    expect(page).to_have_title(re.compile("^ข้อผิดพลาด:"))
    summary = page.locator(".error-summary")
    expect(summary).to_be_focused()
    summary.get_by_role("link").first.click()
    expect(page.get_by_label("รูปแบบองค์กร")).to_be_focused()
    expect(page.get_by_label("ชื่อภาษาไทย")).to_have_value("ชมรมที่ยังไม่เลือกประเด็น")


def test_another_provinces_draft_stays_closed(visit: Visitor) -> None:
    page = visit("coordinator")
    page.goto("/organisations/new/")
    page.get_by_label("ชื่อภาษาไทย").fill("ชมรมร่างของเชียงใหม่")
    page.get_by_label("รูปแบบองค์กร").select_option(label="กลุ่ม/ชมรม")
    page.get_by_label("อาสาสมัคร").check()
    page.get_by_role("button", name="สร้างร่าง").click()
    page.wait_for_url("**/edit/")
    south = visit("coordinator.south")
    answer = south.goto(page.url)
    assert answer is not None
    assert answer.status in {403, 404}
    expect(south.get_by_role("heading", level=1)).to_be_visible()


def test_enters_one_in_english(visit: Visitor) -> None:
    page = visit("coordinator", language="en")
    page.goto("/")
    page.get_by_role("link", name="Add an organisation").first.click()
    page.get_by_label("Name in Thai").fill("เครือข่ายอาสาสมัครเมืองเชียงใหม่")
    page.get_by_label("Legal form").select_option(label="Network")
    page.get_by_label("Volunteer", exact=False).first.check()
    page.get_by_role("button", name="Make the draft").click()
    expect(page.get_by_role("link", name="Check and submit")).to_be_visible()


def _save(page: Page) -> None:
    before = page.url
    page.get_by_role("button", name="บันทึกและไปต่อ").click()
    page.wait_for_url(lambda url: url != before)
