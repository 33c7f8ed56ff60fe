"""Entering and changing a record, section by section."""

import re
import uuid

import pytest

from core.models import PersonalDataAccess
from organisations import posted
from organisations.choices import State
from organisations.models import Organisation
from tests.factories.organisations import OrganisationFactory, PersonFactory

pytestmark = pytest.mark.django_db

NEW = {"name_th": "  สมาคม  ทดสอบ ", "legal_form": "association", "province": "50", "issues": ["04", "01"]}


def hidden(response, name):
    return re.search(rf'name="{name}" value="([^"]*)"', response.text)[1]


def address(organisation, section):
    return f"/organisations/{organisation.code}/edit/{section}/"


def answers(client, organisation, section):
    """What a browser would send of the section's form as it is shown."""
    return shown_in(client.get(address(organisation, section)).context["form"])


def shown_in(form):
    machine = {name: form[name].value() for name in ("version", "opened", "ticket", "token")}
    return {**posted.shown(form), **machine}


def test_four_answers_make_a_draft_once(coordinator, client_of):
    client = client_of(coordinator)
    page = client.get("/organisations/new/")
    assert page.context["form"]["province"].value() == "50"
    data = {**NEW, "token": hidden(page, "token")}
    first = client.post("/organisations/new/", data)
    second = client.post("/organisations/new/", data)
    organisation = Organisation.objects.get()
    assert first.url == second.url == f"/organisations/{organisation.code}/edit/"
    assert (organisation.name_th, organisation.issues, organisation.state) == ("สมาคม ทดสอบ", ["04", "01"], State.DRAFT)
    assert organisation.created_by == coordinator


def test_another_province_is_not_offered(coordinator, client_of):
    response = client_of(coordinator).post("/organisations/new/", {**NEW, "province": "90", "token": str(uuid.uuid4())})
    assert list(response.context["form"].errors) == ["province"]
    assert "ข้อผิดพลาด:" in response.text
    assert Organisation.objects.count() == 0


@pytest.mark.parametrize("section", ["identity", "address", "people", "size", "work", "money", "life"])
def test_saving_what_is_shown_changes_nothing(section, staff, client_of):
    organisation = OrganisationFactory(
        district_id="5007",
        subdistrict_id="500701",
        registered_on="2002-01-01",
        registered_precision="year",
        area_provinces=["50", "90"],
        level="tambon",
        fields=["health"],
        social_pages=["https://facebook.com/x"],
        staff_count=5,
        phone="053-123-456",
        postcode="50180",
    )
    PersonFactory(organisation=organisation, email="a@example.org")
    client = client_of(staff)
    response = client.post(address(organisation, section), answers(client, organisation, section))
    assert (response.status_code, response.url) == (302, f"/organisations/{organisation.code}/#{section}")
    organisation.refresh_from_db()
    assert organisation.version == 1


def test_messy_answers_are_tidied(coordinator, client_of):
    organisation = OrganisationFactory(state=State.DRAFT)
    client = client_of(coordinator)
    data = answers(client, organisation, "address") | {
        "district": "5007",
        "subdistrict": "500701",
        "phone": "โทร. ๐๕๓ ๑๒๓ ๔๕๖",
        "website": "www.example.org",
        "email": " Info@EXAMPLE.org ",
    }
    response = client.post(address(organisation, "address"), data)
    assert response.url == address(organisation, "people")
    organisation.refresh_from_db()
    assert (organisation.phone, organisation.website, organisation.email, organisation.postcode) == (
        "053-123-456",
        "https://www.example.org",
        "Info@example.org",
        "50180",
    )


def test_a_postcode_of_elsewhere_is_kept_and_told(coordinator, client_of):
    organisation = OrganisationFactory(state=State.DRAFT)
    client = client_of(coordinator)
    data = answers(client, organisation, "address") | {
        "district": "5007",
        "subdistrict": "500701",
        "postcode": "๑๐๑๐๐",
    }
    page = client.post(address(organisation, "address"), data, follow=True)
    assert [message.level_tag for message in page.context["messages"]] == ["success", "warning"]
    assert "50180" in page.text
    organisation.refresh_from_db()
    assert organisation.postcode == "10100"


