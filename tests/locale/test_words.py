from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from sbtrack.domain.message import Msg, Name, Percent, Points, Quantity
from sbtrack.domain.period import Period
from sbtrack.domain.terms import Verdict, Why
from sbtrack.domain.undefined import Undefined
from sbtrack.locale.words import Words

CHINESE, ENGLISH = Words("zh"), Words("en")
BEIJING = timezone(timedelta(hours=8))
NAME = Name("工伤保险参保人数", (("en", "Work-injury insured"),))


@pytest.mark.parametrize(
    ("period", "chinese", "english"),
    [
        ("2013", "2013年", "2013"),
        ("2013-H1", "2013年上半年", "2013-H1"),
        ("2013-H2", "2013年下半年", "2013-H2"),
        ("2013-Q1", "2013年一季度", "2013-Q1"),
        ("2013-Q4", "2013年四季度", "2013-Q4"),
        ("2013-06", "2013年6月", "2013-06"),
        ("2013-06-30", "2013年6月30日", "2013-06-30"),
    ],
)
def test_a_period_is_said_as_people_write_it_and_can_be_typed_back(
    period: str, chinese: str, english: str
) -> None:
    value = Period.parse(period)
    assert (CHINESE.value(value), ENGLISH.value(value)) == (chinese, english)
    assert Period.parse(chinese) == Period.parse(english) == value


@pytest.mark.parametrize(
    ("unit", "chinese", "english"),
    [
        ("万人", "37.20万人", "37.20 万人"),
        ("元/月", "37.20元/月", "37.20 元/月"),
        ("%", "37.20%", "37.20%"),
        ("‰", "37.20‰", "37.20‰"),
        ("", "37.20", "37.20"),
        ("million people", "37.20 million people", "37.20 million people"),
    ],
)
def test_a_unit_of_measure_stands_as_it_is_written_in_the_language(
    unit: str, chinese: str, english: str
) -> None:
    quantity = Quantity(Decimal("37.20"), unit)
    assert (CHINESE.value(quantity), ENGLISH.value(quantity)) == (chinese, english)


def test_a_qualified_quantity_is_said_as_the_plan_would() -> None:
    limit = Quantity(Decimal("4.6"), "%", None, Msg("at most {value}"))
    near = Quantity(Decimal(75), "%", None, Msg("about {value}"))
    assert (CHINESE.value(limit), CHINESE.value(near)) == ("不高于4.6%", "75%左右")
    assert (ENGLISH.value(limit), ENGLISH.value(near)) == ("at most 4.6%", "about 75%")


def test_days_and_moments_are_said_as_people_write_them() -> None:
    day, moment = date(2013, 4, 18), datetime(2014, 3, 1, 9, 5, 59, tzinfo=BEIJING)
    assert (CHINESE.value(day), ENGLISH.value(day)) == ("2013年4月18日", "2013-04-18")
    assert CHINESE.value(moment) == "2014年3月1日 09:05"
    assert ENGLISH.value(moment) == "2014-03-01 09:05"


def test_a_moment_in_utc_says_so_lest_it_pass_for_local_time() -> None:
    moment = datetime(2014, 3, 1, 1, 5, tzinfo=UTC)
    assert ENGLISH.value(moment) == "2014-03-01 01:05 UTC"
    assert ENGLISH.value(moment.astimezone(BEIJING)) == "2014-03-01 09:05"


def test_a_list_takes_the_commas_of_the_language() -> None:
    periods = tuple(map(Period.of_year, (2012, 2013)))
    assert (CHINESE.value(periods), ENGLISH.value(periods)) == ("2012年、2013年", "2012, 2013")
    assert CHINESE.value(()) == ""


def test_a_name_is_said_in_the_language_where_the_plan_has_it() -> None:
    assert (CHINESE.value(NAME), ENGLISH.value(NAME)) == ("工伤保险参保人数", "Work-injury insured")
    assert ENGLISH.value(Name("只有中文")) == "只有中文"


def test_sentences_follow_each_other_without_a_space_in_chinese() -> None:
    both = Msg("The file is empty."), Msg("Delete the line.")
    assert CHINESE.sentences(*both) == "文件为空。请删除该行。"
    assert ENGLISH.sentences(*both) == "The file is empty. Delete the line."


def test_a_message_in_a_message_and_an_undefined_value_are_said_in_the_same_language() -> None:
    reason = Undefined(Why.NO_DATA, Msg("the target is already met"))
    message = Msg("not rated: {reason}", reason=reason)
    assert (CHINESE.say(message), ENGLISH.say(message)) == (
        "无法评价：目标已实现",
        "not rated: the target is already met",
    )


def test_a_word_of_the_glossary_is_said_as_its_term() -> None:
    message = Msg("{verdict} (provisional)", verdict=Verdict.BEHIND)
    assert (CHINESE.say(message), ENGLISH.say(message)) == ("滞后（暂评）", "behind (provisional)")


def test_what_a_user_typed_is_never_taken_for_a_template() -> None:
    message = Msg("Did you mean {suggestion}?", suggestion="{0.__class__} %s {x}")
    assert ENGLISH.say(message) == "Did you mean {0.__class__} %s {x}?"


def test_a_message_without_a_translation_is_said_in_english() -> None:
    assert CHINESE.say(Msg("never {written}", written="seen")) == "never seen"


def test_shares_are_rounded_half_up_and_a_sign_needs_a_difference() -> None:
    assert CHINESE.value(Percent(Decimal("0.6345"))) == "63.5%"
    assert CHINESE.value(Points(Decimal("0.0346"))) == "+3.5"
    assert CHINESE.value(Points(Decimal("-0.0346"))) == "-3.5"
    assert [CHINESE.value(Points(Decimal(s))) for s in ("0.0004", "0", "-0.0004")] == ["0.0"] * 3
