"""Verdicts, lights and thresholds, and how verdicts are counted."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_plan import END, a_figure, a_plan, an_indicator, assessed, at_least, said, told

from sbtrack.assess.plan import assess_indicator, assess_plan, tally
from sbtrack.assess.precision import (
    apart_places,
    level_places,
    rounded,
    share_places,
    subtractable_places,
    telling_places,
    telling_points,
    telling_share,
    tidy,
)
from sbtrack.assess.verdict import light_of, light_of_milestone
from sbtrack.domain.facts import Facts
from sbtrack.domain.ledger import Observation
from sbtrack.domain.message import Name, Percent, Points, Quantity
from sbtrack.domain.period import Period
from sbtrack.domain.plan import Thresholds
from sbtrack.domain.targets import Undetermined
from sbtrack.domain.terms import Constraint, Group, Light, MilestoneState, Verdict


def at_pace(value: str, *, on_track: str = "5") -> Verdict:
    """The verdict of a value on the way from 0 to 100 at the end of 2013, 60 % of the time."""
    indicator = an_indicator(at_least("100"), "0")
    plan = a_plan(indicator, thresholds=Thresholds(Decimal(on_track)))
    figures = {"x": (a_figure(value, "2013"),)}
    return assess_indicator(plan, indicator, figures, Period.parse("2014-06-30").end).verdict


@pytest.mark.parametrize(
    ("value", "verdict"),
    [
        ("65.00000000001", Verdict.AHEAD),
        ("65", Verdict.ON_TRACK),
        ("60", Verdict.ON_TRACK),
        ("55", Verdict.ON_TRACK),
        ("54.9999999999", Verdict.BEHIND),
        ("0", Verdict.BEHIND),
        ("-0.0000000001", Verdict.REVERSED),
        ("100", Verdict.MET_EARLY),
        ("99.9999999999", Verdict.AHEAD),
    ],
)
def test_exactly_five_points_is_on_track_and_nothing_is_rounded(
    value: str, verdict: Verdict
) -> None:
    assert at_pace(value) is verdict


@pytest.mark.parametrize(
    ("value", "comparison"),
    [
        ("65", "within ±5 points"),
        ("65.0001", "more than 5 points"),
        ("55", "within ±5 points"),
        ("54.9999", "more than 5 points"),
    ],
)
def test_exactly_five_points_is_said_to_be_within_them(value: str, comparison: str) -> None:
    found = assessed(at_least("100"), {"2013": value}, "0", as_of="2014-06-30")

    assert comparison in told(found)


@pytest.mark.parametrize(
    ("on_track", "value", "verdict"),
    [
        ("0", "60", Verdict.ON_TRACK),
        ("0", "60.1", Verdict.AHEAD),
        ("10", "50", Verdict.ON_TRACK),
        ("2.5", "57.4", Verdict.BEHIND),
    ],
)
def test_the_plan_sets_how_many_points(on_track: str, value: str, verdict: Verdict) -> None:
    assert at_pace(value, on_track=on_track) is verdict


@pytest.mark.parametrize(
    ("period", "value"),
    [
        # On a way of 60 each month is one; so many of them leave thirds and sevenths of shares.
        ("2011-01", "4"),
        ("2011-07", "10"),
        ("2012-04", "13"),
        ("2013-11", "38"),
        ("2015-05", "50"),
    ],
)
def test_exactly_five_points_is_exact_in_every_month(period: str, value: str) -> None:
    on_track = assessed(at_least("60"), {period: value}, "0", as_of="2015-12-30")
    elsewhere = str(Decimal(value) * 7)
    on_sevenths = assessed(at_least("420"), {period: elsewhere}, "0", as_of="2015-12-30")

    assert isinstance(on_track.pace, Decimal)
    assert abs(on_track.pace) == Decimal("0.05")
    assert on_track.verdict is on_sevenths.verdict is Verdict.ON_TRACK


def test_exactly_five_points_from_a_yearly_target_is_on_track() -> None:
    yearly = ((Period.of_year(2012), Decimal(7)),)
    # Two thirds of the way from 7 to 10 by 2014: planned 9, of a way of ten 90 %.
    found = assessed(at_least("10"), {"2014": "8.5"}, "0", as_of="2015-01-31", yearly=yearly)

    assert found.planned_value == Decimal(9)
    assert found.pace == Decimal("-0.05")
    assert found.verdict is Verdict.ON_TRACK


@pytest.mark.parametrize(
    ("verdict", "binding", "otherwise"),
    [
        (Verdict.MET_EARLY, Light.GREEN, Light.GREEN),
        (Verdict.AHEAD, Light.GREEN, Light.GREEN),
        (Verdict.ON_TRACK, Light.GREEN, Light.GREEN),
        (Verdict.ACHIEVED, Light.GREEN, Light.GREEN),
        (Verdict.BEHIND, Light.RED, Light.YELLOW),
        (Verdict.REVERSED, Light.RED, Light.RED),
        (Verdict.MISSED, Light.RED, Light.RED),
        (Verdict.UNRATED, Light.GREY, Light.GREY),
    ],
)
def test_behind_is_red_only_for_a_commitment(
    verdict: Verdict, binding: Light, otherwise: Light
) -> None:
    assert light_of(verdict, Constraint.BINDING) is binding
    assert light_of(verdict, Constraint.ANTICIPATORY) is otherwise
    assert light_of(verdict, Constraint.UNSPECIFIED) is otherwise


def test_every_state_of_a_milestone_has_a_light() -> None:
    assert {state: light_of_milestone(state) for state in MilestoneState} == {
        MilestoneState.DONE: Light.GREEN,
        MilestoneState.DUE: Light.GREY,
        MilestoneState.OVERDUE: Light.RED,
    }


def test_a_pace_just_past_the_limit_shows_the_digits_that_tell() -> None:
    just_past = assessed(at_least("100"), {"2013": "54.998"}, "0", as_of="2014-01-31")
    just_within = assessed(at_least("100"), {"2013": "55.001"}, "0", as_of="2014-01-31")

    assert told(just_past) == (
        "2013 54.998 万人: attainment 54.998%, elapsed 60.000%, 5.002 points behind, "
        "more than 5 points"
    )
    assert "4.999 points behind, within ±5 points" in told(just_within)


def test_the_shares_shown_can_be_subtracted() -> None:
    # 41.74 % of 46.67 %: to one decimal 41.7 and 46.7 would be 5.0 apart, and the pace is 4.9.
    found = assessed(at_least("100"), {"2013-04": "41.74"}, "0", as_of="2014-01-31")

    assert "attainment 41.74%, elapsed 46.67%, 4.93 points behind, within ±5 points" in told(found)


def test_shares_are_subtractable_with_one_more_decimal_or_as_many_as_asked_for() -> None:
    one, two = (
        (Decimal("0.8056871"), Decimal("0.40725")),
        (Decimal("0.7260626"), Decimal("0.0035333")),
    )
    on_track = Decimal(5)

    assert subtractable_places(*one, 1) == 2
    assert subtractable_places(*two, 1) == 1
    assert subtractable_places(*two, 1, more=2) == 3
    assert share_places(*two, two[0] - two[1], on_track) == 1
    assert share_places(*two, two[0] - two[1], on_track, more=2) == 3


@pytest.mark.parametrize(
    ("share", "percent"),
    [("0.0005", "0.1"), ("0.00049999", "0.0"), ("-0.0005", "-0.1"), ("-0.00049999", "0.0")],
)
def test_a_half_is_rounded_away_from_zero(share: str, percent: str) -> None:
    assert rounded(Decimal(share), 1) == Decimal(percent)


def test_no_more_than_six_decimals_tell_numbers_apart() -> None:
    limit = Decimal("0.05")

    assert telling_places(Decimal("0.05000001"), limit) == 6
    assert telling_places(Decimal("0.0500000001"), limit) == 6
    assert apart_places(Decimal("1.000001"), Decimal(1)) == 6
    assert apart_places(Decimal("1.0000001"), Decimal(1)) == 6
    assert apart_places(Decimal("1.0000001"), Decimal(1), 7) == 7
    assert tidy(Decimal("0.0000004"), "").places == 6


def test_places_that_never_subtract_evenly_stay_few() -> None:
    third, sixth = Decimal(1) / 3, Decimal(1) / 6

    assert subtractable_places(third, sixth, 1) == 1


@pytest.mark.parametrize(
    ("value", "places"), [("0.05", 1), ("0.0500001", 5), ("0.1", 1), ("0.0499", 2)]
)
def test_telling_places(value: str, places: int) -> None:
    assert telling_places(Decimal(value), Decimal("0.05")) == places


@pytest.mark.parametrize(
    ("value", "quantity"),
    [
        ("2.80", Quantity(Decimal("2.8"), "万人")),
        ("36465.0000", Quantity(Decimal(36465), "万人")),
        ("100", Quantity(Decimal(100), "万人")),
        ("2.85", Quantity(Decimal("2.85"), "万人")),
        ("2.855", Quantity(Decimal("2.855"), "万人", 2)),
        ("0", Quantity(Decimal(0), "万人")),
        ("-0.004", Quantity(Decimal("-0.004"), "万人", 3)),
        ("0.00004", Quantity(Decimal("0.00004"), "万人", 5)),
    ],
)
def test_computed_values_are_drawn_short_but_never_as_nothing(
    value: str, quantity: Quantity
) -> None:
    assert tidy(Decimal(value), "万人") == quantity


def test_verdicts_are_counted_apart_by_constraint() -> None:
    binding, other = Constraint.BINDING, Constraint.ANTICIPATORY
    indicators = (
        an_indicator(at_least("40"), "30", id="a", constraint=binding),
        an_indicator(at_least("40"), "30", id="b", constraint=binding),
        an_indicator(at_least("40"), "30", id="c", constraint=other),
        an_indicator(at_least("40"), "30", id="s", constraint=binding, group=Group.SERIES),
    )
    figures: dict[str, tuple[Observation, ...]] = {
        "a": (a_figure("40", "2015", id="a"),),
        "b": (a_figure("31", "2014", id="b"),),
    }

    found = assess_plan(a_plan(*indicators), Facts(figures), Period.parse("2016-01-31").end)
    counted = tally(found.indicators)

    assert [a.indicator.id for a in found.indicators] == ["a", "b", "c"]
    assert [(t.constraint, t.total, t.provisional) for t in counted] == [
        (binding, 2, 1),
        (other, 1, 0),
    ]
    assert counted[0].by_verdict == ((Verdict.BEHIND, 1), (Verdict.ACHIEVED, 1))
    assert counted[1].by_verdict == ((Verdict.UNRATED, 1),)


def test_headline_indicators_come_before_commitments_of_the_text() -> None:
    indicators = (
        an_indicator(at_least("40"), id="text", group=Group.COMMITMENT),
        an_indicator(at_least("40"), id="table"),
    )

    found = assess_plan(a_plan(*indicators), Facts(), Period.parse("2012").end)

    assert [a.indicator.id for a in found.indicators] == ["table", "text"]


def test_a_reason_says_itself() -> None:
    target = Undetermined(by=END, text=Name("逐步提高"))
    found = assessed(target, {})

    assert found.reason is not None
    assert said(found.reason.reason) == "the plan sets no number, only “逐步提高”"


@pytest.mark.parametrize(("pace", "places"), [("-0.05", 1), ("-0.0500004", 5), ("0.123", 1)])
def test_a_pace_is_drawn_on_its_side_of_the_threshold(pace: str, places: int) -> None:
    assert telling_points(Decimal(pace), Decimal(5)) == Points(Decimal(pace), places)


@pytest.mark.parametrize(
    ("share", "places"), [("0.558", 1), ("1", 1), ("0.9997", 2), ("1.0002", 2), ("-0.0004", 2)]
)
def test_a_share_that_is_not_all_is_not_drawn_as_all_and_one_that_is_not_nothing_as_nothing(
    share: str, places: int
) -> None:
    assert telling_share(Decimal(share)) == Percent(Decimal(share), places)


def test_a_slip_too_small_for_one_decimal_is_told() -> None:
    reversed_ = assessed(at_least("71"), {"2012": "64.999"}, "65", as_of="2013-01-31")
    missed = assessed(at_least("40"), {"2015": "39.998"}, "33.66")

    assert "attainment -0.02%" in told(reversed_)
    assert "attainment 99.97%" in told(missed)


@pytest.mark.parametrize(
    ("value", "other", "least", "places"),
    [
        ("0.462533", "0.4625", 4, 5),
        ("0.4625", "0.4625", 4, 4),
        ("2100.107", "2100.10504", 2, 3),
        ("5", "7", 0, 0),
        ("1.0000000001", "1", 2, 6),
    ],
)
def test_levels_that_differ_are_drawn_apart(
    value: str, other: str, least: int, places: int
) -> None:
    assert apart_places(Decimal(value), Decimal(other), least) == places


@given(
    st.decimals(min_value=90, max_value=110, places=3),
    st.integers(1, 8).flatmap(lambda digits: st.integers(-(10**digits), 10**digits)),
)
def test_a_worked_out_level_is_drawn_so_that_it_subtracts(value: Decimal, apart: int) -> None:
    level = value + Decimal(apart).scaleb(-8)
    places = level_places(an_indicator(at_least("1")), a_figure(str(value), "2013"), level)
    drawn = level.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    gap = (value - level).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)

    assert value - drawn == gap
    assert bool(gap) or abs(value - level) < Decimal("0.000001")
