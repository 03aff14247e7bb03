"""Growth recorded as yearly rates (年度增长率), which are compounded."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from small_plan import END, assessed, said, told

from sbtrack.assess.compounding import average_rate, compounded
from sbtrack.domain.assessment import Assessment
from sbtrack.domain.ledger import Observation
from sbtrack.domain.period import Period
from sbtrack.domain.targets import AnnualGrowth, CumulativeChange
from sbtrack.domain.terms import Basis, Bound, Verdict, Why
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


class TestYearlyRates:
    """The figures recorded are themselves rates of growth, in percent."""

    def test_are_compounded_into_an_average(self) -> None:
        # (1.12 x 1.08) ** (1/2) - 1 = 9.98 %, not 10 %
        found = assessed(
            yearly("10", Basis.RATES), {"2011": "12", "2012": "8"}, as_of="2013-01-31", **PERCENT
        )

        assert value_of(found).quantize(Decimal("0.01")) == Decimal("9.98")
        assert found.target_value == Decimal(10)
        assert isinstance(found.gap, Decimal)
        assert found.gap.quantize(Decimal("0.01")) == Decimal("0.02")
        assert "2 yearly rates compounded; their plain average is 10%" in told(found)

    def test_an_average_close_to_the_plain_one_is_told_from_it(self) -> None:
        # (1.09 x 1.075) ** (1/2) - 1 = 8.2474 %
        found = assessed(
            yearly("8", Basis.RATES), {"2011": "9", "2012": "7.5"}, as_of="2013-01-31", **PERCENT
        )

        assert told(found).startswith("2012 8.25%: ")
        assert told(found).endswith(
            "; 2 yearly rates compounded to 8.247%; their plain average is 8.25%"
        )

    def test_a_sum_that_looks_like_the_change_is_told_from_it(self) -> None:
        found = assessed(
            in_all("-1", Basis.RATES),
            {"2011": "-0.02", "2012": "-0.02"},
            as_of="2013-01-31",
            **PERCENT,
        )

        assert told(found).endswith(
            "; 2 yearly rates compounded to -0.039996%; their sum, -0.04%, is not the change"
        )

    def test_of_equal_rates_the_average_goes_without_saying(self) -> None:
        rates = {"2011": "10", "2012": "10"}
        found = assessed(yearly("10", Basis.RATES), rates, as_of="2013-01-31", **PERCENT)

        assert "compounded" not in told(found)

    def test_steady_growth_is_on_plan(self) -> None:
        rates = {"2011": "10", "2012": "10", "2013": "10"}
        found = assessed(yearly("10", Basis.RATES), rates, as_of="2014-01-31", **PERCENT)

        assert found.attainment == found.elapsed == Decimal("0.6")
        assert value_of(found) == Decimal(10)
        assert found.projected == Decimal(10)
        assert found.verdict is Verdict.ON_TRACK

    def test_an_average_above_the_target_is_not_met_early(self) -> None:
        # One good year is no five: the level it asks for is 1.1 ** 5 of the baseline.
        found = assessed(yearly("10", Basis.RATES), {"2011": "12"}, as_of="2012-01-31", **PERCENT)

        assert found.verdict is Verdict.ON_TRACK
        assert found.gap == Decimal(-2)
        assert isinstance(found.required_per_year, Decimal)
        assert found.required_per_year.quantize(Decimal("0.0001")) == Decimal("0.0951")

    def test_met_early_needs_the_growth_of_the_whole_plan(self) -> None:
        rates = {"2011": "20", "2012": "20", "2013": "20"}  # 1.728 > 1.61051
        found = assessed(yearly("10", Basis.RATES), rates, as_of="2014-01-31", **PERCENT)

        assert found.verdict is Verdict.MET_EARLY

    def test_a_missing_year_leaves_a_hole_that_is_named(self) -> None:
        found = assessed(
            yearly("10", Basis.RATES), {"2011": "12", "2013": "9"}, as_of="2014-01-31", **PERCENT
        )

        assert found.verdict is Verdict.UNRATED
        assert found.reason is not None
        assert found.reason.why is Why.RATE_MISSING
        assert told(found) == ("not rated: yearly rates compound only without a gap; missing: 2012")

    def test_rates_of_parts_of_a_year_do_not_count(self) -> None:
        only_half = assessed(
            yearly("10", Basis.RATES), {"2011-H1": "12"}, as_of="2012-01-31", **PERCENT
        )
        also_half = assessed(
            yearly("10", Basis.RATES),
            {"2011": "10", "2012-H1": "30"},
            as_of="2012-12-31",
            **PERCENT,
        )

        assert told(only_half) == "not rated: there are figures, but none for a whole year"
        assert value_of(also_half) == Decimal(10)
        assert also_half.elapsed == Decimal("0.2")

    def test_a_cut_is_compounded_and_the_sum_disowned(self) -> None:
        # 0.97 x 0.97 = 0.9409: a cut of 5.91 %, not of 6 %
        found = assessed(
            in_all("-16", Basis.RATES), {"2011": "-3", "2012": "-3"}, as_of="2013-01-31", **PERCENT
        )

        assert value_of(found) == Decimal("-5.91")
        assert found.gap == Decimal("10.09")
        assert isinstance(found.attainment, Decimal)
        assert found.attainment.quantize(Decimal("0.0001")) == Decimal(
            "0.3494"
        )  # ln .9409 / ln .84
        assert told(found) == (
            "2012 -5.91%: attainment 34.9%, elapsed 40.0%, 5.1 points behind, more than 5 points; "
            "2 yearly rates compounded; their sum, -6%, is not the change"
        )

    def test_a_sum_that_seems_to_reach_the_target_does_not(self) -> None:
        rates = {str(year): "-3.2" for year in range(2011, 2016)}  # add up to -16
        found = assessed(in_all("-16", Basis.RATES), rates, **PERCENT)

        assert found.verdict is Verdict.MISSED  # 0.968 ** 5 - 1 = -15.01 %
        assert "their sum, -16%, is not the change" in told(found)

    def test_the_last_year_may_still_be_missing(self) -> None:
        rates = {str(year): "10" for year in range(2011, 2015)}
        found = assessed(yearly("10", Basis.RATES), rates, as_of="2016-06-30", **PERCENT)

        assert found.verdict is Verdict.ON_TRACK
        assert found.provisional is not None
        assert said(found.provisional) == "last figure 2014, 2015 missing"

    def test_growth_turned_into_decline_is_reversed(self) -> None:
        found = assessed(
            yearly("10", Basis.RATES), {"2011": "5", "2012": "-6"}, as_of="2013-01-31", **PERCENT
        )

        assert found.verdict is Verdict.REVERSED
        assert "further from the target 10% than the baseline 0% was" in told(found)

    @pytest.mark.parametrize("rate", ["-100", "-150"])
    def test_a_fall_by_the_whole_leaves_nothing_to_compound(self, rate: str) -> None:
        found = assessed(yearly("10", Basis.RATES), {"2011": rate}, as_of="2012-01-31", **PERCENT)

        assert found.verdict is Verdict.UNRATED
        assert found.reason is not None
        assert found.reason.why is Why.NOT_POSITIVE

    @pytest.mark.parametrize(
        ("period", "reason"),
        [("2015-H2", Why.NO_DATA), ("2016-01-01", Why.DATA_AFTER_TARGET)],
    )
    def test_a_part_of_the_target_period_is_not_after_it(self, period: str, reason: Why) -> None:
        found = assessed(yearly("10", Basis.RATES), {period: "5"}, as_of="2017-01-31", **PERCENT)

        assert found.reason is not None
        assert found.reason.why is reason

    def test_an_average_needs_an_index_above_zero(self) -> None:
        least = average_rate(Decimal("1E-15"), Decimal(2))

        assert isinstance(least, Decimal)
        assert why(average_rate(Decimal(0), Decimal(2))) is Why.NOT_POSITIVE

    @pytest.mark.parametrize("rate", ["10", "0", "-2"])
    def test_rates_from_before_the_base_do_not_count(self, rate: str) -> None:
        found = assessed(yearly(rate, Basis.RATES), {"2010": "12"}, as_of="2011-01-31", **PERCENT)

        assert found.reason is not None
        assert found.reason.why is Why.DATA_BEFORE_BASE

    def test_compounding_starts_after_the_base_year(self) -> None:
        rates = [
            Observation("x", "r", Period.of_year(year), Decimal(10)) for year in (2010, 2011, 2012)
        ]

        assert compounded(Period.of_year(2010), rates, Period.of_year(2012)) == Decimal("1.21")
