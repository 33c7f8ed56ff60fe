from datetime import date

import pytest

from core.models import PersonalDataAccess
from organisations.models import SavedView
from researchers.list_columns import ALL
from tests.factories.researchers import ResearcherFactory

pytestmark = pytest.mark.django_db
URL = "/researchers/"


def names(response):
    return [row.name for row in response.context["rows"]]


@pytest.fixture
def three():
    ResearcherFactory.create(name_th="แก้ว วนาสมมุติ", issues=["01", "04", "17"], expertise=["E01", "E03"])
    ResearcherFactory.create(name_th="เกษม ธาราสาธิต", province_id="90", issues=["17"], affiliation="สถาบันวิจัยชุมชนสาธิต")
    ResearcherFactory.create(name_th="ขวัญ ศิลาจำลอง", consented_on=None)


def test_the_public_sees_those_who_agreed_in_thai_order(three, client):
    response = client.get(URL)
    assert names(response) == ["ดร.เกษม ธาราสาธิต", "ดร.แก้ว วนาสมมุติ"]
    assert "พบ <strong>2</strong> คน" in response.text
    assert "researcher@example.org" not in response.text


def test_one_who_took_the_consent_back_is_not_listed(client):
    ResearcherFactory.create(withdrawn_on=date(2022, 1, 1))
    assert names(client.get(URL)) == []


def test_the_keepers_see_the_whole_book(three, staff, client_of):
    response = client_of(staff).get(URL)
    assert names(response) == ["ดร.เกษม ธาราสาธิต", "ดร.แก้ว วนาสมมุติ", "ดร.ขวัญ ศิลาจำลอง"]
    told = [cell.shown.badges for row in response.context["rows"] for cell in row.cells if cell.shown.badges]
    assert told == [[("good", "เผยแพร่แล้ว")], [("good", "เผยแพร่แล้ว")], [("warn", "ยังไม่ให้ความยินยอม")]]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("region=south", ["ดร.เกษม ธาราสาธิต"]),
        ("province=50", ["ดร.แก้ว วนาสมมุติ"]),
        ("province=50&province=90", ["ดร.เกษม ธาราสาธิต", "ดร.แก้ว วนาสมมุติ"]),
        ("issue=17&province=50", ["ดร.แก้ว วนาสมมุติ"]),
        ("issue=04", ["ดร.แก้ว วนาสมมุติ"]),
        ("expertise=E01", ["ดร.แก้ว วนาสมมุติ"]),
        ("q=เกษม", ["ดร.เกษม ธาราสาธิต"]),
        ("q=สถาบัน+วิจัย", ["ดร.เกษม ธาราสาธิต"]),
        ("sort=-name", ["ดร.แก้ว วนาสมมุติ", "ดร.เกษม ธาราสาธิต"]),
        ("sort=province", ["ดร.แก้ว วนาสมมุติ", "ดร.เกษม ธาราสาธิต"]),
    ],
)
def test_filters(three, client, query, expected):
    assert names(client.get(f"{URL}?{query}")) == expected


@pytest.mark.parametrize(
    "query", ["form=foundation", "province=99", "sort=members", "page=x", "issue=%00", "nothing=1", "state=draft"]
)
def test_what_is_not_known_is_told_and_not_used(three, client, query):
    response = client.get(f"{URL}?{query}")
    assert response.status_code == 200
    assert [key for key, value in response.context["query"].ignored] == [query.partition("=")[0]]


def test_a_filter_is_counted_without_itself(three, client):
    facets = client.get(f"{URL}?province=50").context["facets"]
    counts = {facet.key: {item.label: item.count for item in facet.items} for facet in facets}
    assert counts["province"] == {"เชียงใหม่": 1, "สงขลา": 1}
    assert counts["expertise"] == {"ผลักดันนโยบาย": 1, "วิจัยและถอดบทเรียน": 1}


