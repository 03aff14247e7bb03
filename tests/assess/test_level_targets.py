"""Levels to reach (达到) or to stay within (控制在…以内)."""

from __future__ import annotations

from decimal import Decimal

import pytest
from small_plan import END, assessed, at_least, at_most, told

from sbtrack.domain.terms import Constraint, Light, Verdict, Why
from sbtrack.domain.undefined import Maybe, Undefined


def why(value: object) -> Why:
    assert isinstance(value, Undefined), value
    return value.why


def rounded(value: Maybe, places: str = "0.0001") -> Decimal:
    assert isinstance(value, Decimal), value
    return value.quantize(Decimal(places))


def test_a_rise_counts_from_its_baseline() -> None:
    # Xingtai, work injury: (37.2 - 33.66) / (40 - 33.66) = 3.54 / 6.34
    found = assessed(at_least("40"), {"2013": "37.2"}, "33.66", as_of="2014-03-01")

    assert rounded(found.attainment) == Decimal("0.5584")
    assert found.elapsed == Decimal("0.6")
    assert rounded(found.pace) == Decimal("-0.0416")
    assert found.gap == Decimal("2.8")
    assert found.target_value == Decimal(40)
    assert found.planned_value == Decimal("37.464")  # 33.66 + 6.34 x 0.6
    assert found.required_per_year == Decimal("1.4")  # 2.8 in two years
    assert found.achieved_per_year == Decimal("1.18")  # 3.54 in three
    assert found.projected == Decimal("39.56")  # 37.2 + 2 x 1.18
    assert found.verdict is Verdict.ON_TRACK
    assert found.provisional is None
    assert told(found) == (
        "2013 37.2 万人: attainment 55.8%, elapsed 60.0%, 4.2 points behind, within ±5 points"
    )


def test_doing_nothing_is_no_attainment_at_all() -> None:
    # 60 of 65 would be "92 %"; nothing of the way from 60 to 65 is done.
    found = assessed(at_least("65"), {"2012": "60"}, "60", as_of="2013-01-31")

    assert found.attainment == 0
    assert found.verdict is Verdict.BEHIND


def test_a_target_passed_before_its_period_is_met_early() -> None:
    # The nation's maternity insurance: 12335.9 in 2010, 15000 wanted in 2015.
    found = assessed(at_least("15000"), {"2012": "15428.7"}, "12335.9", as_of="2013-06-30")

    assert found.verdict is Verdict.MET_EARLY
    assert found.light is Light.GREEN
    assert found.gap == Decimal("-428.7")
    assert rounded(found.attainment) == Decimal("1.1609")  # 3092.8 / 2664.1
    assert why(found.required_per_year) is Why.ALREADY_MET
    assert told(found) == (
        "2012 15428.7 万人: the target 15000 万人 for 2015 already met, 428.7 万人 beyond it"
    )


def test_a_target_not_passed_stays_open_however_far_ahead() -> None:
    # The nation's work-injury insurance: 16200 in 2010, 21000 wanted in 2015.
    found = assessed(at_least("21000"), {"2014": "20639"}, "16200", as_of="2015-06-30")

    assert found.verdict is Verdict.AHEAD
    assert rounded(found.attainment) == Decimal("0.9248")  # 4439 / 4800
    assert found.gap == Decimal(361)
    assert told(found) == (
        "2014 20639 万人: attainment 92.5%, elapsed 80.0%, 12.5 points ahead, more than 5 points"
    )


def test_a_fall_counts_downwards() -> None:
    found = assessed(
        at_most("4.1"), {"2013": "4.3"}, "4.6", as_of="2014-03-01", unit_of_measure="%"
    )

    assert found.attainment == Decimal("0.6")
    assert found.gap == Decimal("0.2")
    assert found.required_per_year == Decimal("-0.1")
    assert found.projected == Decimal("4.1")
    assert found.verdict is Verdict.ON_TRACK
    assert told(found) == (
        "2013 4.3%: attainment 60.0%, elapsed 60.0%, level with the plan, within ±5 points"
    )


@pytest.mark.parametrize(("value", "verdict"), [("4.1", "achieved"), ("4.10001", "missed")])
def test_the_target_period_itself_settles_it_unrounded(value: str, verdict: str) -> None:
    found = assessed(at_most("4.1"), {"2015": value}, "4.6", unit_of_measure="%")

    assert found.verdict.value == verdict
    assert found.provisional is None
    assert why(found.required_per_year) is Why.TARGET_PERIOD_REACHED


def test_what_settles_it_is_said_with_its_numbers() -> None:
    achieved = assessed(at_least("40"), {"2015": "40.5"}, "33.66")
    exactly = assessed(at_least("40"), {"2015": "40"}, "33.66")
    missed = assessed(at_least("95"), {"2015": "94.25"}, "92", unit_of_measure="%")
    barely = assessed(at_least("40"), {"2015": "39.9999"}, "33.66")

    assert told(achieved) == "2015 40.5 万人: the target 40 万人 achieved, 0.5 万人 beyond it"
    assert told(exactly) == "2015 40 万人: exactly at the target 40 万人"
    assert told(missed) == "2015 94.25%: the target 95% missed by 0.75 pp, attainment 75.0%"
    assert "missed by 0.0001 万人" in told(barely)


def test_a_baseline_of_zero_is_ordinary() -> None:
    # Xingtai, social security cards: 0 in 2010, 400 wanted.
    nothing = assessed(at_least("400"), {"2011": "0"}, "0", as_of="2012-01-31")
    half = assessed(at_least("400"), {"2013": "200"}, "0", as_of="2014-01-31")

    assert nothing.attainment == 0
    assert nothing.verdict is Verdict.BEHIND
    assert half.attainment == Decimal("0.5")
    assert half.projected == Decimal("333.3333333333333333333333333")


