"""Entering and changing records: messy input, whose provinces, duplicates, closed periods, two people at once."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from indicators.models import CommitteeSeat, LegalMeasure, Network, SupportReceived, SupportSystem
from tests.factories.indicators import AgencyFactory, PlanPeriodFactory, SeatFactory, SupportFactory, goal_indicators
from tests.factories.organisations import OrganisationFactory

pytestmark = pytest.mark.django_db


def day(name, text):
    return dict(zip((f"{name}_day", f"{name}_month", f"{name}_year"), text.split("/"), strict=True))


def seat(organisation, **changes):
    return {
        "organisation": organisation.code,
        "committee": "คณะกรรมการพัฒนาคุณภาพชีวิตระดับอำเภอ",
        "level": "district",
        "province": organisation.province_id,
        **day("from_on", "๑/พ.ย./๒๕๖๔"),
    } | changes


def test_a_coordinator_enters_a_seat_in_thai_digits(client_of, coordinator):
    organisation = OrganisationFactory()
    response = client_of(coordinator).post("/indicators/records/seats/new/", seat(organisation))
    assert response.status_code == 302
    made = CommitteeSeat.objects.get()
    assert (made.organisation, made.from_on, made.to_on, made.created_by) == (
        organisation,
        date(2021, 11, 1),
        None,
        coordinator,
    )


def test_support_is_read_as_people_type_it(client_of, staff):
    organisation = OrganisationFactory(name_th="มูลนิธิน้ำใจ")
    answers = {
        "organisation": " มูลนิธิ น้ำใจ",
        "source": "อบต.บ้านกลาง",
        "sector": "local_government",
        "kind": "in_kind",
        "amount": "๑.๕ ล้านบาท",
        **day("received_on", "30/3/2564"),
    }
    assert client_of(staff).post("/indicators/records/support/new/", answers).status_code == 302
    made = SupportReceived.objects.get()
    assert (made.organisation, made.amount, made.received_on, made.province) == (
        organisation,
        Decimal(1_500_000),
        date(2021, 3, 30),
        None,
    )


def test_the_other_three_kinds(client_of, staff):
    agency = AgencyFactory()
    members = [OrganisationFactory(), OrganisationFactory(province_id="90")]
    client = client_of(staff)
    law = {"title": "ระเบียบ", "kind": "rule", "change": "new", "agency": agency.pk, **day("in_force_on", "1/10/2564")}
    system = {"name": "ฐานข้อมูล", "kind": "database", "owner": agency.pk, **day("in_service_on", "1/10/2564")}
    network = {
        "name": "เครือข่าย",
        "form": "network",
        "level": "regional",
        "members": "\n".join([members[0].code, "", members[1].name_th, members[0].name_th]),
        **day("active_from", "1/10/2564"),
    }
    for slug, answers in (("laws", law), ("systems", system), ("networks", network)):
        assert client.post(f"/indicators/records/{slug}/new/", answers).status_code == 302
    assert (LegalMeasure.objects.count(), SupportSystem.objects.count()) == (1, 1)
    assert set(Network.objects.get().members.all()) == set(members)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"organisation": ""}, "organisation"),
        ({"organisation": "ไม่มีองค์กรนี้"}, "organisation"),
        ({"organisation": "CSO-0000000"}, "organisation"),
        ({"province": ""}, "province"),
        (day("from_on", "31/2/2564"), "from_on"),
        (day("to_on", "1/1/2564"), "to_on"),
        ({"level": "village"}, "level"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(changes, field, client_of, staff):
    response = client_of(staff).post("/indicators/records/seats/new/", seat(OrganisationFactory()) | changes)
    assert response.status_code == 200
    assert list(response.context["form"].errors) == [field]
    assert CommitteeSeat.objects.count() == 0


def test_support_to_come_and_support_of_nothing_are_refused(client_of, staff):
    answers = {
        "organisation": OrganisationFactory().code,
        "source": "ก",
        "sector": "business",
        "kind": "money",
        "amount": "0",
        **day("received_on", f"1/1/{timezone.localdate().year + 544}"),
    }
    response = client_of(staff).post("/indicators/records/support/new/", answers)
    assert list(response.context["form"].errors) == ["amount", "received_on"]


def test_a_name_of_several_offers_them_and_a_choice_settles_it(client_of, staff):
    first, second = OrganisationFactory(name_th="ชมรมผู้สูงอายุ"), OrganisationFactory(name_th="ชมรมผู้สูงอายุ")
    client = client_of(staff)
    answers = seat(first) | {"organisation": "ชมรมผู้สูงอายุ"}
    response = client.post("/indicators/records/seats/new/", answers)
    assert {one.code for one in response.context["form"].fields["organisation"].widget.candidates} == {
        first.code,
        second.code,
    }
    chosen = {"organisation_asked": "ชมรมผู้สูงอายุ", "organisation_pick": second.code}
    assert client.post("/indicators/records/seats/new/", answers | chosen).status_code == 302
    assert CommitteeSeat.objects.get().organisation == second


def test_the_code_of_a_merged_organisation_means_the_survivor(client_of, staff):
    survivor = OrganisationFactory()
    merged = OrganisationFactory(state="merged", merged_into=survivor)
    client_of(staff).post("/indicators/records/seats/new/", seat(merged))
    assert CommitteeSeat.objects.get().organisation == survivor


def test_a_coordinator_keeps_to_their_own_province(client_of, coordinator, coordinator_south):
    client = client_of(coordinator)
    theirs = OrganisationFactory(province_id="90")
    response = client.post("/indicators/records/seats/new/", seat(theirs, province="50"))
    assert list(response.context["form"].errors) == ["organisation"]
    response = client.post("/indicators/records/seats/new/", seat(OrganisationFactory(), province="90"))
    assert list(response.context["form"].errors) == ["province"]
    made = SeatFactory(province_id="90")
    assert client.get(f"/indicators/records/seats/{made.pk}/edit/").status_code == 404
    assert client.get(f"/indicators/records/seats/{made.pk}/withdraw/").status_code == 404


def test_the_same_seat_twice_is_saved_and_said(client_of, coordinator):
    organisation = OrganisationFactory()
    client = client_of(coordinator)
    client.post("/indicators/records/seats/new/", seat(organisation))
    response = client.post("/indicators/records/seats/new/", seat(organisation))
    latest = CommitteeSeat.objects.latest("pk")
    assert response.headers["Location"] == f"/indicators/records/seats/{latest.pk}/edit/"
    page = client.get(response.headers["Location"])
    assert [row.record.pk for row in page.context["alike"].rows] == [CommitteeSeat.objects.earliest("pk").pk]


@pytest.mark.parametrize("slug", ["seats", "support"])
def test_a_record_of_a_closed_period_needs_a_note(slug, client_of, staff):
    plan = goal_indicators()["G1"].plan
    PlanPeriodFactory(plan=plan, period="2565-H1", closed_at=timezone.now(), closed_by=staff)
    record = SeatFactory() if slug == "seats" else SupportFactory()
    client = client_of(staff)
    page = client.get(f"/indicators/records/{slug}/{record.pk}/edit/")
    form = page.context["form"]
    answers = {name: form[name].value() or "" for name in form.fields}
    for name in {"from_on", "received_on"} & answers.keys():
        answers |= day(name, f"{answers[name].day}/{answers[name].month}/{answers[name].year + 543}")
    response = client.post(page.request["PATH_INFO"], answers)
    assert list(response.context["form"].errors) == ["note"]
    assert client.post(page.request["PATH_INFO"], answers | {"note": "แก้ตามหนังสือ"}).status_code == 302


def test_two_people_at_once_see_each_others_change_first(client_of, staff, coordinator):
    record = SeatFactory()
    opened = client_of(staff).get(f"/indicators/records/seats/{record.pk}/edit/").context["form"].initial["seen"]
    answers = seat(record.organisation, committee="ของเจ้าหน้าที่", seen=opened)
    changed = seat(record.organisation, committee="ของผู้ประสานงาน", seen=opened)
    assert client_of(coordinator).post(f"/indicators/records/seats/{record.pk}/edit/", changed).status_code == 302
    response = client_of(staff).post(f"/indicators/records/seats/{record.pk}/edit/", answers)
    record.refresh_from_db()
    assert (response.status_code, record.committee) == (200, "ของผู้ประสานงาน")
    assert response.context["current"].committee == "ของผู้ประสานงาน"
    again = answers | {"seen": response.context["form"].data["seen"]}
    assert client_of(staff).post(f"/indicators/records/seats/{record.pk}/edit/", again).status_code == 302
    record.refresh_from_db()
    assert (record.committee, record.updated_by) == ("ของเจ้าหน้าที่", staff)


def test_a_second_press_of_the_button_makes_no_second_record(client_of, staff):
    client = client_of(staff)
    page = client.get("/indicators/records/seats/new/")
    answers = seat(OrganisationFactory()) | {"token": page.context["form"]["token"].value()}
    client.post("/indicators/records/seats/new/", answers)
    response = client.post("/indicators/records/seats/new/", answers)
    made = CommitteeSeat.objects.get()
    assert response.headers["Location"] == f"/indicators/records/seats/{made.pk}/edit/"


def test_unknown_kinds_and_records_are_not_found(client_of, staff):
    client = client_of(staff)
    for address in ("nothing/", "nothing/new/", "seats/1/edit/", "seats/1/withdraw/"):
        assert client.get(f"/indicators/records/{address}").status_code == 404
