"""Growth: an average yearly rate (年均增长), or a change over the whole plan (五年累计)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from small_plan import END, assessed, told

from sbtrack.domain.assessment import Assessment
from sbtrack.domain.ledger import Observation
from sbtrack.domain.period import Period
from sbtrack.domain.targets import AnnualGrowth, CumulativeChange
from sbtrack.domain.terms import Basis, Bound, Scale, Verdict, Why
from sbtrack.domain.undefined import Undefined

PENSION: dict[str, Any] = {"unit_of_measure": "元/月"}
PERCENT: dict[str, Any] = {"unit_of_measure": "%"}


def yearly(rate: str, basis: Basis = Basis.LEVELS, bound: Bound = Bound.AT_LEAST) -> AnnualGrowth:
    return AnnualGrowth(by=END, rate=Decimal(rate), basis=basis, bound=bound)


def in_all(
    change: str, basis: Basis = Basis.LEVELS, bound: Bound = Bound.AT_MOST
) -> CumulativeChange:
    return CumulativeChange(by=END, change=Decimal(change), basis=basis, bound=bound)


def why(value: object) -> Why:
    assert isinstance(value, Undefined), value
    return value.why


def value_of(assessment: Assessment) -> Decimal:
    assert isinstance(assessment.actual, Observation)
    return assessment.actual.value


class TestYearlyGrowthOfALevel:
    """Xingtai, enterprise retirees' pension: 1304 元/月 in 2010, to grow by 10 % a year."""

    def test_reaches_the_level_that_the_rate_makes_in_five_years(self) -> None:
        found = assessed(yearly("10"), {"2013": "1735.624"}, "1304", as_of="2014-01-31", **PENSION)

        assert found.target_value == Decimal("2100.10504")  # 1304 x 1.1 ** 5
        assert found.planned_value == Decimal("1735.624")  # 1304 x 1.1 ** 3
        assert found.scale is Scale.LOG

    def test_equal_growth_is_equal_progress(self) -> None:
        found = assessed(yearly("10"), {"2013": "1735.624"}, "1304", as_of="2014-01-31", **PENSION)

        assert found.attainment == found.elapsed == Decimal("0.6")
        assert found.pace == 0
        assert found.required_per_year == found.achieved_per_year == Decimal("0.1")
        assert found.projected == Decimal("2100.10504")
        assert told(found) == (
            "2013 1735.624 元/月: attainment 60.0%, elapsed 60.0%, level with the plan, "
            "within ±5 points; growth so far 10% a year, to be at least 10%"
        )

    def test_a_year_that_brought_little_must_be_made_up_for(self) -> None:
        # ln(1404 / 1304) / ln(1.1 ** 5) = 15.5 %; (2100.10504 / 1404) ** (1/4) - 1 = 10.59 %.
        found = assessed(yearly("10"), {"2011": "1404"}, "1304", as_of="2012-01-31", **PENSION)

        assert isinstance(found.required_per_year, Decimal)
        assert found.required_per_year.quantize(Decimal("0.0001")) == Decimal("0.1059")
        assert isinstance(found.attainment, Decimal)
        assert found.attainment.quantize(Decimal("0.001")) == Decimal("0.155")
        assert found.verdict is Verdict.ON_TRACK

    def test_is_missed_by_what_the_level_lacks(self) -> None:
        found = assessed(yearly("10"), {"2015": "2100"}, "1304", **PENSION)

        assert found.verdict is Verdict.MISSED
        assert found.gap == Decimal("0.10504")
        assert "missed by 0.11 元/月" in told(found)

    def test_growth_of_a_few_weeks_is_not_blown_up_into_a_forecast(self) -> None:
        found = assessed(yearly("10"), {"2011-01-03": "1700"}, "1304", as_of="2011-02-01")

        assert why(found.projected) is Why.BEYOND_RECKONING
        assert "a year" not in told(found)

    @pytest.mark.parametrize(("period", "told_of"), [("2011-12-30", False), ("2011", True)])
    def test_so_far_is_said_from_exactly_a_year_on(self, period: str, told_of: bool) -> None:
        found = assessed(yearly("10"), {period: "1400"}, "1304", as_of="2012-02-01")

        assert ("growth so far" in told(found)) is told_of

    def test_is_undefined_from_a_level_of_zero(self) -> None:
        found = assessed(yearly("10"), {"2013": "5"}, "0", as_of="2014-01-31")

        assert found.verdict is Verdict.UNRATED
        assert why(found.target_value) is Why.NOT_POSITIVE
        assert found.reason is not None
        assert found.reason.why is Why.NOT_POSITIVE

    @pytest.mark.parametrize("value", ["0", "-3"])
    def test_is_undefined_to_a_level_that_is_not_above_zero(self, value: str) -> None:
        before = assessed(yearly("10"), {"2013": value}, "100", as_of="2014-01-31")
        at_target = assessed(yearly("10"), {"2015": value}, "100")

        assert before.verdict is Verdict.UNRATED
        assert why(before.attainment) is Why.NOT_POSITIVE
        assert why(before.projected) is Why.NOT_POSITIVE
        assert at_target.verdict is Verdict.MISSED

    def test_without_a_baseline_there_is_nothing_to_grow_from(self) -> None:
        found = assessed(yearly("10"), {"2013": "5"}, None, as_of="2014-01-31")

        assert found.reason is not None
        assert found.reason.why is Why.BASELINE_UNAVAILABLE

    def test_half_a_year_counts_as_half_a_year_of_growth(self) -> None:
        target = AnnualGrowth(by=Period.parse("2011-H1"), rate=Decimal(21))
        found = assessed(target, {"2011-H1": "110"}, "100", as_of="2011-12-31")

        assert found.target_value == 110
        assert found.verdict is Verdict.ACHIEVED


