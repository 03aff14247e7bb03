"""Indicators built from components (城乡居民养老 = 新农保 + 城居保)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from small_plan import END, a_figure, a_plan, an_indicator, at_least, told

from sbtrack.assess.composite import composed_at, composed_series
from sbtrack.assess.plan import assess_indicator
from sbtrack.domain.assessment import Assessment
from sbtrack.domain.ledger import Observation
from sbtrack.domain.message import Name
from sbtrack.domain.period import Period
from sbtrack.domain.plan import Indicator, Plan
from sbtrack.domain.targets import Undetermined
from sbtrack.domain.terms import Group, Verdict, Why
from sbtrack.domain.undefined import Undefined

SERIES = Undetermined(by=END, text=Name("只记录"))
Recorded = Mapping[str, Sequence[Observation]]


def a_part(id: str, unit: str = "%", **changes: Any) -> Indicator:
    return an_indicator(SERIES, id=id, group=Group.SERIES, unit_of_measure=unit, **changes)


def coverage() -> Indicator:
    return an_indicator(at_least("95"), unit_of_measure="%", components=("rural", "urban"))


def rates_plan() -> Plan:
    return a_plan(coverage(), a_part("rural"), a_part("urban"))


def judged(plan: Plan, recorded: Recorded, as_of: str = "2015-12-31") -> Assessment:
    return assess_indicator(plan, plan.indicator("x"), recorded, date.fromisoformat(as_of))


def value_of(assessment: Assessment) -> Decimal:
    assert isinstance(assessment.actual, Observation)
    return assessment.actual.value


def test_rates_are_pooled_and_never_averaged() -> None:
    # 280 of 300 and 20 of 40: 300 of 340 is 88.24 %, the average of 93.3 % and 50 % is 71.7 %.
    recorded = {
        "rural": [a_figure("93.33", "2013", id="rural", ratio=("2800000", "3000000"))],
        "urban": [a_figure("50", "2013", id="urban", ratio=("200000", "400000"))],
    }
    found = judged(rates_plan(), recorded, "2014-01-31")

    assert value_of(found).quantize(Decimal("0.01")) == Decimal("88.24")
    assert isinstance(found.actual, Observation)
    assert found.actual.numerator == Decimal(3000000)
    assert found.actual.denominator == Decimal(3400000)
    assert found.actual.entry_id is None
    assert "3000000 of 3400000 in 2 components" in told(found)


def test_a_percentage_without_its_parts_cannot_be_pooled() -> None:
    recorded = {
        "rural": [a_figure("93.33", "2013", id="rural", ratio=("2800000", "3000000"))],
        "urban": [a_figure("50", "2013", id="urban")],
    }
    found = judged(rates_plan(), recorded, "2014-01-31")

    assert found.verdict is Verdict.UNRATED
    assert found.reason is not None
    assert found.reason.why is Why.COMPONENT_MISSING
    assert told(found) == (
        "not rated: the component 指标urban is recorded for 2013 without numerator and "
        "denominator, and percentages are never averaged"
    )


def test_a_missing_component_is_named() -> None:
    recorded = {"rural": [a_figure("93", "2013", id="rural", ratio=("93", "100"))]}
    found = judged(rates_plan(), recorded, "2014-01-31")

    assert found.reason is not None
    assert found.reason.why is Why.COMPONENT_MISSING
    assert told(found) == "not rated: the component 指标urban has no figure for 2013"


def test_levels_are_summed_in_the_unit_of_the_whole() -> None:
    # The nation's urban pension: employees in 万人, residents here in 人.
    whole = an_indicator(at_least("35700"), components=("employees", "residents"))
    plan = a_plan(whole, a_part("employees", "万人"), a_part("residents", "人"))
    recorded = {
        "employees": [a_figure("34124", "2014", id="employees")],
        "residents": [a_figure("23410000", "2014", id="residents")],
    }
    found = judged(plan, recorded, "2015-01-31")

    assert value_of(found) == Decimal(36465)
    assert found.verdict is Verdict.MET_EARLY
    assert told(found) == (
        "2014 36465 万人: the target 35700 万人 for 2015 already met, 765 万人 beyond it; "
        "the sum of 2 components"
    )


def test_sums_keep_every_digit() -> None:
    whole = an_indicator(at_least("1"), components=("a", "b"), unit_of_measure="元")
    plan = a_plan(whole, a_part("a", "元"), a_part("b", "亿元"))
    recorded = {
        "a": [a_figure("0.00000000000001", "2014", id="a")],
        "b": [a_figure("1234567.12345678", "2014", id="b")],
    }

    built = composed_at(plan, whole, recorded, Period.of_year(2014))

    assert isinstance(built, Observation)
    assert built.value == Decimal("123456712345678.00000000000001")


def test_an_own_figure_wins_for_the_same_period() -> None:
    recorded = {
        "x": [a_figure("96", "2013")],
        "rural": [a_figure("93", "2013", id="rural", ratio=("93", "100"))],
        "urban": [a_figure("50", "2013", id="urban", ratio=("20", "40"))],
    }

    assert value_of(judged(rates_plan(), recorded, "2014-01-31")) == Decimal(96)


def test_a_newer_built_figure_stands_before_an_older_own_one() -> None:
    recorded = {
        "x": [a_figure("96", "2012")],
        "rural": [a_figure("93", "2013", id="rural", ratio=("93", "100"))],
        "urban": [a_figure("50", "2013", id="urban", ratio=("20", "40"))],
    }
    found = judged(rates_plan(), recorded, "2014-01-31")

    assert isinstance(found.actual, Observation)
    assert found.actual.period == Period.of_year(2013)


def test_the_last_period_that_all_components_have_stands_and_the_newer_hole_is_named() -> None:
    recorded = {
        "rural": [
            a_figure("93", "2012", id="rural", ratio=("93", "100")),
            a_figure("95", "2013", id="rural", ratio=("95", "100")),
        ],
        "urban": [a_figure("50", "2012", id="urban", ratio=("20", "40"))],
    }
    found = judged(rates_plan(), recorded, "2014-01-31")

    assert isinstance(found.actual, Observation)
    assert found.actual.period == Period.of_year(2012)
    assert told(found).endswith("the component 指标urban has no figure for 2013")


@pytest.mark.parametrize(("period", "named"), [("2013", False), ("2014-01-01", True)])
def test_a_hole_is_named_only_where_it_is_newer_than_the_figure(period: str, named: bool) -> None:
    recorded = {
        "x": [a_figure("96", "2013")],
        "rural": [a_figure("95", period, id="rural", ratio=("95", "100"))],
    }
    found = judged(rates_plan(), recorded, "2014-01-31")

    assert value_of(found) == Decimal(96)
    assert ("the component 指标urban has no figure" in told(found)) is named


def test_figures_after_the_target_period_are_said_to_be_so() -> None:
    recorded = {
        "rural": [a_figure("93", "2016", id="rural", ratio=("93", "100"))],
        "urban": [a_figure("50", "2016", id="urban", ratio=("20", "40"))],
    }
    found = judged(rates_plan(), recorded, "2017-01-31")

    assert found.reason is not None
    assert found.reason.why is Why.DATA_AFTER_TARGET


def test_without_any_component_figure_nothing_is_recorded() -> None:
    found = judged(rates_plan(), {})

    assert found.reason is not None
    assert found.reason.why is Why.NO_DATA


def test_a_component_may_itself_be_built() -> None:
    whole = an_indicator(at_least("10"), components=("a", "b"))
    plan = a_plan(
        whole,
        a_part("a", "万人", components=("a1", "a2")),
        *(a_part(id, "万人") for id in ("b", "a1", "a2")),
    )
    recorded = {
        id: [a_figure(v, "2013", id=id)] for id, v in (("b", "5"), ("a1", "2"), ("a2", "1"))
    }

    assert value_of(judged(plan, recorded, "2014-01-31")) == Decimal(8)
    del recorded["a2"]
    assert told(judged(plan, recorded, "2014-01-31")) == (
        "not rated: the component 指标a2 has no figure for 2013"
    )


def test_a_series_runs_through_own_and_built_figures_oldest_first() -> None:
    recorded = {
        "x": [a_figure("96", "2012")],
        "rural": [
            a_figure("90", p, id="rural", ratio=("90", "100")) for p in ("2011", "2012", "2013")
        ],
        "urban": [a_figure("50", p, id="urban", ratio=("10", "20")) for p in ("2013", "2011")],
    }
    plan = rates_plan()

    series = composed_series(plan, plan.indicator("x"), recorded)

    assert [str(o.period) for o in series] == ["2011", "2012", "2013"]
    assert series[1].value == Decimal(96)


def test_a_rate_recorded_in_parts_shows_them() -> None:
    indicator = an_indicator(at_least("95"), "90", unit_of_measure="%")
    recorded = {"x": [a_figure("93", "2013", ratio=("372000", "400000"))]}

    found = judged(a_plan(indicator), recorded, "2014-01-31")

    assert told(found) == (
        "2013 93%: attainment 60.0%, elapsed 60.0%, level with the plan, within ±5 points; "
        "372000 of 400000"
    )


@pytest.mark.parametrize("unit", ["%", "‰"])
def test_pooling_is_in_the_unit_of_the_whole(unit: str) -> None:
    whole = an_indicator(at_least("1"), unit_of_measure=unit, components=("a", "b"))
    plan = a_plan(whole, a_part("a"), a_part("b"))
    recorded = {id: [a_figure("50", "2013", id=id, ratio=("1", "2"))] for id in ("a", "b")}

    built = composed_at(plan, whole, recorded, Period.of_year(2013))

    assert isinstance(built, Observation)
    assert built.value == (50 if unit == "%" else 500)


def test_a_composite_without_its_part_for_that_period_is_undefined() -> None:
    plan = rates_plan()

    built = composed_at(plan, plan.indicator("x"), {}, Period.of_year(2013))

    assert isinstance(built, Undefined)
    assert built.why is Why.COMPONENT_MISSING
