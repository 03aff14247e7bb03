"""Levels to come near (左右), and coverage (全覆盖)."""

from __future__ import annotations

from decimal import Decimal

import pytest
from small_plan import END, assessed, at_least, said, told

from sbtrack.assess.limit import counted_to
from sbtrack.domain.period import Period
from sbtrack.domain.targets import About, Coverage
from sbtrack.domain.terms import Verdict, Why
from sbtrack.domain.undefined import Undefined
from sbtrack.reports.status.reasons import reason_notes
from sbtrack.reports.targets import limit_remark


def why(value: object) -> Why:
    assert isinstance(value, Undefined), value
    return value.why


def about(value: str, tolerance: str) -> About:
    return About(by=END, value=Decimal(value), tolerance=Decimal(tolerance))


class TestAbout:
    def test_coming_near_from_below(self) -> None:
        found = assessed(
            about("75", "2"), {"2013": "72.5"}, "70", as_of="2014-01-31", unit_of_measure="%"
        )

        assert found.gap == Decimal("0.5")  # to 73, the nearer edge
        assert found.attainment == Decimal("0.5")
        assert found.verdict is Verdict.BEHIND
        assert told(found) == (
            "2013 72.5%: attainment 50.0%, elapsed 60.0%, 10.0 points behind, more than 5 points; "
            "0.5 pp below the range of ±2 pp around the target 75%"
        )

    @pytest.mark.parametrize("value", ["73", "75", "77"])
    def test_within_the_tolerance_it_is_met(self, value: str) -> None:
        early = assessed(about("75", "2"), {"2013": value}, "70", as_of="2014-01-31")
        at_target = assessed(about("75", "2"), {"2015": value}, "70", unit_of_measure="%")

        assert early.verdict is Verdict.MET_EARLY
        assert at_target.verdict is Verdict.ACHIEVED
        assert told(at_target).startswith(f"2015 {value}%: within ±2 pp of the target 75%")

    def test_met_beside_the_middle_it_says_what_attainment_is_counted_to(self) -> None:
        target = about("75", "2")
        early = assessed(target, {"2013": "77"}, "90", as_of="2014-01-31", unit_of_measure="%")
        at_end = assessed(target, {"2015": "77"}, "90", unit_of_measure="%")
        middle = assessed(target, {"2015": "75"}, "90", unit_of_measure="%")
        clause = "attainment 86.7% is counted to the middle of the range"

        assert told(early) == f"2013 77%: already within ±2 pp of the target 75% for 2015; {clause}"
        assert told(at_end) == f"2015 77%: within ±2 pp of the target 75%; {clause}"
        assert told(middle) == "2015 75%: within ±2 pp of the target 75%"
        assert [said(note) for note in reason_notes((at_end, middle))] == [
            "Met with attainment below 100% (x): it is counted to the middle of the range, "
            "and anywhere within the range the target is met"
        ]

    @pytest.mark.parametrize(
        ("value", "edge", "gap"),
        [("78", "77", "1"), ("72", "73", "1"), ("76", "77", "-1"), ("74.5", "73", "-1.5")],
    )
    def test_the_gap_is_counted_to_the_nearer_edge(self, value: str, edge: str, gap: str) -> None:
        found = assessed(about("75", "2"), {"2015": value}, "90")

        assert (found.gap, counted_to(found)) == (Decimal(gap), Decimal(edge))

    def test_so_it_is_to_the_edge_of_a_yearly_range(self) -> None:
        yearly = ((Period.of_year(2013), Decimal(70)),)
        found = assessed(about("75", "2"), {"2013": "74"}, "74", as_of="2014-01-31", yearly=yearly)
        remark = limit_remark(found)

        assert (found.gap, counted_to(found)) == (Decimal(2), Decimal(72))
        assert remark is not None
        assert said(remark) == "limit 68 to 72"

    def test_without_a_figure_there_is_no_nearer_edge(self) -> None:
        assert why(counted_to(assessed(about("75", "2"), {}, "90"))) is Why.NO_DATA

    def test_overshooting_counts_back(self) -> None:
        found = assessed(about("75", "2"), {"2013": "79"}, "70", as_of="2014-01-31")

        assert found.attainment == Decimal("0.2")
        assert found.gap == Decimal(2)
        assert found.verdict is Verdict.BEHIND
        assert found.required_per_year == Decimal(
            -1
        )  # from 79 to 77, the nearer edge, in two years

    def test_overshooting_by_more_than_the_way_is_reversed(self) -> None:
        found = assessed(about("75", "2"), {"2013": "81"}, "70", as_of="2014-01-31")

        assert found.verdict is Verdict.REVERSED

    @pytest.mark.parametrize(
        ("value", "verdict"), [("80", Verdict.BEHIND), ("80.0001", Verdict.REVERSED)]
    )
    def test_as_far_beyond_as_the_baseline_was_is_not_yet_reversed(
        self, value: str, verdict: Verdict
    ) -> None:
        found = assessed(about("75", "2"), {"2013": value}, "70", as_of="2014-01-31")

        assert found.verdict is verdict

    def test_missing_it_above_is_a_miss(self) -> None:
        found = assessed(about("75", "2"), {"2015": "77.5"}, "70", unit_of_measure="%")

        assert found.verdict is Verdict.MISSED
        assert told(found) == ("2015 77.5%: 0.5 pp above the range of ±2 pp around the target 75%")

    @pytest.mark.parametrize(
        ("baseline", "value", "said"),
        [
            ("60", "78", "2014 78%: 1 pp above the range of ±2 pp around the target 75%"),
            ("90", "72", "2014 72%: 1 pp below the range of ±2 pp around the target 75%"),
        ],
    )
    def test_past_the_far_edge_it_is_behind_however_close(
        self, baseline: str, value: str, said: str
    ) -> None:
        found = assessed(
            about("75", "2"), {"2014": value}, baseline, as_of="2015-01-31", unit_of_measure="%"
        )

        assert found.attainment == Decimal("0.8")  # as much as the time gone by
        assert found.verdict is Verdict.BEHIND
        assert why(found.pace) is Why.NOT_APPLICABLE
        assert told(found) == said

    def test_past_the_far_edge_it_must_come_back_and_is_projected_further(self) -> None:
        found = assessed(about("75", "2"), {"2013": "78"}, "60", as_of="2014-01-31")

        assert found.gap == Decimal(1)
        assert found.required_per_year == Decimal("-0.5")
        assert found.projected == Decimal(90)  # 60 + 18 / 3 x 5

    def test_on_the_near_side_the_pace_decides_as_ever(self) -> None:
        found = assessed(about("75", "2"), {"2011": "72"}, "60", as_of="2012-01-31")

        assert found.verdict is Verdict.AHEAD
        assert found.required_per_year == Decimal("0.25")  # from 72 to 73 in four years

    def test_a_yearly_range_may_be_missed_within_that_of_the_end(self) -> None:
        yearly = ((Period.of_year(2013), Decimal(70)),)
        found = assessed(about("75", "2"), {"2013": "74"}, "74", as_of="2014-01-31", yearly=yearly)

        assert (found.verdict, found.gap) == (Verdict.BEHIND, Decimal(2))
        assert found.required_per_year == 0

    @pytest.mark.parametrize(
        ("value", "verdict"), [("76", Verdict.ON_TRACK), ("72.9", Verdict.BEHIND)]
    )
    def test_a_baseline_within_the_tolerance_makes_it_a_band_to_hold(
        self, value: str, verdict: Verdict
    ) -> None:
        found = assessed(about("75", "2"), {"2013": value}, "74", as_of="2014-01-31")

        assert found.verdict is verdict
        assert why(found.attainment) is Why.BASELINE_MEETS_TARGET

    @pytest.mark.parametrize(
        ("value", "said"), [("77", "within ±2 万人 of the"), ("77.0001", "above the range of ±2")]
    )
    def test_the_edge_of_a_band_to_hold_is_within_it(self, value: str, said: str) -> None:
        found = assessed(about("75", "2"), {"2013": value}, "74", as_of="2014-01-31")

        assert said in told(found)


