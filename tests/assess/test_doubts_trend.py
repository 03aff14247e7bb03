"""Doubts about how figures follow each other."""

from __future__ import annotations

from decimal import Decimal

import pytest
from doubting import UNMEASURED, doubts, rules, told
from small_plan import END, at_least, at_most, said

from sbtrack.domain.targets import AnnualGrowth, EveryPeriod, Target
from sbtrack.domain.terms import Basis, Bound


class TestFalls:
    def test_a_count_that_should_rise_and_falls_is_doubted(self) -> None:
        (doubt,) = doubts(at_least("40"), {"2012": "37.2", "2013": "32.7"}, "33.66")

        assert doubt.rule == "count-falls"
        assert doubt.entry_ids == (1, 2)
        assert told(doubt) == (
            "指标x falls from 37.2 万人 in 2012 to 32.7 万人 in 2013, and the plan has it rise."
        )
        assert said(doubt.remedy) == "Check the digits and the scope of both figures."

    def test_each_fall_is_a_doubt_of_its_own(self) -> None:
        found = doubts(at_least("40"), {"2011": "34", "2012": "33.8", "2013": "33.5"}, "33")

        assert [d.entry_ids for d in found] == [(1, 2), (2, 3)]

    def test_only_periods_of_one_length_are_compared(self) -> None:
        assert doubts(at_least("40"), {"2012": "37", "2013-H1": "35"}, "33") == ()

    def test_growth_that_is_wanted_should_not_fall_either(self) -> None:
        target = AnnualGrowth(by=END, rate=Decimal(10))

        assert rules(doubts(target, {"2011": "1450", "2012": "1400"}, "1304")) == ["count-falls"]

    @pytest.mark.parametrize(
        ("target", "baseline", "unit"),
        [
            (at_most("20"), "40", "万人"),  # is to fall
            (at_least("95"), "30", "%"),  # percentages move both ways
            (at_least("20"), "40", "万人"),  # a limit, not a rise
            (at_least("40"), None, "万人"),  # nothing says whether it rises
            (AnnualGrowth(by=END, rate=Decimal(-2)), "40", "万人"),
            (AnnualGrowth(by=END, rate=Decimal(8), basis=Basis.RATES), None, "%"),
            (
                EveryPeriod(by=END, bound=Bound.AT_LEAST, value=Decimal(4)),
                None,
                "万人",
            ),
        ],
    )
    def test_what_may_fall_is_left_alone(
        self, target: Target, baseline: str | None, unit: str
    ) -> None:
        found = doubts(target, {"2012": "37", "2013": "36"}, baseline, unit_of_measure=unit)

        assert found == ()


class TestJumps:
    def test_a_lost_digit_stands_out_once(self) -> None:
        figures = {"2011": "35.1", "2012": "36.4", "2013": "3.79", "2014": "39.2", "2015": "40.6"}
        found = [d for d in doubts(UNMEASURED, figures, "33.7") if d.rule == "jump"]

        assert [d.key for d in found] == ["jump:2,3"]
        assert told(found[0]) == (
            "指标x goes from 36.4 万人 in 2012 to 3.79 万人 in 2013, a change of -89.6% "
            "where 3.7% is usual."
        )

    def test_people_recorded_for_ten_thousands_stand_out(self) -> None:
        figures = {"2011": "35.1", "2012": "36.4", "2013": "37.9", "2014": "392000"}

        assert [d.entry_ids for d in doubts(UNMEASURED, figures, "33.7")] == [(3, 4)]

    def test_the_first_figure_can_jump_from_the_baseline(self) -> None:
        figures = {"2011": "351", "2012": "364", "2013": "379", "2014": "392"}

        assert [d.entry_ids for d in doubts(UNMEASURED, figures, "33.7")] == [(1,)]

    def test_fewer_than_three_changes_have_no_usual_size(self) -> None:
        assert doubts(UNMEASURED, {"2011": "35", "2012": "36", "2013": "370"}) == ()
        assert len(doubts(UNMEASURED, {"2011": "35", "2012": "36", "2013": "370"}, "34")) == 1

    def test_a_change_over_two_years_may_be_twice_as_large(self) -> None:
        figures = {"2011": "110", "2012": "121", "2014": "146.41"}

        assert doubts(UNMEASURED, figures, "100") == ()

    def test_levels_that_reach_zero_are_compared_by_their_differences(self) -> None:
        figures = {"2011": "5", "2012": "9", "2013": "14", "2014": "18", "2015": "1800"}
        (doubt,) = doubts(UNMEASURED, figures, "0")

        assert told(doubt) == (
            "指标x goes from 18 万人 in 2014 to 1800 万人 in 2015, a change of 1782 万人 "
            "where 5 万人 is usual."
        )

    def test_percentages_that_reach_zero_change_by_points(self) -> None:
        figures = {"2011": "1", "2012": "2", "2013": "3.1", "2014": "60"}
        (doubt,) = doubts(UNMEASURED, figures, "0", unit_of_measure="%")

        assert "a change of 56.9 pp where 1.05 pp is usual" in told(doubt)

    def test_ordinary_unevenness_is_no_jump(self) -> None:
        figures = {"2011": "105", "2012": "118", "2013": "122", "2014": "139", "2015": "141"}

        assert doubts(UNMEASURED, figures, "100") == ()

    def test_steady_growth_that_slows_a_little_is_no_jump(self) -> None:
        figures = {"2011": "110", "2012": "121", "2013": "133.1", "2014": "142"}

        assert doubts(UNMEASURED, figures, "100") == ()

    def test_yearly_rates_are_not_compared_with_a_level_as_baseline(self) -> None:
        target = AnnualGrowth(by=END, rate=Decimal(10), basis=Basis.RATES)
        figures = {"2011": "10", "2012": "10.2", "2013": "9.9"}

        assert doubts(target, figures, "1304", unit_of_measure="%") == ()

    def test_months_and_quarters_are_compared_among_themselves(self) -> None:
        months = {f"2011-{m:02}": str(30 + m) for m in range(1, 13)}
        quarters = {f"2011-Q{q}": str(1000 + q) for q in range(1, 5)}

        assert doubts(UNMEASURED, {**months, **quarters}) == ()
