"""The sign of a change, held against what the plan wants and what is recorded."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from sbtrack.actions.signs import records_changes, signed_value, unwanted_sign
from sbtrack.domain.errors import BadValue
from sbtrack.domain.ledger import Observation
from sbtrack.domain.message import Name
from sbtrack.domain.period import Period
from sbtrack.domain.plan import Baseline, Indicator, NoBaseline
from sbtrack.domain.targets import (
    About,
    AnnualGrowth,
    AtLeast,
    AtMost,
    CumulativeChange,
    EveryPeriod,
    Target,
    Undetermined,
)
from sbtrack.domain.terms import Basis, Bound, Constraint, Group
from sbtrack.locale.words import Words

BY = Period.of_year(2025)
OPEN = Undetermined(by=BY, text=Name("-"))


def change(target: Target, name: str = "产值增速") -> Indicator:
    """An indicator whose figures are rates of change, as its name says."""
    return Indicator(
        "x", "x", Name(name), Group.HEADLINE, Constraint.BINDING, "%", NoBaseline(), target
    )


def figure(value: str, year: int = 2025, entered: str = "") -> Observation:
    return Observation("x", "r", Period.of_year(year), Decimal(value), entered=entered or value)


def asks(target: Target, value: str, *earlier: str, name: str = "产值增速") -> bool:
    others = [figure(v, 2024 - n) for n, v in enumerate(earlier)]
    return unwanted_sign(change(target, name), figure(value), others) is not None


@pytest.mark.parametrize(
    ("target", "rise_asked", "fall_asked"),
    [
        (AtLeast(by=BY, value=Decimal("0.1")), False, True),
        (AtMost(by=BY, value=Decimal("-0.1")), True, False),
        (AtMost(by=BY, value=Decimal(3)), False, True),  # as the name says: 增速
        (AtMost(by=BY, value=Decimal(0)), False, True),  # nor does what is not to rise ask to fall
        (EveryPeriod(by=BY, bound=Bound.AT_MOST, value=Decimal(-2)), True, False),
        (EveryPeriod(by=BY, bound=Bound.AT_LEAST, value=Decimal(2)), False, True),
        (About(by=BY, value=Decimal("-2.1"), tolerance=Decimal(2)), True, False),
        (About(by=BY, value=Decimal("-2"), tolerance=Decimal(2)), False, True),
        (CumulativeChange(by=BY, change=Decimal(-9), bound=Bound.AT_MOST), True, False),
        (CumulativeChange(by=BY, change=Decimal(-9), bound=Bound.AT_LEAST), False, True),
        (AnnualGrowth(by=BY, rate=Decimal(9), basis=Basis.RATES), False, True),
        (OPEN, False, True),
    ],
)
def test_the_way_that_is_wanted_is_the_targets_else_the_names(
    target: Target, rise_asked: bool, fall_asked: bool
) -> None:
    assert asks(target, "2", "-1", "-4") is rise_asked
    assert asks(target, "-2", "1", "4") is fall_asked


@pytest.mark.parametrize(("floor", "rise_asked"), [("0.1", False), ("0", True)])
def test_what_is_not_to_fall_is_not_asked_to_rise(floor: str, rise_asked: bool) -> None:
    """So its name says which way it goes: 降幅."""
    target = AtLeast(by=BY, value=Decimal(floor))
    assert asks(target, "2", "-1", "-4", name="价格降幅") is rise_asked


FALL = AtMost(by=BY, value=Decimal(-2))
RISE = AtLeast(by=BY, value=Decimal(2))


def test_one_earlier_change_of_its_sign_is_enough_and_a_zero_says_nothing() -> None:
    assert asks(FALL, "2", "-1", "0", "-3")
    assert not asks(FALL, "2", "-1", "0", "-3", "0.1")
    assert asks(RISE, "-2", "1", "0", "3")
    assert not asks(RISE, "-2", "1", "0", "-3")


def test_a_minus_is_not_typed_by_chance_but_easily_left_out() -> None:
    assert not asks(RISE, "-2")
    assert not asks(RISE, "-2", "1", "0"), "one rise is not yet what is usual"
    assert asks(RISE, "-2", "1", "4")
    assert asks(FALL, "2")
    assert asks(FALL, "2", "-1")
    assert asks(FALL, "2", "0"), "a minus is easily left out"


@pytest.mark.parametrize(("text", "value"), [("下降0%", "0"), ("下降0.1%", "-0.1"), ("0%", "0")])
def test_a_fall_by_nothing_is_a_zero(text: str, value: str) -> None:
    assert str(signed_value(change(OPEN), text)) == value


def test_a_fall_of_less_than_nothing_can_be_read_either_way() -> None:
    with pytest.raises(BadValue):
        signed_value(change(OPEN), "下降-0.1%")


def test_a_zero_has_no_sign() -> None:
    assert not asks(FALL, "0", "-1")
    assert not asks(RISE, "0", "1")


@pytest.mark.parametrize("entered", ["+2", "＋2", "增长2%", "up 2%"])
def test_what_was_typed_with_its_way_is_meant_so(entered: str) -> None:
    others = [figure("-1", 2024)]
    assert unwanted_sign(change(FALL), figure("2", entered="2"), others) is not None
    assert unwanted_sign(change(FALL), figure("2", entered=entered), others) is None


def test_the_last_figure_is_named_that_goes_the_other_way() -> None:
    found = unwanted_sign(change(FALL), figure("2"), [figure("0", 2024), figure("-1.5", 2023)])
    assert found is not None
    assert found.arguments["period"] == Period.of_year(2023)


@pytest.mark.parametrize(
    ("changes", "records"),
    [
        ({}, True),
        ({"name": Name("产值")}, False),
        ({"name": Name("产值"), "target": AnnualGrowth(by=BY, rate=Decimal(1))}, False),
        (
            {
                "name": Name("产值"),
                "target": AnnualGrowth(by=BY, rate=Decimal(1), basis=Basis.RATES),
            },
            True,
        ),
        ({"unit_of_measure": "亿元"}, False),
        ({"unit_of_measure": ""}, False),
        ({"unit_of_measure": "‰"}, True),
        ({"share": True}, False),
    ],
)
def test_changes_are_recorded_where_basis_or_name_say_so(
    changes: dict[str, object], records: bool
) -> None:
    assert records_changes(replace(change(OPEN), **changes)) is records  # type: ignore[arg-type]


LEVEL = AtMost(by=BY, value=Decimal(7))
GROWTH = Name("人口自然增长率", (("en", "Natural growth rate of population"),))


def refusal(indicator: Indicator, text: str) -> tuple[str, str]:
    with pytest.raises(BadValue) as raised:
        signed_value(indicator, text)
    return Words("en").say(raised.value.message), Words("zh").say(raised.value.message)


@pytest.mark.parametrize(
    "text",
    ["上升0.2‰", "下降0.2‰", "增加0.2‰", "提高0.2", "rose by 0.2‰", "fell by 0.2", "up 0.2‰"],
)
@pytest.mark.parametrize("target", [LEVEL, AtLeast(by=BY, value=Decimal(5))])
def test_a_rate_of_growth_may_have_risen_itself(target: Target, text: str) -> None:
    rate = replace(change(target), name=GROWTH, unit_of_measure="‰")
    english, chinese = refusal(rate, text)
    assert english == (
        f"“{text}” can say by how much Natural growth rate of population itself changed; type the "
        "rate that was reached, as a number alone or with its unit of measure."
    )
    assert chinese == (
        f"“{text}”可能是人口自然增长率本身变动的幅度；请直接录入所达到的比率，可只写数字，也可带计量单位。"
    )


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *(("增长0.2‰", "0.2"), ("负增长0.2‰", "-0.2"), ("grew by 0.2‰", "0.2"), ("+0.2‰", "0.2")),
        *(("增长率为0.2‰", "0.2"), ("0.2", "0.2")),
    ],
)
def test_growth_is_what_a_rate_of_growth_counts(text: str, value: str) -> None:
    rate = replace(change(LEVEL), name=GROWTH, unit_of_measure="‰")
    assert signed_value(rate, text) == Decimal(value)


def test_what_is_no_rate_of_growth_or_asks_for_changes_fell_as_it_is_said() -> None:
    assert signed_value(change(LEVEL, "产值增长"), "下降3.1%") == Decimal("-3.1")
    rates = AnnualGrowth(by=BY, rate=Decimal(9), basis=Basis.RATES)
    assert signed_value(change(rates, "产值增长率"), "下降3.1%") == Decimal("-3.1")


def level(unit: str = "万人", name: str = "参保人数", **changes: Any) -> Indicator:
    known = Baseline(Decimal("33.66"), Period.of_year(2020))
    target = AtLeast(by=BY, value=Decimal(40))
    made = replace(change(target, name), unit_of_measure=unit, baseline=known)
    return replace(made, **changes)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        *(("+3.5万人", "3.5万人"), ("＋3.5", "3.5"), ("+ 3.5", "3.5"), (" +35,000人", "35,000人")),
        ("(+3.5)万人", None),
    ],
)
def test_a_plus_makes_no_level(text: str, number: str | None) -> None:
    english, chinese = refusal(level(), text)
    if number is not None:
        assert english == (
            f"“{text}” has a plus sign, as what was added has, but for 参保人数 the level "
            f"itself is recorded; if this is the level, type “{number}”."
        )
        assert f"如果就是其水平值，请录入“{number}”。" in chinese
        assert signed_value(level(), number) > 0


@pytest.mark.parametrize(
    ("indicator", "accepted"),
    [
        (level("亿元", "投资额"), False),
        (level("‰", "婴儿死亡率"), False),
        (level("%", "参保率", share=True), False),
        (level("", "居民消费价格指数"), False),
        (level("%", "居民消费价格涨幅"), True),
        (level("%", "居民消费价格"), True),  # no share, as the plan says
        (level("万元", "财政结余"), True),
        (level("万人", "Net migration"), True),
        (level("万元", baseline=Baseline(Decimal(-120), Period.of_year(2020))), True),
        (level("‰", "人口自然增长率"), True),
        (change(AnnualGrowth(by=BY, rate=Decimal(9), basis=Basis.RATES), "产值"), True),
    ],
)
def test_a_plus_stays_where_there_may_be_a_minus(indicator: Indicator, accepted: bool) -> None:
    if accepted:
        assert signed_value(indicator, "+1.2") == Decimal("1.2")
    else:
        refusal(indicator, "+1.2")
