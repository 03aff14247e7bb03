import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sbtrack.actions.claims import Typed, claim_about, speaks_of_milestone
from sbtrack.actions.wording import with_definition
from sbtrack.domain.errors import BadValue, RecordRefused, SbtrackError, WrongUnit
from sbtrack.domain.ledger import MilestoneReport, Observation
from sbtrack.domain.lookup import find_tracked
from sbtrack.domain.message import Msg, Name
from sbtrack.domain.plan import Indicator, Milestone
from sbtrack.locale.words import Words
from sbtrack.planfile import builtin_plan

PLAN = builtin_plan()
TODAY = date(2014, 7, 1)
COUNTS = st.decimals(min_value=0, max_value=10**8, places=4, allow_nan=False, allow_infinity=False)


def item(code: str) -> Indicator | Milestone:
    return find_tracked(code, PLAN)


def observed(code: str, period: str = "2013", **typed: Any) -> Observation:
    claim = claim_about(PLAN, item(code), Typed(period, **typed), TODAY)
    assert isinstance(claim, Observation)
    return claim


@given(COUNTS)
def test_a_count_is_the_same_in_every_unit_it_can_be_typed_in(count: Decimal) -> None:
    people = int(count * 10000)
    assert observed("4", value=f"{count}").value == count
    assert observed("4", value=f"{count}万人").value == count
    assert observed("4", value=f"{people}人").value == count
    assert observed("4", value=f"{people:,}人").value == count


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_rate_keeps_both_its_parts(numerator: int, denominator: int) -> None:
    given_parts = {"numerator": str(numerator), "denominator": str(denominator)}
    if numerator > denominator:
        with pytest.raises(RecordRefused):
            observed("3", **given_parts)
        return
    claim = observed("3", **given_parts)
    assert (claim.numerator, claim.denominator) == (Decimal(numerator), Decimal(denominator))
    assert abs(claim.value - Decimal(100 * numerator) / denominator) < Decimal("1e-20")
    assert claim.entered == f"{numerator} / {denominator}"


def test_a_claim_is_about_the_region_of_the_plan_and_keeps_its_texts() -> None:
    claim = observed("4", value="37.2", source="公报", note="只含参保职工")
    assert (claim.indicator, claim.region) == ("work-injury-insured", PLAN.region.id)
    assert (claim.source, claim.note, claim.entered) == ("公报", "只含参保职工", "37.2")


@pytest.mark.parametrize("period", ["2014-06", "2014-H1", "2014-Q2", "2014-06-30", "2011"])
def test_a_period_that_is_over_can_be_recorded(period: str) -> None:
    assert str(observed("4", value="37", period=period).period) == period


@pytest.mark.parametrize("period", ["2014", "2014-07", "2014-07-02", "2010", "2010-12-31", "1999"])
def test_a_period_that_is_not_over_or_not_after_the_base_is_refused(period: str) -> None:
    with pytest.raises(RecordRefused):
        observed("4", value="37", period=period)


def test_today_itself_may_be_recorded() -> None:
    assert observed("4", value="37", period="2014-07-01").period.end == TODAY


def test_a_milestone_may_be_reported_as_of_today_and_not_of_tomorrow() -> None:
    def reported(period: str) -> MilestoneReport | Observation:
        return claim_about(PLAN, item("M8"), Typed(period, value="done"), TODAY)

    assert reported("2014-07-01").period.end == TODAY
    with pytest.raises(RecordRefused):
        reported("2014-07-02")


@pytest.mark.parametrize(("code", "least"), [("3", 0), ("T7", 0)])
def test_a_part_of_a_whole_lies_between_0_and_100(code: str, least: int) -> None:
    for value in (least, 50, 100):
        assert observed(code, value=str(value)).value == value
    for beyond in ("100.01", "-0.01"):
        with pytest.raises(RecordRefused):
            observed(code, value=beyond)


@pytest.mark.parametrize(
    ("numerator", "denominator", "said"),
    [
        ("-7", "-8", "is below zero"),
        ("7", "-8", "is below zero"),
        ("650%", "700%", "is a rate already"),
        ("6‰", "7", "is a rate already"),
        ("650万人", "700", "has a unit and"),
        ("650", "700万人", "has a unit and"),
        ("650万人", "700户", "a rate needs both in the same unit"),
        ("701", "700", "is more than the whole"),
    ],
)
def test_what_are_no_two_counts_of_the_same_is_refused(
    numerator: str, denominator: str, said: str
) -> None:
    with pytest.raises(RecordRefused) as raised:
        observed("3", numerator=numerator, denominator=denominator)
    assert said in raised.value.message.template
    assert not re.search(r"\d{9}", Words("en").say(raised.value.message))