@pytest.mark.parametrize("rows", [1, 3])
def test_rows_cost_no_questions(rows, client, django_assert_num_queries):
    ResearcherFactory.create_batch(rows)
    client.get(URL)
    with django_assert_num_queries(4):
        assert len(names(client.get(URL))) == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_every_column_costs_no_more_with_three_rows(rows, staff, client_of, django_assert_num_queries):
    ResearcherFactory.create_batch(rows)
    client = client_of(staff)
    client.post(f"{URL}columns/", {"order": list(ALL), "column": list(ALL)})
    client.get(URL)
    # session, account, facets, rows counted, rows, the look on record, saved views
    with django_assert_num_queries(8):
        assert [column.key for column in client.get(URL).context["columns"]] == list(ALL)


def cells(response):
    return [[cell.shown.text for cell in row.cells] for row in response.context["rows"]]


def test_contact_is_shown_in_one_s_own_provinces_and_the_look_is_on_record(coordinator, client_of):
    ResearcherFactory.create(name_th="แก้ว", phone="053-000-111")
    ResearcherFactory.create(name_th="ขวัญ", phone="074-000-111", province_id="90")
    client = client_of(coordinator)
    client.post(f"{URL}columns/", {"order": ["phone"], "column": ["phone"]})
    assert cells(client.get(f"{URL}?sort=-name")) == [[""], ["053-000-111"]]
    look = PersonalDataAccess.objects.get()
    assert (look.user, look.subject, look.rows, look.query) == (
        coordinator,
        "researchers.Researcher",
        1,
        "/researchers/?sort=-name",
    )


def test_columns_of_contact_and_consent_are_for_those_who_may_see_them(client, coordinator, staff, client_of):
    def offered(browser):
        return [column.key for column, _ticked in browser.get(f"{URL}columns/").context["choices"]]

    assert set(ALL) - set(offered(client)) == {"consent", "consented", "phone", "email"}
    assert set(ALL) - set(offered(client_of(coordinator))) == {"consent", "consented"}
    assert set(offered(client_of(staff))) == set(ALL)


def test_columns_go_back_to_this_list_and_change_no_other(client):
    answer = client.post(f"{URL}columns/", {"order": ["position"], "column": ["position"], "query": "q=ก"})
    assert answer.url == f"{URL}?q=%E0%B8%81"
    assert [column.key for column in client.get(URL).context["columns"]] == ["position"]
    assert "position" not in [column.key for column in client.get("/organisations/").context["columns"]]


def test_the_number_of_rows_is_remembered_for_this_list(client):
    ResearcherFactory.create_batch(26)
    assert (
        client.post(f"{URL}columns/size/", {"size": "50", "query": "province=50"}).url == f"{URL}?province=50&size=50"
    )
    assert len(names(client.get(URL))) == 26
    assert client.get("/organisations/").context["query"].size == 25


def test_a_list_is_kept_under_a_name(staff, client_of):
    client = client_of(staff)
    # What the registry's list would know, this one does not.
    query = "q=แก้ว&province=50&form=foundation&sort=members"
    answer = client.post(f"{URL}views/", {"query": query, "name": "ของเหนือ", "sharing": "me"})
    assert answer.url == f"{URL}?q=%E0%B9%81%E0%B8%81%E0%B9%89%E0%B8%A7&province=50"
    assert client.get(answer.url).context["open_view"].name == "ของเหนือ"
    view = SavedView.objects.get()
    assert (view.page, client.get("/organisations/").context["saved_views"]) == ("researchers", [])
    words = [words for _view, words in client.get(f"{URL}views/").context["views"]]
    assert words == [["คำค้น: “แก้ว”", "จังหวัด: เชียงใหม่"]]
    assert client.get(f"/organisations/views/{view.pk}/").status_code == 404
    assert client.post(f"{URL}views/{view.pk}/", {"name": "ใหม่", "sharing": "all"}).url == f"{URL}views/"
    assert client.post(f"{URL}views/{view.pk}/delete/").url == f"{URL}views/"
    assert SavedView.objects.count() == 0
