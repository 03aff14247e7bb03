"""Multiples of a recorded reference (职工年平均工资的6倍以上,且不低于10万元)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from small_plan import END, Figures, an_indicator, assessed, told

from sbtrack.domain.assessment import Assessment
from sbtrack.domain.message import Name
from sbtrack.domain.targets import MultipleOf, Undetermined
from sbtrack.domain.terms import Group, Verdict, Why
from sbtrack.domain.undefined import Undefined

SERIES = Undetermined(by=END, text=Name("只记录"))


def ceiling(
    figures: Figures,
    wages: Figures,
    baseline: str | None = None,
    *,
    floor: str | None = "10",
    unit: str = "元",
    **changes: Any,
) -> Assessment:
    """A payment ceiling in 万元, six times the wage."""
    target = MultipleOf(
        by=END, factor=Decimal(6), reference="wage", floor=None if floor is None else Decimal(floor)
    )
    wage = an_indicator(SERIES, id="wage", group=Group.SERIES, unit_of_measure=unit)
    return assessed(
        target,
        figures,
        baseline,
        others=[wage],
        others_figures={"wage": wages},
        unit_of_measure="万元",
        **changes,
    )


def test_the_reference_is_converted_to_the_indicators_unit() -> None:
    in_yuan = ceiling({"2015": "24"}, {"2015": "39542"})
    in_ten_thousands = ceiling({"2015": "24"}, {"2015": "3.9542"}, unit="万元")

    assert in_yuan.target_value == in_ten_thousands.target_value == Decimal("23.7252")
    assert in_yuan.verdict is Verdict.ACHIEVED
    assert told(in_yuan) == (
        "2015 24 万元: the target 23.73 万元 achieved, 0.27 万元 beyond it; "
        "the target is 6 times 指标wage (39542 元 in 2015)"
    )


def test_the_reference_is_that_of_the_very_period() -> None:
    wages = {"2013": "30000", "2014": "40000", "2015": "90000"}
    found = ceiling({"2014": "23"}, wages, as_of="2016-01-31")

    assert found.target_value == Decimal(24)
    assert found.gap == Decimal(1)


def test_the_floor_stands_where_the_multiple_is_less() -> None:
    found = ceiling({"2015": "9.5"}, {"2015": "15000"})

    assert found.target_value == Decimal(10)
    assert found.verdict is Verdict.MISSED
    assert "the target is the floor, above 6 times 指标wage (15000 元 in 2015)" in told(found)


def test_a_reference_equal_to_the_floor_is_the_multiple() -> None:
    found = ceiling({"2015": "12"}, {"2015": "20000"}, floor="12")

    assert found.target_value == Decimal(12)
    assert "the target is 6 times" in told(found)


def test_without_a_floor_the_multiple_alone_stands() -> None:
    assert ceiling({"2015": "9.5"}, {"2015": "15000"}, floor=None).target_value == Decimal(9)


def test_a_missing_reference_is_named_with_its_period() -> None:
    found = ceiling({"2015": "24"}, {"2014": "39542"})

    assert found.verdict is Verdict.UNRATED
    assert found.reason is not None
    assert found.reason.why is Why.REFERENCE_MISSING
    assert told(found) == (
        "2015 24 万元: not rated because the reference 指标wage has no figure for 2015"
    )


def test_without_a_figure_the_target_is_shown_by_the_newest_reference() -> None:
    found = ceiling({}, {"2012": "30000", "2013": "39542", "2015": "50000"}, as_of="2014-06-30")

    assert found.target_value == Decimal("23.7252")
    assert found.reason is not None
    assert found.reason.why is Why.NO_DATA


@pytest.mark.parametrize(("as_of", "target"), [("2013-12-30", "18"), ("2013-12-31", "24")])
def test_a_reference_counts_from_the_end_of_its_period_on(as_of: str, target: str) -> None:
    found = ceiling({}, {"2012": "30000", "2013": "40000"}, as_of=as_of)

    assert found.target_value == Decimal(target)


def test_without_any_reference_no_target_is_shown() -> None:
    found = ceiling({}, {})

    assert isinstance(found.target_value, Undefined)
    assert found.target_value.why is Why.REFERENCE_MISSING


def test_a_baseline_makes_it_a_way_to_go() -> None:
    found = ceiling({"2013": "18"}, {"2013": "40000"}, "12", as_of="2014-01-31")

    assert found.attainment == Decimal("0.5")  # (18 - 12) / (24 - 12)
    assert found.verdict is Verdict.BEHIND


@pytest.mark.parametrize(("value", "verdict"), [("24", "met_early"), ("23.99", "unrated")])
def test_without_a_baseline_only_meeting_it_is_rated_early(value: str, verdict: str) -> None:
    found = ceiling({"2013": value}, {"2013": "40000"}, as_of="2014-01-31")

    assert found.verdict.value == verdict