class TestAPartOfAWhole:
    """No pace leads past the whole, and none to less than nothing."""

    @pytest.mark.parametrize(
        ("value", "projected"), [("85", "100"), ("80", "93.33"), ("20", "0"), ("84", "100")]
    )
    def test_is_projected_within_the_possible(self, value: str, projected: str) -> None:
        found = assessed(Coverage(by=END), {"2013": value}, "60", as_of="2014-01-31")

        assert isinstance(found.projected, Decimal)
        assert found.projected.quantize(Decimal("0.01")) == Decimal(projected)

    @pytest.mark.parametrize(("share", "projected"), [(True, "100"), (False, "110")])
    def test_is_one_only_where_the_plan_says_so(self, share: bool, projected: str) -> None:
        found = assessed(at_least("95"), {"2013": "90"}, "60", as_of="2014-01-31", share=share)

        assert found.projected == Decimal(projected)
        assert found.achieved_per_year == Decimal(10)


def test_coverage_is_full_at_a_hundred_percent() -> None:
    part = assessed(Coverage(by=END), {"2013": "80"}, "50", as_of="2014-01-31", unit_of_measure="%")
    whole = assessed(Coverage(by=END), {"2015": "100"}, unit_of_measure="%")
    almost = assessed(Coverage(by=END), {"2015": "99.99"}, unit_of_measure="%")

    assert part.attainment == Decimal("0.6")
    assert part.target_value == Decimal(100)
    assert whole.verdict is Verdict.ACHIEVED
    assert almost.verdict is Verdict.MISSED
