from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thai.dates import (
    DATE_MESSAGES,
    DateError,
    be_year,
    format_date,
    format_founded,
    parse_date,
    parse_founded,
    parse_year,
)

DAY = date(2021, 3, 30)
WRITINGS = """30/3/2564|30-03-2564|30.3.2564|30/03/2021|๓๐/๓/๒๕๖๔|๓๐ / ๓ / ๒๕๖๔|30 3 2564|30 มี.ค. 2564|30 มี.ค.2564|
30มี.ค.2564|30 มีค 2564|30 มี. ค. 2564|30-มี.ค.-2564|๓๐ มี.ค. ๒๕๖๔|30 มีนาคม 2564|30มีนาคม2564|30 มีนาคม พ.ศ. 2564|
30 มีนาคม พ.ศ.2564|30 มีนาคม พศ 2564|วันที่ 30 มีนาคม พ.ศ. 2564|วันที่ ๓๐ เดือน มีนาคม พ.ศ. ๒๕๖๔|
วันอังคารที่ 30 มีนาคม พ.ศ. 2564|เมื่อวันที่ 30 มีนาคม 2564|30 มีนาคม ค.ศ. 2021|30/3/พ.ศ. 2564|2021-03-30|2564-03-30|
2564/3/30|30 March 2021|30th March 2021|March 30, 2021|Tuesday, 30 Mar 2021|30-MAR-2021|30 March 2564 BE|
30 March 2021 CE|2021-03-30 00:00:00|2021-03-30T00:00|2021-03-29T17:00:00Z|2021-03-30T06:59:59.999+07:00|
30/03/2564 10:30 น.|30/3/2021 12:00 AM|\u200b30/3/2564\u00a0""".replace("|\n", "|").split("|")


@pytest.mark.parametrize("writing", WRITINGS)
def test_writings_of_one_day(writing):
    assert parse_date(writing) == DAY


@pytest.mark.parametrize(
    "cell",
    [
        DAY,
        date(2564, 3, 30),
        datetime(2021, 3, 30, 23, 59),  # noqa: DTZ001 - a sheet's cell has no zone
        datetime(2564, 3, 30),  # noqa: DTZ001 - likewise
        datetime(2021, 3, 29, 17, tzinfo=UTC),
        44285,
        44285.75,
        Decimal(44285),
        (date(2564, 3, 30) - date(1899, 12, 30)).days,
    ],
)
def test_cells_of_one_day(cell):
    assert parse_date(cell) == DAY


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("", "empty"),
        (None, "empty"),
        (" \u200b", "empty"),
        ("เร็ว ๆ นี้", "not_a_date"),
        ("30 พ.ศ. 2564", "not_a_date"),
        ("30/3", "not_a_date"),
        (True, "not_a_date"),
        (12, "not_a_date"),
        (10**9, "not_a_date"),
        (float("nan"), "not_a_date"),
        (float("inf"), "not_a_date"),
        ([], "not_a_date"),
        ("2021-03-30T00:00+99:00", "not_a_date"),
        ("29/2/2564", "no_such_day"),
        (date(2564, 2, 29), "no_such_day"),
        ("3/30/2564", "no_such_day"),
        ("31 เม.ย. 2564", "no_such_day"),
        ("0/1/2564", "no_such_day"),
        ("30.3.64", "ambiguous_year"),
        ("30 มี.ค. 64", "ambiguous_year"),
        ("2564", "day_missing"),
        (2564, "day_missing"),
        ("มีนาคม 2564", "day_missing"),
        ("1/1/2300", "out_of_range"),
        ("1/1/0564", "out_of_range"),
        ("1 มกราคม ค.ศ. 2564", "out_of_range"),
        (date(1000, 1, 1), "out_of_range"),
    ],
)
def test_refused(value, code):
    with pytest.raises(DateError) as caught:
        parse_date(value)
    assert (caught.value.code, caught.value.value) == (code, value) or value != value
    assert str(caught.value) == DATE_MESSAGES[code] % {"value": value}


def test_leap_day_is_judged_by_the_christian_year():
    assert parse_date("29/2/2567") == date(2024, 2, 29)
    assert parse_date("2567-02-29") == date(2024, 2, 29)


