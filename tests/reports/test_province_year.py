from decimal import Decimal

import pytest

from indicators import figures
from places.neighbours import neighbours
from plans.models import Target
from reports import snapshot
from reports.content import document
from reports.content.blocks import Table
from reports.neighbourhood import beside
from reports.scope import scope_of
from tests.factories.indicators import SeatFactory
from tests.factories.organisations import OrganisationFactory
from tests.factories.reports import finished_report, load_cso_1, written_year
from thai.periods import Period

URL = "/reports/provinces/cso-1/2565/50/"


@pytest.fixture
def plan(db):
    return load_cso_1()


def test_neighbours_are_each_others(db):
    near = neighbours()
    assert len(near) == 77
    assert [(one, other) for one, others in near.items() for other in others if one not in near[other]] == []
    assert near["50"] == ("51", "52", "57", "58", "63")
    assert near["83"] == ("82",)


def test_a_province_stands_beside_its_target_and_its_neighbours(plan):
    for province, seats in {"50": 2, "51": 3, "10": 4}.items():
        for _seat in range(seats):
            SeatFactory(organisation=OrganisationFactory(province_id=province), province_id=province)
    indicator = plan.indicators.get(code="G1")
    Target.objects.create(indicator=indicator, period="2565", province_id="50", value=10)
    period = Period(2565)
    row = beside(plan, period, scope_of("provincial", "cso-1", "2565", "50").province, today=period.last_day)[0]
    assert (row.mine.value, row.target, row.place, row.nation.value) == (2, Decimal(10), 3, 9)
    assert {part.code: part.value for part in row.neighbours if part.value} == {"51": 3}
    frozen = snapshot.take(scope_of("provincial", "cso-1", "2565", "50"))
    chapter = next(each for each in document(frozen, "", language="en").chapters if each.code == "beside")
    targets = next(block for block in chapter.blocks if isinstance(block, Table))
    assert [cell.value for cell in targets.rows[0].cells[1:]] == ["2", "10", "20.0%", 3]
    told = {part["code"]: part["value"] for part in frozen["sections"]["beside"]["indicators"][0]["neighbours"]}
    places = figures.by_province(indicator, period).provinces
    assert told == {part.code: part.value for part in places if part.code in neighbours()["50"]}


def press(client, step, report, **data):
    return client.post(f"{URL}{step}/", {"version": report.version, **data}, follow=True)


def test_the_whole_way_by_buttons(client_of, plan, coordinator, staff):
    page = client_of(coordinator)
    assert page.get(URL).status_code == 200
    typed = {"version": 0, "achievements": "จัดเวที 12 ครั้ง", "token": "6f1f2c1e-8f7b-4ab6-9a0f-0a4b3c2d1e0f"}
    for _press in range(2):
        assert page.post(f"{URL}edit/", typed).url == URL
    report = page.get(URL).context["report"]
    assert (report.version, report.achievements) == (1, "จัดเวที 12 ครั้ง")
    press(page, "submit", report)
    report.refresh_from_db()
    press(client_of(staff), "return", report, reason="ขอตัวเลข")
    report.refresh_from_db()
    assert (report.state, report.review_note) == ("returned", "ขอตัวเลข")
    assert "ขอตัวเลข" in page.get(URL).text
    press(page, "submit", report)
    report.refresh_from_db()
    press(client_of(staff), "accept", report)
    report.refresh_from_db()
    assert report.state == "accepted"
    assert "edit/" not in page.get(URL).text


def test_a_return_without_a_reason_is_asked_again(client_of, plan, staff):
    report = written_year("50", state="submitted", by=staff, year=2565)
    answer = press(client_of(staff), "return", report, reason="  ")
    assert list(answer.context["return_form"].errors) == ["reason"]
    report.refresh_from_db()
    assert report.state == "submitted"


def test_what_was_changed_meanwhile_is_shown_beside(client_of, plan, coordinator, staff):
    written_year("50", by=staff, year=2565, version=3)
    answer = client_of(coordinator).post(f"{URL}edit/", {"version": 2, "achievements": "ของเรา"})
    assert (answer.status_code, answer.context["conflict_texts"][0][1]) == (409, "จัดเวทีเครือข่ายครบทุกอำเภอ")
    assert answer.context["form"]["achievements"].value() == "ของเรา"


def test_it_is_for_the_province_itself_and_for_the_country(
    client_of, plan, coordinator_south, committee, agency_officer, staff
):
    written_year("50", state="submitted", by=staff, year=2565)
    assert client_of(coordinator_south).get(URL).status_code == 404
    assert client_of(agency_officer).get(URL).status_code == 404
    page = client_of(committee).get(URL)
    assert (page.status_code, page.context["report"]) == (200, None)
    assert client_of(committee).get("/reports/provinces/cso-1/2599/50/").status_code == 404


def test_the_sealed_report_leads_on(client_of, plan, coordinator, staff):
    written_year("50", state="accepted", by=staff, year=2565)
    sealed = finished_report(scope=scope_of("provincial", "cso-1", "2565", "50"))
    assert sealed.get_absolute_url() in client_of(coordinator).get(URL).text
    assert sealed.snapshot["sections"]["voices"]["reports"][0]["achievements"] == "จัดเวทีเครือข่ายครบทุกอำเภอ"
