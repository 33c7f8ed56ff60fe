"""Supporting agencies add their parts; a report goes back with a reason at each field."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.utils import ProgrammingError
from django.urls import reverse

from plans import actions
from plans.models import Agency, SupportingPart
from tests.factories.accounts import UserFactory
from tests.factories.plans import ProgressFactory, make_officer

PERIOD = "2565-H1"
REPORT = ["cso-1", "1.2", PERIOD]
PAGE = reverse("plans:progress", args=REPORT)
PART = reverse("plans:progress_part", args=[*REPORT, "thaihealth"])

pytestmark = pytest.mark.django_db


@pytest.fixture
def supporter(cso1):
    """An officer of สสส., which supports project 1.2."""
    user = UserFactory(username="supporter", role="agency")
    make_officer(user, "thaihealth")
    return user


def write(project, by, code="thaihealth", **values):
    agency = Agency.objects.get(code=code)
    return actions.save_part(
        node=project, period=PERIOD, agency=agency, values=values or {"progress": "สนับสนุนทุน"}, by=by
    )


def test_a_supporting_agency_writes_its_own_part_and_no_other(project, supporter, officer, staff, committee):
    row = write(project, supporter)
    assert (row.progress, row.outputs, row.version) == ("สนับสนุนทุน", "", 1)
    assert write(project, staff, outputs="คู่มือ").version == 2
    for person in (officer, committee):
        with pytest.raises(PermissionDenied):
            write(project, person)
    with pytest.raises(PermissionDenied):
        write(project, supporter, code="nhco")


def test_a_part_of_a_closed_period_never_changes(cso1, project, supporter, staff):
    row = write(project, supporter)
    actions.close_period(period=cso1.periods.get(period=PERIOD), reason="เสนอแล้ว", by=staff)
    with pytest.raises(actions.NotNowError):
        write(project, supporter, progress="อื่น")
    with pytest.raises(ProgrammingError), transaction.atomic():
        SupportingPart.objects.filter(pk=row.pk).update(progress="อื่น")


def test_it_is_written_on_its_page_beside_the_last_one(project, supporter, client_of):
    agency = Agency.objects.get(code="thaihealth")
    SupportingPart.objects.create(node=project, period="2564-H2", agency=agency, progress="งวดก่อน")
    client = client_of(supporter)
    assert "งวดก่อน" in client.get(PART).content.decode()
    assert client.post(PART, {"progress": "สนับสนุนทุน 3 โครงการ", "version": "0"}).url == PAGE
    page = client.get(PAGE).content.decode()
    assert "สนับสนุนทุน 3 โครงการ" in page
    assert PART in page


def test_readers_see_parts_once_the_report_is_accepted(project, supporter, staff, committee, client_of):
    write(project, supporter)
    assert "สนับสนุนทุน" not in client_of(committee).get(PAGE).content.decode()
    ProgressFactory(node=project, by=staff)
    assert "สนับสนุนทุน" in client_of(committee).get(PAGE).content.decode()


def test_a_report_goes_back_with_a_reason_at_each_field(project, officer, staff, client_of):
    report = ProgressFactory(node=project, by=staff, state="submitted")
    give_back = reverse("plans:progress_return", args=REPORT)
    given = {"reason": "", "version": str(report.version), "note_percent": "ขัดกับข้อความ", "note_outputs": "ระบุจำนวน"}
    assert client_of(staff).post(give_back, given).url == PAGE
    report.refresh_from_db()
    assert (report.state, report.review_notes) == ("returned", {"percent": "ขัดกับข้อความ", "outputs": "ระบุจำนวน"})
    for address in (PAGE, reverse("plans:progress_edit", args=REPORT)):
        page = client_of(officer).get(address).content.decode()
        assert page.count("ขัดกับข้อความ") == 1
        assert page.count("ระบุจำนวน") == 1
    actions.submit_progress(progress=report, by=officer)
    report = actions.accept_progress(progress=report, by=staff)
    assert report.review_notes == {}


def test_a_report_does_not_go_back_without_any_reason(project, staff):
    report = ProgressFactory(node=project, by=staff, state="submitted")
    with pytest.raises(ValidationError):
        actions.return_progress(progress=report, notes={"percent": " ", "nonsense": "x"}, by=staff)
