"""What the plan says beside its targets: yearly ones, directions without a number, reasons."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from small_plan import a_figure, a_plan, an_indicator, assessed, at_least, at_most, told

from sbtrack.assess.plan import assess_indicator
from sbtrack.domain.message import Name
from sbtrack.domain.period import Period
from sbtrack.domain.plan import NoBaseline
from sbtrack.domain.targets import Undetermined
from sbtrack.domain.terms import Verdict, Why
from sbtrack.domain.undefined import Undefined


class TestYearlyTargets:
    YEARLY = (
        (Period.of_year(2011), Decimal(31)),
        (Period.of_year(2012), Decimal(34)),
        (Period.of_year(2014), Decimal(38)),
    )

    def test_are_the_planned_path(self) -> None:
        found = assessed(
            at_least("40"), {"2012": "33"}, "30", as_of="2013-01-31", yearly=self.YEARLY
        )

        assert found.planned_value == Decimal(34)
        assert found.planned == Decimal("0.4")
        assert found.attainment == Decimal("0.3")
        assert found.elapsed == Decimal("0.4")
        assert found.verdict is Verdict.BEHIND
        assert told(found) == (
            "2012 33 万人: attainment 30.0%, planned 40.0%, 10.0 points behind, more than 5 points"
        )

    @pytest.mark.parametrize(
        ("period", "planned"),
        [("2011-H1", "30.5"), ("2011", "31"), ("2013", "36"), ("2014-H1", "37"), ("2015-H1", "39")],
    )
    def test_lead_from_one_to_the_next(self, period: str, planned: str) -> None:
        found = assessed(
            at_least("40"), {period: "35"}, "30", as_of="2015-12-31", yearly=self.YEARLY
        )

        assert found.planned_value == Decimal(planned)

    def test_without_a_baseline_still_say_what_was_planned(self) -> None:
        found = assessed(
            at_least("40"), {"2012": "33"}, None, as_of="2013-01-31", yearly=self.YEARLY
        )
        early = assessed(
            at_least("40"), {"2011-H1": "33"}, None, as_of="2011-12-31", yearly=self.YEARLY
        )

        assert found.planned_value == Decimal(34)
        assert isinstance(found.planned, Undefined)
        assert isinstance(early.planned_value, Undefined)

    def test_can_lead_downwards(self) -> None:
        yearly = ((Period.of_year(2012), Decimal("4.5")),)
        found = assessed(at_most("4"), {"2012": "4.8"}, "5", as_of="2013-01-31", yearly=yearly)

        assert found.planned == Decimal("0.5")
        assert found.attainment == Decimal("0.2")


class TestWithoutANumberToReach:
    TARGET = Undetermined(
        by=Period.of_year(2015), text=Name("稳定增长", (("en", "steady growth"),))
    )

    def test_it_is_tracked_in_the_plans_own_words(self) -> None:
        # The nation's enterprise pension: 1362 in 2010, 1511 in 2011, no number to reach.
        found = assessed(
            self.TARGET, {"2011": "1511"}, "1362", as_of="2012-06-30", unit_of_measure="元/月"
        )

        assert found.verdict is Verdict.UNRATED
        assert found.reason is not None
        assert found.reason.why is Why.TARGET_UNDETERMINED
        assert found.achieved_per_year == Decimal(149)
        assert told(found) == (
            "2011 1511 元/月: not rated because the plan sets no number, only “steady growth”; "
            "up by 149 元/月 from the baseline 1362 元/月"
        )

    def test_that_is_the_reason_even_before_there_is_a_figure(self) -> None:
        found = assessed(self.TARGET, {}, None)

        assert told(found) == ("not rated: the plan sets no number, only “steady growth”")
        assert isinstance(found.actual, Undefined)
        assert found.actual.why is Why.NO_DATA

    @pytest.mark.parametrize(
        ("value", "words"),
        [("12", "down by 1 pp from the baseline 13%"), ("13", "unchanged from the baseline 13%")],
    )
    def test_the_direction_is_said(self, value: str, words: str) -> None:
        found = assessed(
            self.TARGET, {"2011": value}, "13", as_of="2012-06-30", unit_of_measure="%"
        )

        assert told(found).endswith(words)


def test_the_plans_own_reason_for_a_missing_baseline_is_passed_on() -> None:
    reason = Name("只有三县试点", (("en", "only three counties ran pilots"),))
    indicator = replace(
        an_indicator(at_least("95"), unit_of_measure="%"), baseline=NoBaseline(reason)
    )
    figures = {"x": (a_figure("90", "2013"),)}

    found = assess_indicator(a_plan(indicator), indicator, figures, date(2014, 1, 1))

    assert "the baseline is unavailable (only three counties ran pilots)" in told(found)
