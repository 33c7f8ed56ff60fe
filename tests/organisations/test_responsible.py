"""Who looks after a record, as a filter: of the list with its figures, and of all that takes the list's query."""

import csv
import io

import pytest

from organisations.choices import State
from organisations.models import BulkAction
from tests.factories.organisations import OrganisationFactory

pytestmark = pytest.mark.django_db
URL = "/organisations/"


@pytest.fixture
def four(staff, coordinator):
    OrganisationFactory(name_th="ก ของเจ้าหน้าที่", responsible=staff, issues=["01"])
    OrganisationFactory(name_th="ข ของผู้ประสานงาน", responsible=coordinator, state=State.DRAFT)
    OrganisationFactory(name_th="ค ของผู้ประสานงาน", responsible=coordinator, province_id="90", state=State.DRAFT)
    OrganisationFactory(name_th="ง ไม่มีใคร", province_id="90", issues=["01"])


def names(response):
    return [row.name[0] for row in response.context["rows"]]


def figures(response, key):
    items = [item for facet in response.context["facets"] if facet.key == key for item in facet.items]
    return {item.label: item.count for item in items}


@pytest.mark.parametrize(
    ("query", "found", "provinces"),
    [
        ("responsible=me", ["ก"], {"เชียงใหม่": 1}),
        ("responsible=nobody", ["ง"], {"สงขลา": 1}),
        ("responsible=coordinator", ["ข", "ค"], {"เชียงใหม่": 1, "สงขลา": 1}),
        ("responsible=coordinator&province=50", ["ข"], {"เชียงใหม่": 1, "สงขลา": 1}),
        ("responsible=me&responsible=nobody", ["ก", "ง"], {"เชียงใหม่": 1, "สงขลา": 1}),
        ("responsible=me&responsible=nobody&issue=01&province=90", ["ง"], {"เชียงใหม่": 1, "สงขลา": 1}),
        ("responsible=coordinator&q=ผู้ประสานงาน&sort=-name", ["ค", "ข"], {"เชียงใหม่": 1, "สงขลา": 1}),
        ("responsible=me&q=ผู้ประสานงาน", [], {}),
        ("responsible=admin&q=ผู้ประสานงาน", [], {}),
    ],
)
def test_staff_ask_for_anybody_and_all_figures_are_exact(four, staff, admin, client_of, query, found, provinces):
    response = client_of(staff).get(f"{URL}?{query}")
    assert (names(response), response.context["total"]) == (found, len(found))
    assert figures(response, "province") == provinces


def test_a_coordinator_asks_for_himself_and_stays_in_his_scope(four, coordinator, client_of):
    client = client_of(coordinator)
    assert names(client.get(f"{URL}?responsible=me")) == ["ข"]
    assert names(client.get(f"{URL}?responsible=coordinator")) == ["ข"]
    response = client.get(f"{URL}?responsible=staff")
    assert response.context["query"].ignored == [("responsible", "staff")]
    assert names(response) == ["ก", "ข", "ง"]


@pytest.mark.parametrize("value", ["me", "nobody", "staff", "a\0b", "ก" * 5000])
def test_for_strangers_it_is_no_filter(four, client, value):
    response = client.get(URL, {"responsible": value})
    assert (names(response), response.context["query"].ignored) == (["ก", "ง"], [("responsible", value)])
    assert "responsible" not in [facet.key for facet in response.context["facets"]]


def test_it_is_told_as_a_chip_and_offered_without_figures(four, staff, coordinator, client_of):
    response = client_of(staff).get(f"{URL}?responsible=me&responsible=coordinator")
    assert response.context["chips"] == [
        ("ผู้รับผิดชอบ: ฉัน", "?responsible=coordinator"),
        (f"ผู้รับผิดชอบ: {coordinator}", "?responsible=me"),
    ]
    assert figures(response, "responsible") == {"ฉัน": None, "ไม่มีผู้รับผิดชอบ": None, str(coordinator): None}


def test_whatever_takes_the_query_of_the_list_takes_this_too(four, staff, client_of):
    client = client_of(staff)
    file = client.get(f"{URL}export.csv?responsible=me").getvalue().decode("utf-8-sig")
    assert [row[1] for row in csv.reader(io.StringIO(file))][1:] == ["ก ของเจ้าหน้าที่"]
    assert client.get(f"{URL}map/?responsible=coordinator").context["total"] == 2
    assert names(client.get(f"{URL}print/?responsible=nobody")) == ["ง"]


def test_many_at_once_keep_who_was_meant(four, staff, admin, client_of):
    answer = client_of(staff).post(
        f"{URL}bulk/", {"query": "responsible=me", "all": "yes", "do": "level", "code": "tambon", "why": "ตรวจแล้ว"}
    )
    action = BulkAction.objects.get()
    assert answer.url == action.get_absolute_url()
    assert (action.meant["chosen"], action.query) == ({"responsible": ["staff"]}, "responsible=staff")


def test_other_lists_are_asked_as_many_questions_as_before(four, staff, client_of, django_assert_num_queries):
    client = client_of(staff)
    client.get(URL)
    # session, account, taxonomies' stamp, saved views, rows, the answer of the list; for a name also who that is, twice
    with django_assert_num_queries(6):
        client.get(f"{URL}?responsible=nobody")
    with django_assert_num_queries(7):
        client.get(f"{URL}?responsible=me")
    with django_assert_num_queries(8):
        client.get(f"{URL}?responsible=coordinator")