@pytest.mark.parametrize(
    ("numerator", "denominator"),
    [("650万人", "700万人"), ("650万", "7000000"), ("1 person", "2 persons"), ("6万5千", "7万")],
)
def test_counts_of_the_same_make_a_rate(numerator: str, denominator: str) -> None:
    assert 0 < observed("3", numerator=numerator, denominator=denominator).value < 100


def test_a_part_may_be_nothing_and_the_whole_but_not_more() -> None:
    assert observed("3", numerator="0", denominator="700").value == 0
    assert observed("3", numerator="700", denominator="700").value == 100
    for beyond in ("-1", "701"):
        with pytest.raises(RecordRefused):
            observed("3", numerator=beyond, denominator="700")


@given(st.text(max_size=8), st.text(alphabet="0123456789.万人%-约", max_size=8))
def test_any_two_texts_make_a_rate_or_are_refused(numerator: str, denominator: str) -> None:
    try:
        claim = observed("3", numerator=numerator, denominator=denominator)
    except SbtrackError as error:
        Words("zh").say(error.message)
        return
    assert 0 <= claim.value <= 100


@given(
    st.sampled_from([*PLAN.indicators, *PLAN.milestones]),
    st.text(alphabet="0123456789.,。万亿千人元%‰/月约左右-done完成 ", max_size=10),
    st.sampled_from(["2013", "2013.6", "2013年1-6月", "2013-02-30", "1-9月", "2010", "2014"]),
)
def test_anything_typed_is_a_claim_or_refused_in_words(
    subject: Indicator | Milestone, value: str, period: str
) -> None:
    try:
        claim = claim_about(PLAN, subject, Typed(period, value), TODAY)
    except SbtrackError as error:
        Words("zh").say(error.message)
        return
    assert claim.period.end <= TODAY


def test_a_value_beside_counts_is_refused_without_asking_for_both() -> None:
    with pytest.raises(RecordRefused) as raised:
        observed("3", value="94%", numerator="650", denominator="700")
    assert Words("en").say(raised.value.message).startswith("Give either a value, or both")
    said = Words("zh").say(raised.value.message)
    assert said.startswith("请二选一：")
    assert "也可" not in said


def test_another_unit_is_told_what_the_indicator_measures() -> None:
    with pytest.raises(WrongUnit) as raised:
        observed("7", value="10%")
    said = Words("zh").say(raised.value.message)
    assert said.endswith(
        "指标解释：记录企业退休人员月人均基本养老金水平；年均增长率由水平与基期值推算。"
    )
    with pytest.raises(WrongUnit) as raised:
        observed("4", value="10%")
    assert "Definition" not in Words("en").say(raised.value.message)


@pytest.mark.parametrize(
    ("length", "end"), [(199, "x" * 199), (200, "x" * 200), (201, f"{'x' * 200}…")]
)
def test_of_a_definition_two_hundred_characters_are_told(length: int, end: str) -> None:
    defined = find_tracked("4", PLAN)
    assert isinstance(defined, Indicator)
    found = with_definition(Msg("{x}"), replace(defined, definition=Name("x" * length)))
    assert found.arguments["definition"] == Name(end)


def test_a_milestone_before_the_base_is_not_called_a_baseline() -> None:
    with pytest.raises(RecordRefused) as raised:
        claim_about(PLAN, item("M8"), Typed("2010", "done"), TODAY)
    said = Words("en").say(raised.value.message)
    assert "cannot have been done under the plan then" in said
    assert "aseline" not in said


def test_a_share_of_a_count_is_refused() -> None:
    with pytest.raises(BadValue):
        observed("4", numerator="3", denominator="4")


@pytest.mark.parametrize("word", ["done", " DONE ", "not-done", "not_done", "未完成", "否"])
def test_a_milestone_takes_words(word: str) -> None:
    report = claim_about(PLAN, item("M8"), Typed("2013", word), TODAY)
    assert isinstance(report, MilestoneReport)
    assert report.done is (word.strip().lower() == "done")
    assert speaks_of_milestone(word)


@pytest.mark.parametrize("value", ["1", "maybe", "", None, "完"])
def test_a_milestone_takes_nothing_else(value: str | None) -> None:
    assert not speaks_of_milestone(value)
    with pytest.raises(RecordRefused):
        claim_about(PLAN, item("M8"), Typed("2013", value), TODAY)
