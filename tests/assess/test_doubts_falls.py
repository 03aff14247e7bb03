"""Doubts about counts that fall where they should not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from doubting import doubts, numbered, rules, told
from small_plan import BASE, END, Figures, a_plan, an_indicator, at_least, at_most, said

from sbtrack.assess.doubts.find import doubts_of
from sbtrack.domain.plan import Baseline
from sbtrack.domain.targets import AnnualGrowth, CumulativeChange, EveryPeriod, Target
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

    @pytest.mark.parametrize(
        ("figures", "entries"),
        [
            # The nation's employees' pensions, which the outline sets no baseline for.
            ({"2011": "28391", "2012": "30427", "2013": "32218", "2014": "34124"}, []),
            ({"2011": "28391", "2012": "34027", "2013": "32218", "2014": "34124"}, [(2, 3)]),
            ({"2011": "28391", "2012": "27000"}, [(1, 2)]),
            ({"2013-H1": "34000", "2013": "32218"}, [(1, 2)]),
            ({"2011": "28391"}, []),
            ({"2011": "35712", "2012": "35690"}, []),  # there from the first
            ({}, []),
        ],
    )
    def test_without_a_baseline_the_first_figure_says_whether_it_should_rise(
        self, figures: Figures, entries: list[tuple[int, ...]]
    ) -> None:
        found = doubts(at_least("35700"), figures)

        assert [d.entry_ids for d in found] == entries
        assert set(rules(found)) <= {"count-falls"}

    @pytest.mark.parametrize(("value", "falls"), [("35.5", False), ("35.4999", True)])
    def test_what_stays_the_same_does_not_fall(self, value: str, falls: bool) -> None:
        found = doubts(at_least("40"), {"2011": "35.5", "2012": value}, "35")

        assert ([d.key for d in found] == ["count-falls:1,2"]) is falls

    @pytest.mark.parametrize(
        ("target", "rises"),
        [
            (at_least("40"), False),  # where it is
            (at_least("40.001"), True),
            (AnnualGrowth(by=END, rate=Decimal(0)), False),
            (AnnualGrowth(by=END, rate=Decimal("0.1")), True),
            (CumulativeChange(by=END, change=Decimal(0)), False),
            (CumulativeChange(by=END, change=Decimal("0.1")), True),
        ],
    )
    def test_the_plan_has_rise_what_it_wants_above_the_baseline(
        self, target: Target, rises: bool
    ) -> None:
        assert (rules(doubts(target, {"2011": "39"}, "40")) == ["count-falls"]) is rises

    def test_a_fall_stays_doubted_when_the_target_is_reached(self) -> None:
        found = doubts(at_least("40"), {"2012": "37", "2013": "36", "2014": "41", "2015-H1": "42"})

        assert [d.key for d in found] == ["count-falls:1,2"]

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
            (at_least("35"), None, "万人"),  # nothing says whether it rises
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

    def test_the_first_figure_is_not_below_the_baseline(self) -> None:
        (doubt,) = doubts(at_least("200"), {"2011": "95"}, "100")

        assert doubt.key == "count-falls:1@100"
        assert told(doubt) == (
            "指标x falls from 100 万人 in 2010 to 95 万人 in 2011, and the plan has it rise."
        )

    @pytest.mark.parametrize(("period", "count"), [("2010", 0), ("2011", 1)])
    def test_a_figure_of_the_baselines_own_period_does_not_follow_it(
        self, period: str, count: int
    ) -> None:
        assert len(doubts(at_least("200"), {period: "95"}, "100")) == count

    @pytest.mark.parametrize(
        ("printed", "value", "count"),
        [
            ("1.34亿", "13370", 0),
            ("13400万", "13370", 1),
            ("约1.34亿", "13370", 1),
            ("1.34亿", "13350", 0),  # half of its last place
            ("1.34亿", "13349.9999", 1),
        ],
    )
    def test_what_a_printed_baseline_was_rounded_by_is_let_pass(
        self, printed: str, value: str, count: int
    ) -> None:
        baseline = Baseline(Decimal(13400), BASE, as_printed=printed)
        plan = a_plan(replace(an_indicator(at_least("16000")), baseline=baseline))
        figures = numbered({"2011": value})

        assert len(doubts_of(plan, {"x": figures}, {}, date(2016, 1, 1))) == count

    @pytest.mark.parametrize(
        ("figures", "entries"),
        [
            ({"2013-H1": "150", "2013": "130"}, [(1, 2)]),
            ({"2013-H2": "150", "2013": "130"}, [(1, 2)]),
            ({"2013-Q1": "140", "2013-Q2": "150", "2013-H1": "160", "2013": "145"}, [(3, 4)]),
            ({"2013-06-30": "150", "2013": "130"}, [(1, 2)]),
            ({"2013-01-01": "130.001", "2013": "130"}, [(1, 2)]),  # its very first day
            ({"2012-12-31": "150", "2013": "130"}, []),
            ({"2013-H1": "130", "2013": "130"}, []),
            ({"2012-H1": "110", "2012": "130", "2013-H1": "120"}, []),  # may be what came in
            ({"2013-H1": "60", "2013": "130"}, []),
            ({"2012-H2": "150", "2013": "130"}, []),
        ],
    )
    def test_a_longer_period_is_not_below_one_within_it(
        self, figures: Figures, entries: list[tuple[int, ...]]
    ) -> None:
        found = doubts(at_least("200"), figures, "100")

        assert [d.entry_ids for d in found] == entries
        assert set(rules(found)) <= {"count-falls"}
