import pytest
from django.utils import timezone

from indicators import actions
from tests.factories.indicators import (
    IndicatorFactory,
    PlanPeriodFactory,
    SeatFactory,
    SupportFactory,
    ValueFactory,
    goal_indicators,
)

pytestmark = pytest.mark.django_db


def close(plan, by):
    return PlanPeriodFactory(plan=plan, closed_at=timezone.now(), closed_by=by)


def test_each_record_that_made_the_difference_is_there_with_what_happened(client_of, staff):
    plan = goal_indicators()["G2"].plan
    kept, changed, gone = (SupportFactory(amount=amount) for amount in (1, 20, 300))
    close(plan, staff)
    changed.amount, changed.note = 25, "แก้ยอดตามหลักฐาน"
    actions.change_record(record=changed, by=staff)
    actions.withdraw_record(record=gone, reason="บันทึกซ้ำ", by=staff)
    late = SupportFactory(amount=4000)
    page = client_of(staff).get("/indicators/cso-1/G2/restated/?period=2565-H1")
    figure = page.context["figure"]
    assert (figure.reported.value, figure.value, figure.restated_by) == (321, 4026, 3705)
    assert [(row["record"].pk, row["then"], row["now"]) for row in page.context["rows"]] == [
        (changed.pk, "20", "25"),
        (gone.pk, "300", ""),
        (late.pk, "", "4,000"),
    ]
    assert [str(row["reason"]) for row in page.context["rows"]] == [
        "แก้ไข",
        "ถอนออก",
        "บันทึกหลังปิดงวด",
    ]
    assert kept.pk not in [row["record"].pk for row in page.context["rows"]]


def test_a_value_that_is_typed_in_is_restated_too(client_of, staff):
    indicator = IndicatorFactory(kind="number")
    ValueFactory(indicator=indicator, number=3)
    close(indicator.plan, staff)
    indicator.values.update(number=5)
    page = client_of(staff).get(f"/indicators/cso-1/{indicator.code}/restated/?period=2565-H1")
    assert [(row["then"], row["now"]) for row in page.context["rows"]] == [("3", "5")]


def test_a_period_that_is_not_closed_has_nothing_reported(client_of, staff):
    goal_indicators()
    assert client_of(staff).get("/indicators/cso-1/G1/restated/?period=2565-H1").status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_the_number_of_queries_does_not_grow(number, client_of, staff, django_assert_num_queries):
    close(goal_indicators()["G1"].plan, staff)
    SeatFactory.create_batch(number)
    client = client_of(staff)
    with django_assert_num_queries(11):
        client.get("/indicators/cso-1/G1/restated/?period=2565-H1")
