"""Each rule of the search: what is found, in which order, and what the reader is told."""

import pytest

from organisations.choices import State
from organisations.models import Organisation
from organisations.search import understand
from organisations.search.why import why
from tests.factories.organisations import OrganisationFactory

pytestmark = pytest.mark.django_db
URL = "/organisations/"

RAIN = "มูลนิธิสายธารน้ำใจเพื่อผู้สูงอายุ"
LAKE = "สมาคมคนรักทะเลสาบ"
FUND = "กองทุนสวัสดิการชุมชนบ้านหนองแวง ตำบลสุเทพ"


@pytest.fixture
def registry(db):
    OrganisationFactory(
        name_th=RAIN,
        name_en="Sai Than Foundation for Older People",
        abbreviation="มสธ.",
        former_names=["ชมรมผู้เฒ่าใจดี"],
        aliases=["บ้านสายธาร"],
        registration_number="กท 123/2545",
        legal_form="foundation",
        district_id="5001",
        subdistrict_id="500108",
        objectives="จัดกิจกรรมเยี่ยมบ้านและดูแลสุขภาพกายใจ",
    )
    OrganisationFactory(name_th=LAKE, name_en="Lake Lovers Association", province_id="90", district_id="9011")
    OrganisationFactory(name_th=FUND, legal_form="welfare-fund", subdistrict_id="500108", district_id="5001")


def found(q, among=None):
    visible = among if among is not None else Organisation.objects.published()
    return [one.name_th for one in visible.searched(q).in_order("relevance")]


@pytest.mark.parametrize(
    ("q", "names"),
    [
        # what is searched
        (RAIN, [RAIN]),
        ("สายธาร", [RAIN]),
        ("sai than", [RAIN]),
        ("LAKE lovers", [LAKE]),
        ("ผู้เฒ่าใจดี", [RAIN]),
        ("มสธ", [RAIN]),
        ("กท 123/2545", [RAIN]),
        ("กท ๑๒๓/๒๕๔๕", [RAIN]),
        ("ทะเลสาบ สงขลา", [LAKE]),
        ("ทะเลสาบ จ.สงขลา", [LAKE]),
        ("ทะเลสาบ หาดใหญ่", [LAKE]),
        ("lake hat yai", [LAKE]),
        ("ทะเลสาบสงขลา", [LAKE]),
        ("สายธาร ต.สุเทพ", [RAIN]),
        ("เยี่ยมบ้าน สุเทพ", [RAIN]),
        # what is forgiven
        ("สายธารนำใจ", [RAIN]),
        ("ผูสงอายุ สายทาร", [RAIN]),
        ("มูลลนิธิิสายธาร", [RAIN]),
        ("เเวง หนอง", [FUND]),
        ("สายธารนํ้าใจ", [RAIN]),
        ("สาย ธาร น้ำ ใจ", [RAIN]),
        ("มูลนิธิฯ สายธาร", [RAIN]),
        ("สายธาร ฯลฯ", [RAIN]),
        ("สมาคมสายธารน้ำใจ", [RAIN]),
        ("ชมรมคนรักทะเลสาบ", [LAKE]),
        ("กองทุนบ้านหนองแวง", [FUND]),
        ("สมาคมคนรักทะเรสาบ", [LAKE]),
        ("สมาคมคมรักทะเรสาบ", [LAKE]),
        ("lake lovrs asociation", [LAKE]),
        # both layouts
        ("lkpTki", [RAIN]),
        ("สฟาำ สนอำพห", [LAKE]),
        # nothing
        ("ไม่มีที่ไหนเลย", []),
        ("xyzzy", []),
    ],
)
def test_rules(registry, q, names):
    assert found(q) == names


def test_a_code_in_any_writing(registry):
    one = Organisation.objects.get(name_th=LAKE)
    bare = one.code.removeprefix("CSO-")
    for q in (one.code, one.code.lower(), f"cso {bare}", bare):
        assert found(q) == [LAKE]


def test_the_code_of_a_merged_record_finds_the_survivor(registry, client):
    survivor = Organisation.objects.get(name_th=LAKE)
    merged = OrganisationFactory(name_th="สมาคมอื่น", state=State.MERGED, merged_into=survivor)
    assert found(merged.code) == [LAKE]
    # Over two merges, in the list too.
    first = OrganisationFactory(name_th="สมาคมแรก", state=State.MERGED, merged_into=merged)
    assert found(first.code) == [LAKE]
    response = client.get(URL, {"q": first.code})
    assert (response.context["total"], [row.name for row in response.context["rows"]]) == (1, [LAKE])


def test_the_best_match_stands_first(db):
    for values in (
        {"name_th": "กลุ่มอื่น", "objectives": "ทำงานกับธารทอง"},
        {"name_th": "เครือข่ายคนธารทองรุ่งเรือง"},
        {"name_th": "กลุ่มเดิม", "former_names": ["ธารทอง"]},
        {"name_th": "ธารทองพัฒนา"},
        {"name_th": "มูลนิธิธารทอง"},
        {"name_th": "ธารทอง"},
    ):
        OrganisationFactory(**values)
    assert found("ธารทอง") == [
        "ธารทอง",
        "กลุ่มเดิม",
        "มูลนิธิธารทอง",
        "ธารทองพัฒนา",
        "เครือข่ายคนธารทองรุ่งเรือง",
        "กลุ่มอื่น",
    ]


