from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thai.periods import FIRST_YEAR, LAST_YEAR, Period, PeriodError, periods_between

calendars = st.sampled_from(["fiscal", "calendar"])
periods = st.builds(Period, st.integers(FIRST_YEAR + 1, LAST_YEAR - 1), st.sampled_from([None, 1, 2]), calendars)
days = st.dates(date(1857, 1, 1), date(2057, 12, 31))


@pytest.mark.parametrize(
    ("period", "first_day", "last_day"),
    [
        (Period(2565), date(2021, 10, 1), date(2022, 9, 30)),
        (Period(2565, 1), date(2021, 10, 1), date(2022, 3, 31)),
        (Period(2565, 2), date(2022, 4, 1), date(2022, 9, 30)),
        (Period(2564, None, "calendar"), date(2021, 1, 1), date(2021, 12, 31)),
        (Period(2564, 1, "calendar"), date(2021, 1, 1), date(2021, 6, 30)),
        (Period(2564, 2, "calendar"), date(2021, 7, 1), date(2021, 12, 31)),
    ],
)
def test_first_and_last_day(period, first_day, last_day):
    assert (period.first_day, period.last_day) == (first_day, last_day)


@pytest.mark.parametrize("text", ["2565-H1", "2565-h1", " ๒๕๖๕ - H๑ ", "2565H1", "2565–h1", "2565 H1"])
def test_parse_a_half_year(text):
    assert Period.parse(text) == Period(2565, 1)


@pytest.mark.parametrize("text", ["", "H1", "2565-H3", "65-H1", "2565-Q1", "2565-", "2021", "9999", "25655", "x" * 9])
def test_parse_refuses(text):
    with pytest.raises(PeriodError) as caught:
        Period.parse(text)
    assert caught.value.code == ("out_of_range" if text in ("2021", "9999") else "not_a_period")


@given(st.text())
def test_parse_raises_nothing_else(text):
    with suppress(PeriodError):
        assert Period.parse(text).year in range(FIRST_YEAR, LAST_YEAR + 1)


@pytest.mark.parametrize("arguments", [(2565, 3), (2565, 0), (2565, None, "lunar"), (543,), (9999,)])
def test_there_are_no_other_periods(arguments):
    with pytest.raises(PeriodError):
        Period(*arguments)


@given(periods)
def test_code_goes_there_and_back(period):
    assert Period.parse(str(period), period.calendar) == period


@given(periods)
def test_neighbours_touch(period):
    assert period.next().first_day == period.last_day + timedelta(days=1)
    assert period.next().previous() == period
    assert period.previous() < period < period.next()
    assert period.ends_before == period.next().starts_at


@given(periods)
def test_halves_make_the_year(period):
    year = period.year_period
    first, second = year.halves()
    assert (first.first_day, second.last_day) == (year.first_day, year.last_day)
    assert first.next() == second
    assert period.within(year)
    assert all(half.within(period) for half in period.halves())
    assert year <= first < second
    assert year.within(first) is False


@given(days, st.booleans(), calendars)
def test_every_day_falls_in_one_period(day, halves, calendar):
    period = Period.of(day, halves, calendar)
    assert period.contains(day)
    assert not period.previous().contains(day)
    assert not period.next().contains(day)


@given(st.lists(periods))
def test_periods_have_one_order(several):
    in_order = sorted(several)
    several.reverse()
    assert sorted(several) == in_order
    assert len(set(several)) == len({(period.year, period.half, period.calendar) for period in several})


def test_midnight_is_bangkok_midnight():
    last_moment = datetime(2021, 9, 30, 16, 59, 59, tzinfo=UTC)
    first_moment = datetime(2021, 9, 30, 17, 0, tzinfo=UTC)
    assert Period.of(last_moment, halves=False) == Period(2564)
    assert Period.of(first_moment, halves=False) == Period(2565)
    assert Period(2565).starts_at == first_moment == Period(2564).ends_before
    assert Period(2565).contains(first_moment)
    assert not Period(2565).contains(last_moment)


def test_periods_between():
    assert [str(period) for period in periods_between(date(2020, 10, 1), date(2022, 9, 30))] == [
        "2564-H1",
        "2564-H2",
        "2565-H1",
        "2565-H2",
    ]
    assert periods_between(date(2022, 1, 1), date(2021, 1, 1)) == []
    assert periods_between(date(2021, 1, 1), date(2022, 1, 1), halves=False, calendar="calendar") == [
        Period(2564, None, "calendar"),
        Period(2565, None, "calendar"),
    ]
    assert periods_between(Period(LAST_YEAR).first_day, Period(LAST_YEAR).last_day, halves=False) == [Period(LAST_YEAR)]


@pytest.mark.parametrize(
    ("period", "thai", "english"),
    [
        (Period(2565), "ปีงบประมาณ พ.ศ. 2565", "Fiscal year B.E. 2565"),
        (
            Period(2565, 1),
            "ครึ่งปีแรก ปีงบประมาณ พ.ศ. 2565 (ต.ค. 2564 – มี.ค. 2565)",
            "First half of fiscal year B.E. 2565 (Oct 2564 – Mar 2565)",
        ),
        (
            Period(2564, 2, "calendar"),
            "ครึ่งปีหลัง ปี พ.ศ. 2564 (ก.ค. 2564 – ธ.ค. 2564)",
            "Second half of year B.E. 2564 (Jul 2564 – Dec 2564)",
        ),
    ],
)
def test_label(period, thai, english):
    assert (period.label(), period.label("en")) == (thai, english)


def test_label_in_thai_digits():
    assert Period(2565).label(digits="thai") == "ปีงบประมาณ พ.ศ. ๒๕๖๕"


def test_the_years_end_somewhere():
    with pytest.raises(PeriodError):
        Period(LAST_YEAR).next()
    with pytest.raises(PeriodError):
        Period.of(date(1500, 1, 1))