class TestALimitOnGrowth:
    """At most 8 % a year, or a fall of no more than 2 %: the path itself is the limit."""

    @pytest.mark.parametrize(
        ("value", "verdict"),
        [("116.64", Verdict.ON_TRACK), ("116.65", Verdict.BEHIND), ("90", Verdict.ON_TRACK)],
    )
    def test_is_judged_against_its_path(self, value: str, verdict: Verdict) -> None:
        target = yearly("8", bound=Bound.AT_MOST)
        found = assessed(target, {"2012": value}, "100", as_of="2013-01-31")

        assert found.planned_value == Decimal("116.64")  # 1.08 ** 2
        assert found.verdict is verdict
        assert why(found.attainment) is Why.BASELINE_MEETS_TARGET

    def test_that_holds_names_the_limit_of_its_period(self) -> None:
        target = yearly("8", bound=Bound.AT_MOST)
        found = assessed(target, {"2012": "110"}, "100", as_of="2013-01-31")

        assert told(found) == (
            "2012 110 万人: not above the path, whose limit for 2012 is 116.64 万人, "
            "6.64 万人 to spare; "
            "growth so far 4.88% a year, to be at most 8%"
        )

    def test_may_allow_a_fall(self) -> None:
        target = yearly("-2", bound=Bound.AT_LEAST)
        held = assessed(target, {"2012": "96.04"}, "100", as_of="2013-01-31")
        broken = assessed(target, {"2012": "96"}, "100", as_of="2013-01-31")

        assert held.verdict is Verdict.ON_TRACK
        assert broken.verdict is Verdict.BEHIND

    def test_on_rates_is_judged_against_the_average_so_far(self) -> None:
        target = yearly("8", Basis.RATES, Bound.AT_MOST)
        held = assessed(target, {"2011": "9", "2012": "7"}, as_of="2013-01-31", **PERCENT)
        broken = assessed(target, {"2011": "9", "2012": "7.1"}, as_of="2013-01-31", **PERCENT)

        assert held.verdict is Verdict.ON_TRACK  # 1.09 x 1.07 = 1.1663 < 1.1664
        assert broken.verdict is Verdict.BEHIND
        assert "0.05 pp above the path, whose limit for 2012 is 8%" in told(broken)


class TestAChangeOverTheWholePlan:
    """Energy intensity, in 吨标准煤/万元: 1.00 in 2010, to fall by 16 % in all."""

    def test_is_measured_on_a_logarithmic_scale(self) -> None:
        # ln(0.9) / ln(0.84) = 0.6043
        found = assessed(in_all("-16"), {"2013": "0.9"}, "1.00", as_of="2014-01-31")

        assert found.target_value == Decimal("0.84")
        assert isinstance(found.attainment, Decimal)
        assert found.attainment.quantize(Decimal("0.0001")) == Decimal("0.6043")
        assert found.gap == Decimal("0.06")
        assert "change so far -10%, to be at most -16% in all" in told(found)

    def test_is_settled_by_the_level(self) -> None:
        assert assessed(in_all("-16"), {"2015": "0.84"}, "1").verdict is Verdict.ACHIEVED
        assert assessed(in_all("-16"), {"2015": "0.8401"}, "1").verdict is Verdict.MISSED

    def test_can_be_a_rise(self) -> None:
        target = in_all("50", bound=Bound.AT_LEAST)
        found = assessed(target, {"2015": "149"}, "100")

        assert found.target_value == 150
        assert found.verdict is Verdict.MISSED

    def test_of_nothing_is_a_level_to_hold(self) -> None:
        target = in_all("0", bound=Bound.AT_LEAST)

        assert assessed(target, {"2013": "99"}, "100", as_of="2014-01-31").verdict is Verdict.BEHIND
        assert (
            assessed(target, {"2013": "101"}, "100", as_of="2014-01-31").verdict is Verdict.ON_TRACK
        )


class TestDecimalsOfAWorkedOutTarget:
    """As many as tell it from the figure, so that the sentence does not contradict itself."""

    def test_just_above_it(self) -> None:
        found = assessed(yearly("10"), {"2015": "2100.11"}, "1304", **PENSION)

        assert told(found) == (
            "2015 2100.11 元/月: the target 2100.105 元/月 achieved, 0.005 元/月 beyond it; "
            "growth so far 10.0001% a year, to be at least 10%"
        )

    def test_just_above_a_cap(self) -> None:
        cap = yearly("3", bound=Bound.AT_MOST)
        found = assessed(cap, {"2015": "115.93"}, "100", **PENSION)

        assert told(found) == (
            "2015 115.93 元/月: the target 115.927 元/月 missed by 0.003 元/月; "
            "growth so far 3.0005% a year, to be at most 3%"
        )

    def test_not_quite_there_is_not_all_done(self) -> None:
        found = assessed(yearly("8"), {"2014": "1469.328"}, "1000", as_of="2015-01-31", **PENSION)

        assert found.verdict is Verdict.AHEAD
        assert "attainment 99.99999%, elapsed 80.00000%, 19.99999 points ahead" in told(found)

    def test_a_worked_out_figure_is_told_from_it_too(self) -> None:
        rates = {"2011": "4", "2012": "3", "2013": "3", "2014": "3", "2015": "2"}
        found = assessed(yearly("3", Basis.RATES), rates, **PERCENT)

        assert told(found).startswith("2015 2.998%: the target 3% missed by 0.002 pp")
