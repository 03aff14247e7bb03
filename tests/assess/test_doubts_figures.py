"""Doubts about single figures."""

from __future__ import annotations

from decimal import Decimal

import pytest
from doubting import doubts, rules, told
from small_plan import END, Figures, a_figure, at_least, at_most

from sbtrack.domain.doubt import Doubt
from sbtrack.domain.targets import About, Coverage, Target
from sbtrack.domain.terms import Vintage


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
            (at_least("40"), {"2015": "40"}, "33.66", "万人"),  # its own period
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

    def test_a_ratio_of_two_counts_is_left_alone(self) -> None:
        figures = (a_figure("95", "2014", ratio=("380", "400"), entry_id=1),)

        assert doubts(at_least("95"), figures, "92", unit_of_measure="%") == ()


class TestStillPreliminary:
    def preliminary(self, period: str, as_of: str) -> tuple[Doubt, ...]:
        figures = (a_figure("35", period, entry_id=9, vintage=Vintage.PRELIMINARY),)
        return doubts(at_least("40"), figures, "33", as_of=as_of)

    def test_after_a_year_and_a_half_it_is_doubted(self) -> None:
        (doubt,) = self.preliminary("2012", "2014-08-31")

        assert doubt.key == "still-preliminary:9"
        assert told(doubt) == (
            "指标x for 2012 is still the preliminary 35 万人, 19 months after the period ended."
        )

    @pytest.mark.parametrize(
        ("period", "as_of", "count"),
        [
            ("2012", "2014-06-30", 0),
            ("2012", "2014-07-01", 1),
            ("2012-H1", "2013-12-31", 1),
            ("2012-H1", "2013-12-30", 0),
        ],
    )
    def test_not_a_day_before(self, period: str, as_of: str, count: int) -> None:
        assert len(self.preliminary(period, as_of)) == count

    @pytest.mark.parametrize("vintage", [None, Vintage.REVISED, Vintage.FINAL])
    def test_other_vintages_stand(self, vintage: Vintage | None) -> None:
        figures = (a_figure("35", "2012", vintage=vintage),)

        assert doubts(at_least("40"), figures, "33") == ()
