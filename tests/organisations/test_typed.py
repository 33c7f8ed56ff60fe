"""What is typed and not saved: kept for whoever typed it, given back, never in the way of what is saved."""

import uuid
from datetime import timedelta

import pytest
from django.core import signing
from django.test import Client
from django.utils import timezone

from core.models import FormToken
from organisations import actions, typed
from organisations.choices import State
from organisations.models import Organisation, Person, TypedAnswers
from organisations.tasks import purge_typed_answers
from tests.factories.organisations import OrganisationFactory
from tests.organisations.test_edit import NEW, address, answers, shown_in

pytestmark = pytest.mark.django_db


def type_into(client, organisation, section, **words):
    """Type into a section as the script does; gives the answer and what was sent."""
    data = answers(client, organisation, section) | words
    return client.post(f"{address(organisation, section)}typed/", data), data


def begin(client, **words):
    """Type into the form of a new organisation; gives the answer and what was sent."""
    form = client.get("/organisations/new/").context["form"]
    data = {**NEW, "token": str(form["token"].value()), "ticket": form["ticket"].value(), **words}
    return client.post("/organisations/new/typed/", data), data


def test_what_is_typed_is_back_on_any_device(coordinator, client_of):
    organisation = OrganisationFactory(state=State.DRAFT)
    answer, _data = type_into(
        client_of(coordinator), organisation, "identity", name_en="Half a na", registered_on_day="๓", aliases="a\r\nb"
    )
    assert (answer.status_code, answer.json()["kept"]) == (200, True)
    other_device = client_of(coordinator).get(address(organisation, "identity"))
    form = other_device.context["form"]
    assert (form["name_en"].value(), form["registered_on"].value()[0], form["aliases"].value()) == (
        "Half a na",
        "๓",
        "a\nb",
    )
    assert "สิ่งที่ท่านพิมพ์ไว้" in other_device.text
    assert form.errors == {}
    organisation.refresh_from_db()
    assert (organisation.name_en, organisation.version) == ("", 1)


@pytest.mark.parametrize("section", ["identity", "address", "people", "size", "work", "money", "life"])
def test_every_section_gives_back_what_was_typed(section, staff, client_of):
    organisation = OrganisationFactory()
    client = client_of(staff)
    words = {
        "identity": {"registered_on_year": "25"},
        "address": {"district": "5007", "subdistrict": "500701", "phone": "05"},
        "people": {"head_name": "สม"},
        "size": {"staff_count": "ห้า"},
        "work": {"issues": ["02", "05"], "area_provinces": ["50", "90"]},
        "money": {f"y{client.get(address(organisation, 'money')).context['form'].years[0]}_total": "1,2"},
        "life": {"status": "dormant", "note": "บรรทัด\nสอง"},
    }[section]
    _answer, data = type_into(client, organisation, section, **words)
    again = shown_in(client.get(address(organisation, section)).context["form"])
    for name in words:
        assert again[name] == (data[name] if isinstance(data[name], list) else [data[name]])


def test_nobody_else_sees_it_and_history_does_not_know_it(coordinator, staff, client_of):
    organisation = OrganisationFactory()
    type_into(client_of(coordinator), organisation, "people", head_name="ความลับ")
    assert "ความลับ" not in client_of(staff).get(address(organisation, "people")).text
    assert Person.pgh_event_model.objects.count() == 0
    assert not hasattr(TypedAnswers, "pgh_event_model")


def test_saving_forgets_it_and_what_comes_late_is_not_kept(coordinator, client_of):
    organisation = OrganisationFactory(state=State.DRAFT)
    client = client_of(coordinator)
    _answer, data = type_into(client, organisation, "identity", name_en="Name")
    client.post(address(organisation, "identity"), data)
    assert TypedAnswers.objects.count() == 0
    late = client.post(f"{address(organisation, 'identity')}typed/", data | {"name_en": "Nam"})
    assert (late.status_code, late.json()["kept"], TypedAnswers.objects.count()) == (403, False, 0)


def test_typing_back_to_what_is_on_record_keeps_nothing(coordinator, client_of):
    organisation = OrganisationFactory()
    client = client_of(coordinator)
    type_into(client, organisation, "size", staff_count="5")
    data = answers(client, organisation, "size") | {"staff_count": "", "opened": "{}"}
    assert client.post(f"{address(organisation, 'size')}typed/", data).status_code == 200
    assert TypedAnswers.objects.count() == 0


