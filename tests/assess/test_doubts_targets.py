"""Doubts about figures that are too good to be true."""

from __future__ import annotations

from decimal import Decimal

import pytest
from doubting import doubts, rules, told
from small_plan import END, Figures, a_figure, at_least, at_most

from sbtrack.domain.doubt import Doubt
from sbtrack.domain.period import Period
from sbtrack.domain.targets import About, Coverage, EveryPeriod, Target
from sbtrack.domain.terms import Bound


class TestExactlyOnTarget:
    def test_arriving_at_the_target_to_the_digit_is_doubted(self) -> None:
        (doubt,) = doubts(at_least("40"), {"2013": "37.2", "2014": "40"}, "33.66")

        assert doubt.key == "exactly-on-target:2"
        assert told(doubt) == "指标x is exactly 40 万人 in 2014, which is the target for 2015."

    @pytest.mark.parametrize(
        ("target", "baseline", "unit"),
        [
            (at_most("40"), "45", "万人"),
            (About(by=END, value=Decimal(40), tolerance=Decimal(2)), None, "%"),
            (at_least("40.0"), None, "万人"),
        ],
    )
    def test_so_it_is_for_every_level(
        self, target: Target, baseline: str | None, unit: str
    ) -> None:
        found = doubts(target, {"2014": "40"}, baseline, unit_of_measure=unit)

        assert rules(found) == ["exactly-on-target"]

    def test_staying_there_is_no_second_doubt(self) -> None:
        found = doubts(at_least("40"), {"2013": "40", "2014": "40"}, "33.66")

        assert [d.entry_ids for d in found] == [(1,)]

    @pytest.mark.parametrize(
        ("target", "figures", "baseline", "unit"),
        [
            (at_least("40"), {"2015": "40"}, "33.66", "万人"),  # due, and a round number
            (at_least("200"), {"2014": "190", "2015": "200"}, "100", "套"),
            (at_least("40"), {"2016": "40"}, "33.66", "万人"),  # a year late
            (at_least("40"), {"2014": "40.1"}, "33.66", "万人"),
            (at_least("40"), {"2014": "40"}, "40", "万人"),  # never moved
            (at_least("100"), {"2014": "100"}, "90", "%"),  # full is full
            (at_most("0"), {"2014": "0"}, "5", "件"),
            (Coverage(by=END), {"2014": "100"}, "90", "%"),
        ],
    )
    def test_what_is_ordinary_is_left_alone(
        self, target: Target, figures: Figures, baseline: str, unit: str
    ) -> None:
        assert doubts(target, figures, baseline, unit_of_measure=unit) == ()

    @pytest.mark.parametrize(
        ("target", "value", "baseline"),
        [
            (at_least("6"), "6.0", "10.5"),  # growth, and a floor for it
            (at_most("4.6"), "4.6", "3.9"),
            (About(by=END, value=Decimal(75), tolerance=Decimal(2)), "75", "76"),
        ],
    )
    def test_what_the_baseline_met_already_is_a_limit_and_a_round_one_is_kept_exactly(
        self, target: Target, value: str, baseline: str
    ) -> None:
        unmet = {"6.0": "5.1", "4.6": "5.3", "75": "72"}[value]

        assert doubts(target, {"2011": value}, baseline, unit_of_measure="%") == ()
        found = doubts(target, {"2011": value}, unmet, unit_of_measure="%")
        assert rules(found) == ["exactly-on-target"]

    def test_of_many_digits_a_limit_is_doubted_as_a_target_is(self) -> None:
        found = doubts(at_least("70.5"), {"2012": "70.5"}, "75", unit_of_measure="%")

        assert [d.key for d in found] == ["exactly-on-target:1"]

    def test_a_ratio_of_two_counts_is_left_alone(self) -> None:
        figures = (a_figure("95", "2014", ratio=("380", "400"), entry_id=1),)

        assert doubts(at_least("95"), figures, "92", unit_of_measure="%") == ()

    @pytest.mark.parametrize(
        ("target", "period"), [("70.5", "2015"), ("70.5", "2016"), ("13500", "2015")]
    )
    def test_when_it_is_due_only_a_number_of_many_digits_is_doubted(
        self, target: str, period: str
    ) -> None:
        found = doubts(at_least(target), {period: target}, "50", as_of="2017-01-01")

        assert [d.key for d in found] == ["exactly-on-target:1"]

    def test_a_yearly_target_that_is_met_to_the_digit_is_doubted_once(self) -> None:
        yearly = tuple(
            (Period.parse(year), Decimal(value))
            for year, value in (("2012", "36.2"), ("2013", "37"), ("2014", "38.4"))
        )
        figures = {"2012": "36.2", "2013": "37", "2014": "38.3", "2015": "38.4"}

        (doubt,) = doubts(at_least("40"), figures, "33.66", yearly=yearly)

        assert doubt.key == "exactly-on-target:1"
        assert told(doubt) == "指标x is exactly 36.2 万人 in 2012, which is the target for 2012."


class TestExactlyOnLimit:
    def found(self, figures: Figures, limit: str = "4", unit: str = "万人") -> tuple[Doubt, ...]:
        target = EveryPeriod(by=END, bound=Bound.AT_LEAST, value=Decimal(limit))
        return doubts(target, figures, unit_of_measure=unit)

    def test_three_years_running_on_the_limit_are_one_doubt(self) -> None:
        (doubt,) = self.found({"2011": "4", "2012": "4", "2013": "4.0", "2014": "4"})

        assert doubt.key == "exactly-on-limit:1,2,3"
        assert told(doubt) == (
            "指标x is exactly 4 万人, the limit for each period, in 2011, 2012, 2013."
        )

    @pytest.mark.parametrize(
        ("figures", "limit", "unit"),
        [
            ({"2011": "4", "2012": "4"}, "4", "万人"),
            ({"2011": "4", "2012": "4.1", "2013": "4", "2014": "4"}, "4", "万人"),
            ({"2011": "4", "2012": "4", "2013": "4"}, "4", "次"),  # a meeting each quarter
            ({"2011": "100", "2012": "100", "2013": "100"}, "100", "%"),
            ({"2011": "0", "2012": "0", "2013": "0"}, "0", "件"),
        ],
    )
    def test_what_is_ordinary_is_left_alone(self, figures: Figures, limit: str, unit: str) -> None:
        assert self.found(figures, limit, unit) == ()

    @pytest.mark.parametrize(
        ("limit", "unit", "count"),
        [("1000", "个", 1), ("999", "个", 0), ("0.1", "万人", 1), ("0.0999", "万人", 0)],
    )
    def test_a_thousand_things_are_not_met_exactly_time_and_again(
        self, limit: str, unit: str, count: int
    ) -> None:
        figures = {"2011": limit, "2012": limit, "2013": limit}

        found = [d for d in self.found(figures, limit, unit) if d.rule == "exactly-on-limit"]
        assert len(found) == count

    def test_a_rate_is_hardly_ever_exactly_on_its_limit(self) -> None:
        figures = {"2011": "95", "2012": "95", "2013": "95"}

        assert rules(self.found(figures, "95", "%")) == ["exactly-on-limit"]
