import pytest

from core.models import PersonalDataAccess
from organisations.list_columns import ALL, DEFAULT
from tests.factories.organisations import OrganisationFactory, PersonFactory

pytestmark = pytest.mark.django_db
LIST = "/organisations/"
URL = "/organisations/columns/"


def keys(response):
    return [column.key for column in response.context["columns"]]


def cells(response):
    return [[cell.shown.text for cell in row.cells] for row in response.context["rows"]]


def test_columns_are_remembered_with_the_account(coordinator, client_of):
    OrganisationFactory(district_id="5007")
    client = client_of(coordinator)
    assert keys(client.get(LIST)) == list(DEFAULT)
    answer = client.post(URL, {"order": ["members", "place", "level"], "column": ["place", "members"], "query": "q=ก"})
    assert (answer.status_code, answer.url) == (302, f"{LIST}?q=%E0%B8%81")
    assert keys(client_of(coordinator).get(LIST)) == ["members", "place"]
    client.post(URL, {"reset": "yes"})
    assert keys(client.get(LIST)) == list(DEFAULT)


def test_a_stranger_s_columns_live_in_the_session(client):
    client.post(URL, {"order": ["level", "place"], "column": ["level"]})
    assert keys(client.get(LIST)) == ["level"]


def test_a_column_is_moved_without_being_saved(client):
    response = client.post(URL, {"order": ["place", "issues", "members"], "column": ["issues"], "move": "up:issues"})
    assert [(column.key, ticked) for column, ticked in response.context["choices"]][:3] == [
        ("issues", True),
        ("place", False),
        ("members", False),
    ]
    assert keys(client.get(LIST)) == list(DEFAULT)


@pytest.mark.parametrize("move", ["up:place", "down:zzz", "sideways:place", "up", ""])
def test_a_move_that_goes_nowhere_changes_nothing(client, move):
    response = client.post(URL, {"order": ["place", "issues"], "move": move})
    assert [column.key for column, _ticked in response.context["choices"]][:2] == ["place", "issues"]


def test_columns_of_people_are_for_those_who_may_see_them(client, coordinator, committee, client_of):
    assert {column.key for column, _ticked in client.get(URL).context["choices"]} == ALL.keys() - {
        "head",
        "coordinator",
        "responsible",
    }
    # Who lost the right, or asks for it in a made-up form, sees the others.
    officer = client_of(committee)
    officer.post(URL, {"order": ["head", "level"], "column": ["head", "level"]})
    assert keys(officer.get(LIST)) == ["level"]


def test_people_are_shown_in_one_s_own_provinces_and_the_look_is_on_record(coordinator, client_of):
    PersonFactory(organisation=OrganisationFactory(name_th="ก"))
    PersonFactory(organisation=OrganisationFactory(name_th="ข", province_id="90"))
    client = client_of(coordinator)
    client.post(URL, {"order": ["head"], "column": ["head"]})
    assert cells(client.get(f"{LIST}?sort=name&size=50")) == [["นางสมศรี ใจดี"], [""]]
    look = PersonalDataAccess.objects.get()
    assert (look.user, look.kind, look.rows, look.query) == (
        coordinator,
        "view",
        1,
        "/organisations/?sort=name&size=50",
    )


@pytest.mark.parametrize("count", [1, 3])
def test_every_column_costs_no_more_with_three_rows(count, staff, client_of, django_assert_num_queries):
    for organisation in OrganisationFactory.create_batch(count, responsible=staff, certification="received"):
        PersonFactory(organisation=organisation)
        PersonFactory(organisation=organisation, kind="coordinator")
    client = client_of(staff)
    client.post(URL, {"order": list(ALL), "column": list(ALL)})
    client.get(LIST)
    # session, account, taxonomies' stamp, facets, rows, people, the look on record, saved views
    with django_assert_num_queries(8):
        assert keys(client.get(LIST)) == list(ALL)


def test_the_office_contact_stays_hidden_where_asked(client):
    OrganisationFactory(phone="053-123-456", contact_is_public=False)
    client.post(URL, {"order": ["phone"], "column": ["phone"]})
    assert cells(client.get(LIST)) == [[""]]


def test_the_number_of_rows_is_remembered_and_stands_in_the_address(client):
    OrganisationFactory.create_batch(26)
    answer = client.post(f"{URL}size/", {"size": "50", "query": "province=50&page=2"})
    assert answer.url == f"{LIST}?province=50&size=50"
    response = client.get(LIST)
    assert len(response.context["rows"]) == 26
    assert response.context["address"] == "?size=50"
    assert len(client.get(f"{LIST}?size=25").context["rows"]) == 25


@pytest.mark.parametrize("size", ["0", "26", "-25", "abc", "๕๐", ""])
def test_a_size_that_is_none_is_not_remembered(client, size):
    assert client.post(f"{URL}size/", {"size": size, "query": ""}).url == f"{LIST}?"
    assert client.get(f"{LIST}?size={size}").context["query"].size == 25
