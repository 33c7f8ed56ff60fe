"""The page on which two records become one."""

import pytest

from core.models import PersonalDataAccess
from organisations.choices import State
from organisations.models import Merge
from tests.factories.organisations import OrganisationFactory, PersonFactory

pytestmark = pytest.mark.django_db


def address(organisation):
    return f"/organisations/{organisation.code}/merge/"


def test_the_code_of_the_other_is_asked_for(staff, client_of):
    one = OrganisationFactory()
    client = client_of(staff)
    assert client.get(address(one)).context["problem"] == ""
    for typed in (one.code, "CSO-9999999", "x" * 500, "\0"):
        assert client.get(address(one), {"with": typed}).context["problem"] != ""


def test_the_verified_record_remains_unless_the_reader_turns_them(staff, client_of):
    draft, verified = OrganisationFactory(state=State.DRAFT, note="ก"), OrganisationFactory(note="ข")
    client = client_of(staff)
    page = client.get(address(draft), {"with": verified.code})
    assert (page.context["survivor"], page.context["merged"]) == (verified, draft)
    assert [row.name for row in page.context["differing"]] == ["name_th", "note"]
    turned = client.get(address(draft), {"with": verified.code, "keep": "1"})
    assert (turned.context["survivor"], turned.context["merged"]) == (draft, verified)


def test_choices_are_written_and_looks_at_people_logged(staff, client_of):
    kept, gone = OrganisationFactory(name_th="สมาคมก", note="ก"), OrganisationFactory(name_th="สมาคมข", note="ข")
    PersonFactory(organisation=kept, name="คนหนึ่ง")
    PersonFactory(organisation=gone, name="คนสอง")
    client = client_of(staff)
    page = client.get(address(kept), {"with": gone.code, "keep": "1"})
    assert [part["name"] for part in page.context["parts"]] == ["people:head"]
    assert sorted(PersonalDataAccess.objects.values_list("subject_code", flat=True)) == sorted([kept.code, gone.code])
    data = {
        "with": gone.code,
        "version": kept.version,
        "other_version": gone.version,
        "pick-note": "both",
        "pick-name_th": "merged",
        "pick-people:head": "merged",
        "keep_name": "1",
        "why": "พิมพ์ซ้ำ",
    }
    assert client.post(address(kept), data).url == kept.get_absolute_url()
    kept.refresh_from_db()
    assert (kept.name_th, kept.former_names, kept.note) == ("สมาคมข", ["สมาคมก"], "ก\n\nข")
    assert (kept.people.get().name, Merge.objects.get().why) == ("คนสอง", "พิมพ์ซ้ำ")


@pytest.mark.parametrize("version", ["99", "", "x", "๑", "9" * 40])
def test_a_changed_record_is_shown_again(version, staff, client_of):
    kept, gone = OrganisationFactory(), OrganisationFactory()
    data = {"with": gone.code, "version": version, "other_version": gone.version}
    assert client_of(staff).post(address(kept), data).status_code == 409
    assert Merge.objects.count() == 0


def test_coordinators_do_not_merge(coordinator, client_of):
    kept, gone = OrganisationFactory(), OrganisationFactory()
    assert client_of(coordinator).post(address(kept), {"with": gone.code}).status_code == 403
