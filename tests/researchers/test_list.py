from datetime import date

import pytest

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
    assert [row.state for row in response.context["rows"]] == ["เผยแพร่แล้ว", "เผยแพร่แล้ว", "ยังไม่ให้ความยินยอม"]


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
