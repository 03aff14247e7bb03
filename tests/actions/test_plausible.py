from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sbtrack.actions.plausible import JUMP, implausible
from sbtrack.domain.ledger import Observation
from sbtrack.domain.lookup import find
from sbtrack.domain.message import Quantity
from sbtrack.domain.period import Period
from sbtrack.domain.plan import Baseline, NoBaseline
from sbtrack.domain.targets import (
    About,
    AnnualGrowth,
    AtLeast,
    AtMost,
    CumulativeChange,
    EveryPeriod,
    Target,
)
from sbtrack.domain.terms import Basis, Bound
from sbtrack.locale.words import Words
from sbtrack.planfile import builtin_plan

PLAN = builtin_plan()
INJURY = find("4", PLAN.indicators)  # 33.66 万人 in 2010
CARDS = find("8", PLAN.indicators)  # from 0 to 400 万人
RATIO = find("T7", PLAN.indicators)  # at least 73 %, no baseline
SERIES = find("S4", PLAN.indicators)  # neither baseline nor target
SIZES = st.decimals(min_value="0.01", max_value="99999", places=2)


def at_least(value: str) -> AtLeast:
    return AtLeast(by=PLAN.end, value=Decimal(value))


def figure(value: str | int | Decimal, year: int = 2013) -> Observation:
    return Observation(INJURY.id, PLAN.region.id, Period.of_year(year), Decimal(value))


@given(SIZES, SIZES)
def test_only_a_leap_of_ten_times_is_doubted_whichever_way_it_goes(a: Decimal, b: Decimal) -> None:
    leaps = max(a, b) >= JUMP * min(a, b)
    assert (implausible(INJURY, figure(a), [figure(b, 2012)]) is not None) is leaps
    assert (implausible(INJURY, figure(b), [figure(a, 2012)]) is not None) is leaps


def test_a_figure_is_held_against_its_neighbour_then_the_baseline_then_the_target() -> None:
    assert implausible(INJURY, figure(400), [figure(300, 2012)]) is None
    assert implausible(INJURY, figure(400), []) is not None
    assert implausible(RATIO, figure("750"), []) is not None
    assert implausible(RATIO, figure("7"), []) is not None, "73 % are planned"
    assert implausible(CARDS, figure(30), []) is None
    assert implausible(SERIES, figure(10**9), []) is None


def test_a_zero_is_passed_over_for_what_lies_behind_it() -> None:
    zero = figure(0, 2011)
    assert implausible(CARDS, figure(1200000, 2012), [zero]) is not None  # the target is 400
    assert implausible(CARDS, figure(50), [zero]) is None
    assert implausible(INJURY, figure(337), [zero]) is not None  # the baseline is 33.66
    assert implausible(SERIES, figure(99999999), [zero, figure(45000, 2010)]) is not None
    assert implausible(SERIES, figure(46000), [zero, figure(45000, 2010)]) is None
    assert implausible(SERIES, figure(99999999), [zero]) is None, "nothing is known of its size"


def test_the_doubt_names_what_the_figure_was_held_against() -> None:
    doubt = implausible(INJURY, figure(372000), [figure("37.2", 2012)])
    assert doubt is not None
    assert doubt.arguments["times"] == 10
    assert "figure for" in str(doubt.arguments["what"])


@pytest.mark.parametrize("neighbour", ["0", "37.2"])
def test_a_negative_figure_among_others_that_are_not_is_doubted(neighbour: str) -> None:
    assert implausible(INJURY, figure("-1"), [figure(neighbour, 2012)]) is not None


@pytest.mark.parametrize("neighbour", [figure("37.2", 2012), None])
def test_zero_is_as_implausible_as_a_fall_by_ten_times(neighbour: Observation | None) -> None:
    doubt = implausible(INJURY, figure(0), [neighbour] if neighbour else [])
    assert doubt is not None
    assert doubt.template.startswith("{value} would be a fall to nothing")
    assert doubt.arguments["against"] == Quantity(Decimal("37.2" if neighbour else "33.66"), "万人")


