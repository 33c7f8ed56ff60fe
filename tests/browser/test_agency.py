"""The agency's officer reports a project's half-year and sends it; staff accept it."""

from playwright.sync_api import expect

from tests.browser.conftest import Visitor

REPORT = "/plans/cso-1/projects/4.4/progress/2565-H2/"


def test_reports_a_half_year_which_staff_accept(visit: Visitor) -> None:
    page = visit("agency")
    page.goto("/")
    page.get_by_role("link", name="รายงานโครงการที่ 4.4").click()
    page.goto(REPORT)
    page.get_by_role("link", name="เขียนรายงาน").click()
    page.get_by_label("เป็นไปตามแผน").check()
    page.get_by_label("ร้อยละความสำเร็จ").fill("๙๐")
    page.get_by_label("ความก้าวหน้า").first.fill("ประชุมเครือข่ายวัฒนธรรมอาเซียน 3 ครั้ง")
    page.get_by_label("งบประมาณที่ได้รับ").fill("๑,๒๕๐,๐๐๐")
    page.get_by_label("งบประมาณที่เบิกจ่าย").fill("1.2 ล้านบาท")
    page.get_by_role("button", name="บันทึกและอ่านทวน").click()
    main = page.get_by_role("main")
    expect(main).to_contain_text("1,250,000")
    expect(main).to_contain_text("1,200,000")
    page.get_by_role("button", name="ส่งให้กระทรวง").click()
    expect(main).to_contain_text("ส่งแล้ว รอตรวจ")

    staff = visit("staff")
    staff.goto(REPORT)
    staff.get_by_role("button", name="รับรายงาน").click()
    expect(staff.get_by_role("main")).to_contain_text("รับแล้ว")
    page.reload()
    expect(main).to_contain_text("รับแล้ว")
    staff.goto("/plans/cso-1/")
    expect(staff.locator("tr", has_text="4.4")).to_contain_text("90%")


def test_reads_its_projects_in_english(visit: Visitor) -> None:
    page = visit("agency", language="en")
    page.goto("/plans/cso-1/projects/1.4/")
    expect(page.get_by_role("main")).to_contain_text("Accepted")
    answer = page.goto("/plans/cso-1/projects/1.1/progress/2565-H2/edit/")
    assert answer is not None
    assert answer.status == 403  # another agency leads it
    expect(page.get_by_role("heading", level=1)).to_be_visible()
