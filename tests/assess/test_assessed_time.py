"""Which figure stands on which day, and how much of the plan's time has gone by then."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from small_plan import BASE, a_figure, a_plan, an_indicator, assessed, at_least, said, told

from sbtrack.assess.plan import assess_indicator
from sbtrack.domain.assessment import Assessment
from sbtrack.domain.ledger import Observation
from sbtrack.domain.period import Period
from sbtrack.domain.plan import Baseline
from sbtrack.domain.terms import Verdict, Why
from sbtrack.domain.undefined import Undefined


def period_of(assessment: Assessment) -> str:
    assert isinstance(assessment.actual, Observation)
    return str(assessment.actual.period)


@pytest.mark.parametrize(
    ("period", "elapsed"),
    [
        ("2011-H1", "0.1"),
        ("2012-Q1", "0.25"),
        ("2013-06", "0.5"),
        ("2013-06-30", "0.5"),
        ("2013-07-31", "0.5166666666666667"),
        ("2013", "0.6"),
        ("2015-Q4", "1"),
    ],
)
def test_time_runs_to_the_end_of_the_figures_own_period(period: str, elapsed: str) -> None:
    found = assessed(at_least("40"), {period: "35"}, "30", as_of="2016-12-31")

    assert isinstance(found.elapsed, Decimal)
    assert found.elapsed.quantize(Decimal("0.0000000000000001")) == Decimal(elapsed)


def test_a_day_is_its_share_of_the_month() -> None:
    # 10 of 31 days into the first of sixty months
    found = assessed(at_least("40"), {"2011-01-10": "31"}, "30", as_of="2011-02-01")

    assert isinstance(found.elapsed, Decimal)
    assert abs(found.elapsed - Decimal(10) / 31 / 60) < Decimal("1e-25")


def test_years_are_counted_by_months_for_what_is_still_required() -> None:
    found = assessed(at_least("40"), {"2013-H1": "35"}, "30", as_of="2013-12-31")

    assert found.required_per_year == Decimal(2)  # 5 in two and a half years
    assert found.achieved_per_year == Decimal(2)
    assert found.projected == Decimal(40)


def test_a_figure_counts_from_the_end_of_its_period_on() -> None:
    figures = {"2012": "33", "2013": "36"}

    before = assessed(at_least("40"), figures, "30", as_of="2013-12-30")
    then = assessed(at_least("40"), figures, "30", as_of="2013-12-31")

    assert period_of(before) == "2012"
    assert period_of(then) == "2013"


def test_of_periods_that_end_together_the_longest_stands() -> None:
    figures = {"2013-12-31": "1", "2013-12": "2", "2013": "36", "2013-Q4": "3", "2013-H2": "4"}

    assert period_of(assessed(at_least("40"), figures, "30", as_of="2014-01-01")) == "2013"


class TestPastTheTargetPeriod:
    def test_its_own_figure_is_final_for_ever(self) -> None:
        figures = {"2015": "39", "2016": "45"}

        found = assessed(at_least("40"), figures, "30", as_of="2030-01-01")

        assert found.verdict is Verdict.MISSED
        assert found.provisional is None
        assert period_of(found) == "2015"

    def test_the_last_standing_is_provisional_while_it_is_missing(self) -> None:
        # The nation's work-injury insurance, of which 2015 was not found.
        found = assessed(at_least("21000"), {"2014": "20639"}, "16200", as_of="2016-06-30")

        assert found.verdict is Verdict.AHEAD
        assert found.provisional is not None
        assert said(found.provisional) == "last figure 2014, 2015 missing"
        assert told(found) == (
            "2014 20639 万人: attainment 92.5%, elapsed 80.0%, 12.5 points ahead, "
            "more than 5 points; provisional: last figure 2014, 2015 missing"
        )

    def test_met_early_is_provisional_too(self) -> None:
        found = assessed(at_least("15000"), {"2014": "17039"}, "12335.9", as_of="2016-01-01")

        assert found.verdict is Verdict.MET_EARLY
        assert found.provisional is not None

    def test_nothing_is_provisional_before_it(self) -> None:
        found = assessed(at_least("21000"), {"2014": "20639"}, "16200", as_of="2015-12-30")

        assert found.provisional is None

    def test_a_figure_for_its_last_quarter_is_its_own(self) -> None:
        found = assessed(at_least("40"), {"2015-Q4": "40"}, "30", as_of="2016-01-31")

        assert found.verdict is Verdict.ACHIEVED

    def test_later_figures_never_decide(self) -> None:
        found = assessed(at_least("40"), {"2017": "45", "2016": "44"}, "30", as_of="2018-01-01")

        assert found.verdict is Verdict.UNRATED
        assert isinstance(found.actual, Undefined)
        assert told(found) == (
            "not rated: there are figures only after the target period 2015, the newest for 2017"
        )

    @pytest.mark.parametrize(("as_of", "told_of"), [("2016-12-30", False), ("2016-12-31", True)])
    def test_that_there_are_only_later_ones_is_said_once_they_end(
        self, as_of: str, told_of: bool
    ) -> None:
        found = assessed(at_least("40"), {"2016": "45"}, "30", as_of=as_of)

        assert found.reason is not None
        assert found.reason.why is (Why.DATA_AFTER_TARGET if told_of else Why.NO_DATA)

    def test_what_cannot_be_rated_is_not_provisional(self) -> None:
        found = assessed(at_least("40"), {"2014": "35"}, None, as_of="2016-01-01")

        assert found.verdict is Verdict.UNRATED
        assert found.provisional is None


class TestNotAfterTheBase:
    """Before the way begins there is no time in which anything could have been done."""

    @pytest.mark.parametrize("period", ["2009", "2010", "2010-12", "2010-06-30"])
    @pytest.mark.parametrize("baseline", ["30", None])
    def test_a_figure_is_shown_and_not_rated(self, period: str, baseline: str | None) -> None:
        found = assessed(at_least("40"), {period: "41"}, baseline, as_of="2011-06-30")

        assert found.verdict is Verdict.UNRATED
        assert period_of(found) == period
        assert found.gap == Decimal(-1)
        for quantity in (found.elapsed, found.planned_value, found.achieved_per_year):
            assert isinstance(quantity, Undefined)
        assert found.reason is not None
        assert found.reason.why is Why.DATA_BEFORE_BASE
        assert f"the newest figure is for {period}" in told(found)

    def test_a_baseline_of_a_later_period_is_where_the_way_begins(self) -> None:
        later = Baseline(Decimal(30), Period.of_year(2012))
        indicator = replace(an_indicator(at_least("40")), baseline=later)
        figures = {"x": (a_figure("32", "2013"),)}

        found = assess_indicator(a_plan(indicator), indicator, figures, date(2014, 1, 1))

        assert isinstance(found.elapsed, Decimal)
        assert found.elapsed.quantize(Decimal("0.0001")) == Decimal("0.3333")
        assert found.attainment == Decimal("0.2")


class TestWithoutData:
    @pytest.mark.parametrize("baseline", ["30", None])
    def test_everything_is_undefined_for_that_reason(self, baseline: str | None) -> None:
        found = assessed(at_least("40"), {}, baseline)

        assert found.verdict is Verdict.UNRATED
        assert found.target_value == Decimal(40)
        for quantity in (
            found.actual,
            found.gap,
            found.attainment,
            found.elapsed,
            found.planned,
            found.planned_value,
            found.pace,
            found.required_per_year,
            found.achieved_per_year,
            found.projected,
        ):
            assert isinstance(quantity, Undefined)
            assert quantity.why is Why.NO_DATA
        assert told(found) == "not rated: no figure for a period up to 2015-12-31"

    def test_a_figure_of_the_future_is_none(self) -> None:
        found = assessed(at_least("40"), {"2013": "36"}, "30", as_of="2012-12-31")

        assert told(found) == "not rated: no figure for a period up to 2012-12-31"


def test_the_same_day_gives_the_same_answer_for_ever() -> None:
    known = {"2012": "33"}
    later = {"2012": "33", "2013": "39", "2015": "50"}

    def on_that_day(figures: dict[str, str]) -> Assessment:
        indicator = an_indicator(at_least("40"), "30")
        numbered = {
            "x": tuple(a_figure(v, p, entry_id=int(p)) for p, v in figures.items()),
        }
        return assess_indicator(
            a_plan(indicator, base=BASE), indicator, numbered, date(2013, 6, 30)
        )

    assert on_that_day(known) == on_that_day(later)