def test_a_target_of_zero_is_ordinary() -> None:
    found = assessed(at_most("0"), {"2013": "2"}, "5", as_of="2014-01-31")
    done = assessed(at_most("0"), {"2015": "0"}, "5")

    assert found.attainment == Decimal("0.6")
    assert done.verdict is Verdict.ACHIEVED


def test_moving_away_from_the_target_is_reversed() -> None:
    found = assessed(at_least("71"), {"2012": "60"}, "65", as_of="2013-01-31")

    assert found.verdict is Verdict.REVERSED
    assert found.light is Light.RED
    assert rounded(found.attainment) == Decimal("-0.8333")
    assert told(found) == (
        "2012 60 万人: further from the target 71 万人 than the baseline 65 万人 was, "
        "attainment -83.3%"
    )


class TestABaselineThatAlreadyMeetsTheTarget:
    """It is a limit to hold: never met early, behind as soon as it does not hold."""

    def test_holds(self) -> None:
        found = assessed(
            at_most("4.6"), {"2013": "4.2"}, "4.0", as_of="2014-01-31", unit_of_measure="%"
        )

        assert found.verdict is Verdict.ON_TRACK
        assert why(found.attainment) is Why.BASELINE_MEETS_TARGET
        assert why(found.pace) is Why.BASELINE_MEETS_TARGET
        assert why(found.required_per_year) is Why.ALREADY_MET
        assert told(found) == "2013 4.2%: the ceiling 4.6% holds, 0.4 pp to spare"

    @pytest.mark.parametrize(
        ("constraint", "light"),
        [(Constraint.BINDING, Light.RED), (Constraint.ANTICIPATORY, Light.YELLOW)],
    )
    def test_does_not_hold(self, constraint: Constraint, light: Light) -> None:
        found = assessed(
            at_most("4.6"),
            {"2013": "5"},
            "4.0",
            as_of="2014-01-31",
            unit_of_measure="%",
            constraint=constraint,
        )

        assert found.verdict is Verdict.BEHIND
        assert found.light is light
        assert found.required_per_year == Decimal("-0.2")
        assert told(found) == "2013 5%: 0.4 pp above the ceiling 4.6%"

    def test_is_settled_in_the_target_period(self) -> None:
        assert assessed(at_most("4.6"), {"2015": "4.6"}, "4.0").verdict is Verdict.ACHIEVED
        assert assessed(at_most("4.6"), {"2015": "4.7"}, "4.0").verdict is Verdict.MISSED

    def test_follows_yearly_targets_as_each_years_limit(self) -> None:
        yearly = ((END.of_year(2012), Decimal("4.2")), (END.of_year(2014), Decimal("4.4")))
        found = assessed(
            at_most("4.6"), {"2012-06": "4.3"}, "4.0", as_of="2012-12-31", yearly=yearly
        )

        assert found.gap == Decimal("0.1")
        assert found.verdict is Verdict.BEHIND


class TestATargetEqualToItsBaseline:
    """There is no way to go, so no share of it; a figure below has still slipped."""

    @pytest.mark.parametrize(
        ("value", "verdict"),
        [("96", Verdict.ON_TRACK), ("95", Verdict.ON_TRACK), ("94.9", Verdict.BEHIND)],
    )
    def test_holds_or_slips(self, value: str, verdict: Verdict) -> None:
        found = assessed(
            at_least("95"), {"2013": value}, "95", as_of="2014-01-31", unit_of_measure="%"
        )

        assert found.verdict is verdict
        assert why(found.attainment) is Why.TARGET_EQUALS_BASELINE
        assert why(found.pace) is Why.TARGET_EQUALS_BASELINE

    def test_is_settled_in_the_target_period(self) -> None:
        assert assessed(at_least("95"), {"2015": "95"}, "95").verdict is Verdict.ACHIEVED
        assert assessed(at_least("95"), {"2015": "94.9"}, "95").verdict is Verdict.MISSED


class TestWithoutABaseline:
    def test_a_figure_short_of_the_target_is_not_rated(self) -> None:
        found = assessed(at_least("95"), {"2013": "93"}, as_of="2014-01-31", unit_of_measure="%")

        assert found.verdict is Verdict.UNRATED
        assert found.light is Light.GREY
        assert found.reason is not None
        assert found.reason.why is Why.BASELINE_UNAVAILABLE
        assert found.gap == Decimal(2)
        assert why(found.attainment) is Why.BASELINE_UNAVAILABLE
        assert found.elapsed == Decimal("0.6")
        assert found.required_per_year == Decimal(1)
        assert told(found) == (
            "2013 93%: 2 pp to go to the target 95%, not rated because the plan gives no baseline"
        )

    def test_a_figure_past_the_target_is_met_early(self) -> None:
        found = assessed(at_least("75"), {"2014": "82.1"}, unit_of_measure="%", as_of="2015-01-31")

        assert found.verdict is Verdict.MET_EARLY

    @pytest.mark.parametrize(("value", "verdict"), [("95", "achieved"), ("94.9", "missed")])
    def test_the_target_period_is_rated(self, value: str, verdict: str) -> None:
        found = assessed(at_least("95"), {"2015": value}, unit_of_measure="%")

        assert found.verdict.value == verdict

    def test_a_miss_has_no_attainment_to_tell(self) -> None:
        found = assessed(at_least("95"), {"2015": "94.9"}, unit_of_measure="%")

        assert told(found) == "2015 94.9%: the target 95% missed by 0.1 pp"