def test_it_can_be_thrown_away(coordinator, client_of):
    organisation = OrganisationFactory()
    client = client_of(coordinator)
    _answer, data = type_into(client, organisation, "size", staff_count="5")
    answer = client.post(f"{address(organisation, 'size')}typed/", {"discard": "1", "ticket": data["ticket"]})
    assert (answer.url, TypedAnswers.objects.count()) == (address(organisation, "size"), 0)


def test_a_record_changed_meanwhile_shows_both_versions_when_the_form_is_opened_again(coordinator, staff, client_of):
    organisation = OrganisationFactory()
    client = client_of(coordinator)
    type_into(client, organisation, "identity", registrar="ของฉัน", name_en="Mine")
    actions.update(organisation=organisation, values={"registrar": "ของเขา", "abbreviation": "ขข."}, by=staff)
    page = client.get(address(organisation, "identity"))
    assert [(one.name, one.contested) for one in page.context["differences"]] == [
        ("name_en", False),
        ("abbreviation", False),
        ("registrar", True),
    ]
    form = page.context["form"]
    assert (form["registrar"].value(), form["name_en"].value(), form["abbreviation"].value()) == (
        "ของฉัน",
        "Mine",
        "ขข.",
    )


def test_a_change_of_another_section_is_in_nobodys_way(coordinator, staff, client_of):
    organisation = OrganisationFactory(state=State.DRAFT)
    client = client_of(coordinator)
    data = answers(client, organisation, "identity") | {"registrar": "ของฉัน"}
    actions.update(organisation=organisation, values={"note": "ของเขา"}, by=staff)
    assert client.post(address(organisation, "identity"), data).status_code == 302
    organisation.refresh_from_db()
    assert (organisation.registrar, organisation.note, organisation.version) == ("ของฉัน", "ของเขา", 3)


def test_a_new_organisation_is_gone_on_with_from_its_list(coordinator, client_of, coordinator_south):
    client = client_of(coordinator)
    _answer, data = begin(client, name_th="ชมรมที่ยังไม่จบ")
    page = client_of(coordinator).get("/organisations/new/")
    assert [one.name for one in page.context["begun"]] == ["ชมรมที่ยังไม่จบ"]
    assert client_of(coordinator_south).get("/organisations/new/").context["begun"] == []
    assert client_of(coordinator_south).get(f"/organisations/new/?typed={data['token']}").context["restored"] is None
    form = client.get(f"/organisations/new/?typed={data['token']}").context["form"]
    assert (form["name_th"].value(), form["issues"].value()) == ("ชมรมที่ยังไม่จบ", ["04", "01"])
    assert str(form["token"].value()) == data["token"]
    made = client.post("/organisations/new/", data)
    assert client.post("/organisations/new/", data).url == made.url
    assert (Organisation.objects.count(), TypedAnswers.objects.count()) == (1, 0)


def test_the_start_page_tells_of_it(coordinator, client_of):
    client = client_of(coordinator)
    begin(client)
    assert [task.count for task in client.get("/").context["tasks"]] == [1]


def test_an_empty_new_form_is_not_kept(coordinator, client_of):
    begin(client_of(coordinator), name_th=" ", legal_form="", issues=[])
    assert TypedAnswers.objects.count() == 0


def test_a_form_sent_after_its_session_has_ended_is_kept_for_its_account_alone(coordinator, staff, client_of):
    organisation = OrganisationFactory()
    client = client_of(coordinator)
    data = answers(client, organisation, "people") | {"head_name": "สมหญิง"}
    client.session.flush()
    stopped = client.post(address(organisation, "people"), data)
    assert stopped.url == f"/accounts/login/?next={address(organisation, 'people')}"
    assert "เข้าสู่ระบบเพื่อทำต่อ" in client.get(stopped.url).text
    client.force_login(staff, backend="accounts.backends.NameBackend")
    assert "สมหญิง" not in client.get(address(organisation, "people")).text
    client.force_login(coordinator, backend="accounts.backends.NameBackend")
    assert client.get(address(organisation, "people")).context["form"]["head_name"].value() == "สมหญิง"


