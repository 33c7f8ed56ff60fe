from datetime import date, timedelta

import pgtrigger
import pytest
from django.db import connection
from django.utils import timezone

from indicators import actions
from plans.choices import Cumulation
from plans.models import Indicator
from tests.factories.indicators import (
    IndicatorFactory,
    PlanPeriodFactory,
    SeatFactory,
    SupportFactory,
    TargetFactory,
    ValueFactory,
    goal_indicators,
)

pytestmark = pytest.mark.django_db


def test_the_figure_stands_beside_its_target_and_the_period_before(client_of):
    goals = goal_indicators()
    SeatFactory(from_on="2021-04-01")
    SeatFactory()
    TargetFactory(indicator=goals["G1"], period="2565-H1", value=5)
    figure = client_of(None).get("/indicators/cso-1/G1/?period=2565-H1").context["figure"]
    assert (figure.value, figure.records, figure.target, figure.previous, figure.change) == (2, 2, 5, 1, 1)


def test_without_a_period_the_latest_half_year_is_shown(client_of):
    goal_indicators()
    assert str(client_of(None).get("/indicators/cso-1/G1/").context["asked"].period) == "2565-H2"


def test_the_page_can_be_narrowed_to_a_province_and_a_region(client_of):
    goal_indicators()
    SeatFactory(province_id="50")
    SeatFactory(province_id="57")
    SeatFactory(province_id=None)
    client = client_of(None)

    def figure(query):
        return client.get(f"/indicators/cso-1/G1/?period=2565-H1{query}").context["figure"].value

    assert [figure(query) for query in ("", "&province=50", "&region=north", "&province=none")] == [3, 1, 2, 1]


@pytest.mark.parametrize(
    "query",
    [
        "period=2566-H1",
        "period=%00",
        "period=abc",
        "province=99",
        "province=%00",
        "province=๕๐",
        "region=moon",
        "level=village",
    ],
)
def test_what_is_not_known_is_left_out_and_said(query, client_of):
    goal_indicators()
    response = client_of(None).get(f"/indicators/cso-1/G1/?{query}")
    assert response.status_code == 200
    assert len(response.context["asked"].notes) == 1


def test_an_unknown_indicator_is_not_found(client_of):
    goal_indicators()
    assert client_of(None).get("/indicators/cso-1/G9/").status_code == 404


def test_only_those_who_may_follow_a_figure_get_links_to_its_records(client_of, committee):
    goal_indicators()
    SeatFactory()
    address = "/indicators/cso-1/G1/"
    records = 'href="/indicators/cso-1/G1/records/?period=2565-H2"'
    assert records not in client_of(None).get(address).content.decode()
    assert records in client_of(committee).get(address).content.decode()


@pytest.mark.parametrize(
    ("kind", "content", "shown"),
    [
        ("number", {"number": 1234}, "1,234"),
        ("percentage", {"numerator": 1, "denominator": 3}, "33.3%"),
        ("milestone", {"reached": True}, "บรรลุแล้ว"),
        ("narrative", {"text": "ดำเนินการแล้ว"}, "ดำเนินการแล้ว"),
    ],
)
def test_typed_values_of_every_kind_are_shown(kind, content, shown, client_of):
    indicator = IndicatorFactory(kind=kind)
    ValueFactory(indicator=indicator, **content)
    page = client_of(None).get(f"/indicators/cso-1/{indicator.code}/?period=2565-H1")
    assert page.context["figure"].records == 1
    assert shown in page.content.decode()


def test_percentages_are_never_added_up(client_of):
    """The nation's is the sum of numerators over the sum of denominators, until the nation's own is typed in."""
    indicator = IndicatorFactory(kind="percentage")
    address = f"/indicators/cso-1/{indicator.code}/?period=2565-H1"
    ValueFactory(indicator=indicator, province_id="50", numerator=1, denominator=2)
    ValueFactory(indicator=indicator, province_id="57", numerator=0, denominator=6)
    assert client_of(None).get(address).context["figure"].value == 12.5
    ValueFactory(indicator=indicator, numerator=1, denominator=5)
    assert client_of(None).get(address).context["figure"].value == 20


def test_what_nobody_reported_is_no_zero(client_of):
    indicator = IndicatorFactory(kind="number")
    page = client_of(None).get(f"/indicators/cso-1/{indicator.code}/?period=2565-H1")
    assert page.context["figure"].value is None
    assert "ยังไม่รายงาน" in page.content.decode()


@pytest.mark.parametrize("records", [1, 3])
def test_the_number_of_queries_does_not_grow(records, client_of, staff, django_assert_num_queries):
    goal_indicators()
    SeatFactory.create_batch(records)
    SupportFactory.create_batch(records)
    client = client_of(staff)
    with django_assert_num_queries(10):
        client.get("/indicators/cso-1/G1/?province=50")
    with django_assert_num_queries(10):
        client.get("/indicators/cso-1/G2/?province=50")
    # Places and splits are counted at once where the page is not narrowed, and no province is looked up.
    with django_assert_num_queries(8):
        client.get("/indicators/cso-1/G1/")


def test_a_figure_stands_beside_what_was_reported_of_it(client_of, staff):
    goals = goal_indicators()
    SeatFactory(province_id="50")
    PlanPeriodFactory(plan=goals["G1"].plan, closed_at=timezone.now(), closed_by=staff)
    SeatFactory(province_id="90")
    page = client_of(staff).get("/indicators/cso-1/G1/?period=2565-H1")
    figure = page.context["figure"]
    assert (figure.value, figure.reported.value, figure.restated_by) == (2, 1, 1)
    assert 'href="/indicators/cso-1/G1/restated/?period=2565-H1"' in page.content.decode()
    rows = {row["part"].code: row["part"] for row in page.context["regions"]}
    assert (rows["south"].is_restated, rows["north"].is_restated) == (True, False)


