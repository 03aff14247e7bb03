"""Doubts about figures that are too far too soon."""

from __future__ import annotations

from decimal import Decimal

import pytest
from doubting import doubts, told
from small_plan import END, Figures, at_least, at_most, said

from sbtrack.domain.period import Period
from sbtrack.domain.targets import About, AnnualGrowth, CumulativeChange, EveryPeriod, Target
from sbtrack.domain.terms import Basis, Bound

RULE = "met-far-too-early"


def early(
    target: Target,
    figures: Figures,
    baseline: str | None = None,
    unit: str = "吨标准煤/万元",
    yearly: Figures | None = None,
) -> list[str]:
    """Return the keys of the doubts about what came too early."""
    path = tuple((Period.parse(p), Decimal(v)) for p, v in (yearly or {}).items())
    found = doubts(target, figures, baseline, unit_of_measure=unit, yearly=path)
    return [d.key for d in found if d.rule == RULE]


def test_a_target_that_is_left_far_behind_in_the_first_year_is_doubted() -> None:
    found = doubts(at_most("0.869"), {"2011": "0.793"}, "1.034", unit_of_measure="吨标准煤/万元")

    (doubt,) = [d for d in found if d.rule == RULE]
    assert doubt.key == "met-far-too-early:1@1.034"
    assert told(doubt) == (
        "指标x has gone 146.1% of the way to its target for 2015 with 0.793 吨标准煤/万元 in 2011, "
        "where the plan expects 20.0%."
    )
    assert said(doubt.remedy) == (
        "Check whether its prices, scope and definition are those that the plan counts from."
    )


@pytest.mark.parametrize(
    ("figures", "found"),
    [
        ({"2011": "150"}, True),  # from 200 to 160: one and a quarter times the way
        ({"2011": "150.001"}, False),
        ({"2012": "104"}, True),  # 2.4 times the way, where 0.4 is planned
        ({"2012": "104.1"}, False),
        ({"2011-06": "150"}, True),
        ({"2011": "155", "2012": "150"}, False),  # it goes on from there
        ({"2015": "40"}, False),  # 4 times, when it is due
        ({"2015": "-39.99"}, False),
        ({"2015": "-40"}, True),  # 6 times
        ({"2016-01-01": "-40"}, False),  # after that there is no way any more
        ({"2010": "100"}, False),  # nor before it begins
        ({"2011-01-01": "100"}, True),
    ],
)
def test_one_and_a_quarter_times_the_way_and_six_times_the_plan(
    figures: Figures, found: bool
) -> None:
    assert (early(at_most("160"), figures, "200") == [f"{RULE}:1@200"]) is found


def test_a_first_one_is_enough_said() -> None:
    assert early(at_most("160"), {"2011-06": "140", "2011": "130"}, "200") == [f"{RULE}:1@200"]


def test_the_plan_may_expect_more_in_the_beginning() -> None:
    through = {"2011": "191"}, {"2011": "191.7"}  # 22.5 % and 20.75 % of the way
    assert early(at_most("160"), {"2011": "150"}, "200", yearly=through[0]) == []
    assert early(at_most("160"), {"2011": "150"}, "200", yearly=through[1]) == [f"{RULE}:1@200"]


@pytest.mark.parametrize(
    ("target", "baseline", "value", "unit", "found"),
    [
        (at_least("110"), "100", "115", "亿元", True),  # 15 % of the baseline
        (at_least("110"), "100", "114.99", "亿元", False),
        (at_least("12"), "10", "13", "%", True),  # three points
        (at_least("11.9"), "10", "12.9", "%", False),
        (at_least("12"), "10", "11.7", "%", False),
        (at_least("60"), "50", "63", "%", True),
        (at_least("25"), "20", "31", "件", True),  # eleven more of what is counted
        (at_least("25"), "20", "30", "件", False),
        (at_least("25"), "20", "30.5", "公里", True),
        (at_least("600"), "0", "750", "套", True),
        (at_least("600"), "0", "749", "套", False),
    ],
)
def test_only_a_change_that_matters_counts(
    target: Target, baseline: str, value: str, unit: str, found: bool
) -> None:
    assert (early(target, {"2011": value}, baseline, unit) != []) is found


@pytest.mark.parametrize(
    ("target", "baseline", "value", "unit", "key"),
    [
        (
            CumulativeChange(by=END, change=Decimal(-16), bound=Bound.AT_MOST),
            "100",
            "80.4",
            "吨",
            f"{RULE}:1@100",
        ),
        (
            CumulativeChange(by=END, change=Decimal(-16), bound=Bound.AT_MOST),
            "100",
            "80.5",
            "吨",
            None,
        ),
        (
            CumulativeChange(by=END, change=Decimal(-16), basis=Basis.RATES, bound=Bound.AT_MOST),
            None,
            "-19.6",
            "%",
            f"{RULE}:1",
        ),
        (
            CumulativeChange(by=END, change=Decimal(-16), basis=Basis.RATES, bound=Bound.AT_MOST),
            None,
            "-19.5",
            "%",
            None,
        ),
        (AnnualGrowth(by=END, rate=Decimal(8)), "100", "161.8", "吨", f"{RULE}:1@100"),
        (AnnualGrowth(by=END, rate=Decimal(8)), "100", "161.7", "吨", None),
    ],
)
def test_growth_counts_as_it_compounds(
    target: Target, baseline: str | None, value: str, unit: str, key: str | None
) -> None:
    assert early(target, {"2011": value}, baseline, unit) == ([] if key is None else [key])


@pytest.mark.parametrize(
    "target",
    [
        About(by=END, value=Decimal(160), tolerance=Decimal(5)),
        EveryPeriod(by=END, bound=Bound.AT_MOST, value=Decimal(160)),
        at_most("250"),  # a limit that the baseline meets
    ],
)
def test_what_has_no_way_to_go_is_left_alone(target: Target) -> None:
    assert early(target, {"2011": "100"}, "200") == []
    assert early(at_most("160"), {"2011": "100"}) == [], "from nowhere there is no way"