def test_strict_before_forgiving(db):
    OrganisationFactory(name_th="สมาคมนำทาง")
    OrganisationFactory(name_th="สมาคมน้ำทาง")
    assert found("น้ำทาง") == ["สมาคมน้ำทาง"]
    assert found("น่ำทาง") == ["สมาคมนำทาง", "สมาคมน้ำทาง"]


def test_what_a_reader_may_not_see_does_not_stop_the_next_step(db):
    OrganisationFactory(name_th="สมาคมน้ำทาง", state=State.DRAFT)
    OrganisationFactory(name_th="สมาคมนำทาง")
    assert found("น้ำทาง") == ["สมาคมนำทาง"]
    assert found("น้ำทาง", Organisation.objects.all()) == ["สมาคมน้ำทาง"]


def said(q):
    asked = understand(q, Organisation.objects.published())
    one = Organisation.objects.published().searched(asked).in_order("relevance").first()
    reasons = why(asked, one)
    return (
        "".join(f"[{part.text}]" if part.marked else part.text for part in reasons.name),
        [
            "".join(f"[{part.text}]" if part.marked else part.text for part in reason.parts)
            for reason in reasons.reasons
        ],
    )


@pytest.mark.parametrize(
    ("q", "name", "reasons"),
    [
        ("สายธาร", "มูลนิธิ[สายธาร]น้ำใจเพื่อผู้สูงอายุ", []),
        ("สายทารนำใจ", "มูลนิธิ[สายธารน้ำใจ]เพื่อผู้สูงอายุ", []),
        ("ผู้เฒ่า", RAIN, ["ชมรม[ผู้เฒ่า]ใจดี"]),
        (
            "มสธ",
            RAIN,
            [
                "[มสธ].".replace("].", "]."),
            ],
        ),
        ("กท123/2545", RAIN, ["[กท 123/2545]"]),
        ("เยี่ยมบ้าน", RAIN, ["จัดกิจกรรม[เยี่ยมบ้าน]และดูแลสุขภาพกายใจ"]),
        ("คนรักทะเรสาบ", "สมาคม[คนรักทะเลสาบ]", [""]),
    ],
)
def test_why(registry, q, name, reasons):
    assert said(q) == (name, reasons)


def test_the_page_says_why_and_marks_safely(db, client):
    OrganisationFactory(name_th="สมาคม<b>ธาร</b>", former_names=["ชมรมเก่า<script>"])
    page = client.get(URL, {"q": "ธาร"}).text
    assert "<mark>ธาร</mark>" in page
    assert "<b>ธาร" not in page
    assert "ชื่อเดิม: ชมรม<mark>เก่า</mark>&lt;script&gt;" in client.get(URL, {"q": "เก่า"}).text


def test_wrong_layout_is_used_where_nothing_is_found_and_offered_where_something_is(registry, client):
    page = client.get(URL, {"q": "l,k8,"})
    assert [row.name for row in page.context["rows"]] == [LAKE]
    assert "“สมาคม”" in page.text
    OrganisationFactory(name_th="สมาคม lkpTki")
    page = client.get(URL, {"q": "lkpTki"})
    assert [hint.link for hint in page.context["hints"]] == ["สายธาร"]


def test_the_nearest_spelling_is_offered(registry, client):
    page = client.get(URL, {"q": "คนรักทะเรสาบ"})
    assert [hint.link for hint in page.context["hints"]] == ["", "คนรักทะเลสาบ"]


def test_by_name_or_by_match(registry, client):
    rows = {
        sort: [row.name for row in client.get(URL, {"q": "สุเทพ", "sort": sort}).context["rows"]]
        for sort in ("", "name")
    }
    assert rows == {"": [FUND, RAIN], "name": [FUND, RAIN]}
    hints = client.get(URL, {"q": "สุเทพ", "sort": "name"}).context["hints"]
    assert [hint.url for hint in hints] == ["?q=%E0%B8%AA%E0%B8%B8%E0%B9%80%E0%B8%97%E0%B8%9E"]
    assert client.get(URL, {"q": "สุเทพ", "sort": "relevance"}).context["query"].ignored == []
    assert client.get(URL, {"sort": "relevance"}).context["query"].ignored == [("sort", "relevance")]


@pytest.mark.parametrize(
    "q",
    [
        "\x00",
        "%",
        "_",
        "\\",
        "'",
        '"',
        "่" * 200,
        "ก" * 200,
        "😀",
        "\u202eabc",
        "a b c d e f g h i j k l m n o p q r",
        "|/|",
        "\ud800",
        "ฯลฯ",
        "้ำ",
        "ๆ",
        "[(*",
    ],
)
def test_nasty_text_never_fails(registry, client, q):
    assert client.get(URL, {"q": q.encode("utf-8", "replace").decode()}).status_code == 200
    understand(q, Organisation.objects.all())
