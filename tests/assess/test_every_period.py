"""Floors and ceilings that each period must satisfy (每年新增…以上 / 始终控制在…)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from small_plan import END, a_plan, an_indicator, assessed, figures_of, said, told

from sbtrack.assess.plan import assess_indicator
from sbtrack.domain.assessment import Assessment
from sbtrack.domain.message import Name
from sbtrack.domain.period import Period
from sbtrack.domain.targets import EveryPeriod, Undetermined
from sbtrack.domain.terms import Bound, Constraint, Grain, Light, Verdict, Why
from sbtrack.domain.undefined import Undefined


def floor(value: str, every: Grain = Grain.YEAR, by: str = "2015") -> EveryPeriod:
    return EveryPeriod(by=Period.parse(by), bound=Bound.AT_LEAST, value=Decimal(value), every=every)


def ceiling(value: str, every: Grain = Grain.YEAR) -> EveryPeriod:
    return EveryPeriod(by=END, bound=Bound.AT_MOST, value=Decimal(value), every=every)


def held(assessment: Assessment) -> dict[str, bool | None]:
    return {str(r.period): r.held for r in assessment.periods}


ALL_FIVE = {"2011": "4.1", "2012": "4", "2013": "5", "2014": "4.2", "2015": "4.3"}


def test_held_so_far_is_on_track() -> None:
    found = assessed(floor("4"), {"2011": "4.2", "2012": "4"}, as_of="2013-06-30")

    assert found.verdict is Verdict.ON_TRACK
    assert found.attainment == 1
    assert found.elapsed == Decimal("0.4")
    assert found.gap == 0
    assert held(found) == {"2011": True, "2012": True}
    assert told(found) == ("2012 4 万人: held in 2 of 2 periods due, each at least 4 万人")


def test_there_is_no_pace_where_each_period_is_judged_by_itself() -> None:
    found = assessed(floor("4"), {"2011": "4.2"}, as_of="2013-06-30")

    for quantity in (found.pace, found.planned, found.required_per_year, found.projected):
        assert isinstance(quantity, Undefined)
        assert quantity.why is Why.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("constraint", "light"),
    [
        (Constraint.BINDING, Light.RED),
        (Constraint.ANTICIPATORY, Light.YELLOW),
        (Constraint.UNSPECIFIED, Light.YELLOW),
    ],
)
def test_one_that_does_not_hold_is_behind_at_once(constraint: Constraint, light: Light) -> None:
    figures = {"2011": "3.9", "2012": "9"}
    found = assessed(floor("4"), figures, as_of="2013-06-30", constraint=constraint)

    assert found.verdict is Verdict.BEHIND
    assert found.light is light
    assert found.attainment == Decimal("0.5")
    assert told(found) == (
        "2012 9 万人: held in 1 of 2 periods due, each at least 4 万人; not held in 2011 (3.9 万人)"
    )


def test_all_held_is_achieved_at_the_end() -> None:
    found = assessed(floor("4"), ALL_FIVE)

    assert found.verdict is Verdict.ACHIEVED
    assert found.provisional is None
    assert found.attainment == 1


def test_missed_at_the_end_names_the_periods_and_their_figures() -> None:
    found = assessed(floor("4"), {**ALL_FIVE, "2012": "3.8", "2014": "3"})

    assert found.verdict is Verdict.MISSED
    assert found.light is Light.RED
    assert told(found) == (
        "2015 4.3 万人: held in 3 of 5 periods due, each at least 4 万人; "
        "not held in 2012 (3.8 万人), 2014 (3 万人)"
    )


def test_a_hole_at_the_end_leaves_it_provisional() -> None:
    figures = {p: v for p, v in ALL_FIVE.items() if p != "2013"}
    found = assessed(floor("4"), figures, as_of="2016-06-30")

    assert found.verdict is Verdict.ON_TRACK
    assert found.provisional is not None
    assert said(found.provisional) == "no figure for 2013"
    assert held(found)["2013"] is None
    assert found.attainment == Decimal("0.8")
    assert "held in 4 of 5 periods due" in told(found)


def test_a_hole_beside_one_that_failed_changes_nothing_any_more() -> None:
    figures = {p: v for p, v in ALL_FIVE.items() if p != "2013"}
    found = assessed(floor("4"), {**figures, "2011": "1"}, as_of="2016-06-30")

    assert found.verdict is Verdict.MISSED
    assert found.provisional is None
    assert "no figure for 2013" in told(found)


@pytest.mark.parametrize(("as_of", "provisional"), [("2015-12-30", False), ("2015-12-31", True)])
def test_nothing_is_provisional_before_the_last_day(as_of: str, provisional: bool) -> None:
    found = assessed(floor("4"), {"2011": "4"}, as_of=as_of)

    assert (found.provisional is not None) is provisional


def test_a_missing_last_period_leaves_the_last_standing_provisional() -> None:
    figures = {p: v for p, v in ALL_FIVE.items() if p < "2015"}
    good = assessed(floor("4"), figures, as_of="2016-06-30")
    bad = assessed(floor("4"), {**figures, "2012": "1"}, as_of="2016-06-30")

    assert good.verdict is Verdict.ON_TRACK
    assert bad.verdict is Verdict.BEHIND
    for found in (good, bad):
        assert found.provisional is not None
        assert said(found.provisional) == "last figure 2014, 2015 missing"


def test_a_ceiling_is_held_from_below() -> None:
    figures = {"2011": "4.6", "2012": "4.7"}
    found = assessed(ceiling("4.6"), figures, as_of="2013-01-31", unit_of_measure="%")

    assert held(found) == {"2011": True, "2012": False}
    assert found.gap == Decimal("0.1")
    assert told(found) == (
        "2012 4.7%: held in 1 of 2 periods due, each at most 4.6%; not held in 2012 (4.7%)"
    )


def test_quarters_can_count_too() -> None:
    figures = {"2011-Q1": "4", "2011-Q2": "4.5", "2011-Q4": "4.5"}
    found = assessed(ceiling("4.6", Grain.QUARTER), figures, as_of="2012-01-31")

    assert held(found) == {"2011-Q1": True, "2011-Q2": True, "2011-Q3": None, "2011-Q4": True}
    assert found.attainment == Decimal("0.75")
    assert found.elapsed == Decimal("0.2")


def test_figures_of_another_length_do_not_count() -> None:
    mixed = assessed(floor("4"), {"2011": "4", "2012-H1": "2"}, as_of="2012-12-31")
    only_parts = assessed(floor("4"), {"2012-H1": "2"}, as_of="2012-12-31")

    assert held(mixed) == {"2011": True}
    assert told(only_parts) == "not rated: there are figures, but none for a whole year"


def test_what_a_period_before_the_plan_brought_does_not_count() -> None:
    found = assessed(floor("4"), {"2010": "1", "2011": "4"}, as_of="2012-01-31")
    nothing_else = assessed(floor("4"), {"2010": "1"}, as_of="2012-01-31")

    assert held(found) == {"2011": True}
    assert nothing_else.verdict is Verdict.UNRATED
    assert nothing_else.reason is not None
    assert nothing_else.reason.why is Why.DATA_BEFORE_BASE


@pytest.mark.parametrize(
    ("base", "counts"),
    [("2010-12-31", True), ("2011-01-01", True), ("2011-01-02", False), ("2011-06", False)],
)
def test_a_period_counts_that_begins_no_earlier_than_the_last_day_of_the_base(
    base: str, counts: bool
) -> None:
    indicator = an_indicator(floor("4"))
    plan = a_plan(indicator, base=Period.parse(base))
    observations = {"x": figures_of({"2011": "4"})}

    found = assess_indicator(plan, indicator, observations, date(2012, 1, 31))

    assert held(found) == ({"2011": True} if counts else {})
    assert (found.reason is not None and found.reason.why is Why.DATA_BEFORE_BASE) is not counts


@pytest.mark.parametrize(
    ("base", "why"),
    [("2011-01-01", Why.NO_DATA), ("2011-01-02", Why.DATA_BEFORE_BASE)],
)
def test_so_does_a_figure_that_is_only_of_another_length(base: str, why: Why) -> None:
    indicator = an_indicator(floor("4"))
    plan = a_plan(indicator, base=Period.parse(base))
    observations = {"x": figures_of({"2011-Q1": "4"})}

    found = assess_indicator(plan, indicator, observations, date(2012, 1, 31))

    assert found.reason is not None
    assert found.reason.why is why


def test_what_comes_after_the_target_period_does_not_count() -> None:
    found = assessed(floor("4"), {**ALL_FIVE, "2016": "0"}, as_of="2017-06-30")
    nothing_else = assessed(floor("4"), {"2016": "0"}, as_of="2017-06-30")

    assert found.verdict is Verdict.ACHIEVED
    assert nothing_else.reason is not None
    assert nothing_else.reason.why is Why.DATA_AFTER_TARGET


def test_a_target_due_within_a_year_ends_with_the_last_whole_one() -> None:
    found = assessed(floor("4", by="2013-H1"), {"2011": "4", "2012": "4"}, as_of="2013-12-31")

    assert found.verdict is Verdict.ACHIEVED
    assert found.provisional is None


def test_without_figures_it_is_unrated() -> None:
    found = assessed(floor("4"), {})

    assert found.verdict is Verdict.UNRATED
    assert found.light is Light.GREY
    assert found.target_value == Decimal(4)
    assert told(found) == "not rated: no figure for a period up to 2015-12-31"


def test_components_make_up_each_period() -> None:
    only_recorded = Undetermined(by=END, text=Name("-"))
    whole = an_indicator(floor("4"), components=("a", "b"))
    plan = a_plan(whole, *(an_indicator(only_recorded, id=id) for id in ("a", "b")))
    observations = {
        "a": figures_of({"2011": "2", "2012": "1", "2013": "3"}, "a"),
        "b": figures_of({"2011": "2.5", "2012": "2"}, "b"),
    }

    found = assess_indicator(plan, whole, observations, date(2014, 1, 31))

    assert held(found) == {"2011": True, "2012": False}
    assert told(found) == (
        "2012 3 万人: held in 1 of 2 periods due, each at least 4 万人; not held in 2012 (3 万人); "
        "the sum of 2 components; the component 指标b has no figure for 2013"
    )
