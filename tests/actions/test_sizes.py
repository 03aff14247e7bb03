"""The size of a level, held against the last figure, the baseline, and what the plan expects."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from sbtrack.actions.sizes import misfit
from sbtrack.domain.ledger import Observation
from sbtrack.domain.message import Name
from sbtrack.domain.period import Period
from sbtrack.domain.plan import Baseline, Indicator, NoBaseline
from sbtrack.domain.targets import (
    AnnualGrowth,
    AtLeast,
    AtMost,
    Coverage,
    CumulativeChange,
    Target,
)
from sbtrack.domain.terms import Constraint, Group
from sbtrack.locale.words import Words

BASE, BY = Period.of_year(2020), Period.of_year(2025)
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


def asks(indicator: Indicator, value: str, period: str = "2021", *others: Observation) -> bool:
    return misfit(indicator, figure(value, period), others) is not None


def told(indicator: Indicator, value: str, period: str = "2021") -> str:
    found = misfit(indicator, figure(value, period), ())
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
    def test_a_figure_is_too_large_at_ten_times_what_the_plan_has_for_its_year(self) -> None:
        straight = level("600")  # 120 by the end of 2021
        assert not asks(straight, "1199.9")
        assert asks(straight, "1200")
        assert not asks(straight, "1199.9", "2021-01"), "of a month the whole year's"
        assert asks(straight, "1200", "2021-01")
        assert not asks(straight, "2399", "2022")
        assert asks(straight, "2400", "2022")
        assert "the planned value for 2021, 120 km" in told(straight, "1200", "2021-03")

    def test_on_the_path_of_its_yearly_targets(self) -> None:
        printed = level("600", yearly=YEARLY)
        assert not asks(printed, "499")
        assert asks(printed, "500")

    def test_too_small_at_a_tenth_of_the_yearly_targets_once_the_first_is_due(self) -> None:
        printed = level("600", yearly=YEARLY)
        assert not asks(printed, "5.01")
        assert asks(printed, "5")
        assert not asks(printed, "0.1", "2021-Q3"), "before the first is due"
        assert not asks(printed, "15.1", "2022")  # 150 by then
        assert asks(printed, "15", "2022")
        assert not asks(printed, "60.1", "2025")
        assert asks(printed, "60", "2025")
        assert "the planned value for 2021, 50 km" in told(printed, "5")

    def test_without_a_baseline_at_ten_times_the_target(self) -> None:
        assert not asks(level("600", None), "5999")
        assert asks(level("600", None), "6000")
        assert "the target, 600 km" in told(level("600", None), "6000")

    def test_without_a_baseline_the_plan_has_something_from_its_first_yearly_target_on(
        self,
    ) -> None:
        printed = level("600", None, YEARLY)
        assert not asks(printed, "499")
        assert asks(printed, "500")
        assert not asks(printed, "500", "2020"), "before that there is only the target"

    def test_at_the_end_the_plan_has_its_target(self) -> None:
        twice = level("600", yearly=((BY, Decimal(300)),))
        assert not asks(twice, "5999", "2025")
        assert asks(twice, "6000", "2025")

    def test_a_zero_of_an_earlier_year_is_no_beginning(self) -> None:
        zero = figure("0", "2021")
        assert not asks(level("600"), "50", "2022", zero)
        assert asks(level("600"), "2400", "2022", zero)


class TestFromSomething:
    def test_a_figure_is_held_against_the_baseline(self) -> None:
        assert not asks(level("60", "40"), "399")
        assert asks(level("60", "40"), "400")
        assert not asks(level("60", "40"), "4.01")
        assert asks(level("60", "40"), "4")

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