def test_the_task_list_says_how_far_each_section_is(coordinator, client_of):
    organisation = OrganisationFactory(state=State.DRAFT, phone="ไม่มี", registered_on="2002-01-01")
    client = client_of(coordinator)
    client.post(f"{address(organisation, 'size')}typed/", answers(client, organisation, "size") | {"member_count": "5"})
    tasks = client.get(f"/organisations/{organisation.code}/edit/").context["tasks"]
    assert [task.state_kind for task in tasks] == ["good", "bad", "idle", "idle", "info", "idle", "idle"]
    assert ["ต้องกรอก" in task.hint for task in tasks] == [True, True, False, False, True, False, False]
    assert ["ยังไม่ได้บันทึก" in task.hint for task in tasks].index(True) == 3


def test_every_answer_is_checked_on_one_page_and_changed_from_there(coordinator, client_of):
    person = PersonFactory(organisation=OrganisationFactory(state=State.DRAFT, registered_on="2002-01-01"))
    organisation = person.organisation
    Organisation.objects.update(registered_precision="year")
    client = client_of(coordinator)
    page = client.get(f"/organisations/{organisation.code}/edit/check/")
    rows = {row.label: row for section in page.context["sections"] for row in section.rows}
    assert rows["ผู้นำองค์กร: ชื่อ"].text == "สมศรี ใจดี"
    assert rows["วันที่จดทะเบียนหรือเริ่มดำเนินการ"].text == "พ.ศ. 2545"
    url = rows["จังหวัด"].url
    assert url == f"{address(organisation, 'address')}?back=check#id_province"
    saved = client.post(f"{address(organisation, 'address')}?back=check", answers(client, organisation, "address"))
    assert saved.url == f"/organisations/{organisation.code}/edit/check/#address"
    assert PersonalDataAccess.objects.count() == 1


@pytest.mark.parametrize(
    ("parts", "day", "precision"),
    [
        (("30", "3", "2564"), "2021-03-30", "day"),
        (("๓๐", "มี.ค.", "๒๕๖๔"), "2021-03-30", "day"),
        (("", "", "2545"), "2002-01-01", "year"),
        (("", "3", "2545"), "2002-03-01", "month"),
        (("30 มีนาคม พ.ศ. 2564", "", ""), "2021-03-30", "day"),
    ],
)
def test_the_date_of_founding_is_as_exact_as_it_is_known(parts, day, precision, coordinator, client_of):
    organisation = OrganisationFactory(state=State.DRAFT)
    client = client_of(coordinator)
    data = answers(client, organisation, "identity")
    names = ("day", "month", "year")
    data |= {f"registered_on_{name}": part for name, part in zip(names, parts, strict=True)}
    client.post(address(organisation, "identity"), data)
    organisation.refresh_from_db()
    assert (str(organisation.registered_on), organisation.registered_precision) == (day, precision)


def test_a_district_of_another_province_is_refused(coordinator, client_of):
    organisation = OrganisationFactory()
    client = client_of(coordinator)
    response = client.post(
        address(organisation, "address"), answers(client, organisation, "address") | {"district": "9001"}
    )
    assert response.context["form"].errors == {"district": ["อำเภอนี้ไม่อยู่ในจังหวัดที่เลือก โปรดเลือกใหม่"]}


def test_without_javascript_a_button_asks_for_the_districts(staff, client_of):
    organisation = OrganisationFactory()
    client = client_of(staff)
    data = answers(client, organisation, "address") | {"province": "90", "phone": "typed", "show_places": "1"}
    form = client.post(address(organisation, "address"), data).context["form"]
    assert ("9001", "เมืองสงขลา") in form.fields["district"].choices
    assert (form["phone"].value(), form.errors) == ("typed", {})


