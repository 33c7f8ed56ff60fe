from datetime import date

import pytest

from core.models import PersonalDataAccess
from researchers.models import Researcher
from tests.factories.researchers import ResearcherFactory, WorkFactory

pytestmark = pytest.mark.django_db

ANSWERS = {
    "title": "ผศ.ดร.",
    "name_th": "  มาลี   วนาสมมุติ ",
    "name_en": "",
    "affiliation": "คณะสังคมศาสตร์ มหาวิทยาลัยทดสอบ",
    "position": "",
    "province": "50",
    "issues": ["01", "04"],
    "expertise": ["E03"],
    "works": "งานแรก | ๒๕๖๔ | www.example.org/1\nงานที่สอง",
    "phone": "053 000 002",
    "email": "mali@example.org",
    "consented_on_day": "1",
    "consented_on_month": "7",
    "consented_on_year": "2564",
}


def errors(response):
    return {name: list(problems) for name, problems in response.context["form"].errors.items()}


def test_a_new_entry(staff, client_of):
    response = client_of(staff).post("/researchers/new/", ANSWERS)
    row = Researcher.objects.get()
    assert response["Location"] == row.get_absolute_url()
    assert (row.name_th, row.phone, row.consented_on) == ("มาลี วนาสมมุติ", "053-000-002", date(2021, 7, 1))
    assert (row.created_by, row.version) == (staff, 1)
    works = set(row.works.values_list("title", "year", "link"))
    assert works == {("งานแรก", 2564, "https://www.example.org/1"), ("งานที่สอง", None, "")}


def test_without_consent_it_is_kept_but_not_listed(staff, client_of, client):
    client_of(staff).post("/researchers/new/", {key: value for key, value in ANSWERS.items() if "consent" not in key})
    assert Researcher.objects.count() == 1
    assert client.get("/researchers/").context["total"] == 0


def test_the_same_form_sent_twice_makes_one_entry(staff, client_of):
    browser = client_of(staff)
    token = browser.get("/researchers/new/").context["form"]["token"].value()
    addresses = {browser.post("/researchers/new/", {**ANSWERS, "token": token})["Location"] for _ in range(2)}
    assert addresses == {Researcher.objects.get().get_absolute_url()}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name_th": ""}, "name_th"),
        ({"affiliation": " "}, "affiliation"),
        ({"issues": []}, "issues"),
        ({"issues": ["77"]}, "issues"),
        ({"province": "99"}, "province"),
        ({"phone": "12"}, "phone"),
        ({"email": "mali"}, "email"),
        ({"works": "| 2564"}, "works"),
        ({"works": "งาน | 25640"}, "works"),
        ({"consented_on_year": "2700"}, "consented_on"),
        ({"withdrawn_on_day": "1", "withdrawn_on_month": "7", "withdrawn_on_year": "2563"}, "withdrawn_on"),
    ],
)
def test_what_cannot_be_taken_is_said_at_its_field(staff, client_of, change, field):
    response = client_of(staff).post("/researchers/new/", {**ANSWERS, **change})
    assert response.status_code == 200
    assert list(errors(response)) == [field]
    assert Researcher.objects.count() == 0


def form_of(researcher, **changes):
    return {**ANSWERS, "name_th": researcher.name_th, "version": researcher.version, **changes}


def test_a_change_with_its_works(staff, client_of):
    work = WorkFactory.create()
    response = client_of(staff).post(
        f"/researchers/{work.researcher.pk}/edit/", form_of(work.researcher, works=f"{work.title} | 2564\nอีกงานหนึ่ง")
    )
    assert response["Location"] == work.researcher.get_absolute_url()
    row = Researcher.objects.get()
    assert (row.title, row.version, row.updated_by) == ("ผศ.ดร.", 2, staff)
    assert work in row.works.all()
    assert set(row.works.values_list("title", flat=True)) == {work.title, "อีกงานหนึ่ง"}


def test_saving_without_a_change_writes_nothing(staff, client_of):
    work = WorkFactory.create()
    browser = client_of(staff)
    form = browser.get(f"/researchers/{work.researcher.pk}/edit/").context["form"]
    held = {**form.initial, "works": form["works"].value(), "consented_on_day": "1"}
    held |= {"consented_on_month": "7", "consented_on_year": "2564"}
    del held["consented_on"], held["withdrawn_on"]
    browser.post(f"/researchers/{work.researcher.pk}/edit/", held)
    assert Researcher.objects.get().version == 1


def test_two_who_change_one_entry_both_learn_of_it(staff, admin, client_of):
    researcher = ResearcherFactory.create()
    address = f"/researchers/{researcher.pk}/edit/"
    client_of(admin).post(address, form_of(researcher, position="คณบดี"))
    late = client_of(staff).post(address, form_of(researcher, position="นักวิจัย"))
    assert late.status_code == 409
    assert "คุณadmin แก้ไขข้อมูลนี้" in late.text
    assert late.context["form"]["position"].value() == "นักวิจัย"
    assert Researcher.objects.get().position == "คณบดี"
    again = form_of(researcher, position="นักวิจัย", version=late.context["form"]["version"].value())
    assert client_of(staff).post(address, again).status_code == 302
    assert Researcher.objects.get().position == "นักวิจัย"


def test_opening_the_form_is_a_look(staff, client_of):
    researcher = ResearcherFactory.create()
    client_of(staff).get(f"/researchers/{researcher.pk}/edit/")
    assert PersonalDataAccess.objects.get().subject_code == str(researcher.pk)