def test_every_day_goes_there_and_back():
    """Every day of พ.ศ. 2400–2600; styles, languages and kinds of digits take turns."""
    turns = [("th", "arabic"), ("en", "thai"), ("th", "thai"), ("en", "arabic"), ("th", "arabic")]
    styles = ("full", "long", "short", "numeric")
    day, last_day, number = date(2400 - 543, 1, 1), date(2600 - 543, 12, 31), 0
    while day <= last_day:
        assert parse_date(format_date(day, styles[number % 4], *turns[number % 5])) == day
        if (day.month, day.day) != (2, 29):
            assert parse_date(day.replace(year=day.year + 543)) == day
        if day > date(1908, 4, 1):
            assert parse_date((day - date(1899, 12, 30)).days) == day
        day, number = day + timedelta(days=1), number + 1
    assert number == 73414


@given(
    st.dates(date(1857, 1, 1), date(2057, 12, 31)), st.sampled_from(["th", "en"]), st.sampled_from(["arabic", "thai"])
)
def test_styles(day, language, digits):
    for style in ("full", "long", "short", "numeric"):
        assert parse_date(format_date(day, style, language, digits)) == day
    for style in ("month", "month_short"):
        assert parse_founded(format_date(day, style, language, digits)) == (day.replace(day=1), "month")
    for precision in ("day", "month", "year"):
        first, read = parse_founded(format_founded(day, precision, language, digits))
        assert read == precision
        assert format_founded(first, read) == format_founded(day, precision)
    assert parse_year(format_date(day, "year", language, digits)) == day.year


@pytest.mark.parametrize(
    ("style", "thai", "english"),
    [
        ("full", "30 มีนาคม พ.ศ. 2564", "30 March B.E. 2564"),
        ("long", "30 มีนาคม 2564", "30 March 2564"),
        ("short", "30 มี.ค. 2564", "30 Mar 2564"),
        ("numeric", "30/03/2564", "30/03/2564"),
        ("month", "มีนาคม 2564", "March 2564"),
        ("month_short", "มี.ค. 2564", "Mar 2564"),
        ("year", "2564", "2564"),
    ],
)
def test_format_date(style, thai, english):
    assert format_date(DAY, style) == thai
    assert format_date(DAY, style, "en") == english


def test_format_date_in_thai_digits_and_bangkok():
    assert format_date(datetime(2021, 3, 29, 17, tzinfo=UTC), "short", digits="thai") == "๓๐ มี.ค. ๒๕๖๔"
    assert be_year(DAY) == 2564


@pytest.mark.parametrize(
    "value",
    [
        "2545",
        "๒๕๔๕",
        "พ.ศ. 2545",
        "พ.ศ.๒๕๔๕",
        "ปี 2545",
        "ปี พ.ศ. 2545",
        "2,545",
        "2545.0",
        2545,
        2545.0,
        "2002",
        "ค.ศ. 2002",
        2002,
        date(2002, 5, 1),
    ],
)
def test_parse_year(value):
    assert parse_year(value) == 2002


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("45", "ambiguous_year"),
        ("30/3/2545", "not_a_date"),
        ("2300", "out_of_range"),
        ("x", "not_a_date"),
        ("", "empty"),
    ],
)
def test_parse_year_refuses(value, code):
    with pytest.raises(DateError) as caught:
        parse_year(value)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("value", "founded"),
    [
        ("2545", (date(2002, 1, 1), "year")),
        (2545, (date(2002, 1, 1), "year")),
        ("มี.ค. 2545", (date(2002, 3, 1), "month")),
        ("3/2545", (date(2002, 3, 1), "month")),
        ("2002-03", (date(2002, 3, 1), "month")),
        ("เดือนมีนาคม พ.ศ. 2545", (date(2002, 3, 1), "month")),
        ("30/3/2545", (date(2002, 3, 30), "day")),
    ],
)
def test_parse_founded(value, founded):
    assert parse_founded(value) == founded


@given(
    st.one_of(
        st.text(),
        st.text(alphabet=st.sampled_from("0123๓๐/-. มีคพศ:TZ+,ที่")),
        st.integers(),
        st.floats(),
        st.dates(),
        st.datetimes(timezones=st.one_of(st.none(), st.timezones())),
        st.decimals(),
        st.none(),
    )
)
def test_nothing_but_date_errors(value):
    codes = set()
    for parse in (parse_date, parse_founded, parse_year):
        try:
            parse(value)
        except DateError as error:
            codes.add(error.code)
    assert codes <= DATE_MESSAGES.keys()