def test_two_people_at_once_see_both_versions_and_lose_nothing(coordinator, staff, client_of):
    organisation = OrganisationFactory(name_th="สมาคมเดิม", registrar="เดิม", state=State.DRAFT)
    mine, theirs = client_of(coordinator), client_of(staff)
    opened = answers(mine, organisation, "identity")
    theirs.post(
        address(organisation, "identity"),
        answers(theirs, organisation, "identity") | {"registrar": "ใหม่", "abbreviation": "อ."},
    )
    late = mine.post(address(organisation, "identity"), opened | {"name_th": "สมาคมใหม่", "registrar": "ของฉัน"})
    assert late.status_code == 409
    assert [(one.name, one.now, one.typed, one.mine, one.theirs) for one in late.context["differences"]] == [
        ("name_th", "สมาคมเดิม", "สมาคมใหม่", True, False),
        ("abbreviation", "อ.", "", False, True),
        ("registrar", "ใหม่", "ของฉัน", True, True),
    ]
    form = late.context["form"]
    assert (form["name_th"].value(), form["abbreviation"].value(), form["registrar"].value()) == (
        "สมาคมใหม่",
        "อ.",
        "ของฉัน",
    )
    organisation.refresh_from_db()
    assert (organisation.name_th, organisation.registrar) == ("สมาคมเดิม", "ใหม่")
    assert mine.post(address(organisation, "identity"), shown_in(form)).status_code == 302
    organisation.refresh_from_db()
    assert (organisation.name_th, organisation.registrar, organisation.abbreviation) == ("สมาคมใหม่", "ของฉัน", "อ.")


def test_a_look_at_the_people_is_on_record(coordinator, client_of):
    person = PersonFactory()
    client_of(coordinator).get(address(person.organisation, "people"))
    look = PersonalDataAccess.objects.get()
    assert (look.user, look.kind, look.subject_code, look.rows) == (coordinator, "view", person.organisation.code, 1)


def test_people_are_added_changed_and_taken_away(coordinator, client_of):
    person = PersonFactory()
    client = client_of(coordinator)
    url = address(person.organisation, "people")
    data = answers(client, person.organisation, "people")
    client.post(url, data | {"coordinator_name": "สมชาย", "coordinator_mobile": "0812345678"})
    assert list(person.organisation.people.order_by("kind").values_list("kind", "name", "mobile")) == [
        ("coordinator", "สมชาย", "081-234-5678"),
        ("head", "สมศรี ใจดี", ""),
    ]
    data = answers(client, person.organisation, "people")
    client.post(url, {**data, "head_title": "", "head_name": ""})
    assert [kept.kind for kept in person.organisation.people.all()] == ["coordinator"]


def test_money_adds_up(coordinator, client_of):
    organisation = OrganisationFactory()
    client = client_of(coordinator)
    data = answers(client, organisation, "money")
    year = f"y{client.get(address(organisation, 'money')).context['form'].years[0]}"
    client.post(
        address(organisation, "money"), data | {f"{year}_from_members": "1,000", f"{year}_from_others": "2 ล้านบาท"}
    )
    budget = organisation.budgets.get()
    assert (budget.total, f"y{budget.fiscal_year}") == (2_001_000, year)
    response = client.post(
        address(organisation, "money"),
        answers(client, organisation, "money") | {f"{year}_total": "5"},
    )
    assert list(response.context["form"].errors) == [f"{year}_total"]


def test_the_task_list_tells_of_twins(coordinator, client_of):
    twin = OrganisationFactory(name_th="สมาคมผู้สูงอายุแม่ริม")
    organisation = OrganisationFactory(name_th="สมาคม ผู้สูงอายุ แม่ริม", state=State.DRAFT)
    OrganisationFactory(name_th="สมาคมผู้สูงอายุแม่ริม", province_id="90")
    response = client_of(coordinator).get(f"/organisations/{organisation.code}/edit/")
    assert [each.organisation for each in response.context["twins"]] == [twin]


def test_strangers_sections_are_not_found_or_closed(coordinator_south, staff, client_of):
    organisation = OrganisationFactory()
    assert client_of(coordinator_south).get(address(organisation, "identity")).status_code == 403
    assert client_of(staff).get(address(organisation, "nonsense")).status_code == 404