def test_the_page_can_be_asked_how_it_stood_on_a_day(client_of, staff, django_assert_num_queries):
    goal_indicators()
    seat = SeatFactory()
    client = client_of(staff)
    yesterday = timezone.localdate() - timedelta(days=1)
    typed = f"{yesterday.day}/{yesterday.month}/{yesterday.year + 543}"
    for address in (typed, yesterday.isoformat()):
        page = client.get("/indicators/cso-1/G1/", {"period": "2565-H1", "as_of": address})
        assert (page.context["asked"].as_of, page.context["figure"].value) == (yesterday, 0)
    assert client.get("/indicators/cso-1/G1/records/", {"period": "2565-H1", "as_of": typed}).status_code == 200
    # The seat's first row of history is put back by two days, as if it had been entered then.
    with pgtrigger.ignore("indicators.CommitteeSeatEvent:append_only"), connection.cursor() as cursor:
        cursor.execute("UPDATE indicators_committeeseatevent SET pgh_created_at = now() - interval '2 days'")
    page = client.get("/indicators/cso-1/G1/records/", {"period": "2565-H1", "as_of": typed})
    assert [row.record.pk for row in page.context["table"].rows] == [seat.pk]


@pytest.mark.parametrize("text", ["ไม่ใช่วัน", "31/2/2564", "1/1/2700", "%00"])
def test_a_day_that_is_none_is_said(text, client_of):
    goal_indicators()
    asked = client_of(None).get("/indicators/cso-1/G1/", {"as_of": text}).context["asked"]
    assert (asked.as_of, len(asked.notes)) == (None, 1)


@pytest.mark.parametrize(
    ("kind", "direction", "content", "target", "reached"),
    [
        ("number", "up", {"number": 10}, 10, True),
        ("number", "up", {"number": 9}, 10, False),
        ("number", "down", {"number": 10}, 10, True),
        ("number", "down", {"number": 11}, 10, False),
        ("number", "none", {"number": 11}, 10, None),
        ("percentage", "up", {"numerator": 1, "denominator": 3}, 33, True),
        ("milestone", "up", {"reached": True}, 1, True),
        ("milestone", "up", {"reached": False}, 1, False),
        ("narrative", "up", {"text": "…"}, 1, None),
    ],
)
def test_whether_a_target_is_reached_follows_the_direction(kind, direction, content, target, reached, client_of):
    indicator = IndicatorFactory(kind=kind, direction=direction)
    ValueFactory(indicator=indicator, **content)
    TargetFactory(indicator=indicator, period="2565-H1", value=target)
    page = client_of(None).get(f"/indicators/cso-1/{indicator.code}/?period=2565-H1")
    assert page.context["figure"].meets_target is reached
    words = {True: "บรรลุเป้าหมาย", False: "ไม่บรรลุเป้าหมาย"}
    assert [word in page.content.decode() for word in words.values()] == [reached is not None, reached is False]


def test_where_the_plan_asks_for_both_the_page_shows_either_and_opens_its_records(client_of, staff):
    goal = goal_indicators()["G1"]
    Indicator.objects.filter(pk=goal.pk).update(cumulation=Cumulation.BOTH)
    held = SeatFactory(from_on=date(2021, 11, 1), to_on=date(2021, 12, 1), province_id="50")
    SeatFactory(from_on=date(2021, 11, 1), province_id="50")
    client = client_of(staff)
    address = "/indicators/cso-1/G1/?period=2565-H1"
    page = client.get(address).context
    assert [(tab["url"], tab["current"]) for tab in page["readings"]] == [
        ("?period=2565-H1", True),
        ("?period=2565-H1&reading=sum", False),
    ]
    assert (page["figure"].value, page["figure"].over, page["figure"].records) == (1, 2, 1)
    summed = client.get(f"{address}&reading=sum").context
    assert (summed["figure"].value, summed["figure"].over, summed["figure"].records) == (2, None, 2)
    assert next(row["part"].value for row in summed["province_rows"] if row["part"].code == "50") == 2
    for reading, keys in (("", 1), ("&reading=sum", 2)):
        listed = client.get(f"/indicators/cso-1/G1/records/?period=2565-H1{reading}").context["table"]
        assert len(listed.rows) == keys
    assert "ผลรวมตลอดงวด: 2" in client.get("/indicators/cso-1/").content.decode()
    row = PlanPeriodFactory(plan=goal.plan, closed_at=timezone.now(), closed_by=staff)
    assert row.is_closed
    held.to_on, held.note = None, "แก้ตามหนังสือ"
    actions.change_record(record=held, by=staff)
    now = client.get(address).context["figure"]
    assert (now.value, now.reported.value) == (2, 1)
    assert client.get(f"{address}&reading=sum").context["figure"].reported.value == 2


def test_without_a_word_of_the_plan_a_figure_is_split_by_all_that_its_records_say(client_of):
    goal = goal_indicators()["G5"]
    Indicator.objects.filter(pk=goal.pk).update(disaggregate_by=[])
    page = client_of(None).get("/indicators/cso-1/G5/?period=2565-H1").context
    assert [one["split"].dimension.name for one in page["splits"]] == ["level", "form"]
