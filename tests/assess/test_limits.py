"""Limits (限值): a cap at its end, each year's own, or the path of an average growth."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_plan import END, assessed, at_least, at_most, said, told

from sbtrack.assess.limit import is_limited, limit_in_force
from sbtrack.domain.assessment import Assessment
from sbtrack.domain.period import Period
from sbtrack.domain.targets import AnnualGrowth, CumulativeChange, Target
from sbtrack.domain.terms import Basis, Bound, Constraint, Light, Verdict
from sbtrack.domain.undefined import Undefined
from sbtrack.locale.words import Words

AT_MOST, AT_LEAST = Bound.AT_MOST, Bound.AT_LEAST
CAP_AS_A_LEVEL = at_most("115")
CAP_AS_A_CHANGE = CumulativeChange(by=END, change=Decimal(15), bound=AT_MOST)
FLOOR_AS_A_LEVEL = at_least("90")
FLOOR_AS_A_CHANGE = CumulativeChange(by=END, change=Decimal(-10), bound=AT_LEAST)
AVERAGE = AnnualGrowth(by=END, rate=Decimal(3), bound=AT_MOST)
YEARLY = tuple((Period.of_year(y), Decimal(v)) for y, v in ((2012, "104"), (2014, "112")))
DOWNWARDS = tuple((Period.of_year(y), Decimal(v)) for y, v in ((2012, "97"), (2014, "92")))

Yearly = tuple[tuple[Period, Decimal], ...]


def capped(
    target: Target,
    value: str,
    period: str = "2013",
    yearly: Yearly = (),
    constraint: Constraint = Constraint.BINDING,
) -> Assessment:
    """A figure judged by a limit, which the baseline 100 meets."""
    return assessed(
        target,
        {period: value},
        "100",
        yearly=yearly,
        constraint=constraint,
        unit_of_measure="tonnes",
    )


# The table of cases: how it is worded, yearly targets, period, figure; then what is judged.
HOLDS, BROKEN, DONE, MISSED = Verdict.ON_TRACK, Verdict.BEHIND, Verdict.ACHIEVED, Verdict.MISSED
NONE: Yearly = ()
ENDS_ONLY = ("2011", "2013", "2013-06", "2014")
CASES: list[tuple[str, tuple[Target, ...], Yearly, str, str, Verdict, str, str]] = [
    # wordings, yearly targets, period, figure: verdict, gap, what is said
    *(
        (
            "the cap holds",
            (CAP_AS_A_LEVEL, CAP_AS_A_CHANGE),
            NONE,
            period,
            "112",
            HOLDS,
            "-3",
            "the ceiling 115 tonnes holds, 3 tonnes to spare",
        )
        for period in ENDS_ONLY
    ),
    *(
        (
            "above the cap",
            (CAP_AS_A_LEVEL, CAP_AS_A_CHANGE),
            NONE,
            period,
            "116",
            BROKEN,
            "1",
            "1 tonnes above the ceiling 115 tonnes",
        )
        for period in ENDS_ONLY
    ),
    (
        "the cap of a year holds",
        (CAP_AS_A_LEVEL, CAP_AS_A_CHANGE),
        YEARLY,
        "2013",
        "111",
        HOLDS,
        "-1",
        "the ceiling 112 tonnes for 2014 holds, 1 tonnes to spare",
    ),
    (
        "above the cap of its year",
        (CAP_AS_A_LEVEL, CAP_AS_A_CHANGE),
        YEARLY,
        "2012",
        "105",
        BROKEN,
        "1",
        "1 tonnes above the ceiling 104 tonnes for 2012",
    ),
    (
        "after the last yearly cap",
        (CAP_AS_A_LEVEL, CAP_AS_A_CHANGE),
        YEARLY,
        "2015-06",
        "114",
        HOLDS,
        "-1",
        "the ceiling 115 tonnes holds, 1 tonnes to spare",
    ),
    (
        "the cap is kept at its end",
        (CAP_AS_A_LEVEL, CAP_AS_A_CHANGE),
        YEARLY,
        "2015",
        "115",
        DONE,
        "0",
        "exactly at the target 115 tonnes",
    ),
    (
        "the cap is broken at its end",
        (CAP_AS_A_LEVEL, CAP_AS_A_CHANGE),
        NONE,
        "2015",
        "116",
        MISSED,
        "1",
        "the target 115 tonnes missed by 1 tonnes",
    ),
    (
        "the floor holds",
        (FLOOR_AS_A_LEVEL, FLOOR_AS_A_CHANGE),
        NONE,
        "2012",
        "91",
        HOLDS,
        "-1",
        "the floor 90 tonnes holds, 1 tonnes to spare",
    ),
    (
        "below the floor",
        (FLOOR_AS_A_LEVEL, FLOOR_AS_A_CHANGE),
        NONE,
        "2012",
        "89",
        BROKEN,
        "1",
        "1 tonnes below the floor 90 tonnes",
    ),
    (
        "below the floor of its year",
        (FLOOR_AS_A_LEVEL, FLOOR_AS_A_CHANGE),
        DOWNWARDS,
        "2012",
        "96",
        BROKEN,
        "1",
        "1 tonnes below the floor 97 tonnes for 2012",
    ),
    (
        "within the path of an average",
        (AVERAGE,),
        NONE,
        "2013",
        "109",
        HOLDS,
        "-0.2727",  # 100 x 1.03 ** 3 = 109.2727
        "not above the path, whose limit for 2013 is 109.27 tonnes, 0.27 tonnes to spare",
    ),
    (
        "above the path of an average",
        (AVERAGE,),
        NONE,
        "2013",
        "110",
        BROKEN,
        "0.7273",
        "0.73 tonnes above the path, whose limit for 2013 is 109.27 tonnes",
    ),
    (
        "above the path in its first year",
        (AVERAGE,),
        NONE,
        "2011",
        "103.5",
        BROKEN,
        "0.5",
        "0.5 tonnes above the path, whose limit for 2011 is 103 tonnes",
    ),
    (
        "above the plan's own point of the path",
        (AVERAGE,),
        YEARLY,
        "2012",
        "105",
        BROKEN,
        "1",
        "1 tonnes above the path, whose limit for 2012 is 104 tonnes",
    ),
    (
        "the average is kept at its end",
        (AVERAGE,),
        NONE,
        "2015",
        "115.9",
        DONE,
        "-0.0274074300",
        "the target 115.93 tonnes achieved, 0.03 tonnes beyond it",
    ),
    (
        "the average is broken at its end",
        (AVERAGE,),
        NONE,
        "2015",
        "116",
        MISSED,
        "0.0725925700",
        "the target 115.93 tonnes missed by 0.07 tonnes",
    ),
    (
        "below the path of an average fall",
        (AnnualGrowth(by=END, rate=Decimal(-2), bound=AT_LEAST),),
        NONE,
        "2012",
        "96",
        BROKEN,
        "0.04",
        "0.04 tonnes below the path, whose limit for 2012 is 96.04 tonnes",
    ),
]


@pytest.mark.parametrize(
    ("target", "yearly", "period", "value", "verdict", "gap", "words"),
    [
        pytest.param(target, *case[2:], id=f"{case[0]}, {case[3]}, {type(target).__name__}")
        for case in CASES
        for target in case[1]
    ],
)
def test_a_limit_is_judged_by_what_is_in_force(
    target: Target,
    yearly: Yearly,
    period: str,
    value: str,
    verdict: Verdict,
    gap: str,
    words: str,
) -> None:
    found = capped(target, value, period, yearly)

    assert found.verdict is verdict
    assert found.gap == Decimal(gap)
    assert told(found).partition(": ")[2].partition(";")[0] == words
    assert (found.light is Light.GREEN) == (verdict in (HOLDS, DONE))


@pytest.mark.parametrize(
    ("constraint", "light"),
    [(Constraint.BINDING, Light.RED), (Constraint.ANTICIPATORY, Light.YELLOW)],
)
@pytest.mark.parametrize("target", [CAP_AS_A_LEVEL, CAP_AS_A_CHANGE, AVERAGE])
def test_a_limit_that_does_not_hold_yet_is_behind(
    target: Target, constraint: Constraint, light: Light
) -> None:
    found = capped(target, "117", constraint=constraint)

    assert (found.verdict, found.light) == (Verdict.BEHIND, light)


figures = st.decimals(80, 130, places=2).map(str)
periods = st.sampled_from(["2011", "2012-06", "2012", "2013", "2014-H1", "2014", "2015-03", "2015"])


@given(figures, periods, st.sampled_from([(), YEARLY]), st.sampled_from(Constraint))
def test_both_wordings_of_one_cap_are_judged_alike(
    value: str, period: str, yearly: Yearly, constraint: Constraint
) -> None:
    as_level = capped(CAP_AS_A_LEVEL, value, period, yearly, constraint)
    as_change = capped(CAP_AS_A_CHANGE, value, period, yearly, constraint)

    for quantity in ("verdict", "light", "gap", "target_value", "planned_value", "reason"):
        assert getattr(as_change, quantity) == getattr(as_level, quantity)
    assert limit_in_force(as_change) == limit_in_force(as_level)
    without = "; (change so far|but at the pace so far) [^;]*"  # the pace is on another scale
    assert re.sub(without, "", told(as_change)) == re.sub(without, "", told(as_level))


@given(st.decimals(-5, 8, places=1), st.integers(2011, 2014))
def test_both_wordings_of_one_cap_on_yearly_rates_are_judged_by_its_end(
    rate: Decimal, last: int
) -> None:
    target = replace(CAP_AS_A_CHANGE, basis=Basis.RATES)
    rates = {str(year): str(rate) for year in range(2011, last + 1)}
    found = assessed(target, rates, unit_of_measure="%")
    total = (1 + rate / 100) ** (last - 2010)

    assert found.planned_value == Decimal(15)
    assert isinstance(found.attainment, Undefined)
    assert "baseline" not in said(found.attainment.reason)  # the plan gives none
    assert found.verdict is (HOLDS if total <= Decimal("1.15") else BROKEN)


class TestTheLimitInForce:
    """What the gap is counted to, for whoever shows a gap beside a target."""

    @pytest.mark.parametrize(
        ("target", "yearly", "period", "in_force"),
        [
            (AVERAGE, (), "2013", ("2013", "109.2727")),
            (AVERAGE, YEARLY, "2014", ("2014", "112")),
            (CAP_AS_A_CHANGE, YEARLY, "2013", ("2014", "112")),
            (CAP_AS_A_LEVEL, YEARLY, "2012-06", ("2012", "104")),
        ],
    )
    def test_is_named_with_its_period(
        self, target: Target, yearly: Yearly, period: str, in_force: tuple[str, str]
    ) -> None:
        due, limit = Period.parse(in_force[0]), Decimal(in_force[1])
        found = capped(target, "111", period, yearly)

        assert limit_in_force(found) == (due, limit)
        assert found.gap == Decimal("111") - limit

    @pytest.mark.parametrize(
        ("target", "period"),
        [(CAP_AS_A_LEVEL, "2013"), (CAP_AS_A_CHANGE, "2013"), (AVERAGE, "2015")],
    )
    def test_is_not_named_where_it_is_the_target(self, target: Target, period: str) -> None:
        assert limit_in_force(capped(target, "111", period)) is None

    def test_is_none_of_a_level_to_reach(self) -> None:
        found = capped(at_least("120"), "111", yearly=YEARLY)

        assert not is_limited(found)
        assert limit_in_force(found) is None

    def test_is_none_without_a_figure(self) -> None:
        assert limit_in_force(assessed(CAP_AS_A_LEVEL, {}, "100")) is None


def test_between_two_yearly_targets_an_average_is_the_path_from_one_to_the_next() -> None:
    found = capped(AVERAGE, "108", "2013", YEARLY)

    # A cap would allow 112 already; growth at an even rate from 104 makes (104 x 112) ** 0.5.
    assert isinstance(found.planned_value, Decimal)
    assert abs(found.planned_value - (Decimal(104) * 112).sqrt()) < Decimal("1e-20")
    assert found.verdict is Verdict.BEHIND


@pytest.mark.parametrize(
    ("target", "value", "words"),
    [
        (CAP_AS_A_CHANGE, "112", "未超过上限115万吨，尚有余量3万吨"),
        (CAP_AS_A_LEVEL, "116", "高于上限115万吨，高出1万吨"),
        (FLOOR_AS_A_LEVEL, "91", "守住下限90万吨，尚有余量1万吨"),
        (FLOOR_AS_A_CHANGE, "89", "低于下限90万吨，还差1万吨"),
        (AVERAGE, "110", "高于年均增长路径，2013年路径限值为109.27万吨，高出0.73万吨"),
    ],
)
def test_in_chinese_a_floor_is_kept_and_a_ceiling_not_passed(
    target: Target, value: str, words: str
) -> None:
    found = assessed(target, {"2013": value}, "100", unit_of_measure="万吨")

    assert Words("zh").say(found.explanation).partition("，")[2].partition("；")[0] == words


@pytest.mark.parametrize(
    ("target", "value", "warned"),
    [
        (CAP_AS_A_LEVEL, "112", "2015 would end at 120 tonnes, past the limit 115 tonnes"),
        (CAP_AS_A_LEVEL, "109", ""),
        (CAP_AS_A_LEVEL, "109.0012", "2015 would end at 115.002 tonnes, past the limit 115 tonnes"),
        (FLOOR_AS_A_LEVEL, "93", "2015 would end at 88.33 tonnes, past the limit 90 tonnes"),
        (FLOOR_AS_A_LEVEL, "95", ""),
    ],
)
def test_a_limit_that_holds_but_would_not_at_the_end_is_said_to(
    target: Target, value: str, warned: str
) -> None:
    found = capped(target, value)
    assert found.verdict is Verdict.ON_TRACK
    assert ("but at the pace so far" in told(found)) is bool(warned)
    assert warned in told(found)


def test_a_pace_of_less_than_a_year_or_at_the_end_foretells_nothing() -> None:
    for value, period in (("112", "2011-06"), ("116", "2013"), ("114", "2015")):
        assert "pace so far" not in told(capped(CAP_AS_A_LEVEL, value, period))


@pytest.mark.parametrize(
    ("period", "warned"),
    [("2011-11", False), ("2011-12-30", False), ("2011", True), ("2012-01", True)],
)
def test_after_exactly_a_year_a_pace_is_one(period: str, warned: bool) -> None:
    found = capped(CAP_AS_A_LEVEL, "112", period)

    assert found.verdict is HOLDS
    assert ("but at the pace so far" in told(found)) is warned


@pytest.mark.parametrize(
    ("value", "warned"), [("109", False), ("109.000001", True), ("108.999999", False)]
)
def test_a_limit_that_would_be_reached_exactly_is_not_passed(value: str, warned: bool) -> None:
    found = capped(CAP_AS_A_LEVEL, value)  # three fifths of the way to 115

    assert ("but at the pace so far" in told(found)) is warned


@pytest.mark.parametrize(
    ("target", "value", "words"),
    [
        (CAP_AS_A_LEVEL, "115", "exactly at the ceiling 115 tonnes"),
        (FLOOR_AS_A_LEVEL, "90", "exactly at the floor 90 tonnes"),
    ],
)
def test_a_limit_that_is_just_reached_has_nothing_to_spare(
    target: Target, value: str, words: str
) -> None:
    found = capped(target, value, "2011-06")  # too early to say where it leads

    assert found.verdict is HOLDS
    assert told(found).startswith(f"2011-06 {value} tonnes: {words}; provisional")


def test_so_has_a_path() -> None:
    found = capped(AVERAGE, "106.09", "2012")

    assert told(found).startswith(
        "2012 106.09 tonnes: exactly on the path, whose limit for 2012 is 106.09 tonnes"
    )
