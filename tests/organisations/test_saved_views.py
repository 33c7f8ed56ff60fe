import pytest

from organisations.choices import Sharing, State
from organisations.models import SavedView
from tests.factories.accounts import UserFactory
from tests.factories.organisations import OrganisationFactory

pytestmark = pytest.mark.django_db
LIST = "/organisations/"
URL = "/organisations/views/"


def view_of(owner, name="มุมมอง", query="province=50", **values):
    return SavedView.objects.create(owner=owner, page="organisations", name=name, query=query, **values)


def offered(client):
    return [view.name for view, _is_open in client.get(LIST).context["saved_views"]]


def test_a_list_is_kept_under_a_name_without_what_it_does_not_know(staff, client_of):
    client = client_of(staff)
    answer = client.post(URL, {"query": "q=แม่&province=50&colour=red&page=3", "name": "ของเหนือ", "sharing": "me"})
    assert answer.url == f"{LIST}?q=%E0%B9%81%E0%B8%A1%E0%B9%88&province=50"
    response = client.get(answer.url)
    assert response.context["open_view"].name == "ของเหนือ"
    # Under the same name it takes the other's place.
    client.post(URL, {"query": "province=51", "name": "ของเหนือ", "sharing": "me"})
    assert [view.query for view in SavedView.objects.all()] == ["province=51"]


def test_sharing(staff, admin, coordinator, coordinator_south, committee, client_of):
    neighbour = UserFactory(username="neighbour", role="coordinator", provinces=["50", "51"])
    view_of(staff, "1 ส่วนตัว")
    view_of(staff, "2 กรม", sharing=Sharing.STAFF)
    view_of(staff, "3 ทุกคน", sharing=Sharing.ALL)
    view_of(coordinator, "4 จังหวัด", sharing=Sharing.PROVINCE, provinces=["50"])
    assert offered(client_of(staff)) == ["1 ส่วนตัว", "2 กรม", "3 ทุกคน"]
    assert offered(client_of(admin)) == ["2 กรม", "3 ทุกคน"]
    assert offered(client_of(coordinator)) == ["3 ทุกคน", "4 จังหวัด"]
    assert offered(client_of(neighbour)) == ["3 ทุกคน", "4 จังหวัด"]
    assert offered(client_of(coordinator_south)) == ["3 ทุกคน"]
    assert offered(client_of(committee)) == ["3 ทุกคน"]
    assert offered(client_of(None)) == []


@pytest.mark.parametrize(
    ("person", "may"),
    [
        ("staff", ["me", "staff", "all"]),
        ("coordinator", ["me", "province"]),
        ("committee", ["me"]),
    ],
)
def test_with_whom_one_may_share(person, may, request, client_of):
    client = client_of(request.getfixturevalue(person))
    for sharing in [*Sharing.values, "x"]:
        client.post(URL, {"query": "", "name": sharing, "sharing": sharing})
    assert sorted(SavedView.objects.values_list("sharing", flat=True)) == sorted(may)


def test_a_shared_view_finds_what_its_reader_may_see(staff, coordinator_south, client_of):
    OrganisationFactory(name_th="ร่าง", state=State.DRAFT)
    view = view_of(staff, query="state=draft", sharing=Sharing.ALL)
    assert [row.name for row in client_of(staff).get(LIST + view.address).context["rows"]] == ["ร่าง"]
    assert client_of(coordinator_south).get(LIST + view.address).context["rows"] == []


def test_a_view_is_changed_and_deleted_by_its_owner_alone(staff, admin, client_of):
    view = view_of(staff, sharing=Sharing.ALL)
    stranger = client_of(admin)
    assert stranger.get(f"{URL}{view.pk}/").status_code == 404
    assert stranger.post(f"{URL}{view.pk}/delete/").status_code == 404
    client = client_of(staff)
    assert client.post(f"{URL}{view.pk}/", {"name": "ใหม่", "sharing": "staff"}).url == URL
    view.refresh_from_db()
    assert (view.name, view.sharing) == ("ใหม่", "staff")
    view_of(staff, "อีกอัน")
    response = client.post(f"{URL}{view.pk}/", {"name": "อีกอัน", "sharing": "staff"})
    assert list(response.context["form"].errors) == ["name"]
    assert client.post(f"{URL}{view.pk}/delete/").url == URL
    assert SavedView.objects.count() == 1


def test_the_page_says_what_each_view_asks_for(staff, client_of):
    view_of(staff, query="province=50&issue=01")
    view_of(staff, "ทั้งหมด", query="")
    response = client_of(staff).get(f"{URL}?query=province%3D90")
    assert [(view.name, words) for view, words in response.context["views"]] == [
        ("ทั้งหมด", []),
        ("มุมมอง", ["จังหวัด: เชียงใหม่", "ประเด็น: เด็กและเยาวชน"]),
    ]
    assert response.context["asked_words"] == ["จังหวัด: สงขลา"]


def test_how_many_rows_a_page_has_is_no_part_of_a_view(staff, client_of):
    client = client_of(staff)
    client.post("/organisations/columns/size/", {"size": "50"})
    client.post(URL, {"query": "province=50&size=50", "name": "เหนือ", "sharing": "me"})
    assert SavedView.objects.get().query == "province=50"
    assert client.get(f"{LIST}?province=50&size=50").context["open_view"].name == "เหนือ"
