"""Windows: every day named counts in full in Bangkok; late is not closed; more time for one is nobody else's."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from plans import actions
from plans.choices import WindowState
from plans.models import Agency, Plan, Progress
from plans.summaries import Timeliness, reporting_discipline
from tests.factories.accounts import UserFactory
from tests.factories.plans import make_officer

PERIOD = "2565-H1"
DAYS = {"opens_on": date(2022, 3, 1), "due_on": date(2022, 4, 30), "closes_on": date(2022, 5, 15)}
VALUES = {"status": "on_track", "percent": 40, "progress": "จัดเวที 4 ภาค"}
WHY = "ครบกำหนดตามมติ คสป."

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock(monkeypatch):
    """Set the clock: clock(2022, 4, 30, 23, 59, 59) in Bangkok."""

    def at(*parts):
        now = datetime(*parts, tzinfo=ZoneInfo("Asia/Bangkok"))
        monkeypatch.setattr(timezone, "now", lambda: now)

    return at


@pytest.fixture
def window(cso1, staff):
    return actions.set_window(period=cso1.periods.get(period=PERIOD), reason=WHY, contact="โทร. 1300", by=staff, **DAYS)


def save(project, by):
    return actions.save_progress(node=project, period=PERIOD, values=VALUES, by=by)


def send(project, by):
    return actions.submit_progress(progress=save(project, by), by=by)


def timeliness(project):
    plan = Plan.objects.get(pk=project.plan_id)
    found = reporting_discipline(plan, plan.period(PERIOD))
    return next(line.timeliness for line in found.nodes if line.number == project.number)


@pytest.mark.parametrize(
    ("moment", "state"),
    [
        ((2022, 2, 28, 23, 59, 59), WindowState.NOT_OPEN),
        ((2022, 3, 1, 0, 0, 0), WindowState.OPEN),
        ((2022, 4, 30, 23, 59, 59), WindowState.OPEN),
        ((2022, 5, 1, 0, 0, 0), WindowState.LATE),
        ((2022, 5, 15, 23, 59, 59), WindowState.LATE),
        ((2022, 5, 16, 0, 0, 0), WindowState.SHUT),
    ],
)
def test_the_last_second_is_open_and_the_next_is_closed(clock, window, project, officer, moment, state):
    clock(*moment)
    assert window.window_state() == state
    if state in {WindowState.OPEN, WindowState.LATE}:
        assert send(project, officer).state == "submitted"
        assert timeliness(project) == (Timeliness.ON_TIME if state == WindowState.OPEN else Timeliness.LATE)
    else:
        with pytest.raises(actions.NotNowError):
            save(project, officer)
        assert not Progress.objects.exists()


def test_a_draft_is_not_sent_after_the_last_second(clock, window, project, officer, staff):
    clock(2022, 5, 15, 23, 59, 59)
    row = save(project, officer)
    clock(2022, 5, 16, 0, 0, 0)
    for person in (officer, staff):
        with pytest.raises(actions.NotNowError):
            actions.submit_progress(progress=row, by=person)


def test_what_the_ministry_returns_may_be_mended_after_the_last_day(clock, window, project, officer, staff):
    clock(2022, 4, 1, 9)
    row = send(project, officer)
    clock(2022, 5, 20, 9)
    actions.return_progress(progress=row, reason="ขอหลักฐาน", by=staff)
    assert send(project, officer).state == "submitted"


def test_more_time_is_for_one_agency_and_ends_with_its_day(clock, window, project, officer, staff):
    other = UserFactory(username="other", role="agency")
    make_officer(other, "msdhs")  # leads the same project
    clock(2022, 5, 14, 9)
    given = {"period": window, "until": date(2022, 5, 31), "reason": "น้ำท่วม", "by": staff}
    exception = actions.add_exception(agency=Agency.objects.get(code="nhco"), **given)
    clock(2022, 5, 31, 23, 59, 59)
    with pytest.raises(actions.NotNowError):
        save(project, other)
    assert send(project, officer).state == "submitted"
    assert timeliness(project) == Timeliness.ON_TIME
    Progress.objects.all().delete()
    clock(2022, 6, 1, 0, 0, 0)
    with pytest.raises(actions.NotNowError):
        save(project, officer)
    clock(2022, 5, 20, 9)
    actions.end_exception(exception=exception, by=staff)
    with pytest.raises(actions.NotNowError):
        save(project, officer)


def test_more_time_for_a_province_is_not_an_agencys(clock, window, project, officer, staff, coordinator):
    clock(2022, 5, 14, 9)
    province = coordinator.provinces.get()
    actions.add_exception(period=window, province=province, until=date(2022, 5, 31), reason="น้ำท่วม", by=staff)
    assert window.exceptions.for_provinces([province.code]).last_day() == date(2022, 5, 31)
    assert window.exceptions.for_provinces(["90"]).last_day() is None
    clock(2022, 5, 20, 9)
    with pytest.raises(actions.NotNowError):
        save(project, officer)


@pytest.mark.parametrize(
    "wrong",
    [
        {"due_on": date(2022, 2, 1)},
        {"closes_on": date(2022, 4, 29)},
        {"reason": ""},
    ],
)
def test_a_window_out_of_order_or_without_a_reason_is_refused(cso1, staff, wrong):
    given = {**DAYS, "reason": WHY, **wrong}
    with pytest.raises(ValidationError):
        actions.set_window(period=cso1.periods.get(period=PERIOD), by=staff, **given)


@pytest.mark.parametrize(
    "wrong",
    [
        {"until": date(2022, 4, 30)},
        {"until": date(2022, 5, 13)},
        {"reason": " "},
        {"agency": None},
    ],
)
def test_an_exception_that_gives_nothing_is_refused(clock, window, staff, wrong):
    clock(2022, 5, 14, 9)
    given = {"agency": Agency.objects.get(code="nhco"), "until": date(2022, 5, 31), "reason": "น้ำท่วม", **wrong}
    with pytest.raises(ValidationError):
        actions.add_exception(period=window, by=staff, **given)


def test_only_staff_set_windows_and_give_more_time(window, officer, committee, coordinator):
    agency = Agency.objects.get(code="nhco")
    for person in (officer, committee, coordinator):
        with pytest.raises(PermissionDenied):
            actions.set_window(period=window, by=person, **DAYS)
        with pytest.raises(PermissionDenied):
            actions.add_exception(period=window, agency=agency, until=date(2099, 1, 1), reason="x", by=person)


def test_an_officer_of_the_plans_lead_reports_where_no_lead_is_stated(officer):
    from plans.actions import load_plan
    from tests.factories.plans import DOCUMENTS

    plan, _changes = load_plan(content=(DOCUMENTS / "codi-2563.yaml").read_bytes(), by=None)
    make_officer(officer, "codi")
    node = plan.nodes.select_related("plan", "level").get(number="2.1")
    row = actions.save_progress(node=node, period="2563-H1", values=VALUES, by=officer)
    assert row.state == "draft"
