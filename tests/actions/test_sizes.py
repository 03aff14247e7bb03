"""The size of a level, held against the last figure, the baseline, and what the plan expects."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from sbtrack.actions.sizes import far_from_plan, misfit
from sbtrack.domain.ledger import Observation
from sbtrack.domain.message import Msg, Name
from sbtrack.domain.period import Period
from sbtrack.domain.plan import Baseline, Indicator, NoBaseline
from sbtrack.domain.targets import (
    AnnualGrowth,
    AtLeast,
    AtMost,
    Coverage,
    CumulativeChange,
    EveryPeriod,
    Target,
)
from sbtrack.domain.terms import Bound, Constraint, Group
from sbtrack.locale.words import Words

BASE, BY = Period.of_year(2020), Period.of_year(2025)
EVERY = EveryPeriod(by=BY, bound=Bound.AT_LEAST, value=Decimal(1000))
YEARLY = ((Period.of_year(2021), Decimal(50)), (Period.of_year(2023), Decimal(250)))


def level(
    target: str, baseline: str | None = "0", yearly: tuple[tuple[Period, Decimal], ...] = ()
) -> Indicator:
    """Something that is to rise by 2025, from 2020 on."""
    known = NoBaseline() if baseline is None else Baseline(Decimal(baseline), BASE)
    aim = AtLeast(by=BY, value=Decimal(target))
    return Indicator(
        "x", "x", Name("x"), Group.HEADLINE, Constraint.BINDING, "km", known, aim, yearly=yearly
    )


def figure(value: str, period: str = "2021") -> Observation:
    return Observation("x", "r", Period.parse(period), Decimal(value), entered=value)


def held(indicator: Indicator, claim: Observation, *others: Observation) -> Msg | None:
    return misfit(indicator, claim, others) or far_from_plan(indicator, claim, others)


def asks(indicator: Indicator, value: str, period: str = "2021", *others: Observation) -> bool:
    return held(indicator, figure(value, period), *others) is not None


def told(indicator: Indicator, value: str, period: str = "2021") -> str:
    found = held(indicator, figure(value, period))
    assert found is not None
    return Words("en").say(found)


def test_a_beginning_is_small() -> None:
    assert not asks(level("600", yearly=YEARLY), "50")
    assert not asks(level("3000"), "250", "2021-Q1")
    assert not asks(level("400"), "30")
    assert not asks(level("400"), "30", "2025")
    assert not asks(level("400"), "0.01")
    assert not asks(level("400", None), "30")


class TestFromNothing:
    def test_a_figure_is_too_large_above_five_times_what_the_plan_has_for_its_year(self) -> None:
        straight = level("600")  # 120 by the end of 2021
        assert not asks(straight, "600")
        assert asks(straight, "600.1")
        assert not asks(straight, "600", "2021-01"), "of a month the whole year's"
        assert asks(straight, "600.1", "2021-01")
        assert not asks(straight, "1200", "2022")
        assert asks(straight, "1200.1", "2022")
        assert "the planned value for 2021, 120 km" in told(straight, "1200", "2021-03")

    def test_on_the_path_of_its_yearly_targets(self) -> None:
        printed = level("600", yearly=YEARLY)
        assert not asks(printed, "250")
        assert asks(printed, "250.1")

    def test_too_small_below_a_fifth_of_the_yearly_targets_once_the_first_is_due(self) -> None:
        printed = level("600", yearly=YEARLY)
        assert not asks(printed, "10")
        assert asks(printed, "9.9")
        assert not asks(printed, "0.1", "2021-Q3"), "before the first is due"
        assert not asks(printed, "30", "2022")  # 150 by then
        assert asks(printed, "29.9", "2022")
        assert not asks(printed, "120", "2025")
        assert asks(printed, "119.9", "2025")
        assert "the planned value for 2021, 50 km" in told(printed, "5")

    def test_without_a_baseline_above_five_times_the_target(self) -> None:
        assert not asks(level("600", None), "3000")
        assert asks(level("600", None), "3000.1")
        assert "the target, 600 km" in told(level("600", None), "6000")

    def test_without_a_baseline_the_plan_has_something_from_its_first_yearly_target_on(
        self,
    ) -> None:
        printed = level("600", None, YEARLY)
        assert not asks(printed, "250")
        assert asks(printed, "250.1")
        assert not asks(printed, "250.1", "2020"), "before that there is only the target"

    def test_at_the_end_the_plan_has_its_target(self) -> None:
        twice = level("600", yearly=((BY, Decimal(300)),))
        assert not asks(twice, "3000", "2025")
        assert asks(twice, "3000.1", "2025")

    def test_a_zero_of_an_earlier_year_is_no_beginning(self) -> None:
        zero = figure("0", "2021")
        assert not asks(level("600"), "50", "2022", zero)
        assert not asks(level("600"), "1200", "2022", zero)
        assert asks(level("600"), "1200.1", "2022", zero)


class TestFromSomething:
    def test_a_later_figure_is_held_against_the_one_before_at_ten_times(self) -> None:
        last = figure("40", "2021")
        assert not asks(level("60", "40"), "399", "2022", last)
        assert asks(level("60", "40"), "400", "2022", last)
        assert not asks(level("60", "40"), "4.01", "2022", last)
        assert asks(level("60", "40"), "4", "2022", last)

    def test_near_to_what_a_plan_has_that_leaps_itself_it_is_believed(self) -> None:
        leaping = level("103", "3")  # 23 by the end of 2021, 43 by that of 2022
        assert not asks(leaping, "68.9")
        assert asks(leaping, "69")
        fallen = replace(leaping, target=AtMost(by=BY, value=Decimal(1)))
        fallen = replace(fallen, baseline=Baseline(Decimal(101), BASE))  # 61 by the end of 2022
        assert asks(fallen, "10", "2022")
        assert asks(fallen, "7", "2024")  # 21 by then: three times as much
        assert not asks(fallen, "7.01", "2024")

    def test_a_full_coverage_is_planned_as_well(self) -> None:
        covered = replace(level("1", "3"), target=Coverage(by=BY))  # 22.4 by the end of 2021
        assert not asks(covered, "67.1")
        assert asks(covered, "67.2")

    def test_beside_a_figure_only_if_the_plan_prints_its_way(self) -> None:
        last = figure("3", "2021")
        assert asks(level("600"), "130", "2022", last)
        printed = level("600", yearly=YEARLY)  # 150 by 2022
        assert not asks(printed, "130", "2022", last)
        assert asks(printed, "50", "2022", last)

    @pytest.mark.parametrize(
        "target",
        [
            AnnualGrowth(by=BY, rate=Decimal(200)),  # three times as much each year
            CumulativeChange(by=BY, change=Decimal(24200)),
        ],
    )
    def test_growth_is_planned_as_it_compounds(self, target: Target) -> None:
        grows = replace(level("1", "10"), target=target)  # 30, 90, 270 …
        assert asks(grows, "100")
        assert not asks(grows, "269.9", "2022")
        assert asks(grows, "270", "2022")


PLANNED = " and as the planned value for 2021, "


class TestFirstFigure:
    """A digit too many or too few, beside both the baseline and what is planned."""

    def test_above_five_times_both(self) -> None:
        rises = level("60", "40")  # 44 by the end of 2021
        assert not asks(rises, "220")
        assert asks(rises, "220.1")
        assert told(rises, "221") == (
            "221 km is more than 5 times as much or as little as the baseline, 40 km,"
            f"{PLANNED}44 km; check the digits and the unit of measure."
        )
        falls = replace(level("5", "40"), target=AtMost(by=BY, value=Decimal(5)))  # 33
        assert not asks(falls, "200")
        assert asks(falls, "200.1")

    def test_below_a_fifth_of_both(self) -> None:
        rises = level("60", "40")
        assert not asks(rises, "8")
        assert asks(rises, "7.9")
        assert not asks(rises, "7.9", "2021-Q3"), "a quarter may have a fourth of a flow"
        assert not asks(rises, "7.9", "2021-05")
        assert asks(rises, "7.9", "2021-H1")
        assert asks(rises, "4", "2021-Q3"), "at a tenth it is asked whatever the period is"

    def test_a_plan_that_plans_such_a_rise_is_believed(self) -> None:
        leaps = level("600", "10")  # 128 by the end of 2021
        assert not asks(leaps, "60")
        assert not asks(leaps, "128")
        assert asks(leaps, "1.9")
        assert asks(leaps, "640.1")

    @pytest.mark.parametrize(
        ("unit", "baseline", "target", "slip", "meant"),
        [
            ("%", "80", AtLeast(by=BY, value=Decimal(98)), "9.3", "93"),
            ("‰", "8", AtMost(by=BY, value=Decimal(5)), "76", "7.6"),
            ("件", "1000", AtMost(by=BY, value=Decimal(600)), "9500", "950"),
            ("微克/立方米", "50", AtMost(by=BY, value=Decimal(35)), "480", "48"),
            ("%", "3.2", AtMost(by=BY, value=Decimal("4.5")), "0.34", "3.4"),
            ("%", None, AtLeast(by=BY, value=Decimal(95)), "9.3", "93"),
            ("%", None, Coverage(by=BY), "9.3", "93"),
            ("件", None, AtMost(by=BY, value=Decimal(600)), "95", "950"),
            ("件", None, EVERY, "95", "950"),
            ("件", None, EVERY, "9500", "950"),
        ],
    )
    def test_a_slip_of_one_digit_is_asked_about(
        self, unit: str, baseline: str | None, target: Target, slip: str, meant: str
    ) -> None:
        item = replace(level("1", baseline), unit_of_measure=unit, target=target)
        assert asks(item, slip)
        assert not asks(item, meant)

    def test_of_what_rises_from_nothing_known_too_little_is_a_beginning(self) -> None:
        assert not asks(level("600", None), "1")
        assert asks(replace(level("60", None), unit_of_measure="%"), "1")

    @pytest.mark.parametrize(("value", "asked"), [("12", False), ("13", True)])
    def test_a_few_single_things_come_as_they_come(self, value: str, asked: bool) -> None:
        accidents = replace(level("2", "2"), target=AtMost(by=BY, value=Decimal(2)))
        assert asks(replace(accidents, unit_of_measure="起"), value) is asked
        assert asks(accidents, "12"), "kilometres are no single things"