def test_zero_is_believed_where_there_was_nothing_before() -> None:
    assert implausible(CARDS, figure(0), []) is None  # the baseline is zero
    assert implausible(RATIO, figure(0), []) is None  # a target is no fact
    assert implausible(INJURY, figure(0), [figure(0, 2012)]) is None
    assert implausible(INJURY, figure("37.2"), [figure(0, 2012)]) is None
    assert implausible(replace(INJURY, baseline=NoBaseline()), figure("37.2"), []) is None


@pytest.mark.parametrize(
    ("target", "stopped"),
    [
        (AtMost(by=PLAN.end, value=Decimal(0)), False),
        (AtMost(by=PLAN.end, value=Decimal(20)), False),  # the way leads down
        (AtMost(by=PLAN.end, value=Decimal(40)), True),  # a ceiling above the baseline
        (AtMost(by=PLAN.end, value=Decimal("33.66")), True),  # or where it is
        (AtMost(by=PLAN.end, value=Decimal("33.65")), False),
        (AtLeast(by=PLAN.end, value=Decimal(0)), False),
        (About(by=PLAN.end, value=Decimal(1), tolerance=Decimal(1)), False),
        (About(by=PLAN.end, value=Decimal(20), tolerance=Decimal(1)), True),
        (EveryPeriod(by=PLAN.end, bound=Bound.AT_MOST, value=Decimal(0)), False),
        (EveryPeriod(by=PLAN.end, bound=Bound.AT_LEAST, value=Decimal(4)), True),
        (CumulativeChange(by=PLAN.end, change=Decimal(-16)), True),
    ],
)
def test_zero_is_believed_where_the_target_points_to_it(target: Target, stopped: bool) -> None:
    indicator = replace(INJURY, target=target)
    assert (implausible(indicator, figure(0), []) is not None) is stopped
    assert (implausible(indicator, figure(0), [figure(30, 2012)]) is not None) is stopped


def test_everything_that_speaks_against_a_figure_is_told() -> None:
    cases = replace(INJURY, unit_of_measure="件")
    found = implausible(cases, figure("337.5"), [])
    assert found is not None
    assert Words("en").say(found) == (
        "337.5 件 is at least 10 times as much or as little as the baseline, 33.66 件; check the "
        "digits and the unit of measure."
    ), "the plan has a fraction itself"
    whole = replace(cases, baseline=Baseline(Decimal(33), PLAN.base), target=at_least("40"))
    found = implausible(whole, figure("337.5"), [])
    assert found is not None
    assert Words("en").say(found) == (
        "337.5 件 is at least 10 times as much or as little as the baseline, 33 件; check the "
        "digits and the unit of measure. 337.5 件 is no whole number, but what is measured in “件” "
        "is counted one by one; check the digits and the unit of measure."
    )


def test_a_quotient_is_told_with_the_digits_a_reader_needs() -> None:
    third = replace(figure(1), value=Decimal(1) / 3, numerator=Decimal(1), denominator=Decimal(3))
    doubt = implausible(INJURY, third, [])
    assert doubt is not None
    assert Words("en").value(doubt.arguments["value"]) == "0.33 万人"


def test_a_negative_figure_is_held_against_a_zero_where_nothing_lies_behind_it() -> None:
    assert implausible(SERIES, figure("-1"), [figure(0, 2012)]) is not None


def test_figures_below_zero_are_compared_by_their_size() -> None:
    below = replace(INJURY, baseline=Baseline(Decimal(-30), PLAN.base))
    assert implausible(below, figure("-25"), []) is None
    assert implausible(below, figure("-300"), []) is not None


@pytest.mark.parametrize(
    "target",
    [
        AnnualGrowth(by=PLAN.end, rate=Decimal(10), basis=Basis.RATES),
        CumulativeChange(by=PLAN.end, change=Decimal(-16), basis=Basis.RATES),
    ],
)
def test_yearly_rates_of_change_may_leap(target: AnnualGrowth | CumulativeChange) -> None:
    rates = replace(INJURY, target=target, unit_of_measure="%")
    assert implausible(rates, figure("25"), [figure("0.3", 2012)]) is None
    assert implausible(rates, figure("-3"), [figure("12", 2012)]) is None
