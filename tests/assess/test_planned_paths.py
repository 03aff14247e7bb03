"""The planned path of limits and rates, and the decimals that numbers are worth."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from small_plan import (
    END,
    a_figure,
    a_plan,
    an_indicator,
    assessed,
    at_least,
    at_most,
    figures_of,
    said,
    told,
)

from sbtrack.assess.actual import why_idle
from sbtrack.assess.path import planned_path, rates_so_far
from sbtrack.assess.precision import places_of
from sbtrack.domain.period import Period
from sbtrack.domain.targets import (
    About,
    AnnualGrowth,
    CumulativeChange,
    EveryPeriod,
    Target,
)
from sbtrack.domain.terms import Basis, Bound, Grain, Verdict
from sbtrack.domain.undefined import Undefined

YEARS = ["2011", "2012", "2013", "2014", "2015"]
CUT = CumulativeChange(by=END, change=Decimal(-15), basis=Basis.RATES, bound=Bound.AT_MOST)
BRAKE = AnnualGrowth(by=END, rate=Decimal(5), bound=Bound.AT_MOST)


def path_of(target: Target, baseline: str | None = None, **changes: Any) -> dict[str, str]:
    indicator = an_indicator(target, baseline, **changes)
    path = planned_path(a_plan(indicator), indicator, {})
    return {str(period): f"{value:.2f}" for period, value in path}


class TestALimitThatTheBaselineMeets:
    def test_is_planned_to_hold_and_not_to_be_used_up(self) -> None:
        assert path_of(at_most("150"), "130") == dict.fromkeys(YEARS, "150.00")
        found = assessed(at_most("150"), {"2013": "145"}, "130")

        assert found.planned_value == Decimal(150)
        assert (found.verdict, found.gap) == (Verdict.ON_TRACK, Decimal(-5))

    def test_is_each_years_own_where_the_plan_sets_yearly_ones(self) -> None:
        yearly = tuple((Period.of_year(y), Decimal(v)) for y, v in ((2012, 135), (2014, 145)))

        assert [*path_of(at_most("150"), "130", yearly=yearly).values()] == [
            *("135.00", "135.00", "145.00", "145.00", "150.00")
        ]

    def test_on_growth_is_the_path_that_it_draws(self) -> None:
        assert [*path_of(BRAKE, "100").values()] == [
            *("105.00", "110.25", "115.76", "121.55", "127.63")
        ]
        found = assessed(BRAKE, {"2012": "108"}, "100")

        assert isinstance(found.attainment, Undefined)
        assert said(found.attainment.reason) == (
            "the target limits a growth, so there is no way to go and no share of it"
        )


def test_a_level_to_reach_is_approached_from_the_baseline() -> None:
    assert path_of(at_least("40"), "30")["2010"] == "30.00"
    assert path_of(at_least("40"), None) == {}


@pytest.mark.parametrize("at", ["2009", "2010", "2015", "2016"])
def test_only_yearly_targets_between_baseline_and_target_are_on_the_way(at: str) -> None:
    yearly = ((Period.parse(at), Decimal(90)),)
    inner = ((Period.parse("2011-01-01"), Decimal(90)),)

    assert path_of(at_least("40"), "30", yearly=yearly) == path_of(at_least("40"), "30")
    assert path_of(at_least("40"), "30", yearly=inner) != path_of(at_least("40"), "30")


class TestYearlyRates:
    def test_are_compounded_year_by_year_up_to_the_first_that_is_missing(self) -> None:
        indicator = an_indicator(CUT)
        rates = {"x": figures_of({"2011": "-3", "2012": "-2.5", "2014": "-4"})}
        found = rates_so_far(a_plan(indicator), indicator, rates)

        assert [(str(p), str(v)) for p, v in found] == [("2011", "-3"), ("2012", "-5.425")]

    def test_average_where_the_target_is_an_average(self) -> None:
        indicator = an_indicator(AnnualGrowth(by=END, rate=Decimal(8), basis=Basis.RATES))
        found = rates_so_far(a_plan(indicator), indicator, {"x": figures_of({"2011": "21"})})

        assert [(str(p), str(v)) for p, v in found] == [("2011", "21")]

    def test_are_none_where_levels_are_recorded(self) -> None:
        indicator = an_indicator(BRAKE, "100")

        assert rates_so_far(a_plan(indicator), indicator, {"x": figures_of({"2011": "9"})}) == ()


class TestDecimals:
    @pytest.mark.parametrize(
        ("target", "baseline", "places"),
        [
            (at_least("40"), "33.66", 2),
            (at_most("0.4625"), "0.48", 4),
            (at_most("0.5"), "0.489", 3),
            (About(by=END, value=Decimal(1), tolerance=Decimal("0.125")), None, 3),
            (EveryPeriod(by=END, value=Decimal("1.0005"), bound=Bound.AT_LEAST), None, 4),
            (AnnualGrowth(by=END, rate=Decimal("0.125")), "900", 2),
            (AnnualGrowth(by=END, rate=Decimal("0.125"), basis=Basis.RATES), None, 3),
            (CUT, None, 2),
        ],
    )
    def test_are_as_many_as_the_plan_states_and_at_least_two(
        self, target: Target, baseline: str | None, places: int
    ) -> None:
        assert places_of(an_indicator(target, baseline)) == places

    def test_of_a_stated_figure_count_but_not_those_of_a_quotient(self) -> None:
        indicator = an_indicator(at_least("40"), "30")

        assert places_of(indicator, a_figure("33.125", "2013")) == 3
        assert places_of(indicator, a_figure("33.333333", "2013", ratio=("1", "3"))) == 2

    def test_of_small_numbers_are_told_and_not_rounded_away(self) -> None:
        found = assessed(at_most("0.4625"), {"2012": "0.4785"}, "0.4856", as_of="2012-12-31")
        missed = assessed(at_most("0.4625"), {"2015": "0.4634"}, "0.4856")

        assert found.gap == Decimal("0.016")
        assert told(missed) == (
            "2015 0.4634 万人: the target 0.4625 万人 missed by 0.0009 万人, attainment 96.1%"
        )


class TestAFigureThatDecidesNothing:
    @pytest.mark.parametrize(
        ("target", "period", "why"),
        [
            (at_least("40"), "2013-06", None),
            (at_least("40"), "2016", "Kept but not judged: the target was for 2015."),
            (CUT, "2013", None),
            (CUT, "2013-06", "Kept but not judged: only figures for a whole year count."),
        ],
    )
    def test_says_why(self, target: Target, period: str, why: str | None) -> None:
        idle = why_idle(an_indicator(target), Period.parse(period))

        assert (None if idle is None else said(idle)) == why

    def test_is_one_of_another_length_where_each_period_counts(self) -> None:
        target = EveryPeriod(by=END, value=Decimal(4), bound=Bound.AT_LEAST, every=Grain.QUARTER)

        assert why_idle(an_indicator(target), Period.parse("2013-Q1")) is None
        assert why_idle(an_indicator(target), Period.parse("2013")) is not None
