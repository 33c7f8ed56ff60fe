import csv
import io
from datetime import timedelta

import pgtrigger
import pytest
from django.db import connection
from django.utils import timezone

from organisations.choices import State
from tests.factories.indicators import (
    IndicatorFactory,
    NetworkFactory,
    SeatFactory,
    SupportFactory,
    ValueFactory,
    goal_indicators,
)
from tests.factories.organisations import OrganisationFactory

pytestmark = pytest.mark.django_db


def listed(response):
    return [row.record.pk for row in response.context["table"].rows]


def test_exactly_the_records_of_the_figure_are_listed(client_of, committee):
    goal_indicators()
    counted = SeatFactory(level="national")
    SeatFactory(level="national", to_on="2022-01-01")
    SeatFactory(level="national", province_id="90")
    SeatFactory(level="tambon")
    SeatFactory(level="national", withdrawn_at="2022-01-01T00:00Z")
    page = client_of(committee).get("/indicators/cso-1/G1/records/?period=2565-H1&province=50&level=national")
    assert listed(page) == [counted.pk]
    assert (page.context["figure"].value, page.context["figure"].records) == (1, 1)


def test_all_pages_together_hold_as_many_records_as_the_figure_says(client_of, committee):
    goal_indicators()
    organisation = OrganisationFactory()
    SeatFactory.create_batch(60, organisation=organisation)
    client = client_of(committee)
    pages = [client.get(f"/indicators/cso-1/G1/records/?period=2565-H1&page={number}") for number in (1, 2)]
    assert [len(listed(page)) for page in pages] == [50, 10]
    assert (pages[0].context["figure"].value, pages[0].context["figure"].records) == (1, 60)


def test_a_link_to_an_organisation_stands_only_where_the_reader_may_open_it(client_of, committee):
    goal_indicators()
    SeatFactory(organisation=OrganisationFactory(state=State.DRAFT))
    SeatFactory(organisation=OrganisationFactory())
    page = client_of(committee).get("/indicators/cso-1/G1/records/?period=2565-H1")
    assert [bool(row.head.links[0].url) for row in page.context["table"].rows] == [True, False]


def test_typed_values_are_listed_too(client_of, committee):
    indicator = IndicatorFactory(kind="number")
    for province, number in (("50", 3), ("57", 4)):
        ValueFactory(indicator=indicator, province_id=province, number=number)
    page = client_of(committee).get(f"/indicators/cso-1/{indicator.code}/records/?period=2565-H1")
    assert [row.number for row in page.context["page_obj"]] == [4, 3]  # เชียงราย, เชียงใหม่
    assert page.context["figure"].value == 7


@pytest.mark.parametrize("number", [1, 3])
def test_the_number_of_queries_does_not_grow(number, client_of, staff, django_assert_num_queries):
    goal_indicators()
    for _ in range(number):
        SeatFactory()
        NetworkFactory().members.set(OrganisationFactory.create_batch(2))
    client = client_of(staff)
    with django_assert_num_queries(9):
        client.get("/indicators/cso-1/G1/records/?period=2565-H1")
    with django_assert_num_queries(10):
        client.get("/indicators/cso-1/G5/records/?period=2565-H1")


def rows_of(response):
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def test_the_file_of_a_figure_holds_exactly_its_records(client_of, committee):
    goal_indicators()
    counted = [SupportFactory(amount=amount, province_id="50") for amount in (10, 20)]
    SupportFactory(province_id="90")
    SupportFactory(province_id="50", received_on="2020-12-01")
    address = "/indicators/cso-1/G2/records/export.csv?period=2565-H1&province=50"
    rows = rows_of(client_of(committee).get(address))
    number = rows[0].index("เลขที่ระเบียน")
    assert [row[number] for row in rows[1:]] == [str(one.pk) for one in counted]
    assert client_of(committee).get(f"{address}&sector=moon").status_code == 404


def test_what_stood_on_a_day_and_typed_values_are_files_too(client_of, committee):
    goal_indicators()
    SeatFactory(committee="=1+1")
    yesterday = timezone.localdate() - timedelta(days=1)
    client = client_of(committee)
    address = f"/indicators/cso-1/G1/records/export.csv?period=2565-H1&as_of={yesterday.isoformat()}"
    assert len(rows_of(client.get(address))) == 1
    with pgtrigger.ignore("indicators.CommitteeSeatEvent:append_only"), connection.cursor() as cursor:
        cursor.execute("UPDATE indicators_committeeseatevent SET pgh_created_at = now() - interval '2 days'")
    assert [row[1] for row in rows_of(client.get(address))[1:]] == ["'=1+1"]
    assert client.get(address.replace(".csv", ".xlsx")).status_code == 404
    indicator = IndicatorFactory(kind="percentage")
    ValueFactory(indicator=indicator, province_id="50", numerator=1, denominator=3)
    rows = rows_of(client.get(f"/indicators/cso-1/{indicator.code}/records/export.csv?period=2565-H1"))
    assert [row[:5] for row in rows[1:]] == [["เชียงใหม่", "2565-H1", "", "1.00", "3.00"]]
