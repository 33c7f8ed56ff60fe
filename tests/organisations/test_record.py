from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from core.models import PersonalDataAccess
from organisations.choices import State
from organisations.related import Related, _providers, register
from tests.factories.organisations import CapacityAssessmentFactory, OrganisationFactory, PersonFactory

pytestmark = pytest.mark.django_db


def url(organisation):
    return f"/organisations/{organisation.code}/"


def facts(response):
    return {str(fact.label): fact.value for section in response.context["sections"] for fact in section.facts}


def test_the_public_sees_the_record_without_people_and_notes(client):
    organisation = OrganisationFactory(phone="053-123-456", note="ภายใน", district_id="5007", house_number="9")
    PersonFactory(organisation=organisation, mobile="081-000-0000")
    response = client.get(url(organisation))
    found = facts(response)
    assert (found["ที่อยู่"], found["โทรศัพท์"]) == ("เลขที่ 9 อำเภอแม่ริม จังหวัดเชียงใหม่", "053-123-456")
    for secret in ("สมศรี", "081-000-0000", "ภายใน", "แก้ไขข้อมูล"):
        assert secret not in response.text
    assert PersonalDataAccess.objects.count() == 0


def test_contact_that_is_held_back_is_for_the_offices(client, committee, coordinator, client_of):
    organisation = OrganisationFactory(phone="053-123-456", contact_is_public=False)
    assert "053-123-456" not in client.get(url(organisation)).text
    assert "053-123-456" not in client_of(committee).get(url(organisation)).text
    assert "053-123-456" in client_of(coordinator).get(url(organisation)).text


def test_people_are_shown_where_the_right_and_the_province_are_and_each_look_is_on_record(
    coordinator, coordinator_south, committee, client_of
):
    person = PersonFactory()
    assert "สมศรี" in client_of(coordinator).get(url(person.organisation)).text
    assert "สมศรี" not in client_of(coordinator_south).get(url(person.organisation)).text
    assert "สมศรี" not in client_of(committee).get(url(person.organisation)).text
    look = PersonalDataAccess.objects.get()
    assert (look.user, look.subject, look.subject_code) == (
        coordinator,
        "organisations.Person",
        person.organisation.code,
    )


@pytest.mark.parametrize("writing", ["{small}", "{bare}", "{thai}", "CSO {digits}"])
def test_other_writings_of_a_code_lead_to_its_address(client, writing):
    organisation = OrganisationFactory()
    code = organisation.code
    thai = code.translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))
    path = writing.format(small=code.lower(), bare=code.replace("-", ""), thai=thai, digits=code[4:])
    response = client.get(f"/organisations/{path}/")
    assert (response.status_code, response.url) == (302, url(organisation))


@pytest.mark.parametrize("path", ["CSO-9999999", "CSO-000", "nonsense", "CSO-0000000", "%00", "ก" * 300])
def test_a_wrong_code_is_not_found(client, path):
    response = client.get(f"/organisations/{path}/")
    assert response.status_code == 404
    assert 'lang="th"' in response.text


def test_a_draft_is_found_by_its_province_and_the_ministry_only(
    client, staff, coordinator, coordinator_south, client_of
):
    draft = OrganisationFactory(state=State.DRAFT)
    found = [client_of(one).get(url(draft)).status_code for one in (None, staff, coordinator, coordinator_south)]
    assert found == [404, 200, 200, 404]


def test_a_merged_record_leads_to_its_survivor(client):
    survivor = OrganisationFactory()
    middle = OrganisationFactory(state=State.MERGED, merged_into=survivor)
    merged = OrganisationFactory(state=State.MERGED, merged_into=middle)
    assert client.get(url(merged)).url == url(survivor)
    hidden = OrganisationFactory(state=State.DRAFT)
    assert client.get(url(OrganisationFactory(state=State.MERGED, merged_into=hidden))).status_code == 404


def test_capacity_over_time(client):
    organisation = OrganisationFactory()
    CapacityAssessmentFactory(
        organisation=organisation, assessed_on="2021-03-30", scores={"governance": 1, "finance": 2}
    )
    CapacityAssessmentFactory(
        organisation=organisation, assessed_on="2022-03-30", level="strong", scores={"governance": 3}
    )
    assessments = client.get(url(organisation)).context["assessments"]
    assert [(one.name, one.scores) for one in assessments.criteria] == [
        ("ธรรมาภิบาลและการบริหาร", [1, 3]),
        ("การเงิน", [2, None]),
    ]
    assert [level for _day, level, _assessor, _mean in assessments.table] == ["เข้มแข็ง", "กำลังพัฒนา"]


def test_other_rooms_add_their_links(client):
    def provider(organisation, user):
        return [Related("ที่นั่งในคณะกรรมการ", f"/x/{organisation.code}/", 3)]

    register(provider)
    try:
        assert '<a href="/x/' in client.get(url(OrganisationFactory())).text
    finally:
        _providers.remove(provider)


def test_what_the_offices_are_to_do_is_not_printed(coordinator, client_of):
    overdue = OrganisationFactory(verified_at=timezone.now() - timedelta(days=800), confirmed_on=None)
    page = client_of(coordinator).get(f"/organisations/{overdue.code}/").content.decode()
    not_printed = page[page.index('<div class="not-printed">') :]
    assert "confirm/" in not_printed[: not_printed.index("<section")]
    hidden = Path("static/css/print.css").read_text().split("{\n  display: none !important;")[0]
    assert ".not-printed," in hidden