def test_a_new_organisation_sent_after_the_session_has_ended_is_kept(coordinator, client_of):
    client = client_of(coordinator)
    form = client.get("/organisations/new/").context["form"]
    data = {**NEW, "token": str(form["token"].value()), "ticket": form["ticket"].value()}
    client.session.flush()
    stopped = client.post("/organisations/new/", data)
    assert stopped.url == f"/accounts/login/?next=/organisations/new/%3Ftyped%3D{data['token']}"
    client.force_login(coordinator, backend="accounts.backends.NameBackend")
    again = client.get(f"/organisations/new/?typed={data['token']}")
    assert again.context["form"]["name_th"].value() == NEW["name_th"]


def test_typing_goes_on_being_kept_when_the_session_has_ended(coordinator, client_of):
    organisation = OrganisationFactory()
    client = client_of(coordinator)
    data = answers(client, organisation, "size") | {"staff_count": "7"}
    client.session.flush()
    answer = client.post(f"{address(organisation, 'size')}typed/", data)
    assert (answer.status_code, answer.json()["kept"]) == (401, True)
    assert typed.of_section(coordinator, organisation, "size").answers["answers"]["staff_count"] == ["7"]


def test_a_page_opened_before_signing_in_anew_leads_to_what_was_typed(coordinator):
    organisation = OrganisationFactory()
    client = Client(enforce_csrf_checks=True)
    client.force_login(coordinator, backend="accounts.backends.NameBackend")
    data = answers(client, organisation, "size") | {"staff_count": "7", "csrfmiddlewaretoken": "x" * 64}
    answer = client.post(address(organisation, "size"), data)
    assert (answer.status_code, answer.url) == (302, address(organisation, "size"))
    assert client.get(answer.url).context["form"]["staff_count"].value() == "7"
    assert client.post(address(organisation, "size"), {**data, "ticket": "x"}).status_code == 403


@pytest.mark.parametrize("change", ["none", "nonsense", "section", "record", "account", "old"])
def test_without_the_ticket_of_this_form_nothing_is_kept(change, coordinator, coordinator_south, client_of):
    organisation, other = OrganisationFactory(), OrganisationFactory()
    tickets = {
        "none": "",
        "nonsense": "x:y:z",
        "section": typed.ticket(coordinator, "life", organisation.code),
        "record": typed.ticket(coordinator, "size", other.code),
        "account": typed.ticket(coordinator_south, "size", organisation.code),
        "old": signing.TimestampSigner(salt=typed.SALT).sign("x"),
    }
    data = answers(client_of(coordinator), organisation, "size") | {"staff_count": "7", "ticket": tickets[change]}
    answer = client_of(coordinator).post(f"{address(organisation, 'size')}typed/", data)
    assert (answer.status_code, TypedAnswers.objects.count()) == (403, 0)


def test_what_nobody_comes_back_for_is_deleted_after_a_month(coordinator, client_of):
    client = client_of(coordinator)
    begin(client)
    begin(client)
    TypedAnswers.objects.filter(pk=TypedAnswers.objects.first().pk).update(typed_at=timezone.now() - timedelta(days=31))
    assert purge_typed_answers() == 1
    assert TypedAnswers.objects.count() == 1


def test_more_than_anybody_types_is_not_kept(coordinator, client_of):
    answer, _data = begin(client_of(coordinator), name_th="ก" * typed.LONGEST)
    assert (answer.status_code, TypedAnswers.objects.count()) == (403, 0)


def test_a_word_that_came_in_while_the_form_was_sent_is_none_to_go_on_with(coordinator, client_of):
    client = client_of(coordinator)
    _answer, data = begin(client)
    FormToken.objects.create(token=uuid.UUID(data["token"]))
    assert client.get("/organisations/new/").context["begun"] == []


def test_a_second_press_of_a_sections_button_lands_where_the_first_did(coordinator, client_of):
    organisation = OrganisationFactory(state=State.DRAFT)
    client = client_of(coordinator)
    data = answers(client, organisation, "identity") | {"registrar": "อำเภอ"}
    first, second = (client.post(address(organisation, "identity"), data) for _press in range(2))
    assert (first.status_code, first.url) == (second.status_code, second.url)
    changed = client.post(address(organisation, "identity"), data | {"registrar": "จังหวัด"})
    assert changed.status_code == 409
