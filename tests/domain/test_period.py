"""Reporting periods, as they are written and as they lie in time."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, localcontext
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sbtrack.domain.errors import BadPeriod
from sbtrack.domain.period import Period, periods_between, years_alike
from sbtrack.domain.terms import Grain
from sbtrack.locale.words import Words

CALENDAR = (Grain.YEAR, Grain.HALF, Grain.QUARTER, Grain.MONTH)


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("2013", "2013"),
        (" 2013 ", "2013"),
        ("2013年前12个月", "2013"),
        ("２０１３", "2013"),
        ("2013年", "2013"),
        ("2013年度", "2013"),
        ("2013年末", "2013"),
        ("2013年底", "2013"),
        ("2013-H1", "2013-H1"),
        ("2013h2", "2013-H2"),
        ("2013年上半年", "2013-H1"),
        ("2013年下半年", "2013-H2"),
        ("2013-Q2", "2013-Q2"),
        ("2013Q4", "2013-Q4"),
        ("2013年二季度", "2013-Q2"),
        ("2013年第3季度", "2013-Q3"),
        ("2013年四季", "2013-Q4"),
        ("2013-06", "2013-06"),
        ("2013-6", "2013-06"),
        ("2013年6月", "2013-06"),
        ("2013年6月末", "2013-06"),
        ("2013年06月份", "2013-06"),
        ("2013-06-30", "2013-06-30"),
        ("2013-6-3", "2013-06-03"),
        ("2013年6月30日", "2013-06-30"),
        ("2013 年 6 月 30 日", "2013-06-30"),
        ("2012-02-29", "2012-02-29"),
        ("2013/06", "2013-06"),
        ("2013.06", "2013-06"),
        ("2013.6", "2013-06"),
        ("2013.01", "2013-01"),
        ("2013.10", "2013-10"),
        ("2013.2", "2013-02"),
        ("2013.1.5", "2013-01-05"),
        ("2013/1", "2013-01"),
        ("2013-1", "2013-01"),
        ("２０１３．６", "2013-06"),
        ("201306", "2013-06"),
        ("2013/6/30", "2013-06-30"),
        ("2013.06.30", "2013-06-30"),
        ("2013年6月30", "2013-06-30"),
        ("2013年6月份底", "2013-06"),
        ("2013年年底", "2013"),
        ("2013年年末", "2013"),
        ("2013年终", "2013"),
        ("2013年全年", "2013"),
        ("2013上半年", "2013-H1"),
        ("2013年上半年末", "2013-H1"),
        ("2013年三季度末", "2013-Q3"),
        ("2013年1-6月", "2013-H1"),
        ("2013年1月－6月", "2013-H1"),
        ("2013年1—6月份", "2013-H1"),
        ("2013年7至12月", "2013-H2"),
        ("2013年1-12月", "2013"),
        ("2013年4～6月", "2013-Q2"),
        ("2013年1-2季度", "2013-H1"),
        ("2013年前两季度", "2013-H1"),
        ("2013年一至四季度", "2013"),
        ("2013年前6个月", "2013-H1"),
        ("2013年前3个月", "2013-Q1"),
    ],
)
def test_periods_are_read_as_people_write_them(text: str, canonical: str) -> None:
    assert str(Period.parse(text)) == canonical


@pytest.mark.parametrize(
    "text",
    [
        *("", "13", "20135", "0000", "2013-", "2013-13", "2013-00", "2013-H3", "2013-Q5"),
        *("2013年13月", "2013年五季度", "2013-06-30-1", "mid 2013", "201313", "20130630"),
        *("2013-2015", "2013/14", "2013-06.30", "-2013", "2013\n", "2013年前1个月", "000001"),
        *(
            "2013年前一季度",
            "2013年9-1月",
            "2013年0-3月",
            "2013年1-13月",
            "0000-02-30",
            "2013-13-01",
        ),
    ],
)
def test_what_is_no_period_is_refused_with_examples(text: str) -> None:
    with pytest.raises(BadPeriod) as raised:
        Period.parse(text)

    assert "is not a reporting period; write 2013, 2013-H1, 2013-Q2" in Words("en").say(
        raised.value.message
    )


@pytest.mark.parametrize(
    ("text", "english", "chinese"),
    [
        ("2013-02-29", "day 29 in 2013-02", "2013年2月没有29日；当月最后一天是2013年2月28日。"),
        ("2013年2月29日", "day 29 in 2013-02", "2013年2月没有29日"),
        ("2013.6.31", "day 31 in 2013-06", "当月最后一天是2013年6月30日"),
        ("2012/2/30", "its last day is 2012-02-29", "2012年2月没有30日"),
        ("2013.6.0", "day 0 in 2013-06", "2013年6月没有0日"),
    ],
)
def test_a_day_that_does_not_exist_is_named(text: str, english: str, chinese: str) -> None:
    with pytest.raises(BadPeriod) as raised:
        Period.parse(text)

    assert english in Words("en").say(raised.value.message)
    assert chinese in Words("zh").say(raised.value.message)


@pytest.mark.parametrize(
    ("text", "month", "day"),
    [
        ("2013年前三季度", "2013-09", "2013-09-30"),
        ("2013年1-3季度", "2013-09", "2013-09-30"),
        ("2013年二至四季度", "2013-12", "2013-12-31"),
        ("2013年1-9月", "2013-09", "2013-09-30"),
        ("2013年前5个月", "2013-05", "2013-05-31"),
        ("2013年1-2月", "2013-02", "2013-02-28"),
        ("2013年2-4月", "2013-04", "2013-04-30"),  # three months, and no quarter
    ],
)
def test_months_that_make_no_period_are_refused_with_what_to_write_instead(
    text: str, month: str, day: str
) -> None:
    with pytest.raises(BadPeriod) as raised:
        Period.parse(text)

    said = Words("en").say(raised.value.message)
    assert said == (
        f"“{text}” is no year, half, quarter or month; "
        f"for a figure as of its end write {month} or {day}."
    )
    assert (str(Period.parse(month)), str(Period.parse(day))) == (month, day)


@pytest.mark.parametrize("text", ["2013.1", "２０１３．１", " 2013.1 "])
def test_a_month_that_a_spreadsheet_may_have_cut_is_not_guessed(text: str) -> None:
    with pytest.raises(BadPeriod) as raised:
        Period.parse(text)

    assert "can be January, or October" in Words("en").say(raised.value.message)
    assert "write 2013-01 or 2013-10." in Words("en").say(raised.value.message)
    assert "请写成2013-01或2013-10。" in Words("zh").say(raised.value.message)


@pytest.mark.parametrize(
    "text",
    ["上半年", "前三季度", "1-9月", "6月", "6月30日", "H1", "Q2", "二季度", "06", "06-30", "年底"],
)
def test_a_period_without_its_year_is_told_so(text: str) -> None:
    with pytest.raises(BadPeriod) as raised:
        Period.parse(text)

    assert Words("en").say(raised.value.message) == (
        f"“{text}” does not say of which year; write for example 2013-06 or 2013年6月."
    )


@pytest.mark.parametrize(
    ("text", "lacks_only_its_year"),
    [("0月", False), ("1月", True), ("12月", True), ("13月", False)],
)
def test_only_a_month_of_the_calendar_lacks_its_year(text: str, lacks_only_its_year: bool) -> None:
    with pytest.raises(BadPeriod) as raised:
        Period.parse(text)

    assert ("of which year" in raised.value.message.template) is lacks_only_its_year


@pytest.mark.parametrize(
    ("text", "start", "end", "grain"),
    [
        ("2012", date(2012, 1, 1), date(2012, 12, 31), Grain.YEAR),
        ("2012-H2", date(2012, 7, 1), date(2012, 12, 31), Grain.HALF),
        ("2012-Q1", date(2012, 1, 1), date(2012, 3, 31), Grain.QUARTER),
        ("2012-02", date(2012, 2, 1), date(2012, 2, 29), Grain.MONTH),
        ("2012-02-29", date(2012, 2, 29), date(2012, 2, 29), Grain.DAY),
    ],
)
def test_a_period_runs_from_its_first_day_to_its_last(
    text: str, start: date, end: date, grain: Grain
) -> None:
    period = Period.parse(text)

    assert (period.start, period.end, period.grain) == (start, end, grain)


def test_a_year_and_its_last_day_end_together_and_are_not_the_same() -> None:
    year, day = Period.of_year(2013), Period.parse("2013-12-31")

    assert year.end == day.end
    assert year != day
    assert year.covers(day)
    assert not day.covers(year)
    assert year.covers(year)


def test_time_is_counted_in_months_so_that_years_are_equal() -> None:
    def end(text: str) -> Decimal:
        return Period.parse(text).end_in_months

    assert end("2013") - end("2010") == 36
    assert end("2012") - end("2011") == end("2011") - end("2010")  # a leap year is no longer
    assert end("2013-06-30") == end("2013-06") == end("2013-Q2") == end("2013-H1")
    assert end("2013-06-15") == end("2013-05") + Decimal("0.5")


def test_months_are_counted_alike_whatever_precision_the_caller_works_with() -> None:
    day = Period.parse("2013-01-10")
    with localcontext() as context:
        context.prec = 5
        narrow = day.end_in_months

    assert narrow == day.end_in_months
    assert len(day.end_in_months.as_tuple().digits) == 60


@pytest.mark.parametrize(
    ("month", "years"),
    [("2007-08", "2007 2008"), ("2008-08", ""), ("2009-08", ""), ("2000-12", "2000 2012")],
)
def test_a_month_looks_like_years_where_the_second_is_later(month: str, years: str) -> None:
    assert " ".join(map(str, years_alike(Period.parse(month)) or ())) == years


def test_a_period_covers_itself_and_its_parts_to_the_day() -> None:
    year = Period.of_year(2013)
    assert year.covers(year)
    assert year.covers(Period.parse("2013-01-01"))
    assert year.covers(Period.parse("2013-12-31"))
    assert not year.covers(Period.parse("2012-12-31"))
    assert not year.covers(Period.parse("2014-01-01"))


def test_a_year_splits_into_whole_parts() -> None:
    year = Period.of_year(2013)

    assert [str(p) for p in year.split(Grain.QUARTER)] == [
        "2013-Q1",
        "2013-Q2",
        "2013-Q3",
        "2013-Q4",
    ]
    assert len(year.split(Grain.DAY)) == 365
    assert year.split(Grain.YEAR) == (year,)
    assert Period.parse("2013-H1").split(Grain.YEAR) == ()


def test_only_periods_that_lie_wholly_between_are_returned() -> None:
    found = periods_between(date(2010, 12, 31), date(2012, 11, 30), Grain.HALF)

    assert [str(p) for p in found] == ["2011-H1", "2011-H2", "2012-H1"]
    assert periods_between(date(2012, 1, 1), date(2011, 1, 1), Grain.YEAR) == ()
    assert periods_between(date(2012, 1, 1), date(2011, 1, 1), Grain.DAY) == ()


@given(st.dates(min_value=date(1000, 1, 1)), st.sampled_from(Grain))
def test_what_is_written_is_read_back(day: date, grain: Grain) -> None:
    if grain is Grain.DAY:
        period = Period(day, day, grain)
    else:
        length = 12 // len(Period.of_year(2013).split(grain))
        period = Period.covering(day.year, day.month - (day.month - 1) % length, grain)

    assert Period.parse(str(period)) == period
    assert Period.parse(Words("zh").period(period)) == period


@given(st.integers(1, 9999), st.sampled_from(CALENDAR))
def test_the_parts_of_a_year_follow_each_other_without_a_gap(year: int, grain: Grain) -> None:
    parts = Period.of_year(year).split(grain)

    assert parts[0].start == date(year, 1, 1)
    assert parts[-1].end == date(year, 12, 31)
    for before, after in pairwise(parts):
        assert after.start.toordinal() == before.end.toordinal() + 1


@given(st.dates(), st.sampled_from(["-", "/", "."]), st.booleans())
def test_a_day_is_the_same_however_its_numbers_are_parted(
    day: date, separator: str, padded: bool
) -> None:
    parts = (f"{day.month:02}", f"{day.day:02}") if padded else (f"{day.month}", f"{day.day}")
    month = Period.covering(day.year, day.month, Grain.MONTH)

    assert Period.parse(separator.join((f"{day.year:04}", *parts))) == Period(day, day, Grain.DAY)
    if (separator, parts[0]) != (".", "1"):  # 2013.1 may be 2013.10
        assert Period.parse(separator.join((f"{day.year:04}", parts[0]))) == month
    assert Period.parse(f"{day.year:04}{day.month:02}") == month


@given(st.integers(1, 12), st.integers(1, 12))
def test_a_span_of_months_is_a_period_that_has_just_these_or_refused(first: int, last: int) -> None:
    try:
        period = Period.parse(f"2013年{first}-{last}月")
    except BadPeriod as error:
        Words("zh").say(error.message)
        return
    assert (period.start.month, period.end.month) == (first, last)


@given(st.text(alphabet="0123456789年月日末底上下半前三季度至-/.HQ～ ", max_size=12))
def test_what_looks_like_a_period_is_one_or_refused_in_words(text: str) -> None:
    try:
        period = Period.parse(text)
    except BadPeriod as error:
        Words("zh").say(error.message)
        return
    assert Period.parse(str(period)) == period


@given(st.text(max_size=12))
def test_any_text_is_a_period_or_refused(text: str) -> None:
    try:
        period = Period.parse(text)
    except BadPeriod:
        return
    assert period.start <= period.end
