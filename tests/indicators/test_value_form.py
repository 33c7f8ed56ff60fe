import pytest
from django.utils import timezone

from indicators.models import Value
from tests.factories.indicators import IndicatorFactory, PlanPeriodFactory, ValueFactory, goal_indicators

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("kind", "answers", "content"),
    [
        ("number", {"number": "๑,๒๓๔"}, {"number": 1234}),
        ("money", {"number": "1.5 ล้านบาท"}, {"number": 1_500_000}),
        ("percentage", {"numerator": "1", "denominator": "4"}, {"numerator": 1, "denominator": 4}),
        ("milestone", {"reached": "no"}, {"reached": False}),
        ("narrative", {"text": "ดำเนินการแล้ว"}, {"text": "ดำเนินการแล้ว"}),
    ],
)
def test_staff_type_in_a_value_of_each_kind(kind, answers, content, client_of, staff):
    indicator = IndicatorFactory(kind=kind)
    address = f"/indicators/cso-1/{indicator.code}/value/?period=2565-H1&province=50"
    response = client_of(staff).post(address, answers)
    assert response.headers["Location"] == f"/indicators/cso-1/{indicator.code}/?period=2565-H1&province=50"
    value = Value.objects.get()
    assert (value.period, value.province_id, value.created_by) == ("2565-H1", "50", staff)
    assert {name: getattr(value, name) for name in content} == content


def test_a_part_of_nothing_is_refused(client_of, staff):
    indicator = IndicatorFactory(kind="percentage")
    response = client_of(staff).post(
        f"/indicators/cso-1/{indicator.code}/value/", {"numerator": "1", "denominator": "0"}
    )
    assert list(response.context["form"].errors) == ["denominator"]


def test_a_closed_period_keeps_its_values(client_of, staff):
    indicator = IndicatorFactory(kind="number")
    PlanPeriodFactory(plan=indicator.plan, closed_at=timezone.now(), closed_by=staff)
    response = client_of(staff).post(f"/indicators/cso-1/{indicator.code}/value/?period=2565-H1", {"number": "1"})
    assert (response.status_code, Value.objects.count()) == (200, 0)


def test_a_correction_after_the_period_was_closed_says_why_and_leaves_what_was_reported(client_of, staff):
    indicator = IndicatorFactory(kind="number")
    ValueFactory(indicator=indicator, number=1)
    PlanPeriodFactory(plan=indicator.plan, closed_at=timezone.now(), closed_by=staff)
    client, address = client_of(staff), f"/indicators/cso-1/{indicator.code}/value/?period=2565-H1"
    assert list(client.post(address, {"number": "2"}).context["form"].errors) == ["note"]
    assert client.post(address, {"number": "2", "note": "ตรวจพบภายหลัง"}).status_code == 302
    figure = client.get(f"/indicators/cso-1/{indicator.code}/?period=2565-H1").context["figure"]
    assert (figure.value, figure.reported.value, Value.objects.get().note) == (2, 1, "ตรวจพบภายหลัง")


def test_two_people_at_once(client_of, staff, admin):
    indicator = IndicatorFactory(kind="number")
    ValueFactory(indicator=indicator, number=1)
    address = f"/indicators/cso-1/{indicator.code}/value/?period=2565-H1"
    seen = client_of(staff).get(address).context["form"].initial["seen"]
    client_of(admin).post(address, {"number": "2", "seen": seen})
    response = client_of(staff).post(address, {"number": "3", "seen": seen})
    assert (response.status_code, Value.objects.get().number) == (200, 2)


def test_a_computed_indicator_has_no_value_to_type(client_of, staff):
    goal_indicators()
    assert client_of(staff).get("/indicators/cso-1/G1/value/").status_code == 404


def test_a_wrong_place_is_never_taken_for_the_whole_country(client_of, staff):
    indicator = IndicatorFactory(kind="number")
    response = client_of(staff).post(f"/indicators/cso-1/{indicator.code}/value/?province=99", {"number": "1"})
    assert (response.status_code, Value.objects.count()) == (404, 0)
