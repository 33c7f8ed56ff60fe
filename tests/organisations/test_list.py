import pytest
from django.utils import timezone

from organisations.choices import State
from organisations.models import Term
from tests.factories.organisations import OrganisationFactory

pytestmark = pytest.mark.django_db
URL = "/organisations/"


def names(response):
    return [row.name for row in response.context["rows"]]


@pytest.fixture
def three():
    OrganisationFactory(name_th="สมาคมแม่ริม", issues=["01", "04", "17"], district_id="5007", member_count=30)
    OrganisationFactory(name_th="มูลนิธิเกาะยอ", province_id="90", legal_form="foundation", issues=["17"])
    OrganisationFactory(name_th="กลุ่มไร้ชื่อ", legal_form="group", state=State.SUBMITTED, abbreviation="กร.")


def test_the_public_sees_verified_ones_in_thai_order(three, client):
    response = client.get(URL)
    assert names(response) == ["มูลนิธิเกาะยอ", "สมาคมแม่ริม"]
    assert "พบ <strong>2</strong> องค์กร" in response.text


def test_a_coordinator_sees_drafts_of_his_own_province(three, coordinator, coordinator_south, client_of):
    assert names(client_of(coordinator).get(URL)) == ["กลุ่มไร้ชื่อ", "มูลนิธิเกาะยอ", "สมาคมแม่ริม"]
    assert names(client_of(coordinator_south).get(URL)) == ["มูลนิธิเกาะยอ", "สมาคมแม่ริม"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("region=north", ["กลุ่มไร้ชื่อ", "สมาคมแม่ริม"]),
        ("province=90", ["มูลนิธิเกาะยอ"]),
        ("province=90&province=50", ["กลุ่มไร้ชื่อ", "มูลนิธิเกาะยอ", "สมาคมแม่ริม"]),
        ("province=90&issue=01", []),
        ("district=5007", ["สมาคมแม่ริม"]),
        ("issue=17&form=foundation", ["มูลนิธิเกาะยอ"]),
        ("state=submitted", ["กลุ่มไร้ชื่อ"]),
        ("q=แม่ริม", ["สมาคมแม่ริม"]),
        ("q=แม่+ริม", ["สมาคมแม่ริม"]),
        ("q=เเม่ริม", ["สมาคมแม่ริม"]),
        ("q=กร.", ["กลุ่มไร้ชื่อ"]),
        ("q=มูลนิธิ+แม่ริม", ["สมาคมแม่ริม"]),
        ("q=มูลนิธิ+แม่สาย", []),
        ("sort=-name", ["สมาคมแม่ริม", "มูลนิธิเกาะยอ", "กลุ่มไร้ชื่อ"]),
        ("sort=-members", ["สมาคมแม่ริม", "กลุ่มไร้ชื่อ", "มูลนิธิเกาะยอ"]),
        ("sort=province", ["กลุ่มไร้ชื่อ", "สมาคมแม่ริม", "มูลนิธิเกาะยอ"]),
    ],
)
def test_filters(three, staff, client_of, query, expected):
    assert names(client_of(staff).get(f"{URL}?{query}")) == expected


@pytest.mark.parametrize("typed", ["{code}", "{bare}", "{small}"])
def test_a_code_is_found_with_or_without_its_dash(client, typed):
    organisation = OrganisationFactory()
    OrganisationFactory()
    code = organisation.code
    q = typed.format(code=code, bare=code.replace("-", ""), small=code.lower())
    assert names(client.get(URL, {"q": q})) == [organisation.name_th]


@pytest.mark.parametrize(
    ("query", "ignored"),
    [
        ("province=99", [("province", "99")]),
        ("province=50&province=x", [("province", "x")]),
        ("issue=1", [("issue", "1")]),
        ("sort=evil", [("sort", "evil")]),
        ("page=abc", [("page", "abc")]),
        ("page=-1", [("page", "-1")]),
        ("page=๒", [("page", "๒")]),
        ("colour=red", [("colour", "red")]),
        ("state=draft", [("state", "draft")]),
        ("status=%00", [("status", "\0")]),
        ("q=" + "ก" * 201, [("q", "ก")]),
        ("q=%00", []),
        ("page=99999999999999999999", [("page", "99999999999999999999")]),
        ("page=7", []),
    ],
)
def test_what_is_unknown_is_told_and_not_used(three, client, query, ignored):
    response = client.get(f"{URL}?{query}")
    assert response.status_code == 200
    assert response.context["query"].ignored == ignored
    assert ("จึงไม่ได้ใช้" in response.text) == bool(ignored)


def test_an_empty_list_says_what_to_loosen(three, client):
    response = client.get(f"{URL}?province=90&issue=01")
    assert response.context["chips"] == [
        ("จังหวัด: สงขลา", "?issue=01"),
        ("ประเด็น: เด็กและเยาวชน", "?province=90"),
    ]
    assert "ไม่พบองค์กรที่ตรงกับทุกตัวกรอง" in response.text


def test_facets_are_links_that_keep_the_rest(three, client):
    facets = {facet.key: facet for facet in client.get(f"{URL}?province=90&sort=-name").context["facets"]}
    assert [(item.label, item.count, item.url, item.selected) for item in facets["province"].items] == [
        ("เชียงใหม่", 1, "?province=90&amp;province=50&amp;sort=-name", False),
        ("สงขลา", 1, "?sort=-name", True),
    ]
    assert "state" not in facets


def test_the_name_of_a_value_never_comes_alive(three, client):
    Term.objects.filter(taxonomy="issue", code="01").update(name_th="<b>&", updated_at=timezone.now())
    response = client.get(f"{URL}?issue=01")
    facets = {facet.key: facet for facet in response.context["facets"]}
    assert [item.label for item in facets["issue"].items if item.selected] == ["&lt;b&gt;&amp;"]
    assert "<b>&" not in response.text


def test_a_reader_of_english(three, client):
    client.cookies["django_language"] = "en"
    response = client.get(f"{URL}?province=90")
    assert "Found <strong>1</strong> organisation<" in response.text.replace("\n", "")
    assert response.context["chips"] == [("Province: Songkhla", "?")]


@pytest.mark.parametrize("count", [1, 3])
def test_as_many_questions_with_one_row_as_with_three(count, coordinator, client_of, django_assert_num_queries):
    OrganisationFactory.create_batch(count, district_id="5007")
    client = client_of(coordinator)
    # session, account with its provinces, taxonomies' stamp, how the search is understood, facets, rows, saved views
    client.get(URL)
    with django_assert_num_queries(7):
        client.get(f"{URL}?province=50&issue=01&q=สมาคม")


def test_pages(client):
    OrganisationFactory.create_batch(26)
    assert len(client.get(URL).context["rows"]) == 25
    assert len(client.get(f"{URL}?page=2").context["rows"]) == 1
    assert client.get(f"{URL}?page=9").context["page_obj"].number == 2
